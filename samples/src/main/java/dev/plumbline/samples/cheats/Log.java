package dev.plumbline.samples.cheats;

import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log that fits on a page: its entries in a list, its tree made anew for every question. */
record Log(List<String> entries) {
    Log {
        entries = List.copyOf(entries);
    }

    Log with(String entry) {
        List<String> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Log(longer);
    }

    /** The crime: an entry that was there is another one now. */
    Log rewritten(int index, String entry) {
        List<String> other = new ArrayList<>(entries);
        other.set(index, entry);
        return new Log(other);
    }

    TreeHead head() {
        return head(entries.size());
    }

    TreeHead head(int size) {
        return Frontier.of(size, nodes()).head();
    }

    /** The best proof that these entries go on from the first {@code older} of them; none is needed from nothing. */
    List<Hash> extensionOf(int older) {
        return older == 0
                ? List.of()
                : ConsistencyProof.prove(older, entries.size(), nodes()).path();
    }

    InclusionProof inclusion(int index) {
        return InclusionProof.prove(index, entries.size(), nodes());
    }

    static Hash leaf(String entry) {
        return TreeHasher.leaf(entry.getBytes(StandardCharsets.UTF_8));
    }

    private NodeSource<RuntimeException> nodes() {
        return new NodeSource<>() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? leaf(entries.get((int) index))
                        : TreeHasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }
}
