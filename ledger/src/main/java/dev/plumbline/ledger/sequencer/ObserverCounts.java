package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what each observer gave, and where it was wrong, alone, behind or silent. */
final class ObserverCounts {
    /** Kinds of trouble, the worst first: what cannot be bad luck comes before what can. */
    private static final List<ObserverTrouble.Kind> BY_WEIGHT = List.of(
            ObserverTrouble.Kind.LYING,
            ObserverTrouble.Kind.OTHER_CHAIN,
            ObserverTrouble.Kind.DISAGREES,
            ObserverTrouble.Kind.STALE,
            ObserverTrouble.Kind.SLOW,
            ObserverTrouble.Kind.UNREACHABLE);

    private final Map<String, Count> counts = new TreeMap<>();

    private static final class Count {
        private long blocks;
        private final Map<ObserverTrouble.Kind, Long> troubles = new EnumMap<>(ObserverTrouble.Kind.class);
        private final Map<ObserverTrouble.Kind, String> words = new EnumMap<>(ObserverTrouble.Kind.class);

        long of(ObserverTrouble.Kind kind) {
            return troubles.getOrDefault(kind, 0L);
        }

        @Nullable
        String worst() {
            return BY_WEIGHT.stream()
                    .filter(words::containsKey)
                    .findFirst()
                    .map(words::get)
                    .orElse(null);
        }
    }

    void add(Observation observation, long fromMillis) {
        if (observation.atMillis() < fromMillis) {
            return;
        }
        if (observation instanceof BlockSeen block) {
            block.firstSeenMillis().keySet().forEach(observer -> count(observer).blocks++);
        } else if (observation instanceof SeenByAnother seen) {
            count(seen.observer()).blocks++;
        } else if (observation instanceof ObserverTrouble trouble && trouble.kind() != ObserverTrouble.Kind.OVER) {
            Count count = count(trouble.observer());
            count.troubles.merge(trouble.kind(), 1L, Long::sum);
            count.words.putIfAbsent(trouble.kind(), trouble.detail());
        }
    }

    private Count count(String observer) {
        return counts.computeIfAbsent(observer, name -> new Count());
    }

    List<ObserverStanding> standings() {
        return counts.entrySet().stream()
                .map(entry -> standing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ObserverStanding standing(String name, Count count) {
        return new ObserverStanding(
                name,
                count.blocks,
                count.of(ObserverTrouble.Kind.LYING),
                count.of(ObserverTrouble.Kind.DISAGREES) + count.of(ObserverTrouble.Kind.OTHER_CHAIN),
                count.of(ObserverTrouble.Kind.STALE),
                count.of(ObserverTrouble.Kind.SLOW),
                count.of(ObserverTrouble.Kind.UNREACHABLE),
                count.worst());
    }
}
