package dev.plumbline.proofs.view;

import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a log's tree and its entries under one signed head, from tiles that nobody vouches for: C2SP tlog-tiles.
 *
 * <p>Each tile is verified up to the signed root before a hash of it is used or kept. The partial tiles, at most one on each
 * level, are the right edge of the tree: all their places together hash to the root. A full tile hashes to one place of
 * the tile above it, which is verified first.
 *
 * <p>One question costs at most 15 tiles of 8 KiB, the 8 of the edge, which are asked for once, and 7 full ones; for a tree of
 * up to 2^40 leaves 9. A partial tile that is gone costs a second request, for the full one. Memory is those tiles, and for
 * entries one bundle, at most 16 MiB, and its parts. Owned by one thread.
 *
 * @param <X> what the fetcher throws
 */
public final class TileClient<X extends Exception> {
    private final TreeHead head;
    private final VerifiedTiles<X> tiles;

    /**
     * A client that has asked for nothing yet.
     *
     * @param head from a verified checkpoint and never from whoever serves the tiles
     * @param cache of this log and no other
     * @throws IllegalArgumentException if the head is of no leaves and yet not {@link TreeHead#EMPTY}
     */
    public TileClient(TreeHead head, TileFetcher<X> fetcher, TileCache cache) {
        if (head.size() == 0 && !head.equals(TreeHead.EMPTY)) {
            throw new IllegalArgumentException("head of no leaves has the root " + head.root());
        }
        this.head = head;
        this.tiles = new VerifiedTiles<>(head, fetcher, cache);
    }

    /** The head that all answers are under. */
    public TreeHead head() {
        return head;
    }

    /**
     * The proof that a leaf is in the tree.
     *
     * @throws IllegalArgumentException if the index is not below the size of the head
     */
    public InclusionProof inclusion(long leafIndex) throws X, BadTileException {
        return InclusionProof.prove(
                leafIndex, head.size(), nodes(source -> InclusionProof.prove(leafIndex, head.size(), source)));
    }

    /**
     * The proof that many leaves are in the tree. Costs up to 8 full tiles for each, which all but their lowest share.
     *
     * @throws IllegalArgumentException as {@link MultiInclusionProof#prove} has it
     */
    public MultiInclusionProof inclusion(List<Long> leafIndexes) throws X, BadTileException {
        return MultiInclusionProof.prove(
                leafIndexes, head.size(), nodes(source -> MultiInclusionProof.prove(leafIndexes, head.size(), source)));
    }

    /**
     * The proof that the tree of the first leaves is a prefix of this one.
     *
     * @param oldSize 1 to the size of the head
     * @throws IllegalArgumentException if it is not
     */
    public ConsistencyProof consistency(long oldSize) throws X, BadTileException {
        return ConsistencyProof.prove(oldSize, head.size(), nodesOfPrefix(oldSize));
    }

    /**
     * The head that this tree had when it was smaller.
     *
     * @param size 0 to the size of the head
     * @throws IllegalArgumentException if it is not
     */
    public TreeHead prefix(long size) throws X, BadTileException {
        return size == 0
                ? TreeHead.EMPTY
                : Frontier.of(size, nodesOfPrefix(size)).head();
    }

    /** The verified hashes of which {@link #prefix} and {@link #consistency} of that size are made, in memory. */
    NodeSource<RuntimeException> nodesOfPrefix(long size) throws X, BadTileException {
        if (size < 1 || size > head.size()) {
            throw new IllegalArgumentException("prefix of " + size + " leaves, the tree has " + head.size());
        }
        return nodes(source -> {
            Frontier.of(size, source);
            ConsistencyProof.prove(size, head.size(), source);
        });
    }

    /**
     * The entry at an index, a fresh array.
     *
     * @throws IllegalArgumentException if the index is not below the size of the head
     */
    public byte[] entry(long index) throws X, BadTileException {
        if (index < 0 || index >= head.size()) {
            throw new IllegalArgumentException("entry " + index + ", the tree has " + head.size());
        }
        return entries(index / TileAddress.FULL_WIDTH).get((int) (index % TileAddress.FULL_WIDTH));
    }

    /**
     * The entries of one bundle that the head covers, 1 to 256 fresh arrays.
     *
     * @param bundle number of the bundle, which holds the entries from {@code 256 * bundle} on
     * @throws IllegalArgumentException if the tree has no such bundle
     */
    public List<byte[]> entries(long bundle) throws X, BadTileException {
        int width = bundle < 0 ? 0 : Tiles.widthAt(TileAddress.ENTRIES, bundle, head.size());
        if (width == 0) {
            throw new IllegalArgumentException("bundle " + bundle + ", the tree has " + head.size() + " entries");
        }
        var leaves = new TileAddress(0, bundle, TileAddress.FULL_WIDTH);
        byte[] hashes = tiles.verified(leaves, new HashMap<>(tiles.edge()));
        var address = new TileAddress(TileAddress.ENTRIES, bundle, width);
        List<byte[]> entries = tiles.unverifiedEntries(address);
        for (int i = 0; i < width; i++) {
            if (!TreeHasher.leaf(entries.get(i)).equals(Hash.copyOf(hashes, i * Hash.LENGTH))) {
                throw new BadTileException(
                        TileStatus.WRONG_HASH, address, "entry " + i + " of it is not the one in the signed tree");
            }
        }
        return entries;
    }

    /**
     * Verified hashes for one question. It is asked twice: here, to see which tiles it needs, with hashes that mean
     * nothing, and then by the caller with the right ones. Which nodes it asks for must not depend on what they are.
     */
    private NodeSource<RuntimeException> nodes(Consumer<NodeSource<RuntimeException>> question)
            throws X, BadTileException {
        Set<TileAddress> needed = new LinkedHashSet<>();
        question.accept((level, index) -> {
            needed.add(Tiles.holding(level, index));
            return TreeHasher.emptyRoot();
        });
        Map<TileAddress, byte[]> known = new HashMap<>(tiles.edge());
        for (TileAddress full : needed) {
            tiles.verified(full, known);
        }
        return (level, index) -> {
            byte[] tile = known.get(Tiles.holding(level, index));
            if (tile == null) {
                throw new IllegalStateException("node " + index + " on level " + level + " was not asked for before");
            }
            return Tiles.node(tile, level, index);
        };
    }
}
