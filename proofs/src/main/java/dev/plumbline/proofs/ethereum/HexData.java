package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.HexFormat;

/** Bytes as Ethereum writes them in text: {@code 0x} and two lowercase hex digits for each byte. */
public final class HexData {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PREFIX = "0x";

    private HexData() {}

    /**
     * Reads {@code 0x} and lowercase hex of any number of whole bytes.
     *
     * @param subject what is being read, for the message
     * @param bytesMax most bytes to accept; checked before anything is allocated
     */
    public static byte[] parse(String text, String subject, int bytesMax) throws MalformedException {
        if (!text.startsWith(PREFIX)) {
            throw new MalformedException(Malformed.SYNTAX, subject, "does not start with 0x");
        }
        int digits = text.length() - PREFIX.length();
        if (digits % 2 != 0) {
            throw new MalformedException(
                    Malformed.SYNTAX, subject, "has " + digits + " hex digits, want an even number");
        }
        if (digits / 2 > bytesMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "has " + digits / 2 + " bytes, want at most " + bytesMax);
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                throw new MalformedException(
                        Malformed.SYNTAX, subject, "is not lowercase hex at character " + i + ", want 0-9 or a-f");
            }
        }
        return HEX.parseHex(text, PREFIX.length(), text.length());
    }

    /** Reads {@code 0x} and lowercase hex of exactly {@code length} bytes. */
    public static byte[] parseExactly(String text, String subject, int length) throws MalformedException {
        byte[] bytes = parse(text, subject, length);
        if (bytes.length != length) {
            throw new MalformedException(
                    Malformed.VALUE, subject, "has " + bytes.length + " bytes, want exactly " + length);
        }
        return bytes;
    }

    /** Writes {@code 0x} and lowercase hex. */
    public static String encode(byte[] bytes) {
        return PREFIX + HEX.formatHex(bytes);
    }
}
