package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.audit.Progress;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one source hash to: one pass from the first bundle to the last, trusting nothing, some two hashes an
 * entry. Keeps what was asked for and no more, so memory grows with the questions and not with the log. Immutable once made.
 */
final class Survey {
    /** Entries between two reports of progress. */
    private static final int REPORT_MASK = 0xfff;

    private final Source source;
    private final @Nullable KnownHead own;
    private final Map<Long, Hash> roots = new HashMap<>();
    private final Map<Hash, Long> indexes = new HashMap<>();
    private final Map<Long, Hash> leaves = new HashMap<>();
    private TreeHead end = TreeHead.EMPTY;
    private @Nullable String defect;

    private Survey(Source source, @Nullable KnownHead own) {
        this.source = source;
        this.own = own;
    }

    /**
     * Reads a whole source.
     *
     * @param own the checkpoint that it shows, if the old key signed it
     * @throws IOException if it cannot be reached; that it is damaged or cut short is part of the result
     */
    static Survey of(Source source, @Nullable KnownHead own, Questions questions, Progress progress)
            throws IOException {
        var survey = new Survey(source, own);
        var frontier = new Frontier();
        Source.Bundle bundle = source.widestBundle(0);
        while (bundle != null) {
            List<byte[]> entries = survey.entries(bundle);
            for (byte[] entry : entries) {
                survey.append(TreeHasher.leaf(entry), frontier, questions);
                if ((frontier.size() & REPORT_MASK) == 0) {
                    long expected = own == null ? 0 : own.head().size();
                    progress.report(frontier.size(), Math.max(frontier.size(), expected));
                }
            }
            boolean mayGoOn = !bundle.address().isPartial() && !entries.isEmpty();
            bundle = mayGoOn ? source.widestBundle(bundle.address().index() + 1) : null;
        }
        survey.end = frontier.head();
        return survey;
    }

    private List<byte[]> entries(Source.Bundle bundle) {
        try {
            return bundle.entries();
        } catch (MalformedException e) {
            defect = bundle.address().path() + ": " + e.getMessage();
            return List.of();
        }
    }

    private void append(Hash leaf, Frontier frontier, Questions questions) {
        long index = frontier.size();
        if (questions.indexes().contains(index)) {
            leaves.put(index, leaf);
        }
        if (questions.leaves().contains(leaf)) {
            indexes.putIfAbsent(leaf, index);
        }
        frontier.append(leaf, (level, place, hash) -> {});
        if (questions.sizes().contains(frontier.size())) {
            roots.put(frontier.size(), frontier.head().root());
        }
    }

    Source source() {
        return source;
    }

    /** The checkpoint that the source shows, if the old key signed it. */
    @Nullable
    KnownHead own() {
        return own;
    }

    /** The head of all entries that could be read, signed or not. */
    TreeHead end() {
        return end;
    }

    /** The bundle that could not be read, and why; null if the entries just end. */
    @Nullable
    String defect() {
        return defect;
    }

    /** Whether the first entries give this head. Only for sizes that were asked for. */
    boolean gives(TreeHead head) {
        Hash root = roots.get(head.size());
        return head.size() == 0 ? head.equals(TreeHead.EMPTY) : root != null && root.equals(head.root());
    }

    /** Whether the source has that many entries at all. */
    boolean reaches(TreeHead head) {
        return head.size() <= end.size();
    }

    /** Whether the source holds what its own checkpoint promises. */
    boolean isWhole() {
        return own != null && gives(own.head());
    }

    /** Index of a leaf that was asked for, or -1. */
    long indexOf(Hash leaf) {
        return indexes.getOrDefault(leaf, -1L);
    }

    /** The leaf at an index that was asked for; null if the source does not reach it. */
    @Nullable
    Hash leafAt(long index) {
        return leaves.get(index);
    }
}
