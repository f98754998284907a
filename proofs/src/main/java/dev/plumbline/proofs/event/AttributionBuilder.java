package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects weights in any order and makes an {@link Attribution} of them: the lines sorted, and what is missing to the whole
 * stated as unattributed. Nothing is scaled. For one thread; starts at {@link Attribution#asOf}.
 */
public final class AttributionBuilder {
    private final TreeHead asOf;
    private final List<Attribution.Line> lines = new ArrayList<>();
    private Attribution.@Nullable Tail tail;
    private @Nullable Hash evidenceRoot;

    AttributionBuilder(TreeHead asOf) {
        this.asOf = asOf;
    }

    /**
     * An upload as a whole contributed.
     *
     * @param weight parts of 10^18, above 0
     * @throws IllegalArgumentException if the weight is outside 1 to 10^18
     */
    public AttributionBuilder upload(EventId upload, long weight) {
        lines.add(new Attribution.Line(upload, null, weight));
        return this;
    }

    /** As {@link #upload}, of one row, counted from 0. */
    public AttributionBuilder row(EventId upload, long row, long weight) {
        lines.add(new Attribution.Line(upload, row, weight));
        return this;
    }

    /**
     * Contributions too small to list.
     *
     * @param count how many
     * @param weight parts of 10^18 that they have together
     */
    public AttributionBuilder tail(long count, long weight) {
        tail = new Attribution.Tail(count, weight);
        return this;
    }

    /** The root over the evidence that the method kept. */
    public AttributionBuilder evidence(Hash root) {
        evidenceRoot = root;
        return this;
    }

    /**
     * The attribution of all weights so far; the rest of the whole is unattributed.
     *
     * @throws IllegalArgumentException if a line is there twice, or the weights are more than 10^18
     */
    public Attribution build() {
        long rest = Weight.WHOLE - (tail == null ? 0 : tail.weight());
        for (Attribution.Line line : lines) {
            // A weight is at most the whole, so the rest falls below 0 before it can overflow.
            rest -= line.weight();
            if (rest < 0) {
                throw new IllegalArgumentException("weights sum to more than 10^18");
            }
        }
        return new Attribution(asOf, Attribution.sorted(lines), rest, tail, evidenceRoot);
    }
}
