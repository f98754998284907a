package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Ethereum transaction of type 2 (EIP-1559) that moves no value and has no access list.
 *
 * @param chainId EIP-155 id of the only chain on which it is valid
 * @param nonce transactions that the sender has sent before
 * @param fees what it may pay for each unit of gas
 * @param gasLimit most gas to burn
 * @param to the contract to call; null creates one
 * @param data call data, or the code that creates a contract
 */
record Eip1559Transaction(
        long chainId,
        long nonce,
        Fees fees,
        long gasLimit,
        @Nullable Address to,
        RlpItem data) {
    private static final byte TYPE = 2;
    private static final int SCALAR_BYTES = 32;
    private static final int V_AT = 64;
    private static final int V_EVEN = 27;

    /** Signs with the deterministic nonce of RFC 6979: the same transaction and key give the same bytes. */
    SignedTransaction sign(AnchorKey key) {
        List<RlpItem> fields = fields();
        byte[] digest = Word.keccak(typed(fields)).bytes();
        byte[] signature = key.sign(digest);
        fields.add(RlpItem.ofNumber(BigInteger.valueOf(signature[V_AT] - V_EVEN)));
        fields.add(RlpItem.ofNumber(new BigInteger(1, Arrays.copyOf(signature, SCALAR_BYTES))));
        fields.add(RlpItem.ofNumber(new BigInteger(1, Arrays.copyOfRange(signature, SCALAR_BYTES, V_AT))));
        return new SignedTransaction(typed(fields));
    }

    private List<RlpItem> fields() {
        List<RlpItem> fields = new ArrayList<>();
        fields.add(number(chainId));
        fields.add(number(nonce));
        fields.add(RlpItem.ofNumber(fees.priorityFee()));
        fields.add(RlpItem.ofNumber(fees.maxFee()));
        fields.add(number(gasLimit));
        fields.add(RlpItem.of(to == null ? new byte[0] : to.bytes()));
        fields.add(number(0));
        fields.add(data);
        fields.add(RlpItem.of(List.of()));
        return fields;
    }

    private static RlpItem number(long number) {
        return RlpItem.ofNumber(BigInteger.valueOf(number));
    }

    private static byte[] typed(List<RlpItem> fields) {
        byte[] rlp = RlpItem.of(fields).encode();
        byte[] typed = new byte[rlp.length + 1];
        typed[0] = TYPE;
        System.arraycopy(rlp, 0, typed, 1, rlp.length);
        return typed;
    }
}
