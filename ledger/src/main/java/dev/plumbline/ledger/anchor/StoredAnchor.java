package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The evidence of one final anchor, whole: what a receipt needs to rest on L1. Only evidence that the verifier has
 * accepted becomes one, when it is made as well as when its file is read. Immutable.
 */
public final class StoredAnchor {
    private static final String SUBJECT = "anchor evidence";
    private static final int VERSION = 1;

    private final AnchorTarget target;
    private final byte[] header;
    private final List<byte[]> accountProof;
    private final List<byte[]> storageProof;
    private final AnchorState.Proven state;

    private StoredAnchor(
            AnchorTarget target,
            byte[] header,
            List<byte[]> accountProof,
            List<byte[]> storageProof,
            AnchorState.Proven state) {
        this.target = target;
        this.header = header;
        this.accountProof = accountProof;
        this.storageProof = storageProof;
        this.state = state;
    }

    /**
     * Checks evidence and keeps it.
     *
     * @throws MalformedException if the verifier refuses it; the message says why
     */
    static StoredAnchor verified(
            AnchorTarget target, byte[] header, List<byte[]> accountProof, List<byte[]> storageProof)
            throws MalformedException {
        AnchorState state = AnchorState.prove(header, target.contract(), target.origin(), accountProof, storageProof);
        if (state instanceof AnchorState.Proven proven) {
            return new StoredAnchor(target, header.clone(), copy(accountProof), copy(storageProof), proven);
        }
        var refused = (AnchorState.Refused) state;
        throw new MalformedException(Malformed.RULE, SUBJECT, refused.defect() + ": " + refused.detail());
    }

    /** Reads an evidence file, strictly, and checks its evidence again. */
    static StoredAnchor parse(byte[] json) throws MalformedException {
        StoredAnchor anchor;
        try {
            JsonNode root = StrictJson.read(json);
            var target = new AnchorTarget(
                    chainId(root.path("chain").asText()),
                    null,
                    Address.parseHex(root.path("contract").asText(), SUBJECT + " contract"),
                    root.path("origin").asText());
            anchor = verified(
                    target,
                    HexData.parse(root.path("header").asText(), SUBJECT + " header", Limits.HEADER_BYTES_MAX),
                    nodes(root.path("account_proof")),
                    nodes(root.path("storage_proof")));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedException(
                    Malformed.SYNTAX, SUBJECT, "cannot be read: " + MalformedException.quote(String.valueOf(e)));
        }
        if (!Arrays.equals(anchor.encode(), json)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "is not what was written");
        }
        return anchor;
    }

    private static long chainId(String chain) {
        String prefix = "eip155:";
        return chain.startsWith(prefix) && chain.length() <= prefix.length() + 18
                ? Long.parseLong(chain, prefix.length(), chain.length(), 10)
                : 0;
    }

    private static List<byte[]> nodes(JsonNode array) throws MalformedException {
        List<byte[]> nodes = new ArrayList<>();
        for (JsonNode node : array) {
            nodes.add(HexData.parse(node.asText(), SUBJECT + " node", Limits.TRIE_NODE_BYTES_MAX));
        }
        return nodes;
    }

    /** The evidence file: one JSON object on one line. */
    byte[] encode() {
        ObjectNode json = StrictJson.MAPPER.createObjectNode();
        json.put("v", VERSION);
        json.put("chain", target.chain());
        json.put("contract", target.contract().hex());
        json.put("origin", target.origin());
        json.put("size", state.anchored().size());
        json.put("root", state.anchored().root().base64());
        json.put("anchored_block", state.anchoredBlock());
        json.put("block_number", state.blockNumber());
        json.put("block_hash", state.blockHash().hex());
        json.put("block_timestamp", state.blockTimestampSeconds());
        json.put("header", HexData.encode(header));
        put(json.putArray("account_proof"), accountProof);
        put(json.putArray("storage_proof"), storageProof);
        try {
            return StrictJson.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of plain values is JSON", e);
        }
    }

    private static void put(ArrayNode array, List<byte[]> nodes) {
        nodes.forEach(node -> array.add(HexData.encode(node)));
    }

    private static List<byte[]> copy(List<byte[]> nodes) {
        return nodes.stream().map(byte[]::clone).toList();
    }

    /** Whether this is evidence of the target's contract, on its chain, for its log. */
    boolean isFor(AnchorTarget other) {
        return target.chainId() == other.chainId()
                && target.contract().equals(other.contract())
                && target.origin().equals(other.origin());
    }

    /** The chain's CAIP-2 name. */
    public String chain() {
        return target.chain();
    }

    /** The log's origin, which the contract is bound to. */
    public String origin() {
        return target.origin();
    }

    /** What the evidence proves: block, contract, anchored size and root. */
    public AnchorState.Proven state() {
        return state;
    }

    /** A fresh copy of the raw RLP header. */
    public byte[] header() {
        return header.clone();
    }

    /** Fresh copies of the nodes that lead to the contract's account. */
    public List<byte[]> accountProof() {
        return copy(accountProof);
    }

    /** Fresh copies of the distinct nodes that lead to the contract's slots. */
    public List<byte[]> storageProof() {
        return copy(storageProof);
    }
}
