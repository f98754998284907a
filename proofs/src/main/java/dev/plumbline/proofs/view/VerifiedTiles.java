package dev.plumbline.proofs.view;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tiles and lets through those that lead to one signed root. Keeps the right edge of the tree, at most 8 tiles, and
 * nothing else.
 */
final class VerifiedTiles<X extends Exception> {
    private final TreeHead head;
    private final TileFetcher<X> fetcher;
    private final TileCache cache;
    private @Nullable Map<TileAddress, byte[]> edge;

    VerifiedTiles(TreeHead head, TileFetcher<X> fetcher, TileCache cache) {
        this.head = head;
        this.fetcher = fetcher;
        this.cache = cache;
    }

    /**
     * A tile that the head covers, verified after those above it.
     *
     * @param known verified tiles by the address of the full one, those of the edge among them; grows
     */
    byte[] verified(TileAddress full, Map<TileAddress, byte[]> known) throws X, BadTileException {
        byte[] tile = known.get(full);
        if (tile != null) {
            return tile;
        }
        var above = new TileAddress(full.level() + 1, full.index() / TileAddress.FULL_WIDTH, TileAddress.FULL_WIDTH);
        int place = (int) (full.index() % TileAddress.FULL_WIDTH);
        Hash root = Hash.copyOf(verified(above, known), place * Hash.LENGTH);
        tile = cached(full);
        if (tile == null || !Tiles.root(tile).equals(root)) {
            tile = fetchTile(full);
            if (!Tiles.root(tile).equals(root)) {
                throw new BadTileException(
                        TileStatus.WRONG_HASH,
                        full,
                        "does not lead to the signed root " + head.root().base64());
            }
            cache.put(full, tile.clone());
        }
        known.put(full, tile);
        return tile;
    }

    /** The partial tiles, at most one on each level, by the addresses of the full ones. */
    Map<TileAddress, byte[]> edge() throws X, BadTileException {
        Map<TileAddress, byte[]> known = edge;
        if (known != null) {
            return known;
        }
        Map<TileAddress, byte[]> tiles = new HashMap<>();
        Set<TileAddress> addresses = edgeOf(head.size());
        for (TileAddress address : addresses) {
            byte[] tile = cached(address);
            if (tile != null) {
                tiles.put(address.full(), tile);
            }
        }
        // Only all of them together can be verified, so a cache that lacks one or holds a wrong one is of no use.
        if (tiles.size() < addresses.size() || !leadsToRoot(tiles)) {
            fetchEdge(addresses, tiles);
        }
        edge = tiles;
        return tiles;
    }

    private void fetchEdge(Set<TileAddress> addresses, Map<TileAddress, byte[]> tiles) throws X, BadTileException {
        for (TileAddress address : addresses) {
            tiles.put(address.full(), fetchTile(address));
        }
        if (!leadsToRoot(tiles)) {
            throw new BadTileException(
                    TileStatus.WRONG_HASH,
                    addresses.iterator().next(),
                    "with the other partial tiles it does not lead to the signed root "
                            + head.root().base64());
        }
        for (TileAddress address : addresses) {
            byte[] tile = tiles.get(address.full());
            if (tile != null) {
                cache.put(address, tile.clone());
            }
        }
    }

    private static Set<TileAddress> edgeOf(long size) {
        Set<TileAddress> edge = new LinkedHashSet<>();
        for (int level = 0; Tiles.HEIGHT * level < Long.SIZE - 1; level++) {
            long places = size >>> (Tiles.HEIGHT * level);
            int width = (int) (places % TileAddress.FULL_WIDTH);
            if (width > 0) {
                edge.add(new TileAddress(level, places / TileAddress.FULL_WIDTH, width));
            }
        }
        return edge;
    }

    private boolean leadsToRoot(Map<TileAddress, byte[]> tiles) {
        NodeSource<RuntimeException> source = (level, index) -> {
            byte[] tile = tiles.get(Tiles.holding(level, index));
            if (tile == null) {
                throw new AssertionError("no edge tile for node " + index + " on level " + level);
            }
            return Tiles.node(tile, level, index);
        };
        return Frontier.of(head.size(), source).head().equals(head);
    }

    private byte @Nullable [] cached(TileAddress address) {
        byte[] tile = cache.get(address);
        return tile == null || tile.length != address.width() * Hash.LENGTH ? null : tile.clone();
    }

    private byte[] fetchTile(TileAddress address) throws X, BadTileException {
        byte[] tile = fetchExactly(address);
        if (tile != null) {
            return tile;
        }
        byte[] full = address.isPartial() ? fetchExactly(address.full()) : null;
        if (full == null) {
            throw missing(address);
        }
        // What lies behind the places that the head covers is not verified: it goes.
        return Arrays.copyOf(full, address.width() * Hash.LENGTH);
    }

    private byte @Nullable [] fetchExactly(TileAddress address) throws X, BadTileException {
        int bytesWanted = address.width() * Hash.LENGTH;
        byte[] tile = fetcher.fetch(address.path(), bytesWanted);
        if (tile != null && tile.length != bytesWanted) {
            throw new BadTileException(
                    TileStatus.WRONG_LENGTH, address, "has " + tile.length + " bytes, want " + bytesWanted);
        }
        return tile;
    }

    private static BadTileException missing(TileAddress address) {
        return new BadTileException(TileStatus.MISSING, address, "is missing, and the signed head needs it");
    }

    /** The entries of a bundle that the head covers, as they are served: to be compared with the hashes of their leaves. */
    List<byte[]> unverifiedEntries(TileAddress address) throws X, BadTileException {
        byte[] bundle = fetcher.fetch(address.path(), bundleBytesMax(address));
        TileAddress found = address;
        if (bundle == null && address.isPartial()) {
            found = address.full();
            bundle = fetcher.fetch(found.path(), bundleBytesMax(found));
        }
        if (bundle == null) {
            throw missing(address);
        }
        if (bundle.length > bundleBytesMax(found)) {
            throw new BadTileException(
                    TileStatus.WRONG_LENGTH, found, "has more bytes than " + found.width() + " entries can have");
        }
        try {
            return EntryBundle.parse(bundle, found.width()).subList(0, address.width());
        } catch (MalformedException e) {
            throw new BadTileException(TileStatus.MALFORMED_BUNDLE, found, e.getMessage());
        }
    }

    private static int bundleBytesMax(TileAddress bundle) {
        return bundle.width() * (2 + Limits.ENTRY_BYTES_MAX);
    }
}
