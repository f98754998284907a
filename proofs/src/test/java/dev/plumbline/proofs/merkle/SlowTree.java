package dev.plumbline.proofs.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 section 2.1 written as the recursion that the text gives: plainly right, and slow. */
public final class SlowTree {
    private SlowTree() {}

    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHasher.emptyRoot();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = split(leaves.size());
        return TreeHasher.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    public static List<Hash> path(int m, List<Hash> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = split(leaves.size());
        List<Hash> left = leaves.subList(0, k);
        List<Hash> right = leaves.subList(k, leaves.size());
        return m < k ? with(path(m, left), root(right)) : with(path(m - k, right), root(left));
    }

    static List<Hash> consistency(int m, List<Hash> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<Hash> subproof(int m, List<Hash> leaves, boolean isWholeTree) {
        if (m == leaves.size()) {
            return isWholeTree ? List.of() : List.of(root(leaves));
        }
        int k = split(leaves.size());
        List<Hash> left = leaves.subList(0, k);
        List<Hash> right = leaves.subList(k, leaves.size());
        return m <= k
                ? with(subproof(m, left, isWholeTree), root(right))
                : with(subproof(m - k, right, false), root(left));
    }

    /** The generalised recursion of draft-ietf-plants-merkle-tree-certs section 4.4.1. */
    static List<Hash> subtree(int start, int end, List<Hash> leaves) {
        return subtreeSubproof(start, end, leaves, true);
    }

    private static List<Hash> subtreeSubproof(int start, int end, List<Hash> leaves, boolean isKnown) {
        if (start == 0 && end == leaves.size()) {
            return isKnown ? List.of() : List.of(root(leaves));
        }
        int k = split(leaves.size());
        List<Hash> left = leaves.subList(0, k);
        List<Hash> right = leaves.subList(k, leaves.size());
        if (end <= k) {
            return with(subtreeSubproof(start, end, left, isKnown), root(right));
        }
        return start >= k
                ? with(subtreeSubproof(start - k, end - k, right, isKnown), root(left))
                : with(subtreeSubproof(0, end - k, right, false), root(left));
    }

    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static List<Hash> with(List<Hash> hashes, Hash last) {
        var all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }
}
