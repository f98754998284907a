package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPWriter;
import org.jspecify.annotations.Nullable;

/**
 * An Ethereum transaction of type 2 (EIP-1559) that has no access list.
 *
 * @param chainId EIP-155 id of the only chain on which it is valid
 * @param nonce transactions that the sender has sent before
 * @param fees what it may pay for each unit of gas
 * @param gasLimit most gas to burn
 * @param to the contract to call; null creates one
 * @param wei the value that it moves
 * @param data call data, or the code that creates a contract
 */
public record Eip1559Transaction(
        long chainId,
        long nonce,
        Fees fees,
        long gasLimit,
        @Nullable Address to,
        BigInteger wei,
        Bytes data) {
    private static final byte TYPE = 2;
    private static final int SCALAR_BYTES = 32;
    private static final int V_AT = 64;
    private static final int V_EVEN = 27;

    /** One that moves no value. */
    public Eip1559Transaction(long chainId, long nonce, Fees fees, long gasLimit, @Nullable Address to, Bytes data) {
        this(chainId, nonce, fees, gasLimit, to, BigInteger.ZERO, data);
    }

    /** Signs with the deterministic nonce of RFC 6979: the same transaction and key give the same bytes. */
    public SignedTransaction sign(AccountKey key) {
        byte[] digest = Word.keccak(typed(this::write)).bytes();
        byte[] signature = key.sign(digest);
        return new SignedTransaction(typed(writer -> {
            write(writer);
            writer.writeInt(signature[V_AT] - V_EVEN);
            writer.writeBigInteger(new BigInteger(1, Arrays.copyOf(signature, SCALAR_BYTES)));
            writer.writeBigInteger(new BigInteger(1, Arrays.copyOfRange(signature, SCALAR_BYTES, V_AT)));
        }));
    }

    /** One that calls a contract, or an account, and brings a value along. */
    public static Eip1559Transaction call(
            long chainId, long nonce, Fees fees, long gasLimit, Address to, BigInteger wei, byte[] data) {
        return new Eip1559Transaction(chainId, nonce, fees, gasLimit, to, wei, Bytes.wrap(data.clone()));
    }

    private void write(RLPWriter writer) {
        writer.writeLong(chainId);
        writer.writeLong(nonce);
        writer.writeBigInteger(fees.priorityFee());
        writer.writeBigInteger(fees.maxFee());
        writer.writeLong(gasLimit);
        writer.writeByteArray(to == null ? new byte[0] : to.bytes());
        writer.writeBigInteger(wei);
        writer.writeValue(data);
        writer.writeList(noAccess -> {});
    }

    private static byte[] typed(Consumer<RLPWriter> fields) {
        return Bytes.concatenate(Bytes.of(TYPE), RLP.encodeList(fields)).toArrayUnsafe();
    }
}
