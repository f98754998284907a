package dev.plumbline.ledger.takeover;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many have met which fate. What is counted is counted once, so the fates add up to the total by construction.
 *
 * @param byFate each fate, also those that nobody met, in their order
 */
public record Tally(Map<Fate, Long> byFate) {
    /** Copies, and fills in zeros. */
    public Tally {
        var copy = new EnumMap<Fate, Long>(Fate.class);
        for (Fate fate : Fate.values()) {
            copy.put(fate, byFate.getOrDefault(fate, 0L));
        }
        byFate = java.util.Collections.unmodifiableMap(copy);
    }

    /** How many have met this fate. */
    public long of(Fate fate) {
        return byFate.getOrDefault(fate, 0L);
    }

    /** How many there are. */
    public long total() {
        return byFate.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A tally under way. Owned by one thread. */
    static final class Counting {
        private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

        void add(Fate fate) {
            add(fate, 1);
        }

        void add(Fate fate, long count) {
            counts.merge(fate, count, Long::sum);
        }

        Tally done() {
            return new Tally(counts);
        }
    }
}
