package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** RFC 6962 section 2.1 word by word: recursive, and nothing shared with what it helps to judge. Hashes are base64. */
final class SlowTree {
    private SlowTree() {}

    /** Leaf hashes of entries "entry 0", "entry 1" … */
    static List<String> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> leaf(Bytes.of("entry " + i)))
                .toList();
    }

    static String leaf(byte[] data) {
        return Bytes.base64(Bytes.sha256(new byte[] {0}, data));
    }

    static String node(String left, String right) {
        return Bytes.base64(Bytes.sha256(new byte[] {1}, Bytes.unbase64(left), Bytes.unbase64(right)));
    }

    /** MTH(D[n]). */
    static String root(List<String> leaves) {
        if (leaves.isEmpty()) {
            return Bytes.base64(Bytes.sha256());
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = split(leaves.size());
        return node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    /** PATH(m, D[n]). */
    static List<String> path(int m, List<String> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = split(leaves.size());
        List<String> left = leaves.subList(0, k);
        List<String> right = leaves.subList(k, leaves.size());
        return m < k ? with(path(m, left), root(right)) : with(path(m - k, right), root(left));
    }

    /** PROOF(m, D[n]). */
    static List<String> consistency(int m, List<String> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<String> subproof(int m, List<String> leaves, boolean isWholeTree) {
        if (m == leaves.size()) {
            return isWholeTree ? List.of() : List.of(root(leaves));
        }
        int k = split(leaves.size());
        List<String> left = leaves.subList(0, k);
        List<String> right = leaves.subList(k, leaves.size());
        return m <= k
                ? with(subproof(m, left, isWholeTree), root(right))
                : with(subproof(m - k, right, false), root(left));
    }

    /** Largest power of two below n. */
    static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    static <T> List<T> with(List<T> items, T last) {
        var all = new ArrayList<>(items);
        all.add(last);
        return all;
    }
}
