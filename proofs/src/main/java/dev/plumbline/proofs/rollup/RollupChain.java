package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.JsonMembers;
import java.math.BigInteger;

/**
 * An Ethereum-like chain by its number (EIP-155), written as CAIP-2 writes it: {@code eip155:} and a decimal number.
 *
 * @param id the chain's number, 1 to 32 decimal digits, as many as CAIP-2 has room for
 */
public record RollupChain(BigInteger id) {
    private static final String PREFIX = "eip155:";
    private static final int DIGITS_MAX = 32;

    /** @throws IllegalArgumentException if the number is not positive or too long */
    public RollupChain {
        if (id.signum() <= 0 || id.toString().length() > DIGITS_MAX) {
            throw new IllegalArgumentException("chain number is " + id + ", want 1 to 32 digits");
        }
    }

    /** The chain of this number. */
    public static RollupChain of(long id) {
        return new RollupChain(BigInteger.valueOf(id));
    }

    /**
     * Reads the CAIP-2 form.
     *
     * @param subject what is being read, for the message
     */
    public static RollupChain parse(String text, String subject) throws MalformedException {
        String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw new MalformedException(
                    Malformed.VALUE,
                    subject,
                    "is " + MalformedException.quote(text) + ", want eip155: and a number without leading zeros");
        }
        return new RollupChain(new BigInteger(digits));
    }

    /** The chain that a member of a file names. */
    static RollupChain read(JsonMembers file, String key) throws MalformedException {
        return parse(file.text(key, PREFIX.length() + DIGITS_MAX), file.at(key));
    }

    /** The CAIP-2 form. */
    public String encode() {
        return PREFIX + id;
    }

    /** The number as 32 bytes, big-endian. */
    Word word() {
        byte[] number = id.toByteArray();
        byte[] word = new byte[Word.LENGTH];
        System.arraycopy(number, 0, word, word.length - number.length, number.length);
        return Word.of(word);
    }

    @Override
    public String toString() {
        return encode();
    }
}
