package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.ledger.fairness.InFlightAccount.Fate;
import dev.plumbline.ledger.fairness.InFlightAccount.Line;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for what was in flight while a rollup was dark: handed in by the end of that time, and in no block before it.
 *
 * <p>The intended order is that of the log. One is <em>reordered</em> if another stands before it that has a larger index,
 * was handed in later by more than the margin, and pays no more, although the first could have stood there: its fee cap
 * was above the base fee of that block and the nonces of its sender were used up to it. Within a block the same holds, so
 * that a block sorted by tips, nonces and arrival reorders nothing. Who pays more and comes first is in order: that is
 * the rule of the market, and not of the log.
 *
 * <p>Time grows with the square of what was in flight.
 */
public final class InFlight {
    private final Casebook casebook;
    private final long fromMillis;
    private final long toMillis;
    private final long marginMillis;
    private final long soonMillis;
    private final Map<Slot, Position> slots = new HashMap<>();
    private final List<TrackedTransaction> included;

    private record Slot(Address sender, long nonce) {}

    /** Where in the rollup, to be compared. */
    private record Position(long block, int index) implements Comparable<Position> {
        static final Position NOWHERE = new Position(Long.MAX_VALUE, 0);

        static Position of(@Nullable Inclusion inclusion) {
            return inclusion == null ? NOWHERE : new Position(inclusion.block(), inclusion.index());
        }

        @Override
        public int compareTo(Position other) {
            return Comparator.comparingLong(Position::block)
                    .thenComparingInt(Position::index)
                    .compare(this, other);
        }
    }

    private InFlight(Casebook casebook, long fromMillis, long toMillis, long marginMillis, long soonMillis) {
        this.casebook = casebook;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.marginMillis = marginMillis;
        this.soonMillis = soonMillis;
        for (TrackedTransaction one : casebook.transactions()) {
            if (one.way() == Way.ORDINARY) {
                slots.merge(
                        new Slot(one.sender(), one.nonce()),
                        Position.of(one.inclusion()),
                        (first, second) -> first.compareTo(second) <= 0 ? first : second);
            }
        }
        this.included = casebook.transactions().stream()
                .filter(one -> one.inclusion() != null && one.way() == Way.ORDINARY)
                .sorted(Comparator.comparing(one -> Position.of(one.inclusion())))
                .toList();
    }

    /**
     * The account of a dark time, with the casebook's own margins: clocks and one block between two that are told apart, ten
     * blocks for what is soon.
     */
    public static InFlightAccount of(Casebook casebook, long fromMillis, long toMillis) {
        long margin = casebook.clockUncertaintyMillis() + casebook.blockMillis();
        return of(casebook, fromMillis, toMillis, margin, 10 * casebook.blockMillis());
    }

    /**
     * The account of a dark time.
     *
     * @param fromMillis its start
     * @param toMillis its end
     * @param marginMillis by how much one must be handed in earlier than another for their order to count
     * @param soonMillis how long after it could be included, which is not before the end, something is not late
     */
    public static InFlightAccount of(
            Casebook casebook, long fromMillis, long toMillis, long marginMillis, long soonMillis) {
        var account = new InFlight(casebook, fromMillis, toMillis, marginMillis, soonMillis);
        List<Line> lines = new ArrayList<>();
        account.matters().forEach(matter -> lines.add(account.line(matter)));
        lines.sort(Comparator.comparingLong((Line line) -> line.logIndex() < 0 ? Long.MAX_VALUE : line.logIndex())
                .thenComparing(line -> line.tx().hex()));
        return new InFlightAccount(casebook.chain(), fromMillis, toMillis, asOf(casebook), lines);
    }

    private static long asOf(Casebook casebook) {
        return casebook.transactions().stream()
                .mapToLong(TrackedTransaction::observedUntilMillis)
                .max()
                .orElse(casebook.toMillis());
    }

    /** All transactions of one event together, the first one first; one that is about no event by itself. */
    private Collection<List<TrackedTransaction>> matters() {
        Map<Object, List<TrackedTransaction>> byEvent = new LinkedHashMap<>();
        casebook.transactions().stream()
                .filter(one -> one.submittedAtMillis() <= toMillis || one.way() == Way.FORCED)
                .sorted(Comparator.comparing(TrackedTransaction::way)
                        .thenComparingLong(TrackedTransaction::submittedAtMillis)
                        .thenComparingLong(TrackedTransaction::logIndex))
                .forEach(one -> byEvent.computeIfAbsent(
                                one.event() == null ? one.tx() : one.event(), key -> new ArrayList<>())
                        .add(one));
        return byEvent.values().stream().filter(this::wasInFlight).toList();
    }

    /** Handed in by the end, and nothing of it in a block that was seen before the start. */
    private boolean wasInFlight(List<TrackedTransaction> matter) {
        return matter.get(0).submittedAtMillis() <= toMillis
                && matter.stream()
                        .map(TrackedTransaction::inclusion)
                        .allMatch(inclusion -> inclusion == null || inclusion.firstSeen() >= fromMillis);
    }

    private Line line(List<TrackedTransaction> matter) {
        TrackedTransaction first = matter.get(0);
        TrackedTransaction in = matter.stream()
                .filter(one -> one.inclusion() != null)
                .min(Comparator.comparing(one -> Position.of(one.inclusion())))
                .orElse(null);
        Inclusion inclusion = in == null ? null : in.inclusion();
        if (in == null || inclusion == null) {
            return line(first, Fate.MISSING, null, null, null, null, causeOf(matter));
        }
        long waited = inclusion.firstSeen() - Math.max(toMillis, first.submittedAtMillis());
        if (in.way() == Way.FORCED) {
            return line(first, Fate.FORCED, in, inclusion, waited, null, first.cause());
        }
        TrackedTransaction overtaker = overtaker(in);
        Fate fate =
                overtaker != null ? Fate.REORDERED : waited > soonMillis ? Fate.INCLUDED_LATE : Fate.INCLUDED_IN_ORDER;
        return line(first, fate, in, inclusion, waited, overtaker, in.cause());
    }

    private static Cause causeOf(List<TrackedTransaction> matter) {
        return matter.stream()
                .map(TrackedTransaction::cause)
                .filter(cause -> cause != Cause.NONE)
                .findFirst()
                .orElse(Cause.NONE);
    }

    private static Line line(
            TrackedTransaction first,
            Fate fate,
            @Nullable TrackedTransaction in,
            @Nullable Inclusion inclusion,
            @Nullable Long waited,
            @Nullable TrackedTransaction overtaker,
            Cause cause) {
        return new Line(
                first.event(),
                first.tx(),
                first.logIndex(),
                first.cohort(),
                first.submittedAtMillis(),
                fate,
                in == null ? null : in.tx(),
                inclusion == null ? null : Long.valueOf(inclusion.block()),
                waited,
                overtaker == null ? null : overtaker.tx(),
                cause);
    }

    /** The first of the rollup that should have stood behind this one; null if there is none. */
    private @Nullable TrackedTransaction overtaker(TrackedTransaction one) {
        if (one.logIndex() == TrackedTransaction.NOT_LOGGED) {
            return null;
        }
        Position own = Position.of(one.inclusion());
        for (TrackedTransaction other : included) {
            Position place = Position.of(other.inclusion());
            if (place.compareTo(own) >= 0) {
                return null;
            }
            if (other.logIndex() > one.logIndex()
                    && other.submittedAtMillis() > one.submittedAtMillis() + marginMillis
                    && !other.sender().equals(one.sender())
                    && couldStandAt(one, other, place)) {
                return other;
            }
        }
        return null;
    }

    private boolean couldStandAt(TrackedTransaction one, TrackedTransaction other, Position place) {
        Inclusion held = other.inclusion();
        if (held == null) {
            return false;
        }
        BigInteger left = one.maxFee().subtract(held.baseFee());
        Position before = slots.get(new Slot(one.sender(), one.nonce() - 1));
        boolean isReady = before == null || before.compareTo(place) < 0;
        return isReady && left.signum() >= 0 && one.maxTip().min(left).compareTo(held.effectiveTip()) >= 0;
    }
}
