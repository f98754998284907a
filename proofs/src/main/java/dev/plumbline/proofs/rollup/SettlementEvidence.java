package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to check offline how far a transaction of a rollup has settled on L1:
 * {@code application/vnd.plumbline.settlement+json}, suffix {@code .settlement.json} (docs/format/settlement.md). Parsed, not
 * verified: hand it to a {@code SettlementVerifier}.
 *
 * <p>It may be spelled in any way that JSON allows, since tools reformat files.
 *
 * @param event the event that the transaction is said to record; null if the evidence is about the transaction alone
 * @param chain CAIP-2 id of the rollup
 * @param transaction the transaction, in its block
 * @param later the block whose output root is claimed; null if that is the transaction's own
 * @param passerProof the trie nodes from the claimed block's state root to its message passer; empty where the header
 *     says it (see {@link MessagePasserRoot})
 * @param contract the L1 contract that holds the claim
 * @param claim which claim
 */
public record SettlementEvidence(
        @Nullable EventId event,
        String chain,
        BlockTransaction transaction,
        @Nullable LaterBlock later,
        List<RawRlp> passerProof,
        ClaimsContract contract,
        ClaimEvidence claim) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.settlement+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".settlement.json";

    static final String KIND = "settlement";
    static final long VERSION = 1;

    /** Copies the list. */
    public SettlementEvidence {
        passerProof = List.copyOf(passerProof);
    }

    /** Reads evidence in any spelling that JSON allows. */
    public static SettlementEvidence parse(byte[] json) throws MalformedException {
        return SettlementReader.read(json);
    }

    /** The header of the block whose output root is claimed. */
    public RawRlp claimedHeader() {
        return later == null ? transaction.header() : later.header();
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        JsonObject.Builder file = JsonObject.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("chain", chain)
                .put("tx", transaction.hash().hex())
                .put("index", transaction.index())
                .put("header", transaction.header().hex())
                .put("tx_proof", nodes(transaction.transactionProof()))
                .put("receipt_proof", nodes(transaction.receiptProof()))
                .put("passer_proof", nodes(passerProof))
                .put("l1", encode(contract));
        if (event != null) {
            file.put("event", event.encode());
        }
        if (later != null) {
            file.put("later", encode(later));
        }
        if (claim instanceof GameEvidence game) {
            file.put("game", encode(game));
        } else if (claim instanceof OutputEvidence output) {
            file.put("output", output.index());
        }
        return CanonicalJson.encode(file.build());
    }

    private static JsonObject encode(LaterBlock block) {
        return JsonObject.builder()
                .put("header", block.header().hex())
                .put("account_proof", nodes(block.accountProof()))
                .put("storage_proof", nodes(block.storageProof()))
                .build();
    }

    private static JsonObject encode(ClaimsContract contract) {
        return JsonObject.builder()
                .put("chain", contract.chain())
                .put("header", contract.header().hex())
                .put("contract", contract.address().hex())
                .put("account_proof", nodes(contract.accountProof()))
                .put("storage_proof", nodes(contract.storageProof()))
                .put("implementation_proof", nodes(contract.implementationProof()))
                .build();
    }

    private static JsonObject encode(GameEvidence game) {
        return JsonObject.builder()
                .put("type", game.type())
                .put("code", game.code().hex())
                .put("account_proof", nodes(game.accountProof()))
                .put("storage_proof", nodes(game.storageProof()))
                .put("implementation_proof", nodes(game.implementationProof()))
                .build();
    }

    private static List<JsonString> nodes(List<RawRlp> nodes) {
        return nodes.stream().map(node -> JsonString.of(node.hex())).toList();
    }
}
