package dev.plumbline.vectors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code parse-tile-path} and {@code verify-entry-bundle}: where a tree lies in files, and what a file of entries holds. */
final class TileVectors {
    private static final String PATHS = "c2sp.org/tlog-tiles#merkle-tree";
    private static final String BUNDLES = "c2sp.org/tlog-tiles#log-entries";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";

    private final Suite suite;

    private TileVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new TileVectors(suite);
        vectors.acceptedPaths();
        vectors.indexes();
        vectors.levelsAndWidths();
        vectors.acceptedBundles();
        vectors.bundles();
    }

    private void acceptedPaths() {
        path("hash-tile-0", "tile/0/000", "hash", "0", "0", 256, "The first full tile of leaf hashes.");
        path(
                "hash-tile-partial",
                "tile/0/x001/x234/067.p/112",
                "hash",
                "0",
                "1234067",
                112,
                "A partial tile with an index of seven digits.");
        path("hash-tile-width-1", "tile/2/000.p/1", "hash", "2", "0", 1, "A partial tile with one hash.");
        path(
                "hash-tile-width-255",
                "tile/1/999.p/255",
                "hash",
                "1",
                "999",
                255,
                "The widest partial tile, the last index of three digits.");
        path("hash-tile-level-63", "tile/63/000", "hash", "63", "0", 256, "The highest level.");
        path("hash-tile-index-1000", "tile/0/x001/000", "hash", "0", "1000", 256, "The first index of four digits.");
        path("entries", "tile/entries/000", "entries", "", "0", 256, "The first full bundle of entries.");
        path("entries-partial", "tile/entries/x123/x456/789.p/7", "entries", "", "123456789", 7, "A partial bundle.");
        suite.add(parsed(
                        "hash-tile-index-2-55-minus-1",
                        "tile/0/x036/x028/x797/x018/x963/967",
                        "hash",
                        "0",
                        "36028797018963967",
                        256,
                        "The last index of a tree of 2^63 leaves.")
                .chosen());
    }

    private void indexes() {
        badPath("index-of-two-digits", "tile/0/00", "The last group has two digits.");
        badPath("index-of-four-digits", "tile/0/1000", "The last group has four digits.");
        badPath("index-without-x", "tile/0/001/234", "The first of two groups lacks its x.");
        badPath("index-with-x-at-end", "tile/0/x001/x234", "The last group has an x.");
        badPath("index-x-in-upper-case", "tile/0/X001/234", "The x is in upper case.");
        badPath(
                "index-with-zero-group",
                "tile/0/x000/001",
                "A group of zeros stands before the first one that is needed.");
        badPath(
                "index-of-seven-groups",
                "tile/1/x015/x001/x000/x000/x001/x001/000",
                "The index is well spelled and far beyond 2^63, where a sum that is not watched wraps.");
        badPath("index-missing", "tile/0/", "The index is left out.");
        badPath("index-empty-group", "tile/0/x001//067", "A group is empty.");
        badPath("index-negative", "tile/0/-01", "The index has a minus sign.");
        badPath("index-full-width-digits", "tile/0/\uff10\uff10\uff10", "The index is in full-width digits.");
        badPath("index-in-hex", "tile/0/0ff", "The index is in hex.");
        badPath("index-with-space", "tile/0/ 01", "The index starts with a space.");
        badPath("dot-dot", "tile/0/../000", "A group is two dots.");
        suite.add(rejected(
                        "index-2-55",
                        "tile/0/x036/x028/x797/x018/x963/968",
                        "The index is one more than a tree of 2^63 leaves has.")
                .chosen());
        suite.add(rejected("index-of-many-groups", "tile/0/" + "x001/".repeat(30) + "000", "The index has 31 groups.")
                .chosen());
    }

    private void levelsAndWidths() {
        badPath("level-64", "tile/64/000", "The level is 64, one more than there are.");
        badPath("level-with-leading-zero", "tile/00/000", "The level has a leading zero.");
        badPath("level-negative", "tile/-1/000", "The level is negative.");
        badPath("level-missing", "tile/000", "The level is left out.");
        badPath(
                "level-of-sumdb",
                "tile/8/0/000",
                "The path is one of Go's checksum database, which names the height of tiles.");
        badPath("entries-of-static-ct", "tile/data/000", "The path is one of static-ct-api.");
        badPath("entries-in-upper-case", "tile/Entries/000", "The word entries is in upper case.");
        badPath("slash-first", "/tile/0/000", "A slash stands before the path.");
        badPath("slash-at-end", "tile/0/000/", "A slash stands behind the path.");
        badPath("tile-missing", "0/000", "The word tile is left out.");
        badPath("checkpoint", "checkpoint", "The path is that of the checkpoint.");
        badPath("empty", "", "Nothing at all.");
        badPath("width-0", "tile/0/000.p/0", "The width is 0: such a tile does not exist.");
        badPath("width-256", "tile/0/000.p/256", "The width is 256: such a tile is full and has no suffix.");
        badPath("width-with-leading-zero", "tile/0/000.p/07", "The width has a leading zero.");
        badPath("width-missing", "tile/0/000.p/", "The width is left out.");
        badPath("width-twice", "tile/0/000.p/7.p/7", "The width stands twice.");
        badPath("width-without-slash", "tile/0/000.p7", "No slash stands before the width.");
        badPath("width-inside", "tile/0/x001.p/7/000", "The width stands behind a group that is not the last.");
        badPath("query", "tile/0/000?x=1", "A query follows the path.");
        badPath("percent-encoded", "tile/0/%30%30%30", "The index is percent-encoded.");
    }

    private void acceptedBundles() {
        bundle("three-entries", List.of("entry 0", "entry 1", "entry 2"), "Three entries.");
        bundle("one-empty-entry", List.of(""), "One entry of no bytes.");
        bundle("entry-of-300-bytes", List.of("a", "b".repeat(300)), "An entry whose length takes both bytes.");
        bundle("full", IntStream.range(0, 256).mapToObj(i -> "entry " + i).toList(), "A full bundle.");
    }

    private void bundles() {
        byte[] good = encode(Stream.of("entry 0", "entry 1", "entry 2"));
        badBundle("fewer-entries", good, 4, "The bundle has one entry less than its address says.");
        badBundle("more-entries", good, 2, "The bundle has one entry more than its address says.");
        badBundle("cut", Bytes.cut(good), 3, "The last byte of the bundle is left out.");
        badBundle("one-byte-more", Arrays.copyOf(good, good.length + 1), 3, "A zero byte follows the entries.");
        badBundle("empty", new byte[0], 3, "The bundle has no bytes.");
        badBundle("length-cut", Bytes.concat(good, new byte[] {0}), 4, "The length of the fourth entry has one byte.");
        byte[] little = good.clone();
        little[0] = good[1];
        little[1] = good[0];
        badBundle("length-little-endian", little, 3, "The first length is little-endian.");
        byte[] longer = good.clone();
        longer[1]++;
        badBundle("length-one-more", longer, 3, "The first length is one too large, and takes the next length along.");
        badBundle(
                "length-beyond-end",
                Bytes.concat(new byte[] {(byte) 0xff, (byte) 0xff}, good),
                1,
                "The length is 65,535, more than there is.");
    }

    private void path(String name, String path, String kind, String level, String index, int width, String about) {
        suite.add(parsed(name, path, kind, level, index, width, about));
    }

    private static Vector parsed(
            String name, String path, String kind, String level, String index, int width, String about) {
        Vector vector = Vector.accept("tile", name, "parse-tile-path")
                .about(PATHS, about)
                .with("path", path)
                .proves("kind", kind);
        return (level.isEmpty() ? vector : vector.proves("level", Integer.parseInt(level)))
                .proves("index", index)
                .proves("width", width);
    }

    private void badPath(String name, String path, String about) {
        suite.add(rejected(name, path, about));
    }

    private static Vector rejected(String name, String path, String about) {
        return Vector.reject("tile", "path-" + name, "parse-tile-path", UNREADABLE)
                .about(PATHS, about)
                .with("path", path);
    }

    private void bundle(String name, List<String> entries, String about) {
        suite.add(Vector.accept("tile", "bundle-" + name, "verify-entry-bundle")
                .about(BUNDLES, about)
                .withBytes("bundle", encode(entries.stream()))
                .with("width", entries.size())
                .proves(
                        "leaf_hashes",
                        entries.stream()
                                .map(entry -> SlowTree.leaf(Bytes.of(entry)))
                                .toList()));
    }

    private void badBundle(String name, byte[] bundle, int width, String about) {
        suite.add(Vector.reject("tile", "bundle-" + name, "verify-entry-bundle", UNREADABLE)
                .about(BUNDLES, about)
                .withBytes("bundle", bundle)
                .with("width", width));
    }

    private static byte[] encode(Stream<String> entries) {
        return Bytes.concat(entries.map(Bytes::of)
                .map(entry -> ByteBuffer.allocate(2 + entry.length)
                        .putShort((short) entry.length)
                        .put(entry)
                        .array())
                .toArray(byte[][]::new));
    }
}
