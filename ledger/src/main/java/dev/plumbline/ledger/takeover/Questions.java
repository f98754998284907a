package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.merkle.Hash;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be known of each source.
 *
 * @param sizes at which its root is wanted
 * @param indexes at which its leaf is wanted
 * @param leaves whose index is wanted
 */
record Questions(Set<Long> sizes, Set<Long> indexes, Set<Hash> leaves) {
    static Questions about(Collection<KnownHead> heads, List<Acknowledgement> acknowledgements) {
        var sizes = new HashSet<Long>();
        var indexes = new HashSet<Long>();
        var leaves = new HashSet<Hash>();
        heads.forEach(head -> sizes.add(head.head().size()));
        for (Acknowledgement one : acknowledgements) {
            sizes.add(one.head().size());
            indexes.add(one.index());
            if (one.leaf() != null) {
                leaves.add(one.leaf());
            }
        }
        return new Questions(sizes, indexes, leaves);
    }
}
