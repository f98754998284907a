package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.ethereum.TrieProof;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import java.util.SplittableRandom;

/** Signed blocks of runs on paper: their signatures and hashes are real, what they hold is drawn, and they are empty. */
final class PaperGossip {
    private static final int ADDRESS_DIGITS = 40;
    private static final int BLOOM_DIGITS = 512;
    /** SHA-256 of nothing, which a rollup's header holds for the requests that it has not. */
    private static final String NO_REQUESTS = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    /** Keccak-256 of an empty list. */
    private static final String NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

    private PaperGossip() {}

    /** What the sequencer spreads of a block: one message, or two if it equivocates. */
    static List<byte[]> messages(MadeBlock made, SplittableRandom random) {
        byte[] secret = SequencerNode.secret(made.signer());
        ObjectNode block = block(made.slot(), random);
        byte[] message = Gossip.sign(block, List.of(), secret);
        if (!made.isEquivocal()) {
            return List.of(message);
        }
        ObjectNode other = block.deepCopy();
        HeaderForger.change(other);
        return List.of(message, Gossip.sign(other, List.of(), secret));
    }

    private static ObjectNode block(Slot slot, SplittableRandom random) {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("parentHash", "stateRoot", "receiptsRoot", "mixHash", "withdrawalsRoot")) {
            block.put(field, Word.ofNumber(random.nextLong() >>> 1).hex());
        }
        block.put("sha3Uncles", NO_UNCLES);
        block.put("miner", "0x" + "0".repeat(ADDRESS_DIGITS));
        block.put("transactionsRoot", TrieProof.EMPTY_ROOT.hex());
        block.put("logsBloom", "0x" + "0".repeat(BLOOM_DIGITS));
        for (String field : List.of("difficulty", "gasLimit", "gasUsed", "blobGasUsed", "excessBlobGas")) {
            block.put(field, "0x0");
        }
        block.put("number", "0x" + Long.toHexString(slot.number()));
        block.put("timestamp", "0x" + Long.toHexString(slot.timeMillis() / 1_000));
        block.put("baseFeePerGas", "0x" + slot.baseFee().toString(16));
        block.put("extraData", "0x");
        block.put("nonce", "0x" + "0".repeat(2 * Long.BYTES));
        block.put("parentBeaconBlockRoot", Word.ZERO.hex());
        block.put("requestsHash", NO_REQUESTS);
        block.put("hash", HeaderForger.hash(block).hex());
        return block;
    }
}
