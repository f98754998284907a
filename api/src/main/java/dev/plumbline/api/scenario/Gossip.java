package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.UnsafeBlockSignature;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Blocks as an OP-Stack sequencer signs and spreads them: the message of the topic {@code blocksv4}, before Snappy (OP Stack,
 * rollup-node-p2p). The numbers of SSZ are little-endian, and what changes in length lies behind all that does not.
 */
final class Gossip {
    private static final RollupChain CHAIN = RollupChain.of(SequencerNode.CHAIN_ID);
    private static final int FIXED_BYTES = 560;
    private static final int FIELD_BYTES_MAX = 1_024;

    private Gossip() {}

    /**
     * Signs a block.
     *
     * @param block as nodes tell it
     * @param transactions its transactions in their binary form, in order
     * @param secret the sequencer's key
     */
    static byte[] sign(ObjectNode block, List<byte[]> transactions, byte[] secret) {
        byte[] signed = signed(block, transactions);
        var message = new ByteArrayOutputStream();
        message.writeBytes(
                UnsafeBlockSignature.sign(secret, CHAIN, Word.keccak(signed)).bytes());
        message.writeBytes(signed);
        return message.toByteArray();
    }

    private static byte[] signed(ObjectNode block, List<byte[]> transactions) {
        byte[] extraData = bytes(block, "extraData");
        byte[] list = list(transactions);
        ByteBuffer out = ByteBuffer.allocate(Word.LENGTH + FIXED_BYTES + extraData.length + list.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(bytes(block, "parentBeaconBlockRoot"));
        for (String field : List.of("parentHash", "miner", "stateRoot", "receiptsRoot", "logsBloom", "mixHash")) {
            out.put(bytes(block, field));
        }
        for (String field : List.of("number", "gasLimit", "gasUsed", "timestamp")) {
            out.putLong(number(block, field).longValueExact());
        }
        out.putInt(FIXED_BYTES);
        out.put(littleEndian(number(block, "baseFeePerGas")));
        out.put(bytes(block, "hash"));
        out.putInt(FIXED_BYTES + extraData.length);
        // A rollup has no withdrawals: they would begin where everything ends.
        out.putInt(FIXED_BYTES + extraData.length + list.length);
        out.putLong(number(block, "blobGasUsed").longValueExact());
        out.putLong(number(block, "excessBlobGas").longValueExact());
        out.put(bytes(block, "withdrawalsRoot"));
        out.put(extraData).put(list);
        return out.array();
    }

    private static byte[] list(List<byte[]> transactions) {
        int offsets = transactions.size() * Integer.BYTES;
        int size = offsets + transactions.stream().mapToInt(each -> each.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        int at = offsets;
        for (byte[] transaction : transactions) {
            out.putInt(at);
            at += transaction.length;
        }
        transactions.forEach(out::put);
        return out.array();
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] out = new byte[Word.LENGTH];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < Math.min(bigEndian.length, out.length); i++) {
            out[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return out;
    }

    private static BigInteger number(ObjectNode block, String field) {
        return new BigInteger(block.path(field).asText("0x0").substring(2), 16);
    }

    private static byte[] bytes(ObjectNode block, String field) {
        try {
            return HexData.parse(block.path(field).asText("0x"), field, FIELD_BYTES_MAX);
        } catch (MalformedException e) {
            throw new IllegalStateException("the node's block has a " + field + " that is no hex", e);
        }
    }
}
