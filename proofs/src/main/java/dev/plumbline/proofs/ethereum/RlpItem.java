package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPReader;
import org.apache.tuweni.rlp.RLPWriter;

/**
 * One item of RLP (Ethereum yellow paper, appendix B): a byte string or a list of items. Immutable.
 *
 * <p>Reading accepts exactly what writing produces: one item, no bytes after it, every length in its shortest form.
 */
public sealed interface RlpItem {
    /** Lists within lists that are read, the outermost counting as 1; a trie node needs four. */
    int DEPTH_MAX = 16;

    /** A string of bytes, compared by value. */
    final class Text implements RlpItem {
        // The item is these bytes of an array that nobody changes and that other items may share.
        private final byte[] source;
        private final int from;
        private final int to;

        Text(byte[] owned, int from, int to) {
            this.source = owned;
            this.from = from;
            this.to = to;
        }

        /** A fresh copy of the bytes. */
        public byte[] bytes() {
            return Arrays.copyOfRange(source, from, to);
        }

        /** Number of bytes. */
        public int length() {
            return to - from;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(source, from, to, text.source, text.from, text.to);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes());
        }

        @Override
        public String toString() {
            return HexData.encode(bytes());
        }
    }

    /** A list of items. */
    record Sequence(List<RlpItem> items) implements RlpItem {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A byte string that holds a copy of {@code bytes}. */
    static RlpItem of(byte[] bytes) {
        return text(bytes.clone());
    }

    /** A list of {@code items}. */
    static RlpItem of(List<RlpItem> items) {
        return new Sequence(items);
    }

    /**
     * A number as RLP writes it: big-endian without leading zeros, 0 as the empty string.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    static RlpItem ofNumber(BigInteger number) {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("RLP number is " + number + ", want 0 or more");
        }
        byte[] signed = number.toByteArray();
        return text(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private static Text text(byte[] owned) {
        return new Text(owned, 0, owned.length);
    }

    /**
     * Reads exactly one item.
     *
     * @param subject what is being read, for the message
     */
    static RlpItem parse(byte[] rlp, String subject) throws MalformedException {
        if (rlp.length > Limits.RLP_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    subject,
                    "has " + rlp.length + " bytes, want at most RLP_BYTES_MAX = " + Limits.RLP_BYTES_MAX);
        }
        RlpItem canonical = CanonicalRlp.read(rlp.clone());
        return canonical != null ? canonical : parseAndCompare(rlp, subject);
    }

    /** The slow way, which knows what is wrong. */
    private static RlpItem parseAndCompare(byte[] rlp, String subject) throws MalformedException {
        List<RlpItem> items = parseItems(Bytes.wrap(rlp), subject, 0);
        if (items.size() != 1) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    subject,
                    "holds " + (items.isEmpty() ? "no RLP item" : "RLP items one after the other") + ", want one");
        }
        RlpItem item = items.get(0);
        // The reader refuses longer forms itself; this line keeps the promise even if a later version of it does not.
        if (!Arrays.equals(item.encode(), rlp)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, subject, "is not the shortest RLP of its content");
        }
        return item;
    }

    /** Writes the item. */
    default byte[] encode() {
        return RLP.encode(writer -> write(writer, this)).toArray();
    }

    private static List<RlpItem> parseItems(Bytes payload, String subject, int depth) throws MalformedException {
        if (depth > DEPTH_MAX) {
            throw new MalformedException(Malformed.LIMIT_EXCEEDED, subject, "nests RLP lists deeper than " + DEPTH_MAX);
        }
        List<RlpItem> items = new ArrayList<>();
        for (Raw raw : readLevel(payload, subject, depth == 0 ? 2 : Integer.MAX_VALUE)) {
            items.add(
                    raw.isList()
                            ? new Sequence(parseItems(raw.payload(), subject, depth + 1))
                            : text(raw.payload().toArray()));
        }
        return items;
    }

    /** The first {@code countMax} items: two of a document are one too many, and the rest of it is nobody's business. */
    private static List<Raw> readLevel(Bytes payload, String subject, int countMax) throws MalformedException {
        try {
            return RLP.decode(payload, reader -> readLevel(reader, countMax));
        } catch (RLPException e) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    subject,
                    "is not RLP: " + MalformedException.quote(String.valueOf(e.getMessage())));
        }
    }

    private static List<Raw> readLevel(RLPReader reader, int countMax) {
        List<Raw> level = new ArrayList<>();
        while (!reader.isComplete() && level.size() < countMax) {
            level.add(
                    reader.nextIsList()
                            ? new Raw(true, reader.readList(RLPReader::readRemaining))
                            : new Raw(false, reader.readValue()));
        }
        return level;
    }

    private static void write(RLPWriter writer, RlpItem item) {
        if (item instanceof Sequence sequence) {
            writer.writeList(inner -> sequence.items().forEach(child -> write(inner, child)));
        } else if (item instanceof Text text) {
            writer.writeByteArray(text.bytes());
        }
    }

    /** An item of one level, the content of a list not read yet. */
    record Raw(boolean isList, Bytes payload) {}
}
