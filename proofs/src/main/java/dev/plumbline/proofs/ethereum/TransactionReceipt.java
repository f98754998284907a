package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction came to, as the receipts trie of its block holds it (EIP-658, EIP-2718; OP Stack deposits).
 *
 * <p>Ordinary receipts are {@code [status, cumulativeGas, bloom, logs]}, behind one byte for the type unless that is 0. Like
 * a header's, fields after these are covered by the root and otherwise ignored: forks append fields. A deposit of a rollup has
 * two more since Canyon, or none; the nonce alone never stands in the trie. Receipts of before Byzantium, which hold a state
 * root for a status, are refused. The bloom filter says nothing that the logs do not, and only its size is checked.
 *
 * @param type EIP-2718 type of the transaction, 0 for one without
 * @param succeeded whether it took effect; if not, it has no logs
 * @param cumulativeGas gas that the block's transactions took up to and with this one
 * @param logs what contracts announced, in order
 * @param deposit what only a rollup's deposit has; null for others, and for those of before Canyon
 */
public record TransactionReceipt(
        int type,
        boolean succeeded,
        long cumulativeGas,
        List<ContractLog> logs,
        @Nullable Deposit deposit) {
    /** Type of a transaction that an OP Stack rollup takes over from L1. */
    public static final int DEPOSIT_TYPE = 0x7e;

    private static final String SUBJECT = "transaction receipt";
    private static final int TYPE_MAX = 4;
    private static final int LIST_PREFIX_MIN = 0xc0;
    private static final int FIELD_COUNT_MIN = 4;
    private static final int DEPOSIT_FIELD_COUNT_MIN = 6;
    private static final int BLOOM_BYTES = 256;

    /** Copies the logs. */
    public TransactionReceipt {
        logs = List.copyOf(logs);
    }

    /**
     * What the receipt of a deposit adds.
     *
     * @param nonce the sender's nonce before the deposit
     * @param version form of the receipt, 1 since Canyon
     */
    public record Deposit(long nonce, long version) {}

    /** Reads the value of a leaf of a receipts trie. */
    public static TransactionReceipt parse(byte[] encoded) throws MalformedException {
        if (encoded.length == 0) {
            throw new MalformedException(Malformed.SYNTAX, SUBJECT, "is empty");
        }
        int first = Byte.toUnsignedInt(encoded[0]);
        if (first >= LIST_PREFIX_MIN) {
            return of(0, encoded);
        }
        if (first == 0 || (first > TYPE_MAX && first != DEPOSIT_TYPE)) {
            throw new MalformedException(
                    Malformed.UNSUPPORTED,
                    SUBJECT,
                    "has type " + first + ", want a list, 1 to " + TYPE_MAX + ", or " + DEPOSIT_TYPE);
        }
        byte[] payload = new byte[encoded.length - 1];
        System.arraycopy(encoded, 1, payload, 0, payload.length);
        return of(first, payload);
    }

    private static TransactionReceipt of(int type, byte[] payload) throws MalformedException {
        RlpFields fields = RlpFields.parse(payload, SUBJECT);
        boolean isCountWrong = type == DEPOSIT_TYPE
                ? fields.count() != FIELD_COUNT_MIN && fields.count() < DEPOSIT_FIELD_COUNT_MIN
                : fields.count() < FIELD_COUNT_MIN;
        if (isCountWrong) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT, "of type " + type + " has " + fields.count() + " fields");
        }
        byte[] status = fields.bytes(0);
        if (status.length > 1 || (status.length == 1 && status[0] != 1)) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT, "has a status of " + status.length + " bytes, want 0 or 1");
        }
        fields.checkBytes(2, BLOOM_BYTES);
        boolean hasDeposit = type == DEPOSIT_TYPE && fields.count() >= DEPOSIT_FIELD_COUNT_MIN;
        return new TransactionReceipt(
                type,
                status.length == 1,
                fields.count63(1),
                logs(fields.list(3)),
                hasDeposit ? new Deposit(fields.count63(4), fields.count63(5)) : null);
    }

    private static List<ContractLog> logs(RlpFields fields) throws MalformedException {
        List<ContractLog> logs = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            logs.add(ContractLog.of(fields.list(i, ContractLog.SUBJECT)));
        }
        return logs;
    }
}
