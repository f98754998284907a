package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The transaction by which a payment was made, so that anybody can look it up on its chain.
 *
 * @param chain CAIP-2 chain
 * @param tx hash of the transaction
 * @param logIndex which of the logs of the transaction's block is the payment, from 0; null only if it is in no block yet
 * @param block number of that block; null only if it is in no block yet
 * @param batch what the payment contract calls the batch that the payment is one of; null if it has no batches
 * @param status how far the transaction has got
 */
public record Settlement(
        String chain,
        Hash tx,
        @Nullable Long logIndex,
        @Nullable Long block,
        @Nullable Hash batch,
        SettlementStatus status) {
    /**
     * Checks that what is in a block can be found there.
     *
     * @throws IllegalArgumentException if the chain is out of form, a number out of range, or a transaction that is more
     *     than submitted names no block or no log
     */
    public Settlement {
        Form.CHAIN.check("/chain", chain);
        checkNumber("/log_index", logIndex, status);
        checkNumber("/block", block, status);
    }

    private static void checkNumber(String pointer, @Nullable Long number, SettlementStatus status) {
        if (number != null) {
            Bounds.checkAtLeast(pointer, number, 0);
        } else if (status != SettlementStatus.SUBMITTED) {
            throw new BrokenRuleException(
                    Malformed.MISSING_KEY, pointer, "is missing, the payment is " + status.wireName());
        }
    }

    /** A payment that was handed in and is in no block yet. */
    public static Settlement submitted(String chain, Hash tx) {
        return new Settlement(chain, tx, null, null, null, SettlementStatus.SUBMITTED);
    }

    /** A payment in a block that may yet be replaced. */
    public static Settlement included(String chain, Hash tx, long block, long logIndex) {
        return new Settlement(chain, tx, logIndex, block, null, SettlementStatus.INCLUDED);
    }

    /** A payment in a block that the chain calls final. */
    public static Settlement inFinalBlock(String chain, Hash tx, long block, long logIndex) {
        return new Settlement(chain, tx, logIndex, block, null, SettlementStatus.FINAL);
    }

    /** The same payment as one of a batch of the contract that pays. */
    public Settlement inBatch(Hash id) {
        return new Settlement(chain, tx, logIndex, block, id, status);
    }

    static Settlement parse(Fields fields) throws MalformedException {
        String chain = fields.text("chain");
        Hash tx = fields.parsed("tx", ChainHash::parse);
        Long logIndex = fields.integerIfPresent("log_index");
        Long block = fields.integerIfPresent("block");
        Hash batch = fields.parsedIfPresent("batch", ChainHash::parse);
        SettlementStatus status = fields.choice("status", SettlementStatus.class);
        return fields.end(() -> new Settlement(chain, tx, logIndex, block, batch, status));
    }

    JsonObject encode() {
        JsonObject.Builder settlement = JsonObject.builder()
                .put("chain", chain)
                .put("tx", ChainHash.encode(tx))
                .put("status", status.wireName());
        if (logIndex != null) {
            settlement.put("log_index", logIndex);
        }
        if (block != null) {
            settlement.put("block", block);
        }
        if (batch != null) {
            settlement.put("batch", ChainHash.encode(batch));
        }
        return settlement.build();
    }
}
