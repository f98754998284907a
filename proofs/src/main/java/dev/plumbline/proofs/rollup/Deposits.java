package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a deposit comes from L1 to an OP-Stack rollup: the call of {@code OptimismPortal}, the event that it writes, and the
 * transaction that every node of the rollup derives from that (OP Stack, deposits, "User-Deposited Transactions").
 */
public final class Deposits {
    /** First topic of {@code TransactionDeposited}. */
    public static final Word DEPOSITED = keccak("TransactionDeposited(address,address,uint256,bytes)");
    /** Most bytes of data that the portal takes. */
    public static final int DATA_BYTES_MAX = 120_000;

    private static final Word CALL = keccak("depositTransaction(address,uint256,uint64,bool,bytes)");
    private static final int SELECTOR_BYTES = 4;
    private static final long GAS_BASE = 21_000;
    /** Of EIP-7623's 40 each: the least that newer portals take for a byte of data. */
    private static final long GAS_OF_BYTE = 40;

    private static final int TOPIC_COUNT = 4;
    private static final int MINT_AT = 0;
    private static final int VALUE_AT = 32;
    private static final int GAS_AT = 64;
    private static final int CREATION_AT = 72;
    private static final int DATA_AT = 73;

    private static final Word USER_DOMAIN = Word.ZERO;
    private static final BigInteger ALIAS = new BigInteger("1111000000000000000000000000000000001111", 16);
    private static final BigInteger ADDRESSES = BigInteger.TWO.pow(160);

    private Deposits() {}

    /**
     * Call data of {@code depositTransaction}.
     *
     * @param to what is called on the rollup; null creates a contract
     * @param value wei that move on the rollup
     * @param gasLimit units of gas on the rollup, at least {@link #gasLimitMin}
     */
    public static byte[] call(@Nullable Address to, BigInteger value, long gasLimit, byte[] data) {
        int padded = (data.length + Word.LENGTH - 1) / Word.LENGTH * Word.LENGTH;
        byte[] call = new byte[SELECTOR_BYTES + 6 * Word.LENGTH + padded];
        System.arraycopy(CALL.bytes(), 0, call, 0, SELECTOR_BYTES);
        put(call, 0, to == null ? BigInteger.ZERO : new BigInteger(1, to.bytes()));
        put(call, 1, value);
        put(call, 2, BigInteger.valueOf(gasLimit));
        put(call, 3, to == null ? BigInteger.ONE : BigInteger.ZERO);
        put(call, 4, BigInteger.valueOf(5L * Word.LENGTH));
        put(call, 5, BigInteger.valueOf(data.length));
        System.arraycopy(data, 0, call, SELECTOR_BYTES + 6 * Word.LENGTH, data.length);
        return call;
    }

    private static void put(byte[] call, int word, BigInteger number) {
        byte[] bytes = number.toByteArray();
        int end = SELECTOR_BYTES + (word + 1) * Word.LENGTH;
        int length = Math.min(bytes.length, Word.LENGTH);
        System.arraycopy(bytes, bytes.length - length, call, end - length, length);
    }

    /** A gas limit that any version of the portal takes for so many bytes of data, of which older ones ask 16 each. */
    public static long gasLimitMin(int dataBytes) {
        return GAS_BASE + GAS_OF_BYTE * dataBytes;
    }

    /** The address under which a contract of L1 acts on the rollup; accounts without code keep theirs. */
    public static Address aliased(Address contract) {
        byte[] sum =
                new BigInteger(1, contract.bytes()).add(ALIAS).mod(ADDRESSES).toByteArray();
        byte[] address = new byte[Address.LENGTH];
        int length = Math.min(sum.length, address.length);
        System.arraycopy(sum, sum.length - length, address, address.length - length, length);
        return Address.of(address);
    }

    /**
     * What names a deposit of a user.
     *
     * @param logIndex place of its event among all events of the L1 block, from 0
     */
    public static Word sourceHash(Word l1BlockHash, long logIndex) {
        return sourceHash(USER_DOMAIN, l1BlockHash, Word.ofNumber(logIndex));
    }

    static Word sourceHash(Word domain, Word l1BlockHash, Word number) {
        return pair(domain, pair(l1BlockHash, number));
    }

    private static Word pair(Word left, Word right) {
        byte[] both = Arrays.copyOf(left.bytes(), 2 * Word.LENGTH);
        System.arraycopy(right.bytes(), 0, both, Word.LENGTH, Word.LENGTH);
        return Word.keccak(both);
    }

    /**
     * The transaction that follows from an event of a portal; null if the log is not that event of that portal.
     *
     * @param logIndex place of the event among all events of the L1 block, from 0
     * @throws MalformedException if it is that event, and of a version or form that no portal of today writes
     */
    public static @Nullable DepositedTransaction derive(
            ContractLog log, Address portal, Word l1BlockHash, long logIndex) throws MalformedException {
        if (!log.address().equals(portal)
                || log.topics().size() != TOPIC_COUNT
                || !log.topics().get(0).equals(DEPOSITED)) {
            return null;
        }
        if (!log.topics().get(3).equals(Word.ZERO)) {
            throw malformed("has version " + log.topics().get(3) + ", want 0");
        }
        byte[] opaque = opaque(log.data());
        boolean isCreation = opaque[CREATION_AT] != 0;
        BigInteger gas = number(opaque, GAS_AT, CREATION_AT);
        if (gas.bitLength() >= Long.SIZE) {
            throw malformed("has gas " + gas + ", want less than 2^63");
        }
        return new DepositedTransaction(
                sourceHash(l1BlockHash, logIndex),
                address(log.topics().get(1)),
                isCreation ? null : address(log.topics().get(2)),
                number(opaque, MINT_AT, VALUE_AT),
                number(opaque, VALUE_AT, GAS_AT),
                gas.longValue(),
                false,
                Arrays.copyOfRange(opaque, DATA_AT, opaque.length));
    }

    /** The one {@code bytes} argument in the data of the event, as the ABI encodes it. */
    private static byte[] opaque(byte[] data) throws MalformedException {
        if (data.length < 2 * Word.LENGTH || !number(data, 0, Word.LENGTH).equals(BigInteger.valueOf(Word.LENGTH))) {
            throw malformed("holds no bytes as the ABI encodes them");
        }
        BigInteger length = number(data, Word.LENGTH, 2 * Word.LENGTH);
        long rest = data.length - 2L * Word.LENGTH;
        if (length.bitLength() >= Integer.SIZE || length.intValue() < DATA_AT || length.intValue() > rest) {
            throw malformed("holds " + length + " of " + rest + " bytes, want at least " + DATA_AT);
        }
        return Arrays.copyOfRange(data, 2 * Word.LENGTH, 2 * Word.LENGTH + length.intValue());
    }

    private static Address address(Word word) throws MalformedException {
        byte[] bytes = word.bytes();
        int pad = Word.LENGTH - Address.LENGTH;
        if (new BigInteger(1, Arrays.copyOf(bytes, pad)).signum() != 0) {
            throw malformed("has a topic that is no address");
        }
        return Address.of(Arrays.copyOfRange(bytes, pad, bytes.length));
    }

    private static BigInteger number(byte[] bytes, int from, int to) {
        return new BigInteger(1, Arrays.copyOfRange(bytes, from, to));
    }

    private static MalformedException malformed(String detail) {
        return new MalformedException(Malformed.VALUE, "TransactionDeposited", detail);
    }

    private static Word keccak(String signature) {
        return Word.keccak(signature.getBytes(StandardCharsets.US_ASCII));
    }
}
