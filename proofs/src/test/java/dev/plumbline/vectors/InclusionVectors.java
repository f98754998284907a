package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code verify-inclusion}: a leaf hash, its index, the head of a tree, and the hashes between. */
final class InclusionVectors {
    private static final String SPEC = "RFC 9162 section 2.1.3.2";
    private static final String DEFINITION = "RFC 6962 section 2.1.1";
    private static final String LENGTH = "PATH_LENGTH_WRONG";
    private static final String MISMATCH = "ROOT_MISMATCH";
    private static final String RANGE = "INDEX_OUT_OF_RANGE";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final List<String> LEAVES = SlowTree.leaves(11);
    private static final int INDEX = 6;
    private static final List<String> PATH = SlowTree.path(INDEX, LEAVES);
    private static final String ROOT = SlowTree.root(LEAVES);
    private static final String LEAF = LEAVES.get(INDEX);

    private final Suite suite;

    private InclusionVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new InclusionVectors(suite);
        vectors.accepted();
        vectors.acceptedLarge();
        vectors.sizesAndIndexes();
        vectors.paths();
        vectors.hashes();
        vectors.numbers();
    }

    private void accepted() {
        add("only-leaf", LEAF, 0, 1, LEAF, List.of(), "The only leaf of a tree is its root.");
        for (int size : new int[] {2, 3, 4, 7, 8, 9, 11}) {
            List<String> leaves = SlowTree.leaves(size);
            String root = SlowTree.root(leaves);
            add("first-of-" + size, leaves.get(0), 0, size, root, SlowTree.path(0, leaves), "Leaf 0 of " + size + ".");
            int last = size - 1;
            add(
                    "last-of-" + size,
                    leaves.get(last),
                    last,
                    size,
                    root,
                    SlowTree.path(last, leaves),
                    "Leaf " + last + " of " + size + ".");
        }
        add("seventh-of-11", LEAF, INDEX, 11, ROOT, PATH, "Leaf 6 of 11.");
        String empty = SlowTree.leaf(new byte[0]);
        add(
                "empty-entry",
                empty,
                0,
                2,
                SlowTree.node(empty, LEAF),
                List.of(LEAF),
                "The leaf of an empty entry, whose hash is not the empty root.");
        List<String> same = Collections.nCopies(4, LEAF);
        add(
                "equal-leaves",
                LEAF,
                2,
                4,
                SlowTree.root(same),
                SlowTree.path(2, same),
                "All leaves are equal; each is proven at its own index.");
        List<String> three = SlowTree.leaves(3);
        add(
                "size-not-in-root",
                three.get(0),
                0,
                4,
                SlowTree.root(three),
                SlowTree.path(0, three),
                "Leaf 0 of a tree of 3, checked against the same root as of a tree of 4: the arithmetic cannot tell,"
                        + " so the size must come from what is signed.");
    }

    private void acceptedLarge() {
        for (long size : new long[] {(1L << 32) + 1, (1L << 53) + 3, Long.MAX_VALUE}) {
            for (long index : new long[] {0, size / 3, size - 1}) {
                List<String> path = SlowTree.leaves(length(index, size));
                String at = index == 0 ? "first" : index == size - 1 ? "last" : "third";
                add(
                        at + "-of-" + size,
                        LEAF,
                        index,
                        size,
                        climb(LEAF, index, size, path),
                        path,
                        "Index " + index + " of " + size + ", with made-up siblings.");
            }
        }
    }

    private void sizesAndIndexes() {
        reject("index-is-size", RANGE, LEAF, 11, 11, ROOT, PATH, "The index is the size.");
        reject("index-above-size", RANGE, LEAF, 12, 11, ROOT, PATH, "The index is above the size.");
        reject("size-0", RANGE, LEAF, 0, 0, ROOT, List.of(), "The tree has no leaves.");
        reject(
                "size-0-empty-root",
                RANGE,
                SlowTree.root(List.of()),
                0,
                0,
                SlowTree.root(List.of()),
                List.of(),
                "The tree has no leaves, and leaf and root are the empty root.");
        reject("index-one-less", MISMATCH, LEAF, 5, 11, ROOT, PATH, "The index is one less than it should be.");
        reject("index-one-more", MISMATCH, LEAF, 7, 11, ROOT, PATH, "The index is one more than it should be.");
        reject(
                "index-with-shorter-path",
                LENGTH,
                LEAF,
                10,
                11,
                ROOT,
                PATH,
                "The index is that of the last leaf, whose path is shorter.");
        reject(
                "size-cut-behind-leaf",
                LENGTH,
                LEAF,
                6,
                7,
                ROOT,
                PATH,
                "The size is 7, so that the leaf is the last one and its path shorter.");
        reject(
                "size-one-half",
                LENGTH,
                LEAF,
                6,
                8,
                ROOT,
                PATH,
                "The size is 8, whose paths have three hashes; four are given.");
        reject(
                "size-doubled",
                LENGTH,
                LEAF,
                6,
                22,
                ROOT,
                PATH,
                "The size is 22, whose path for leaf 6 has five hashes; four are given.");
        reject(
                "size-1-with-path",
                LENGTH,
                LEAF,
                0,
                1,
                SlowTree.node(LEAF, PATH.get(0)),
                PATH.subList(0, 1),
                "A tree of one leaf has an empty path.");
    }

    private void paths() {
        reject("path-empty", LENGTH, LEAF, 6, 11, ROOT, List.of(), "The path is empty.");
        reject(
                "path-without-first",
                LENGTH,
                LEAF,
                6,
                11,
                ROOT,
                PATH.subList(1, 4),
                "The sibling of the leaf is left out.");
        reject(
                "path-without-last",
                LENGTH,
                LEAF,
                6,
                11,
                ROOT,
                PATH.subList(0, 3),
                "The child of the root is left out.");
        reject("path-with-one-more", LENGTH, LEAF, 6, 11, ROOT, SlowTree.with(PATH, LEAF), "A hash follows the path.");
        reject(
                "path-with-root-at-end",
                LENGTH,
                LEAF,
                6,
                11,
                ROOT,
                SlowTree.with(PATH, ROOT),
                "The root follows the path.");
        reject(
                "path-starts-with-leaf",
                LENGTH,
                LEAF,
                6,
                11,
                ROOT,
                List.of(LEAF, PATH.get(0), PATH.get(1), PATH.get(2), PATH.get(3)),
                "The leaf's own hash stands before the path.");
        var reversed = new ArrayList<>(PATH);
        Collections.reverse(reversed);
        reject("path-reversed", MISMATCH, LEAF, 6, 11, ROOT, reversed, "The path is in the order from root to leaf.");
        for (int i = 0; i < PATH.size(); i++) {
            var flipped = new ArrayList<>(PATH);
            flipped.set(i, flipped(PATH.get(i)));
            reject(
                    "path-bit-flipped-at-" + i,
                    MISMATCH,
                    LEAF,
                    6,
                    11,
                    ROOT,
                    flipped,
                    "One bit of hash " + i + " of the path is flipped.");
        }
        String inner = SlowTree.node(LEAVES.get(6), LEAVES.get(7));
        reject(
                "inner-node-as-leaf",
                LENGTH,
                inner,
                3,
                11,
                ROOT,
                PATH.subList(1, 4),
                "An inner node is passed off as a leaf, with the rest of its path.");
        reject("path-65-hashes", LENGTH, LEAF, 6, 11, ROOT, Collections.nCopies(65, LEAF), "The path has 65 hashes.");
    }

    private void hashes() {
        reject("leaf-bit-flipped", MISMATCH, flipped(LEAF), 6, 11, ROOT, PATH, "One bit of the leaf hash is flipped.");
        reject("root-bit-flipped", MISMATCH, LEAF, 6, 11, flipped(ROOT), PATH, "One bit of the root is flipped.");
        reject(
                "only-leaf-is-not-root",
                MISMATCH,
                LEAF,
                0,
                1,
                ROOT,
                List.of(),
                "In a tree of one leaf the leaf hash is the root; here it is not.");
        suite.add(vector(
                        "leaf-without-prefix",
                        MISMATCH,
                        Bytes.base64(Bytes.sha256(Bytes.of("entry 6"))),
                        "6",
                        "11",
                        ROOT,
                        PATH,
                        "The leaf hash is the plain SHA-256 of the entry, without the byte 0x00 before it.")
                .about(
                        "RFC 6962 section 2.1",
                        "The leaf hash is the plain SHA-256 of the entry, without the byte 0x00 before it."));
        String two = Bytes.base64(Bytes.sha256(Bytes.unbase64(LEAVES.get(0)), Bytes.unbase64(LEAVES.get(1))));
        suite.add(vector("node-without-prefix", MISMATCH, LEAVES.get(0), "0", "2", two, List.of(LEAVES.get(1)), "-")
                .about("RFC 6962 section 2.1", "The root was made without the byte 0x01 before the two hashes."));
        String swapped = SlowTree.node(LEAVES.get(1), LEAVES.get(0));
        reject(
                "children-swapped",
                MISMATCH,
                LEAVES.get(0),
                0,
                2,
                swapped,
                List.of(LEAVES.get(1)),
                "The root was made with left and right exchanged.");
        byte[] leaf = Bytes.unbase64(LEAF);
        reject(
                "leaf-of-31-bytes",
                UNREADABLE,
                Bytes.base64(Bytes.cut(leaf)),
                6,
                11,
                ROOT,
                PATH,
                "The leaf hash has 31 bytes.");
        reject(
                "leaf-empty",
                UNREADABLE,
                "",
                0,
                1,
                SlowTree.root(List.of()),
                List.of(),
                "The leaf hash has no bytes, and the root is the empty one.");
        reject(
                "root-of-33-bytes",
                UNREADABLE,
                LEAF,
                6,
                11,
                Bytes.base64(Arrays.copyOf(Bytes.unbase64(ROOT), 33)),
                PATH,
                "The root has 33 bytes.");
        var path = new ArrayList<>(PATH);
        path.set(1, Bytes.base64(Bytes.cut(Bytes.unbase64(PATH.get(1)))));
        reject("path-hash-of-31-bytes", UNREADABLE, LEAF, 6, 11, ROOT, path, "A hash of the path has 31 bytes.");
        var joined = List.of(
                Bytes.base64(Bytes.concat(Bytes.unbase64(PATH.get(0)), Bytes.unbase64(PATH.get(1)))),
                PATH.get(2),
                PATH.get(3));
        reject(
                "path-two-hashes-joined",
                UNREADABLE,
                LEAF,
                6,
                11,
                ROOT,
                joined,
                "Two hashes of the path stand in one item of 64 bytes.");
    }

    private void numbers() {
        number("index-negative", "-1", "11", "The index is negative.");
        number("index-with-leading-zero", "06", "11", "The index has a leading zero.");
        number("index-with-plus", "+6", "11", "The index has a plus sign.");
        number("size-2-63", "6", "9223372036854775808", "The size is 2^63, more than these formats take.");
        number("index-2-64-plus-6", "18446744073709551622", "11", "The index is 2^64 + 6, which wraps to 6.");
    }

    private void number(String name, String index, String size, String about) {
        suite.add(vector(name, UNREADABLE, LEAF, index, size, ROOT, PATH, about).chosen());
    }

    private void add(String name, String leaf, long index, long size, String root, List<String> path, String about) {
        suite.add(with(
                Vector.accept("inclusion", name, "verify-inclusion").about(DEFINITION, about),
                leaf,
                Long.toString(index),
                Long.toString(size),
                root,
                path));
    }

    private void reject(
            String name,
            String reason,
            String leaf,
            long index,
            long size,
            String root,
            List<String> path,
            String about) {
        suite.add(vector(name, reason, leaf, Long.toString(index), Long.toString(size), root, path, about));
    }

    private static Vector vector(
            String name,
            String reason,
            String leaf,
            String index,
            String size,
            String root,
            List<String> path,
            String about) {
        return with(
                Vector.reject("inclusion", name, "verify-inclusion", reason).about(SPEC, about),
                leaf,
                index,
                size,
                root,
                path);
    }

    private static Vector with(Vector vector, String leaf, String index, String size, String root, List<String> path) {
        return vector.with("leaf_hash", leaf)
                .with("index", index)
                .with("size", size)
                .with("root", root)
                .with("path", path);
    }

    static String flipped(String hash) {
        return Bytes.base64(Bytes.flipped(Bytes.unbase64(hash), 17));
    }

    /** How many hashes a path has, by walking as the RFC does. */
    static int length(long index, long size) {
        int length = 0;
        for (long fn = index, sn = size - 1; sn != 0; fn /= 2, sn /= 2) {
            if (fn % 2 == 1 || fn < sn) {
                length++;
            }
        }
        return length;
    }

    /** The root to which a path leads, by walking as the RFC does. */
    private static String climb(String leaf, long index, long size, List<String> path) {
        String node = leaf;
        int used = 0;
        for (long fn = index, sn = size - 1; sn != 0; fn /= 2, sn /= 2) {
            if (fn % 2 == 1) {
                node = SlowTree.node(path.get(used++), node);
            } else if (fn < sn) {
                node = SlowTree.node(node, path.get(used++));
            }
        }
        return node;
    }
}
