package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the log says of a signed transaction, read from its bytes alone: chain, sender and nonce, and the most that it pays.
 *
 * <p>Types 0 (with the chain in it, EIP-155), 1 (EIP-2930) and 2 (EIP-1559) are read. A gas price is the most that is paid
 * and the most that is a tip at once, as everywhere. Immutable; two are equal if their bytes are.
 */
public final class SubmittedTransaction {
    /** Bytes of a transaction; nodes take no larger ones into their pools. */
    public static final int RAW_BYTES_MAX = 1 << 17;

    private static final String SUBJECT = "transaction";
    private static final int SCALAR_BYTES = 32;
    private static final int V_EVEN = 27;
    private static final int EIP155_V_EVEN = 35;

    private final SignedTransaction signed;
    private final long chainId;
    private final Address from;
    private final long nonce;
    private final BigInteger maxFee;
    private final BigInteger maxTip;
    private final long gas;

    private SubmittedTransaction(SignedTransaction signed, Layout layout, List<RlpItem> fields)
            throws MalformedException {
        this.signed = signed;
        this.nonce = count(fields, layout.nonce());
        this.maxTip = number(fields, layout.maxTip());
        this.maxFee = number(fields, layout.maxFee());
        this.gas = count(fields, layout.gas());
        BigInteger v = number(fields, layout.v());
        BigInteger chain = layout.isTyped() ? number(fields, 0) : chainOfLegacy(v);
        if (chain.signum() == 0 || chain.bitLength() >= Long.SIZE) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "is for chain " + chain + ", want 1 to 2^63-1");
        }
        if (maxTip.compareTo(maxFee) > 0) {
            throw new MalformedException(
                    Malformed.RULE, SUBJECT, "tips " + maxTip + " out of " + maxFee + ", want no more than there is");
        }
        this.chainId = chain.longValue();
        int parity = layout.isTyped() ? parity(v) : v.testBit(0) ? 0 : 1;
        this.from = sender(layout, fields, chain, parity);
    }

    /**
     * Where the fields of a type stand.
     *
     * @param type its first byte; 0 for a transaction without one
     * @param v where the parity of the signature stands; r and s follow, and nothing after them
     */
    private record Layout(int type, int nonce, int maxTip, int maxFee, int gas, int v) {
        private static final Layout LEGACY = new Layout(0, 0, 1, 1, 2, 6);
        private static final Layout ACCESS_LIST = new Layout(1, 1, 2, 2, 3, 8);
        private static final Layout DYNAMIC_FEE = new Layout(2, 1, 2, 3, 4, 9);

        boolean isTyped() {
            return type != 0;
        }
    }

    /** Reads the bytes that a node would be handed; recovers the sender, which costs one signature check. */
    public static SubmittedTransaction parse(byte[] raw) throws MalformedException {
        if (raw.length > RAW_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, SUBJECT, "has " + raw.length + " bytes, want at most " + RAW_BYTES_MAX);
        }
        Layout layout = layout(raw);
        byte[] rlp = layout.isTyped() ? Arrays.copyOfRange(raw, 1, raw.length) : raw;
        if (!(RlpItem.parse(rlp, SUBJECT) instanceof RlpItem.Sequence fields)
                || fields.items().size() != layout.v() + 3) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "is no signed transaction of type " + layout.type());
        }
        return new SubmittedTransaction(new SignedTransaction(raw), layout, fields.items());
    }

    /** What we have signed ourselves. */
    public static SubmittedTransaction of(SignedTransaction signed) {
        try {
            return parse(signed.raw());
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Layout layout(byte[] raw) throws MalformedException {
        int first = raw.length == 0 ? 0 : raw[0] & 0xff;
        if (first >= 0xc0) {
            return Layout.LEGACY;
        }
        if (first == Layout.ACCESS_LIST.type()) {
            return Layout.ACCESS_LIST;
        }
        if (first == Layout.DYNAMIC_FEE.type()) {
            return Layout.DYNAMIC_FEE;
        }
        throw new MalformedException(
                Malformed.UNSUPPORTED, SUBJECT, "is of type " + first + ", want 0, 1 or 2 with its signature");
    }

    private static BigInteger chainOfLegacy(BigInteger v) throws MalformedException {
        BigInteger shifted = v.subtract(BigInteger.valueOf(EIP155_V_EVEN));
        if (shifted.signum() < 0) {
            throw new MalformedException(Malformed.UNSUPPORTED, SUBJECT, "is valid on every chain, want one (EIP-155)");
        }
        return shifted.shiftRight(1);
    }

    private static int parity(BigInteger v) throws MalformedException {
        if (v.bitLength() > 1) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "has parity " + v + ", want 0 or 1");
        }
        return v.intValue();
    }

    private static Address sender(Layout layout, List<RlpItem> fields, BigInteger chain, int parity)
            throws MalformedException {
        List<RlpItem> unsigned = new ArrayList<>(fields.subList(0, layout.v()));
        if (!layout.isTyped()) {
            unsigned.add(RlpItem.ofNumber(chain));
            unsigned.add(RlpItem.ofNumber(BigInteger.ZERO));
            unsigned.add(RlpItem.ofNumber(BigInteger.ZERO));
        }
        byte[] rlp = RlpItem.of(unsigned).encode();
        byte[] preimage = rlp;
        if (layout.isTyped()) {
            preimage = new byte[rlp.length + 1];
            preimage[0] = (byte) layout.type();
            System.arraycopy(rlp, 0, preimage, 1, rlp.length);
        }
        byte[] signature = new byte[Secp256k1.RECOVERABLE_BYTES];
        place(number(fields, layout.v() + 1), signature, 0);
        place(number(fields, layout.v() + 2), signature, SCALAR_BYTES);
        signature[2 * SCALAR_BYTES] = (byte) (V_EVEN + parity);
        byte[] key = Secp256k1.recover(Word.keccak(preimage).bytes(), signature);
        if (key == null) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "has a signature that names no sender");
        }
        return Address.of(Secp256k1.address(key));
    }

    private static void place(BigInteger number, byte[] target, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, SCALAR_BYTES);
        System.arraycopy(bytes, bytes.length - length, target, at + SCALAR_BYTES - length, length);
    }

    private static long count(List<RlpItem> fields, int index) throws MalformedException {
        BigInteger number = number(fields, index);
        if (number.bitLength() >= Long.SIZE) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT + " field " + index, "is " + number + ", want less than 2^63");
        }
        return number.longValue();
    }

    private static BigInteger number(List<RlpItem> fields, int index) throws MalformedException {
        if (!(fields.get(index) instanceof RlpItem.Text text)) {
            throw new MalformedException(Malformed.VALUE, SUBJECT + " field " + index, "is a list, want a number");
        }
        byte[] bytes = text.bytes();
        if (bytes.length > SCALAR_BYTES || (bytes.length > 0 && bytes[0] == 0)) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT + " field " + index, "is no number of at most 32 bytes in shortest form");
        }
        return new BigInteger(1, bytes);
    }

    /** The bytes and their hash. */
    public SignedTransaction signed() {
        return signed;
    }

    /** Its hash. */
    public Word hash() {
        return signed.hash();
    }

    /** EIP-155 id of the only chain on which it is valid. */
    public long chainId() {
        return chainId;
    }

    /** That chain's CAIP-2 name. */
    public String chain() {
        return "eip155:" + chainId;
    }

    /** Who signed it. */
    public Address from() {
        return from;
    }

    /** How many transactions its sender sends before it. */
    public long nonce() {
        return nonce;
    }

    /** The most it pays for a unit of gas, in wei. */
    public BigInteger maxFee() {
        return maxFee;
    }

    /** The most of that which is a tip, in wei. */
    public BigInteger maxTip() {
        return maxTip;
    }

    /** The most gas it uses. */
    public long gas() {
        return gas;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmittedTransaction transaction
                && transaction.hash().equals(hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return "transaction " + hash();
    }
}
