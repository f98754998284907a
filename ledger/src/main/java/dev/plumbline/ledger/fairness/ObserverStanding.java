package dev.plumbline.ledger.fairness;

import org.jspecify.annotations.Nullable;

/**
 * How far one observer can be relied on: what it gave, and how often it was wrong, alone, behind or silent.
 *
 * @param name the observer's name, not empty
 * @param blocks blocks it gave that were what their hashes say
 * @param lies answers that were not what their hashes say
 * @param disagreements heights at which it named another block than most of the observers
 * @param stale answers that were behind the others
 * @param slow answers that came later than allowed
 * @param unreachable questions that it did not answer
 * @param worst the worst that it did, in words; null if there is nothing to say
 */
public record ObserverStanding(
        String name,
        long blocks,
        long lies,
        long disagreements,
        long stale,
        long slow,
        long unreachable,
        @Nullable String worst) {
    /** @throws IllegalArgumentException if the name is empty or a count negative */
    public ObserverStanding {
        Bounds.checkNamed("observer", name);
        Bounds.checkAtLeast("blocks", blocks, 0);
        Bounds.checkAtLeast("lies", lies, 0);
        Bounds.checkAtLeast("disagreements", disagreements, 0);
        Bounds.checkAtLeast("stale answers", stale, 0);
        Bounds.checkAtLeast("slow answers", slow, 0);
        Bounds.checkAtLeast("unanswered questions", unreachable, 0);
    }
}
