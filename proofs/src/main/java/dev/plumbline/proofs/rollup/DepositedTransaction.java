package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that an OP-Stack rollup takes over from L1 (OP Stack, deposits, "The Deposited Transaction Type"):
 * {@code 0x7e || rlp([source hash, from, to, mint, value, gas, is system, data])}. Nobody signs it; that it is on L1 is what
 * authorises it, and its hash follows from L1 alone. Immutable.
 *
 * <p>Two deposits are {@link #sameContent} if they do the same, and are the same deposit only if their source hashes agree too.
 */
public final class DepositedTransaction {
    private static final String SUBJECT = "deposited transaction";
    private static final int FIELD_COUNT = 8;

    private final Word sourceHash;
    private final Address from;
    private final @Nullable Address to;
    private final BigInteger mint;
    private final BigInteger value;
    private final long gas;
    private final boolean isSystem;
    private final byte[] data;

    /**
     * @param to null if it creates a contract
     * @param mint wei that come into being on the rollup, less than 2^128
     * @param value wei that move, less than 2^256
     * @param gas units that it may use, less than 2^63
     */
    DepositedTransaction(
            Word sourceHash,
            Address from,
            @Nullable Address to,
            BigInteger mint,
            BigInteger value,
            long gas,
            boolean isSystem,
            byte[] owned) {
        this.sourceHash = sourceHash;
        this.from = from;
        this.to = to;
        this.mint = mint;
        this.value = value;
        this.gas = gas;
        this.isSystem = isSystem;
        this.data = owned;
    }

    /** Whether a raw transaction says of itself that it is a deposit. */
    public static boolean isDeposit(byte[] raw) {
        return raw.length > 0 && raw[0] == TransactionReceipt.DEPOSIT_TYPE;
    }

    /** Reads a raw transaction of at most {@link Limits#RLP_BYTES_MAX} bytes behind its type. */
    public static DepositedTransaction parse(byte[] raw) throws MalformedException {
        if (!isDeposit(raw)) {
            throw new MalformedException(Malformed.UNSUPPORTED, SUBJECT, "is of another type than 0x7e");
        }
        RlpItem item = RlpItem.parse(Arrays.copyOfRange(raw, 1, raw.length), SUBJECT);
        if (!(item instanceof RlpItem.Sequence fields) || fields.items().size() != FIELD_COUNT) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "is no list of " + FIELD_COUNT + " fields");
        }
        byte[] to = text(fields, 2);
        BigInteger isSystem = number(fields, 6, 1);
        return new DepositedTransaction(
                Word.of(exactly(fields, 0, Word.LENGTH)),
                Address.of(exactly(fields, 1, Address.LENGTH)),
                to.length == 0 ? null : Address.of(exactly(fields, 2, Address.LENGTH)),
                number(fields, 3, 16),
                number(fields, 4, Word.LENGTH),
                gas(number(fields, 5, Long.BYTES)),
                isSystem(isSystem),
                text(fields, 7));
    }

    private static long gas(BigInteger gas) throws MalformedException {
        if (gas.bitLength() >= Long.SIZE) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "has gas " + gas + ", want less than 2^63");
        }
        return gas.longValue();
    }

    private static boolean isSystem(BigInteger flag) throws MalformedException {
        if (flag.bitLength() > 1) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "has a flag of " + flag + ", want 0 or 1");
        }
        return flag.signum() == 1;
    }

    private static byte[] text(RlpItem.Sequence fields, int index) throws MalformedException {
        if (fields.items().get(index) instanceof RlpItem.Text text) {
            return text.bytes();
        }
        throw new MalformedException(Malformed.VALUE, SUBJECT, "field " + index + " is a list, want a string");
    }

    private static byte[] exactly(RlpItem.Sequence fields, int index, int length) throws MalformedException {
        byte[] bytes = text(fields, index);
        if (bytes.length != length) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT, "field " + index + " has " + bytes.length + " bytes, want " + length);
        }
        return bytes;
    }

    private static BigInteger number(RlpItem.Sequence fields, int index, int bytesMax) throws MalformedException {
        byte[] bytes = text(fields, index);
        if (bytes.length > bytesMax || (bytes.length > 0 && bytes[0] == 0)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    SUBJECT,
                    "field " + index + " is no number of at most " + bytesMax + " bytes in its shortest form");
        }
        return new BigInteger(1, bytes);
    }

    /** The raw transaction, as it stands under a rollup block's transactions root. */
    public byte[] encode() {
        byte[] fields = RlpItem.of(List.of(
                        RlpItem.of(sourceHash.bytes()),
                        RlpItem.of(from.bytes()),
                        RlpItem.of(to == null ? new byte[0] : to.bytes()),
                        RlpItem.ofNumber(mint),
                        RlpItem.ofNumber(value),
                        RlpItem.ofNumber(BigInteger.valueOf(gas)),
                        RlpItem.ofNumber(isSystem ? BigInteger.ONE : BigInteger.ZERO),
                        RlpItem.of(data)))
                .encode();
        byte[] raw = new byte[1 + fields.length];
        raw[0] = TransactionReceipt.DEPOSIT_TYPE;
        System.arraycopy(fields, 0, raw, 1, fields.length);
        return raw;
    }

    /** The hash by which the rollup names it. */
    public Word hash() {
        return Word.keccak(encode());
    }

    /** Whether both do the same, wherever on L1 they come from. */
    public boolean sameContent(DepositedTransaction other) {
        return Arrays.equals(
                withSource(Word.ZERO).encode(), other.withSource(Word.ZERO).encode());
    }

    private DepositedTransaction withSource(Word source) {
        return new DepositedTransaction(source, from, to, mint, value, gas, isSystem, data);
    }

    /** What makes it different from every other: where on L1 it comes from. */
    public Word sourceHash() {
        return sourceHash;
    }

    /** On whose behalf it runs; a contract on L1 has another address here ({@link Deposits#aliased}). */
    public Address from() {
        return from;
    }

    /** What it calls; null if it creates a contract. */
    public @Nullable Address to() {
        return to;
    }

    /** Wei that come into being on the rollup for {@link #from}. */
    public BigInteger mint() {
        return mint;
    }

    /** Wei that move from {@link #from} to {@link #to}. */
    public BigInteger value() {
        return value;
    }

    /** Units of gas that it may use. */
    public long gas() {
        return gas;
    }

    /** Whether the rollup itself made it before Regolith, outside the block's gas. */
    public boolean isSystem() {
        return isSystem;
    }

    /** Call data, or the code that creates a contract. A fresh copy. */
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DepositedTransaction deposit && Arrays.equals(encode(), deposit.encode());
    }

    @Override
    public int hashCode() {
        return sourceHash.hashCode();
    }

    @Override
    public String toString() {
        return "deposit " + hash();
    }
}
