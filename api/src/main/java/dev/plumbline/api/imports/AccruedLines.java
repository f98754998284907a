package dev.plumbline.api.imports;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.RewardPay.Paid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What payees have accrued and were not paid yet, in the order in which it was logged. Not for more than one thread.
 *
 * <p>Signatures are not checked: the events are those of whoever imports, and the log checks them again.
 */
final class AccruedLines {
    private static final String SUBJECT = "accruals file";
    private static final int EVENTS_MAX = 1_000_000;

    private record Owed(Paid line, BigInteger amount) {}

    /** By payee, and there by line, in the order of the file. */
    private final Map<String, Map<Paid, Owed>> unpaid = new HashMap<>();

    /** Chain, transaction and log index of payments that have their event already. */
    private final Set<List<Object>> settled = new HashSet<>();

    private final Namespace namespace;
    private final String token;

    private AccruedLines(Namespace namespace, String token) {
        this.namespace = namespace;
        this.token = token;
    }

    /**
     * Reads events as a log holds them, one on each line and in its order: accruals, the payments that were made of them, and
     * corrections. What has accrued elsewhere, or in another token, is passed over.
     */
    static AccruedLines parse(byte[] file, ClaimTerms terms) throws MalformedException {
        var lines = new AccruedLines(terms.namespace(), terms.token());
        int from = 0;
        int count = 0;
        for (int i = 0; i <= file.length; i++) {
            boolean isEnd = i == file.length || file[i] == '\n';
            if (isEnd && i > from) {
                if (++count > EVENTS_MAX || i - from > Limits.ENTRY_BYTES_MAX) {
                    throw new MalformedException(
                            Malformed.LIMIT_EXCEEDED, SUBJECT, "has too many lines, or one too long for an event");
                }
                lines.add(Event.parse(
                        new String(file, from, i - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)));
            }
            from = isEnd ? i + 1 : from;
        }
        return lines;
    }

    private void add(Event event) {
        if (event.body() instanceof RewardAccrue accrual) {
            boolean isOurs =
                    event.namespace().equals(namespace) && accrual.token().equals(token);
            if (!isOurs) {
                return;
            }
            for (int i = 0; i < accrual.lines().size(); i++) {
                RewardAccrue.Line line = accrual.lines().get(i);
                if (line.amount().signum() > 0) {
                    var paid = new Paid(event.id(), i);
                    unpaid.computeIfAbsent(line.to().encode(), payee -> new LinkedHashMap<>())
                            .put(paid, new Owed(paid, line.amount()));
                }
            }
        } else if (event.body() instanceof RewardPay pay) {
            settle(pay);
        } else if (event.body() instanceof Correction correction) {
            // What is superseded is not paid any more; what takes its place is an accrual of its own.
            for (Map<Paid, Owed> owed : unpaid.values()) {
                owed.keySet().removeIf(line -> line.event().equals(correction.target()));
            }
        }
    }

    /** Takes the lines of a payment out of what is unpaid. */
    void settle(RewardPay pay) {
        for (Map<Paid, Owed> owed : unpaid.values()) {
            pay.accruals().forEach(owed::remove);
        }
        Long logIndex = pay.settlement().logIndex();
        if (logIndex != null) {
            settled.add(List.of(pay.settlement().chain(), pay.settlement().tx(), logIndex));
        }
    }

    boolean isSettled(String chain, Object tx, long logIndex) {
        return settled.contains(List.of(chain, tx, logIndex));
    }

    /** Whether anything is owed to the payee. */
    boolean owesTo(String payee) {
        return !unpaid.getOrDefault(payee, Map.of()).isEmpty();
    }

    /**
     * The lines that an amount pays: the oldest ones up to one where they sum to it exactly, or else the oldest single line
     * that is as large; null if neither fits.
     */
    @Nullable
    List<Paid> paidBy(String payee, BigInteger amount) {
        var prefix = new ArrayList<Paid>();
        BigInteger sum = BigInteger.ZERO;
        for (Owed owed : unpaid.getOrDefault(payee, Map.of()).values()) {
            prefix.add(owed.line());
            sum = sum.add(owed.amount());
            if (sum.compareTo(amount) >= 0 || prefix.size() > ImportLimits.PAID_LINES_MAX) {
                break;
            }
        }
        if (sum.equals(amount) && !prefix.isEmpty() && prefix.size() <= ImportLimits.PAID_LINES_MAX) {
            return prefix;
        }
        return unpaid.getOrDefault(payee, Map.of()).values().stream()
                .filter(owed -> owed.amount().equals(amount))
                .findFirst()
                .map(owed -> List.of(owed.line()))
                .orElse(null);
    }
}
