package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes another block of a block, one whose header has the hash that it says. */
final class HeaderForger {
    private static final int FIELD_BYTES_MAX = 1_024;
    private static final String SPARE = "extraData";
    private static final List<String> FIELDS = List.of(
            "parentHash",
            "sha3Uncles",
            "miner",
            "stateRoot",
            "transactionsRoot",
            "receiptsRoot",
            "logsBloom",
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            SPARE,
            "mixHash",
            "nonce",
            "baseFeePerGas",
            "withdrawalsRoot",
            "blobGasUsed",
            "excessBlobGas",
            "parentBeaconBlockRoot",
            "requestsHash");
    private static final Set<String> NUMBERS = Set.of(
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "baseFeePerGas",
            "blobGasUsed",
            "excessBlobGas");

    private HeaderForger() {}

    /** Changes a block as nodes tell it, in place. */
    static void change(ObjectNode block) {
        block.put(SPARE, "0x706c756d62");
        block.put("hash", hash(block).hex());
    }

    /** The hash that a block's fields make. */
    static Word hash(ObjectNode block) {
        var items = new ArrayList<RlpItem>();
        for (String field : FIELDS) {
            if (block.has(field)) {
                items.add(item(field, block.path(field).asText()));
            }
        }
        return Word.keccak(RlpItem.of(items).encode());
    }

    private static RlpItem item(String field, String hex) {
        if (NUMBERS.contains(field)) {
            return RlpItem.ofNumber(new BigInteger(hex.substring(2), 16));
        }
        try {
            return RlpItem.of(HexData.parse(hex, field, FIELD_BYTES_MAX));
        } catch (MalformedException e) {
            throw new IllegalStateException("the node's block has a " + field + " that is no hex", e);
        }
    }
}
