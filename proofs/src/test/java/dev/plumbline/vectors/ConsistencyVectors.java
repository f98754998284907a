package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code verify-consistency}: whether one tree is a prefix of another. */
final class ConsistencyVectors {
    private static final String SPEC = "RFC 9162 section 2.1.4.2";
    private static final String DEFINITION = "RFC 6962 section 2.1.2";
    private static final String LENGTH = "PATH_LENGTH_WRONG";
    private static final String INCONSISTENT = "TREE_INCONSISTENT";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final List<String> LEAVES = SlowTree.leaves(13);
    private static final String OLD = root(6);
    private static final String NEW = root(11);
    private static final List<String> PATH = SlowTree.consistency(6, LEAVES.subList(0, 11));

    private final Suite suite;

    private ConsistencyVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new ConsistencyVectors(suite);
        vectors.accepted();
        vectors.sizes();
        vectors.paths();
        vectors.hashes();
        vectors.sameSize();
    }

    private static String root(int size) {
        return SlowTree.root(LEAVES.subList(0, size));
    }

    private void accepted() {
        int[][] pairs = {
            {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 7}, {4, 8}, {6, 8}, {7, 8}, {8, 9}, {6, 11}, {8, 13}, {12, 13}, {1, 13}
        };
        for (int[] pair : pairs) {
            accept(
                    "from-" + pair[0] + "-to-" + pair[1],
                    pair[0],
                    root(pair[0]),
                    pair[1],
                    root(pair[1]),
                    SlowTree.consistency(pair[0], LEAVES.subList(0, pair[1])),
                    "The tree of " + pair[0] + " leaves is a prefix of that of " + pair[1] + ".");
        }
        accept("same-size", 6, OLD, 6, OLD, List.of(), "Two heads of one size with one root need no hash.");
        accept(
                "new-size-not-in-root",
                6,
                OLD,
                13,
                NEW,
                PATH,
                "The proof from 6 to 11, checked against the same newer root as of 13 leaves: the arithmetic cannot tell, so"
                        + " the size must come from what is signed.");
        accept("same-size-1", 1, root(1), 1, root(1), List.of(), "Two heads of one leaf with one root need no hash.");
    }

    private void sizes() {
        suite.add(with(
                        Vector.reject("consistency", "from-0", "verify-consistency", INCONSISTENT)
                                .about(
                                        SPEC,
                                        "The older tree is empty: a prefix of everything, so a proof would show nothing."),
                        0,
                        SlowTree.root(List.of()),
                        11,
                        NEW,
                        List.of())
                .chosen());
        suite.add(with(
                        Vector.reject("consistency", "from-0-to-0", "verify-consistency", INCONSISTENT)
                                .about(SPEC, "Both trees are empty."),
                        0,
                        SlowTree.root(List.of()),
                        0,
                        SlowTree.root(List.of()),
                        List.of())
                .chosen());
        reject("sizes-swapped", INCONSISTENT, 11, NEW, 6, OLD, PATH, "Older and newer are exchanged.");
        reject("to-0", INCONSISTENT, 6, OLD, 0, SlowTree.root(List.of()), List.of(), "The newer tree is empty.");
        reject("old-size-one-less", LENGTH, 5, OLD, 11, NEW, PATH, "The older size is 5, whose proof is longer.");
        reject(
                "old-size-of-same-length",
                INCONSISTENT,
                9,
                OLD,
                11,
                NEW,
                PATH,
                "The older size is another one with a proof of this length.");
        reject("new-size-doubled", LENGTH, 6, OLD, 22, NEW, PATH, "The newer size is 22, whose proof is longer.");
    }

    private void paths() {
        reject("path-empty", LENGTH, 6, OLD, 11, NEW, List.of(), "The path is empty.");
        reject(
                "path-without-first",
                LENGTH,
                6,
                OLD,
                11,
                NEW,
                PATH.subList(1, PATH.size()),
                "The first hash is left out.");
        reject(
                "path-without-last",
                LENGTH,
                6,
                OLD,
                11,
                NEW,
                PATH.subList(0, PATH.size() - 1),
                "The last hash is left out.");
        reject("path-with-one-more", LENGTH, 6, OLD, 11, NEW, SlowTree.with(PATH, OLD), "A hash follows the path.");
        var withRoot = new ArrayList<>(List.of(root(8)));
        withRoot.addAll(SlowTree.consistency(8, LEAVES));
        reject(
                "path-starts-with-old-root",
                LENGTH,
                8,
                root(8),
                13,
                root(13),
                withRoot,
                "The older size is a power of two, and the path starts with its root, which the verifier has already.");
        var reversed = new ArrayList<>(PATH);
        Collections.reverse(reversed);
        reject("path-reversed", INCONSISTENT, 6, OLD, 11, NEW, reversed, "The path is in the opposite order.");
        for (int i = 0; i < PATH.size(); i++) {
            var flipped = new ArrayList<>(PATH);
            flipped.set(i, InclusionVectors.flipped(PATH.get(i)));
            reject(
                    "path-bit-flipped-at-" + i,
                    INCONSISTENT,
                    6,
                    OLD,
                    11,
                    NEW,
                    flipped,
                    "One bit of hash " + i + " of the path is flipped.");
        }
    }

    private void hashes() {
        reject(
                "old-root-bit-flipped",
                INCONSISTENT,
                6,
                InclusionVectors.flipped(OLD),
                11,
                NEW,
                PATH,
                "One bit of the older root is flipped.");
        reject(
                "new-root-bit-flipped",
                INCONSISTENT,
                6,
                OLD,
                11,
                InclusionVectors.flipped(NEW),
                PATH,
                "One bit of the newer root is flipped.");
        reject("roots-swapped", INCONSISTENT, 6, NEW, 11, OLD, PATH, "The two roots are exchanged.");
        var forked = new ArrayList<>(LEAVES.subList(0, 11));
        forked.set(2, SlowTree.leaf(Bytes.of("another entry 2")));
        reject(
                "history-rewritten",
                INCONSISTENT,
                6,
                OLD,
                11,
                SlowTree.root(forked),
                SlowTree.consistency(6, forked),
                "The newer tree has another entry 2; the path is honest for that tree.");
        var dropped = new ArrayList<>(LEAVES);
        dropped.remove(3);
        reject(
                "entry-dropped",
                INCONSISTENT,
                6,
                OLD,
                11,
                SlowTree.root(dropped.subList(0, 11)),
                SlowTree.consistency(6, dropped.subList(0, 11)),
                "The newer tree lacks entry 3; the path is honest for that tree.");
        reject(
                "old-root-of-31-bytes",
                UNREADABLE,
                6,
                Bytes.base64(Bytes.cut(Bytes.unbase64(OLD))),
                11,
                NEW,
                PATH,
                "The older root has 31 bytes.");
        var path = new ArrayList<>(PATH);
        path.set(0, Bytes.base64(Bytes.cut(Bytes.unbase64(PATH.get(0)))));
        reject("path-hash-of-31-bytes", UNREADABLE, 6, OLD, 11, NEW, path, "A hash of the path has 31 bytes.");
    }

    private void sameSize() {
        reject(
                "same-size-other-root",
                INCONSISTENT,
                6,
                OLD,
                6,
                NEW,
                List.of(),
                "Two heads of one size have different roots.");
        reject(
                "same-size-with-path",
                LENGTH,
                6,
                OLD,
                6,
                OLD,
                PATH,
                "Two heads of one size with one root, and a path that nothing needs.");
        reject(
                "same-size-with-own-root",
                LENGTH,
                6,
                OLD,
                6,
                OLD,
                List.of(OLD),
                "Two heads of one size, and their root as a path.");
    }

    private void accept(
            String name, int oldSize, String oldRoot, int newSize, String newRoot, List<String> path, String about) {
        suite.add(with(
                Vector.accept("consistency", name, "verify-consistency").about(DEFINITION, about),
                oldSize,
                oldRoot,
                newSize,
                newRoot,
                path));
    }

    private void reject(
            String name,
            String reason,
            int oldSize,
            String oldRoot,
            int newSize,
            String newRoot,
            List<String> path,
            String about) {
        suite.add(with(
                Vector.reject("consistency", name, "verify-consistency", reason).about(SPEC, about),
                oldSize,
                oldRoot,
                newSize,
                newRoot,
                path));
    }

    private static Vector with(
            Vector vector, int oldSize, String oldRoot, int newSize, String newRoot, List<String> path) {
        return vector.with("old_size", Integer.toString(oldSize))
                .with("old_root", oldRoot)
                .with("new_size", Integer.toString(newSize))
                .with("new_root", newRoot)
                .with("path", path);
    }
}
