package dev.plumbline.ledger.contract;

import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;

/** A log of any length whose leaves are known in advance. */
final class KnownTree {
    private final NodeSource<RuntimeException> nodes;

    private KnownTree(NodeSource<RuntimeException> nodes) {
        this.nodes = nodes;
    }

    /** All leaves alike: each level has one hash, and a tree of any size costs nothing. */
    static KnownTree alike(byte[] entry) {
        return new KnownTree((level, index) -> alike(level, entry));
    }

    /** Each leaf another; nodes are made anew from their leaves, so keep it small. */
    static KnownTree of(LongFunction<byte[]> entries) {
        return new KnownTree(new NodeSource<>() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? TreeHasher.leaf(entries.apply(index))
                        : TreeHasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        });
    }

    /** A tree whose entries are texts with their index. */
    static KnownTree named(String name) {
        return of(index -> bytes(name + " " + index));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Hash alike(int level, byte[] entry) {
        Hash node = TreeHasher.leaf(entry);
        for (int below = 0; below < level; below++) {
            node = TreeHasher.node(node, node);
        }
        return node;
    }

    TreeHead head(long size) {
        return Frontier.of(size, nodes).head();
    }

    /** The proof that an anchor at {@code older} is extended by one at {@code newer}; none for the first. */
    List<Hash> extension(long older, long newer) {
        return older == 0
                ? List.of()
                : ConsistencyProof.prove(older, newer, nodes).path();
    }

    InclusionProof inclusion(long index, long size) {
        return InclusionProof.prove(index, size, nodes);
    }
}
