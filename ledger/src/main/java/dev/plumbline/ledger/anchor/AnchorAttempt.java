package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An anchor under way: all that the next step, or the next process, has to know. Immutable; each change is a new value
 * that is on the disk before it is acted on.
 *
 * @param stage SENDING, PENDING or MINED
 * @param head the tree that is being anchored
 * @param nonce the one nonce that every version uses
 * @param gasLimit most gas of every version
 * @param callData what every version calls, as {@code 0x} hex
 * @param versions the transaction and its replacements, oldest first, any of which may be mined; none if the anchor was
 *     found on the chain and only its evidence is missing
 * @param sentAtBlock number of the newest block when the newest version was made
 * @param minedNumber number of the block that holds it; 0 until MINED
 * @param minedHash hash of that block; zero until MINED
 */
record AnchorAttempt(
        AnchorStage stage,
        TreeHead head,
        long nonce,
        long gasLimit,
        String callData,
        List<Version> versions,
        long sentAtBlock,
        long minedNumber,
        Word minedHash) {
    private static final String SUBJECT = "anchor attempt";
    private static final int RAW_BYTES_MAX = 8_192;

    /** One signed transaction and what it offers. */
    record Version(SignedTransaction transaction, Fees fees) {}

    AnchorAttempt {
        versions = List.copyOf(versions);
    }

    static AnchorAttempt sending(
            TreeHead head, long nonce, long gasLimit, byte[] callData, Version version, long latestBlock) {
        return new AnchorAttempt(
                AnchorStage.SENDING,
                head,
                nonce,
                gasLimit,
                HexData.encode(callData),
                List.of(version),
                latestBlock,
                0,
                Word.ZERO);
    }

    /** An anchor that stands on the chain although no attempt is on the disk. */
    static AnchorAttempt found(TreeHead head, RpcBlock block) {
        return new AnchorAttempt(
                AnchorStage.MINED, head, 0, 0, "0x", List.of(), block.number(), block.number(), block.hash());
    }

    Version newest() {
        return versions.get(versions.size() - 1);
    }

    AnchorAttempt to(AnchorStage next) {
        return new AnchorAttempt(next, head, nonce, gasLimit, callData, versions, sentAtBlock, 0, Word.ZERO);
    }

    AnchorAttempt mined(long blockNumber, Word blockHash) {
        return new AnchorAttempt(
                AnchorStage.MINED, head, nonce, gasLimit, callData, versions, sentAtBlock, blockNumber, blockHash);
    }

    AnchorAttempt replaced(Version version, long latestBlock) {
        List<Version> more = new ArrayList<>(versions);
        more.add(version);
        return new AnchorAttempt(AnchorStage.SENDING, head, nonce, gasLimit, callData, more, latestBlock, 0, Word.ZERO);
    }

    byte[] encode() {
        ObjectNode json = StrictJson.MAPPER.createObjectNode();
        json.put("v", 1);
        json.put("stage", stage.name());
        json.put("size", head.size());
        json.put("root", head.root().base64());
        json.put("nonce", nonce);
        json.put("gas_limit", gasLimit);
        json.put("call_data", callData);
        ArrayNode all = json.putArray("versions");
        for (Version version : versions) {
            all.addObject()
                    .put("priority_fee", version.fees().priorityFee().toString())
                    .put("max_fee", version.fees().maxFee().toString())
                    .put("raw", HexData.encode(version.transaction().raw()));
        }
        json.put("sent_at_block", sentAtBlock);
        json.put("mined_number", minedNumber);
        json.put("mined_hash", minedHash.hex());
        try {
            return StrictJson.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of plain values is JSON", e);
        }
    }

    static AnchorAttempt parse(byte[] bytes) throws MalformedException {
        AnchorAttempt attempt;
        try {
            JsonNode json = StrictJson.read(bytes);
            attempt = new AnchorAttempt(
                    AnchorStage.valueOf(json.path("stage").asText()),
                    new TreeHead(
                            json.path("size").asLong(),
                            Hash.parseBase64(json.path("root").asText())),
                    json.path("nonce").asLong(),
                    json.path("gas_limit").asLong(),
                    json.path("call_data").asText(),
                    parseVersions(json.path("versions")),
                    json.path("sent_at_block").asLong(),
                    json.path("mined_number").asLong(),
                    Word.parseHex(json.path("mined_hash").asText(), SUBJECT));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedException(
                    Malformed.SYNTAX, SUBJECT, "cannot be read: " + MalformedException.quote(String.valueOf(e)));
        }
        if (!Arrays.equals(attempt.encode(), bytes)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "is not what was written");
        }
        return attempt;
    }

    private static List<Version> parseVersions(JsonNode array) throws MalformedException {
        List<Version> versions = new ArrayList<>();
        for (JsonNode json : array) {
            byte[] raw = HexData.parse(json.path("raw").asText(), SUBJECT + " raw", RAW_BYTES_MAX);
            var fees = new Fees(
                    new BigInteger(json.path("priority_fee").asText()),
                    new BigInteger(json.path("max_fee").asText()));
            versions.add(new Version(new SignedTransaction(raw), fees));
        }
        return versions;
    }
}
