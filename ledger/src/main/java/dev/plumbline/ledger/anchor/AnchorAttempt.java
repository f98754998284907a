package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.ledger.rpc.StrictJson;
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
 * A transaction under way: all that the next step, or the next process, has to know. Immutable; each change is a new value
 * that is on the disk before it is acted on.
 *
 * @param stage SENDING, PENDING or MINED
 * @param plan what it is to do
 * @param nonce the one nonce that every version uses
 * @param gasLimit most gas of every version
 * @param versions the transaction and its replacements, oldest first, any of which may be mined; none if the anchor was
 *     found on the chain and only its evidence is missing
 * @param sentAtBlock number of the newest block when the newest version was made
 * @param mined where it was mined; {@link Mined#NOT_YET} until it was
 */
record AnchorAttempt(
        AnchorStage stage,
        AnchorPlan plan,
        long nonce,
        long gasLimit,
        List<Version> versions,
        long sentAtBlock,
        Mined mined) {
    private static final int VERSION = 2;
    private static final String SUBJECT = "anchor attempt";
    /** Bytes beyond which nodes pass no transaction on. */
    static final int RAW_BYTES_MAX = 1 << 17;

    /** One signed transaction and what it offers. */
    record Version(SignedTransaction transaction, Fees fees) {}

    /**
     * The block that holds a version.
     *
     * @param number height of the block
     * @param hash hash of the block
     * @param transaction hash of the version; zero if none of ours was
     * @param wei what it cost
     */
    record Mined(long number, Word hash, Word transaction, BigInteger wei) {
        static final Mined NOT_YET = new Mined(0, Word.ZERO, Word.ZERO, BigInteger.ZERO);
    }

    AnchorAttempt {
        versions = List.copyOf(versions);
    }

    static AnchorAttempt sending(AnchorPlan plan, long nonce, long gasLimit, Version version, long latestBlock) {
        return new AnchorAttempt(
                AnchorStage.SENDING, plan, nonce, gasLimit, List.of(version), latestBlock, Mined.NOT_YET);
    }

    /** An anchor that stands on the chain although no attempt is on the disk. */
    static AnchorAttempt found(TreeHead head, RpcBlock block) {
        return new AnchorAttempt(
                AnchorStage.MINED,
                new AnchorPlan(AnchorCall.ANCHOR, head, List.of(), "0x"),
                0,
                0,
                List.of(),
                block.number(),
                new Mined(block.number(), block.hash(), Word.ZERO, BigInteger.ZERO));
    }

    TreeHead head() {
        return plan.head();
    }

    Version newest() {
        return versions.get(versions.size() - 1);
    }

    /** The most that any version may cost, in wei; zero if there is none. */
    BigInteger reserve() {
        return versions.isEmpty() ? BigInteger.ZERO : newest().fees().maxFee().multiply(BigInteger.valueOf(gasLimit));
    }

    AnchorAttempt to(AnchorStage next) {
        return new AnchorAttempt(next, plan, nonce, gasLimit, versions, sentAtBlock, Mined.NOT_YET);
    }

    AnchorAttempt mined(Mined where) {
        return new AnchorAttempt(AnchorStage.MINED, plan, nonce, gasLimit, versions, sentAtBlock, where);
    }

    AnchorAttempt replaced(Version version, long latestBlock) {
        List<Version> more = new ArrayList<>(versions);
        more.add(version);
        return new AnchorAttempt(AnchorStage.SENDING, plan, nonce, gasLimit, more, latestBlock, Mined.NOT_YET);
    }

    byte[] encode() {
        ObjectNode json = StrictJson.MAPPER.createObjectNode();
        json.put("v", VERSION);
        json.put("stage", stage.name());
        json.put("call", plan.call().name());
        json.put("size", head().size());
        json.put("root", head().root().base64());
        plan.demands().forEach(json.putArray("demands")::add);
        json.put("call_data", plan.callData());
        json.put("nonce", nonce);
        json.put("gas_limit", gasLimit);
        ArrayNode all = json.putArray("versions");
        for (Version version : versions) {
            all.addObject()
                    .put("priority_fee", version.fees().priorityFee().toString())
                    .put("max_fee", version.fees().maxFee().toString())
                    .put("raw", HexData.encode(version.transaction().raw()));
        }
        json.put("sent_at_block", sentAtBlock);
        json.put("mined_number", mined.number());
        json.put("mined_hash", mined.hash().hex());
        json.put("mined_transaction", mined.transaction().hex());
        json.put("mined_wei", mined.wei().toString());
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
                    parsePlan(json),
                    json.path("nonce").asLong(),
                    json.path("gas_limit").asLong(),
                    parseVersions(json.path("versions")),
                    json.path("sent_at_block").asLong(),
                    new Mined(
                            json.path("mined_number").asLong(),
                            Word.parseHex(json.path("mined_hash").asText(), SUBJECT),
                            Word.parseHex(json.path("mined_transaction").asText(), SUBJECT),
                            new BigInteger(json.path("mined_wei").asText())));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedException(
                    Malformed.SYNTAX, SUBJECT, "cannot be read: " + MalformedException.quote(String.valueOf(e)));
        }
        if (!Arrays.equals(attempt.encode(), bytes)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "is not what was written");
        }
        return attempt;
    }

    private static AnchorPlan parsePlan(JsonNode json) throws MalformedException {
        List<Long> demands = new ArrayList<>();
        json.path("demands").forEach(id -> demands.add(id.asLong()));
        return new AnchorPlan(
                AnchorCall.valueOf(json.path("call").asText()),
                new TreeHead(
                        json.path("size").asLong(),
                        Hash.parseBase64(json.path("root").asText())),
                demands,
                json.path("call_data").asText());
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
