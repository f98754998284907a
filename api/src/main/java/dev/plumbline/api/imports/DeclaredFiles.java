package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.DatanetUpload.Content;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a description declares, as one content: a list in the form that {@code sha256sum} writes and checks, one line
 * {@code <64 hex digits>  <name>} and a newline for each, ascending by the bytes of the name. What the event holds is size and
 * digest of that list, which anybody who has the files can write again.
 */
final class DeclaredFiles {
    /** Media type of such a list. */
    static final String MEDIA_TYPE = "application/vnd.plumbline.sha256sums";

    private static final int NAME_CHARS_MAX = 512;

    // By characters, which for the ASCII that is let in is by bytes.
    private final Map<String, Hash> digests = new TreeMap<>();

    DeclaredFiles() {}

    /** Whether a name can stand in such a list: visible ASCII and inner spaces. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= NAME_CHARS_MAX
                && name.equals(name.strip())
                && name.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\');
    }

    /** Adds a file; false if the name is there already. */
    boolean add(String name, Hash digest) {
        return digests.putIfAbsent(name, digest) == null;
    }

    int count() {
        return digests.size();
    }

    Content content() {
        byte[] list = list();
        return Content.ofDigest(TreeHasher.sha256(list), list.length, MEDIA_TYPE);
    }

    /** The list itself. */
    byte[] list() {
        var list = new StringBuilder();
        digests.forEach((name, digest) ->
                list.append(digest.hex()).append("  ").append(name).append('\n'));
        return list.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
