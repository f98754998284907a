package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A type of the contract ABI that holds no others.
 *
 * @param kind what it is
 * @param size of a number its bits, of bytesN its bytes, of others 0
 */
record AbiType(Kind kind, int size) {
    /** What a value is. */
    enum Kind {
        UINT,
        INT,
        ADDRESS,
        BOOL,
        FIXED_BYTES,
        BYTES,
        STRING
    }

    /** What {@link #number} makes of a number that no length or place can be. */
    static final long TOO_LARGE = Integer.MAX_VALUE;

    private static final int BITS_MAX = 256;
    private static final int ADDRESS_BITS = 160;

    /** Reads the canonical name of a type; null if it is none of these. */
    static @Nullable AbiType parse(String name) {
        AbiType type = switch (name) {
            case "address" -> new AbiType(Kind.ADDRESS, 0);
            case "bool" -> new AbiType(Kind.BOOL, 0);
            case "bytes" -> new AbiType(Kind.BYTES, 0);
            case "string" -> new AbiType(Kind.STRING, 0);
            default ->
                name.startsWith("uint")
                        ? new AbiType(Kind.UINT, size(name.substring(4)))
                        : name.startsWith("int")
                                ? new AbiType(Kind.INT, size(name.substring(3)))
                                : new AbiType(
                                        Kind.FIXED_BYTES, size(name.startsWith("bytes") ? name.substring(5) : ""));
        };
        return type.isValid() && type.canonical().equals(name) ? type : null;
    }

    private static int size(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(digits) : 0;
    }

    private boolean isValid() {
        return switch (kind) {
            case UINT, INT -> size >= Byte.SIZE && size <= BITS_MAX && size % Byte.SIZE == 0;
            case FIXED_BYTES -> size >= 1 && size <= Word.LENGTH;
            case ADDRESS, BOOL, BYTES, STRING -> true;
        };
    }

    /** The name that goes into the hash of a signature. */
    String canonical() {
        return switch (kind) {
            case UINT -> "uint" + size;
            case INT -> "int" + size;
            case FIXED_BYTES -> "bytes" + size;
            case ADDRESS -> "address";
            case BOOL -> "bool";
            case BYTES -> "bytes";
            case STRING -> "string";
        };
    }

    /** Whether a value takes exactly one word. */
    boolean isFixed() {
        return kind != Kind.BYTES && kind != Kind.STRING;
    }

    /** Whether a word is what Solidity writes for a value of this type of fixed size: in range, and padded as it should be. */
    boolean holds(byte[] word) {
        return switch (kind) {
            case UINT -> new BigInteger(1, word).bitLength() <= size;
            case INT -> new BigInteger(word).bitLength() < size;
            case ADDRESS -> new BigInteger(1, word).bitLength() <= ADDRESS_BITS;
            case BOOL -> new BigInteger(1, word).bitLength() <= 1;
            case FIXED_BYTES -> {
                for (int i = size; i < word.length; i++) {
                    if (word[i] != 0) {
                        yield false;
                    }
                }
                yield true;
            }
            case BYTES, STRING -> false;
        };
    }

    /** The number in a word, or {@link #TOO_LARGE}. */
    static long number(byte[] word) {
        BigInteger number = new BigInteger(1, word);
        return number.bitLength() < Integer.SIZE ? Math.min(number.longValue(), TOO_LARGE) : TOO_LARGE;
    }
}
