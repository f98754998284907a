package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what {@link AuditFigures} tells. All sums are on disk; a report holds the largest of them only. */
final class Figures {
    static final String MALFORMED = "malformed";
    /** Bytes that a demand on chain forced in. */
    static final String FORCED = "forced";

    private static final long KIND = 1;
    private static final long SLOT = 2;
    private static final long ACCRUED = 3;
    private static final long PAID = 4;
    private static final long WEIGHT = 5;
    private static final long REST = 6;
    private static final long PAYEE = 7;
    private static final long LICENSE = 8;
    private static final long ROUNDED = 9;
    private static final long DISPUTES = 10;

    private static final long SLOT_MILLIS = 300_000;

    private final AuditStore store;
    private final Sums sums;
    private final Names names;

    Figures(AuditStore store) {
        this.store = store;
        this.sums = store.sums();
        this.names = store.names();
    }

    /** An entry of some kind of which not even the time can be told. */
    void entry(String kind) {
        sums.add(1, KIND, names.number(kind));
    }

    void event(String kind, long issuedAtMillis) {
        entry(kind);
        sums.add(1, SLOT, issuedAtMillis / SLOT_MILLIS);
    }

    void weight(long upload, long weight) {
        sums.add(weight, WEIGHT, upload);
    }

    void rest(Attribution attribution) {
        Attribution.Tail tail = attribution.tail();
        sums.add(attribution.unattributed() + (tail == null ? 0 : tail.weight()), REST);
    }

    void accrued(RewardAccrue accrual) {
        long token = names.number(accrual.token());
        for (RewardAccrue.Pool part : accrual.pool()) {
            sums.add(part.amount(), ACCRUED, token, names.number(part.role()));
        }
    }

    void paid(RewardPay payment, long token) {
        sums.add(payment.amount(), PAID, token);
        sums.add(payment.amount(), PAYEE, token, names.number(payment.to().encode()));
    }

    void licenseConflict(long upload) {
        sums.add(1, LICENSE, upload);
    }

    void roundedToZero() {
        sums.add(1, ROUNDED);
    }

    void disputes(long more) {
        sums.add(more, DISPUTES);
    }

    AuditFigures report() {
        var kinds = new TreeMap<String, Long>();
        sums.forEach(KIND, (row, count) -> kinds.put(names.text(row[1]), count.longValueExact()));
        var buckets = new Buckets();
        sums.forEach(SLOT, (row, count) -> buckets.add(row[1], count.longValueExact()));
        return new AuditFigures(
                kinds,
                buckets.list(),
                buckets.widthSlots * SLOT_MILLIS,
                accruedByRole(),
                paidByToken(),
                weights(),
                payees(),
                licenseConflicts(),
                sums.sum(ROUNDED).longValueExact(),
                sums.sum(DISPUTES).longValueExact());
    }

    private SortedMap<String, SortedMap<String, BigInteger>> accruedByRole() {
        var byToken = new TreeMap<String, SortedMap<String, BigInteger>>();
        sums.forEach(ACCRUED, (row, amount) -> {
            String token = names.text(row[1]);
            if (byToken.containsKey(token) || byToken.size() < AuditFigures.TOP_MAX) {
                SortedMap<String, BigInteger> byRole = byToken.computeIfAbsent(token, absent -> new TreeMap<>());
                if (byRole.size() < AuditFigures.TOP_MAX) {
                    byRole.put(names.text(row[2]), amount);
                }
            }
        });
        return byToken;
    }

    private SortedMap<String, BigInteger> paidByToken() {
        var paid = new TreeMap<String, BigInteger>();
        sums.forEach(PAID, (row, amount) -> {
            if (paid.size() < AuditFigures.TOP_MAX) {
                paid.put(names.text(row[1]), amount);
            }
        });
        return paid;
    }

    private AuditFigures.Weights weights() {
        var top = new Top();
        sums.forEach(WEIGHT, top::add);
        var uploads = new ArrayList<AuditFigures.UploadWeight>();
        for (Top.Row row : top.descending()) {
            Facts facts = store.at(row.number());
            if (facts != null) {
                uploads.add(new AuditFigures.UploadWeight(facts.index(), facts.id(), row.sum()));
            }
        }
        return new AuditFigures.Weights(top.count, top.whole, sums.sum(REST), uploads);
    }

    private List<AuditFigures.PayeeTotal> payees() {
        var byToken = new TreeMap<Long, Top>();
        sums.forEach(PAYEE, (row, amount) -> {
            if (byToken.containsKey(row[1]) || byToken.size() < AuditFigures.TOP_MAX) {
                byToken.computeIfAbsent(row[1], absent -> new Top()).add(row, amount);
            }
        });
        var payees = new ArrayList<AuditFigures.PayeeTotal>();
        byToken.forEach((token, top) -> {
            for (Top.Row row : top.descending()) {
                payees.add(new AuditFigures.PayeeTotal(names.text(row.number()), names.text(token), row.sum()));
            }
        });
        return payees;
    }

    private List<AuditFigures.LicenseConflict> licenseConflicts() {
        var top = new Top();
        sums.forEach(LICENSE, top::add);
        var conflicts = new ArrayList<AuditFigures.LicenseConflict>();
        for (Top.Row row : top.descending()) {
            Facts facts = store.at(row.number());
            if (facts != null) {
                conflicts.add(new AuditFigures.LicenseConflict(
                        facts.index(), facts.id(), row.sum().longValueExact()));
            }
        }
        return conflicts;
    }

    /** The largest of many sums. */
    private static final class Top {
        /** @param number the last number of the row that has this sum */
        record Row(long number, BigInteger sum) {}

        private static final Comparator<Row> SMALLEST_FIRST =
                Comparator.comparing(Row::sum).thenComparing(Row::number, Comparator.reverseOrder());

        private final PriorityQueue<Row> largest = new PriorityQueue<>(SMALLEST_FIRST);
        private BigInteger whole = BigInteger.ZERO;
        private long count;

        void add(long[] key, BigInteger sum) {
            count++;
            whole = whole.add(sum);
            largest.add(new Row(key[key.length - 1], sum));
            if (largest.size() > AuditFigures.TOP_MAX) {
                largest.remove();
            }
        }

        List<Row> descending() {
            var rows = new ArrayList<>(largest);
            rows.sort(SMALLEST_FIRST.reversed());
            return rows;
        }
    }

    /** Slots of five minutes, gathered into as few wider stretches as are told. They come ascending. */
    private static final class Buckets {
        private long widthSlots = 1;
        private TreeMap<Long, Long> counts = new TreeMap<>();

        void add(long slot, long count) {
            counts.merge(slot / widthSlots, count, Long::sum);
            while (counts.size() > AuditFigures.BUCKETS_MAX) {
                widthSlots *= 2;
                var wider = new TreeMap<Long, Long>();
                counts.forEach((number, sum) -> wider.merge(number / 2, sum, Long::sum));
                counts = wider;
            }
        }

        List<AuditFigures.Bucket> list() {
            var list = new ArrayList<AuditFigures.Bucket>();
            counts.forEach((number, sum) -> list.add(new AuditFigures.Bucket(number * widthSlots * SLOT_MILLIS, sum)));
            return list;
        }
    }
}
