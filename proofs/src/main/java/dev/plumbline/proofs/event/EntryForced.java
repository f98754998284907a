package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.List;

/**
 * The next leaf of the log is not an event of this log, but bytes that somebody's demand on the L1 contract forced in. The
 * ledger writes it itself, right before that leaf, which no reader takes for an event whatever it looks like.
 *
 * @param demand which demand
 * @param leafHash hash of the next leaf, as the contract holds it: SHA-256(0x00 || entry)
 * @param length bytes of the next leaf, 1 to {@link Limits#ENTRY_BYTES_MAX}
 * @param why why the ledger could not log the bytes as an event
 */
public record EntryForced(Demand demand, Hash leafHash, long length, ForcedReason why) implements Body {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if no entry can be of that length
     */
    public EntryForced {
        Bounds.checkWithin("/length", length, 1, Limits.ENTRY_BYTES_MAX);
    }

    static EntryForced parse(Fields fields) throws MalformedException {
        Demand demand = Demand.parse(fields.fields("demand"));
        Hash leafHash = fields.parsed("leaf_hash", ChainHash::parse);
        long length = fields.integer("length");
        ForcedReason why = fields.choice("why", ForcedReason.class);
        return fields.end(() -> new EntryForced(demand, leafHash, length, why));
    }

    @Override
    public EventKind kind() {
        return EventKind.ENTRY_FORCED;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("demand", demand.encode())
                .put("leaf_hash", ChainHash.encode(leafHash))
                .put("length", length)
                .put("why", why.wireName())
                .build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * A demand on chain: its {@code Demanded} event. Chain, contract and id name it; the block is where to look.
     *
     * @param chain CAIP-2 chain
     * @param contract the anchor contract, {@code 0x} and 40 lowercase hex digits
     * @param id its number, from 0
     * @param block number of the block that it is in
     */
    public record Demand(String chain, String contract, long id, long block) {
        /**
         * Checks the forms.
         *
         * @throws IllegalArgumentException if a text has another form or a number is out of range
         */
        public Demand {
            Form.CHAIN.check("/chain", chain);
            Form.ADDRESS.check("/contract", contract);
            Bounds.checkAtLeast("/id", id, 0);
            Bounds.checkAtLeast("/block", block, 0);
        }

        static Demand parse(Fields fields) throws MalformedException {
            String chain = fields.text("chain");
            String contract = fields.text("contract");
            long id = fields.integer("id");
            long block = fields.integer("block");
            return fields.end(() -> new Demand(chain, contract, id, block));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("chain", chain)
                    .put("contract", contract)
                    .put("id", id)
                    .put("block", block)
                    .build();
        }
    }
}
