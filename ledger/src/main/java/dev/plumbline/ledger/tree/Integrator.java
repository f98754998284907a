package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.ArrayList;
import java.util.List;

/** Appends a batch of leaves to a tree, on trial: nothing of the tree itself changes until the batch is durable. */
public final class Integrator {
    private Integrator() {}

    /** What the tree would be with these leaves behind those that it has. Costs two hashes a leaf. */
    public static Integration integrate(Frontier frontier, List<Hash> leafHashes) {
        Frontier grown = frontier.copy();
        var nodes = new ArrayList<Node>(2 * leafHashes.size());
        for (Hash leafHash : leafHashes) {
            grown.append(leafHash, (level, index, hash) -> nodes.add(new Node(level, index, hash)));
        }
        return new Integration(grown, grown.head(), nodes);
    }

    /**
     * A tree grown by a batch.
     *
     * @param frontier of the grown tree; owned by whoever asked
     * @param head of the grown tree
     * @param nodes subtrees that the batch completed, in the order in which it did
     */
    public record Integration(Frontier frontier, TreeHead head, List<Node> nodes) {
        /** Tells a sink of all the nodes. */
        public void addTo(Frontier.NodeSink sink) {
            for (Node node : nodes) {
                sink.node(node.level(), node.index(), node.hash());
            }
        }
    }

    /**
     * The root of a complete subtree.
     *
     * @param level height, 0 for a leaf
     * @param index number on its level
     * @param hash the root
     */
    public record Node(int level, long index, Hash hash) {}
}
