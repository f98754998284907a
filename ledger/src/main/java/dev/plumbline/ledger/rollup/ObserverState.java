package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.proofs.ethereum.Word;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a follower remembers of one observer from step to step, in memory alone. For the follower's thread. */
final class ObserverState {
    private record Key(
            ObserverTrouble.Kind kind,
            @Nullable Long number,
            @Nullable Word shown) {}

    private final RollupNode node;
    private boolean isChainChecked;
    private @Nullable Word checkedBody;
    // The head at the last poll but one that was answered, and when; by them a new block is told from one that was
    // there.
    private long headBefore = Long.MAX_VALUE;
    private long polledBeforeMillis;
    // Those of the last step, and of this one.
    private Set<Key> known = Set.of();
    private final Map<Key, ObserverTrouble> now = new LinkedHashMap<>();

    ObserverState(RollupNode node) {
        this.node = node;
    }

    RollupNode node() {
        return node;
    }

    String name() {
        return node.name();
    }

    boolean isChainChecked() {
        return isChainChecked;
    }

    void chainIsChecked(boolean isChecked) {
        isChainChecked = isChecked;
    }

    /** Whether this is the block whose transactions and receipts the observer gave last. */
    boolean gaveAllOf(Word block) {
        Word checked = checkedBody;
        return checked != null && checked.equals(block);
    }

    void givesAllOf(Word block) {
        checkedBody = block;
    }

    /** Whether the block came to the observer between two polls that are at most so far apart. */
    boolean sawArrive(long block, long nowMillis, long pauseMillis) {
        return block > headBefore && nowMillis - polledBeforeMillis <= pauseMillis;
    }

    void polled(long head, long atMillis) {
        headBefore = head;
        polledBeforeMillis = atMillis;
    }

    /** Notes what is wrong in this step. */
    void note(ObserverTrouble trouble) {
        boolean isAboutBlock =
                trouble.kind() == ObserverTrouble.Kind.LYING || trouble.kind() == ObserverTrouble.Kind.DISAGREES;
        now.putIfAbsent(
                isAboutBlock
                        ? new Key(trouble.kind(), trouble.number(), trouble.shown())
                        : new Key(trouble.kind(), null, null),
                trouble);
    }

    /** Whether something was wrong in the last step that was not noted again, so that nothing is now. */
    boolean isOver() {
        return now.isEmpty() && !known.isEmpty();
    }

    /** What is new in this step. */
    Iterable<ObserverTrouble> fresh() {
        return now.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What is wrong now, in words; null if nothing is. */
    @Nullable
    String trouble() {
        return now.isEmpty()
                ? null
                : String.join(
                        "; ",
                        now.values().stream()
                                .map(trouble -> trouble.kind() + ": " + trouble.detail())
                                .toList());
    }

    void endStep() {
        known = new LinkedHashSet<>(now.keySet());
        now.clear();
    }
}
