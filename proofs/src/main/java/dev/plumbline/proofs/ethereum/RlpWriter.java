package dev.plumbline.proofs.ethereum;

/** Writes items of RLP, each length in its shortest form, into one array of the right size. */
final class RlpWriter {
    /** Of the first byte of a string and of a list; a length up to {@link #SHORT_LENGTH_MAX} is added to it. */
    static final int TEXT = 0x80;

    static final int LIST = 0xc0;
    static final int SHORT_LENGTH_MAX = 55;

    private final byte[] written;
    private int at;

    private RlpWriter(int length) {
        this.written = new byte[length];
    }

    static byte[] encode(RlpItem item) {
        var writer = new RlpWriter(length(item));
        writer.write(item);
        return writer.written;
    }

    private void write(RlpItem item) {
        if (item instanceof RlpItem.Text text) {
            if (!text.isItsOwnForm()) {
                head(TEXT, text.length());
            }
            at = text.copyTo(written, at);
        } else if (item instanceof RlpItem.Sequence sequence) {
            head(LIST, payloadLength(sequence));
            sequence.items().forEach(this::write);
        }
    }

    private void head(int kind, int length) {
        if (length <= SHORT_LENGTH_MAX) {
            written[at++] = (byte) (kind + length);
            return;
        }
        int lengthBytes = lengthBytes(length);
        written[at++] = (byte) (kind + SHORT_LENGTH_MAX + lengthBytes);
        for (int shift = Byte.SIZE * (lengthBytes - 1); shift >= 0; shift -= Byte.SIZE) {
            written[at++] = (byte) (length >>> shift);
        }
    }

    /** Bytes that an item takes. */
    static int length(RlpItem item) {
        if (item instanceof RlpItem.Text text) {
            return text.isItsOwnForm() ? 1 : headLength(text.length()) + text.length();
        }
        int payload = payloadLength((RlpItem.Sequence) item);
        return headLength(payload) + payload;
    }

    private static int payloadLength(RlpItem.Sequence sequence) {
        int length = 0;
        for (RlpItem item : sequence.items()) {
            length += length(item);
        }
        return length;
    }

    private static int headLength(int length) {
        return length <= SHORT_LENGTH_MAX ? 1 : 1 + lengthBytes(length);
    }

    private static int lengthBytes(int length) {
        return Integer.BYTES - Integer.numberOfLeadingZeros(length) / Byte.SIZE;
    }
}
