package dev.plumbline.proofs.receipt;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Lines;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.note.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a leaf stands at an index under a signed checkpoint: C2SP tlog-proof, suffix {@code .tlog-proof}.
 *
 * @param extra base64 of bytes that nobody vouches for, or null; ours have none
 * @param inclusion index and path
 * @param checkpoint the signed note, not verified here
 */
public record TlogProof(@Nullable String extra, InclusionProof inclusion, SignedNote checkpoint) {
    private static final String FAMILY = "c2sp.org/tlog-proof@v";
    private static final String HEADER = FAMILY + "1\n";
    private static final String SUBJECT = "tlog-proof";
    /** As many as a path has in a tree of 2^32 leaves. */
    private static final int TYPICAL_HASHES = 32;

    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** A proof without extra bytes. */
    public TlogProof(InclusionProof inclusion, SignedNote checkpoint) {
        this(null, inclusion, checkpoint);
    }

    /** The text of the file. */
    public String encode() {
        var text = new StringBuilder(HEADER);
        if (extra != null) {
            text.append(EXTRA).append(extra).append('\n');
        }
        text.append(INDEX).append(inclusion.leafIndex()).append('\n');
        for (Hash hash : inclusion.path()) {
            text.append(hash.base64()).append('\n');
        }
        return text.append('\n').append(checkpoint.encode()).toString();
    }

    /** Reads what {@link #encode} writes and nothing else. */
    public static TlogProof parse(String text) throws MalformedException {
        return read(text);
    }

    /** As {@link #parse}, of text that need not be a string. */
    static TlogProof read(CharSequence text) throws MalformedException {
        if (text.length() > Limits.RECEIPT_BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than RECEIPT_BYTES_MAX = " + Limits.RECEIPT_BYTES_MAX);
        }
        if (!Lines.startsWith(text, HEADER, 0)) {
            throw malformed(
                    isOtherVersion(text) ? Malformed.UNSUPPORTED : Malformed.SYNTAX,
                    "does not start with the line c2sp.org/tlog-proof@v1");
        }
        int end = Lines.firstEmptyLine(text);
        if (end < 0) {
            throw malformed(Malformed.SYNTAX, "has no empty line before its checkpoint");
        }
        if (end < HEADER.length()) {
            throw malformed(Malformed.MISSING_KEY, "has no index line");
        }
        // No byte before the checkpoint is left over below, and each part has one spelling, so there is nothing to
        // compare.
        int at = HEADER.length();
        String extra = null;
        if (Lines.startsWith(text, EXTRA, at)) {
            int lineEnd = Lines.indexOf(text, '\n', at);
            extra = parseExtra(Lines.substring(text, at + EXTRA.length(), lineEnd));
            at = lineEnd + 1;
        }
        if (at > end || !Lines.startsWith(text, INDEX, at)) {
            throw malformed(Malformed.MISSING_KEY, "has no index line");
        }
        int indexEnd = Lines.indexOf(text, '\n', at);
        long index = Decimal.parse(Lines.substring(text, at + INDEX.length(), indexEnd), "tlog-proof index");
        var path = new ArrayList<Hash>(TYPICAL_HASHES);
        int lineEnd;
        for (at = indexEnd + 1; at <= end; at = lineEnd + 1) {
            lineEnd = Lines.indexOf(text, '\n', at);
            if (path.size() == Limits.PROOF_HASHES_MAX) {
                throw malformed(
                        Malformed.LIMIT_EXCEEDED,
                        "has more than PROOF_HASHES_MAX = " + Limits.PROOF_HASHES_MAX + " hashes");
            }
            path.add(Hash.parseBase64(text, at, lineEnd));
        }
        return new TlogProof(extra, new InclusionProof(index, path), SignedNote.parse(text, end + 2));
    }

    /** Whether the first line is whole and names another version, as a newer log might write it. */
    private static boolean isOtherVersion(CharSequence text) {
        int end = Lines.indexOf(text, '\n', 0);
        int version = FAMILY.length();
        return Lines.startsWith(text, FAMILY, 0)
                && end > version
                && text.subSequence(version, end).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String parseExtra(String base64) throws MalformedException {
        try {
            if (Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(base64))
                    .equals(base64)) {
                return base64;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(Malformed.SYNTAX, "has an extra line that is not base64");
        }
        throw malformed(Malformed.NOT_CANONICAL, "has an extra line that is not canonical base64");
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, SUBJECT, detail);
    }
}
