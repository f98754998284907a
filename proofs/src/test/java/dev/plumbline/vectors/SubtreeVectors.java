package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.List;

/** {@code verify-subtree}: whether a run of leaves with this root is part of a tree. */
final class SubtreeVectors {
    private static final String SPEC = "draft-ietf-plants-merkle-tree-certs section 4.4";
    private static final String MISMATCH = "ROOT_MISMATCH";
    private static final String LENGTH = "PATH_LENGTH_WRONG";
    private static final String RANGE = "INDEX_OUT_OF_RANGE";
    private static final List<String> LEAVES = SlowTree.leaves(14);

    private final Suite suite;

    private SubtreeVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new SubtreeVectors(suite);
        int[][] runs = {
            {0, 14, 14},
            {0, 6, 14},
            {4, 8, 14},
            {8, 12, 14},
            {8, 14, 14},
            {8, 13, 14},
            {12, 14, 14},
            {12, 13, 13},
            {7, 8, 14},
            {8, 11, 13}
        };
        for (int[] run : runs) {
            vectors.accept(run[0], run[1], run[2]);
        }
        vectors.refused();
    }

    private void accept(int start, int end, int size) {
        suite.add(ask(
                Vector.accept("subtree", "leaves-" + start + "-to-" + end + "-of-" + size, "verify-subtree")
                        .about(SPEC, "Leaves " + start + " to " + (end - 1) + " of " + size + "."),
                start,
                end,
                root(start, end),
                size,
                root(0, size),
                path(start, end, size)));
    }

    private void refused() {
        List<String> path = path(8, 11, 13);
        reject(
                "start-not-aligned",
                RANGE,
                6,
                10,
                root(6, 10),
                13,
                root(0, 13),
                path,
                "Leaves 6 to 9 are no subtree: 6 is no multiple of 4.");
        reject("empty", RANGE, 8, 8, root(8, 11), 13, root(0, 13), path, "The run has no leaves.");
        reject("end-before-start", RANGE, 8, 4, root(8, 11), 13, root(0, 13), path, "The run ends before it starts.");
        reject("end-beyond-size", RANGE, 8, 14, root(8, 14), 13, root(0, 13), path, "The run ends beyond the tree.");
        reject(
                "path-short",
                LENGTH,
                8,
                11,
                root(8, 11),
                13,
                root(0, 13),
                path.subList(0, path.size() - 1),
                "The last hash is left out.");
        reject(
                "path-long",
                LENGTH,
                8,
                11,
                root(8, 11),
                13,
                root(0, 13),
                SlowTree.with(path, path.get(0)),
                "A hash follows the path.");
        reject("path-empty", LENGTH, 8, 11, root(8, 11), 13, root(0, 13), List.of(), "The path is empty.");
        for (int i = 0; i < path.size(); i++) {
            var flipped = new ArrayList<>(path);
            flipped.set(i, InclusionVectors.flipped(path.get(i)));
            reject(
                    "path-bit-flipped-at-" + i,
                    MISMATCH,
                    8,
                    11,
                    root(8, 11),
                    13,
                    root(0, 13),
                    flipped,
                    "One bit of hash " + i + " of the path is flipped.");
        }
        reject(
                "subtree-root-flipped",
                MISMATCH,
                8,
                11,
                InclusionVectors.flipped(root(8, 11)),
                13,
                root(0, 13),
                path,
                "One bit of the subtree's root is flipped.");
        reject(
                "root-flipped",
                MISMATCH,
                8,
                11,
                root(8, 11),
                13,
                InclusionVectors.flipped(root(0, 13)),
                path,
                "One bit of the tree's root is flipped.");
        reject(
                "whole-tree-with-path",
                LENGTH,
                0,
                14,
                root(0, 14),
                14,
                root(0, 14),
                List.of(root(0, 14)),
                "The whole tree needs no path.");
        reject(
                "whole-tree-other-root",
                MISMATCH,
                0,
                14,
                root(0, 13),
                14,
                root(0, 14),
                List.of(),
                "The run is the whole tree, with another root.");
        suite.add(ask(
                Vector.reject("subtree", "subtree-root-of-31-bytes", "verify-subtree", "FORMAT_UNREADABLE")
                        .about(SPEC, "The subtree's root has 31 bytes."),
                8,
                11,
                Bytes.base64(new byte[31]),
                13,
                root(0, 13),
                path));
    }

    private static String root(int start, int end) {
        return SlowTree.root(LEAVES.subList(start, end));
    }

    /** SUBTREE_SUBPROOF of the draft, word by word. */
    private static List<String> path(int start, int end, int size) {
        return subproof(start, end, LEAVES.subList(0, size), true);
    }

    private static List<String> subproof(int start, int end, List<String> leaves, boolean isKnown) {
        if (start == 0 && end == leaves.size()) {
            return isKnown ? List.of() : List.of(SlowTree.root(leaves));
        }
        int k = SlowTree.split(leaves.size());
        List<String> left = leaves.subList(0, k);
        List<String> right = leaves.subList(k, leaves.size());
        if (end <= k) {
            return SlowTree.with(subproof(start, end, left, isKnown), SlowTree.root(right));
        }
        return start >= k
                ? SlowTree.with(subproof(start - k, end - k, right, isKnown), SlowTree.root(left))
                : SlowTree.with(subproof(0, end - k, right, false), SlowTree.root(left));
    }

    private void reject(
            String name,
            String reason,
            int start,
            int end,
            String subtreeRoot,
            int size,
            String root,
            List<String> path,
            String about) {
        suite.add(ask(
                Vector.reject("subtree", name, "verify-subtree", reason).about(SPEC, about),
                start,
                end,
                subtreeRoot,
                size,
                root,
                path));
    }

    private static Vector ask(
            Vector vector, int start, int end, String subtreeRoot, int size, String root, List<String> path) {
        return vector.with("start", Integer.toString(start))
                .with("end", Integer.toString(end))
                .with("subtree_root", subtreeRoot)
                .with("size", Integer.toString(size))
                .with("root", root)
                .with("path", path);
    }
}
