package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.EventId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found of each invariant so far. Owned by one thread; its size does not grow with the log. */
final class Tallies {
    /** Different reasons kept for one invariant; further ones are counted as others. */
    private static final int REASONS_MAX = 8;

    private static final String OTHER_REASONS = "other reasons";
    private static final String SETTING = "tally/";

    private final Map<Invariant, Tally> tallies = new EnumMap<>(Invariant.class);

    Tallies() {
        for (Invariant invariant : Invariant.values()) {
            tallies.put(invariant, new Tally());
        }
    }

    /** Those that were kept with the state. */
    static Tallies restore(AuditStore store) {
        var restored = new Tallies();
        restored.tallies.forEach((invariant, tally) -> {
            byte[] kept = store.setting(SETTING + invariant.id());
            if (kept != null) {
                tally.read(invariant, new FactReader(kept));
            }
        });
        return restored;
    }

    void keep(AuditStore store) {
        tallies.forEach((invariant, tally) -> {
            var writer = new FactWriter();
            tally.write(writer);
            store.set(SETTING + invariant.id(), writer.bytes());
        });
    }

    /** A copy to which findings can be added that are not kept. */
    Tallies copy() {
        var copy = new Tallies();
        copy.tallies.forEach((invariant, tally) -> {
            var writer = new FactWriter();
            of(invariant).write(writer);
            tally.read(invariant, new FactReader(writer.bytes()));
        });
        return copy;
    }

    /** One case was decided: it holds, or {@code problem} says how not. */
    void judge(Invariant invariant, long index, @Nullable EventId event, @Nullable String problem) {
        of(invariant).checked++;
        if (problem != null) {
            violated(invariant, index, event, problem);
        }
    }

    /** So many cases hold. */
    void hold(Invariant invariant, long count) {
        of(invariant).checked += count;
    }

    /** A case that was counted before as decided has turned out to be broken. */
    void violated(Invariant invariant, long index, @Nullable EventId event, String detail) {
        Tally tally = of(invariant);
        tally.violated++;
        if (tally.kept.size() < InvariantResult.KEPT_MAX) {
            tally.kept.add(new Violation(invariant, index, event, detail));
        }
    }

    /** So many cases cannot be decided. */
    void uncheckable(Invariant invariant, long count, String reason) {
        Tally tally = of(invariant);
        tally.uncheckable += count;
        boolean isRoom = tally.reasons.containsKey(reason) || tally.reasons.size() < REASONS_MAX;
        tally.reasons.merge(isRoom ? reason : OTHER_REASONS, count, Long::sum);
    }

    /** One case rests on the operator's word. */
    void asserted(Invariant invariant) {
        of(invariant).asserted++;
    }

    /** What to report: one result for each invariant, in their order. */
    List<InvariantResult> results() {
        var results = new ArrayList<InvariantResult>();
        tallies.forEach((invariant, tally) -> results.add(tally.result(invariant)));
        return results;
    }

    private Tally of(Invariant invariant) {
        Tally tally = tallies.get(invariant);
        if (tally == null) {
            throw new AssertionError("no tally of " + invariant);
        }
        return tally;
    }

    /** The counts of one invariant. */
    private static final class Tally {
        private long checked;
        private long violated;
        private long uncheckable;
        private long asserted;
        private final Map<String, Long> reasons = new TreeMap<>();
        private final List<Violation> kept = new ArrayList<>();

        InvariantResult result(Invariant invariant) {
            return new InvariantResult(
                    invariant, standing(invariant), checked, violated, uncheckable, asserted, reason(invariant), kept);
        }

        private Standing standing(Invariant invariant) {
            if (violated > 0) {
                return Standing.VIOLATED;
            }
            if (asserted > 0) {
                return Standing.OPERATOR_ASSERTED;
            }
            // That the log does not contradict itself says nothing of the chain.
            boolean isOpen = invariant.basis() == Invariant.Basis.NEEDS_CHAIN && uncheckable > 0;
            return checked > 0 && !isOpen ? Standing.HOLDS : Standing.CANNOT_CHECK;
        }

        private @Nullable String reason(Invariant invariant) {
            if (!reasons.isEmpty()) {
                var text = new StringBuilder();
                reasons.forEach((reason, count) -> text.append(text.isEmpty() ? "" : "; ")
                        .append(reason)
                        .append(count == 0 ? "" : " (" + count + ")"));
                return text.toString();
            }
            if (checked > 0 || asserted > 0) {
                return null;
            }
            return invariant.basis() == Invariant.Basis.NEEDS_CHAIN
                    ? "needs the chain"
                    : "nothing in the log that it speaks of";
        }

        void write(FactWriter writer) {
            writer.number(checked).number(violated).number(uncheckable).number(asserted);
            writer.number(reasons.size());
            reasons.forEach(
                    (reason, count) -> writer.block(reason.getBytes(UTF_8)).number(count));
            writer.number(kept.size());
            for (Violation violation : kept) {
                EventId event = violation.event();
                writer.number(violation.index()).block(violation.detail().getBytes(UTF_8));
                writer.number(event == null ? 0 : 1);
                if (event != null) {
                    writer.hash(event.hash());
                }
            }
        }

        void read(Invariant invariant, FactReader reader) {
            checked = reader.number();
            violated = reader.number();
            uncheckable = reader.number();
            asserted = reader.number();
            for (long left = reader.number(); left > 0; left--) {
                String reason = new String(reader.block(), UTF_8);
                reasons.put(reason, reader.number());
            }
            for (long left = reader.number(); left > 0; left--) {
                long index = reader.number();
                String detail = new String(reader.block(), UTF_8);
                EventId event = reader.number() == 0 ? null : new EventId(reader.hash());
                kept.add(new Violation(invariant, index, event, detail));
            }
        }
    }
}
