package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.Arrays;
import java.util.List;

/**
 * What a log commits to: its origin and the head of its tree. C2SP tlog-checkpoint; this is the text that is signed.
 *
 * @param origin the log's name, which should be a schemeless URL; hostile, may be any line that is not empty
 * @param head size and root
 * @param extensions further lines, none in checkpoints of ours; never empty, without newline
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
    private static final String SUBJECT = "checkpoint";
    /** Of size and root with their newlines. */
    private static final int TYPICAL_CHARS = 68;

    /** Copies the extensions. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, TreeHead head) {
        this(origin, head, List.of());
    }

    /** The text, newline at its end. */
    public String encode() {
        var text = new StringBuilder(origin.length() + TYPICAL_CHARS)
                .append(origin)
                .append('\n')
                .append(head.size())
                .append('\n')
                .append(head.root().base64())
                .append('\n');
        for (String extension : extensions) {
            text.append(extension).append('\n');
        }
        return text.toString();
    }

    /** Reads what {@link #encode} writes and nothing else. Says nothing about who signed it. */
    public static Checkpoint parse(String text) throws MalformedException {
        if (text.length() > Limits.NOTE_BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than NOTE_BYTES_MAX = " + Limits.NOTE_BYTES_MAX);
        }
        if (!text.endsWith("\n")) {
            throw malformed(Malformed.SYNTAX, "does not end in a newline");
        }
        // Origin, size and root are read before the rest is cut into lines, of which there may be half a million.
        String[] parts = text.substring(0, text.length() - 1).split("\n", 4);
        if (parts.length < 3) {
            throw malformed(Malformed.SYNTAX, "has " + parts.length + " lines, want origin, size and root");
        }
        if (text.startsWith("\n") || text.contains("\n\n")) {
            throw malformed(Malformed.SYNTAX, "has an empty line");
        }
        // Any origin that is a line: C2SP forbids its readers to rely on more. A policy's log is named like its key,
        // which may have no space and no plus, so no other origin is ever trusted.
        String origin = parts[0];
        var head = new TreeHead(Decimal.parse(parts[1], "checkpoint size"), Hash.parseBase64(parts[2]));
        if (head.size() == 0 && !head.root().equals(TreeHasher.emptyRoot())) {
            throw malformed(Malformed.RULE, "has size 0 and a root other than that of the empty tree");
        }
        List<String> extensions = parts.length == 3 ? List.of() : Arrays.asList(parts[3].split("\n", -1));
        var checkpoint = new Checkpoint(origin, head, extensions);
        if (!checkpoint.encode().equals(text)) {
            throw malformed(Malformed.NOT_CANONICAL, "is not in canonical form");
        }
        return checkpoint;
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, SUBJECT, detail);
    }
}
