package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a trie node (yellow paper, appendices C and D), told of a tree of items and of hex, without a look at how fast it is. */
final class SlowNode {
    private SlowNode() {}

    /** What is wrong with a node, in the words of the one who refuses it; null if nothing is. */
    static @Nullable String defect(byte[] rlp) {
        RlpItem item;
        try {
            item = RlpItem.parse(rlp, "trie node");
        } catch (MalformedException e) {
            return e.getMessage();
        }
        if (!(item instanceof RlpItem.Sequence sequence)) {
            return "trie node: is an RLP string, want a list";
        }
        List<RlpItem> items = sequence.items();
        return switch (items.size()) {
            case 17 -> branchDefect(items);
            case 2 -> shortDefect(items.get(0), items.get(1));
            default -> "trie node: has " + items.size() + " items, want 17 for a branch or 2 for a leaf or extension";
        };
    }

    private static @Nullable String branchDefect(List<RlpItem> items) {
        if (!(items.get(16) instanceof RlpItem.Text)) {
            return "trie node: holds a list where a string belongs";
        }
        for (RlpItem child : items.subList(0, 16)) {
            String defect = isEmpty(child) ? null : referenceDefect(child);
            if (defect != null) {
                return defect;
            }
        }
        long entries = items.stream().filter(child -> !isEmpty(child)).count();
        return entries < 2 ? "trie node: is a branch with " + entries + " entries, want at least 2" : null;
    }

    private static @Nullable String shortDefect(RlpItem first, RlpItem second) {
        if (!(first instanceof RlpItem.Text path)) {
            return "trie node: holds a list where a string belongs";
        }
        String hex = SlowTrie.hex(path.bytes());
        if (hex.isEmpty()) {
            return "trie path: is empty, want at least its flag";
        }
        int flag = Character.digit(hex.charAt(0), 16);
        int padding = Character.digit(hex.charAt(1), 16);
        if (flag > 3) {
            return "trie path: has flag " + flag + ", want 0 to 3";
        }
        if ((flag == 0 || flag == 2) && padding != 0) {
            return "trie path: pads with " + padding + ", want 0";
        }
        if (flag < 2) {
            return hex.equals("00") ? "trie node: is an extension of no nibbles" : referenceDefect(second);
        }
        if (!(second instanceof RlpItem.Text)) {
            return "trie node: holds a list where a string belongs";
        }
        return isEmpty(second) ? "trie node: is a leaf with an empty value" : null;
    }

    private static @Nullable String referenceDefect(RlpItem child) {
        boolean isHash = child instanceof RlpItem.Text text && text.bytes().length == 32;
        boolean isEmbedded = child instanceof RlpItem.Sequence && child.encode().length < 32;
        int bytes = child instanceof RlpItem.Text text ? text.bytes().length : child.encode().length;
        return isHash || isEmbedded
                ? null
                : "trie node: refers to a child by " + bytes + " bytes, want a hash of 32 or an embedded node of fewer";
    }

    private static boolean isEmpty(RlpItem item) {
        return item instanceof RlpItem.Text text && text.bytes().length == 0;
    }
}
