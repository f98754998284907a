package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contract announced, on a node's word alone: {@code eth_getLogs} proves nothing. Immutable.
 *
 * @param address the contract
 * @param topics at most four words; for a Solidity event the first is the hash of its signature
 * @param data the rest, as hex
 * @param blockNumber the block it is in
 * @param transactionHash the transaction that it was announced by
 * @param logIndex which of the block's logs it is, from 0
 * @param isRemoved whether the node says that its block is no longer part of the chain
 */
public record RpcLog(
        Address address,
        List<Word> topics,
        String data,
        long blockNumber,
        Word transactionHash,
        long logIndex,
        boolean isRemoved) {
    private static final String METHOD = "eth_getLogs";
    private static final int TOPICS_MAX = 4;
    /** Room for an event that carries a whole entry and a few words. */
    private static final int DATA_BYTES_MAX = 1 << 17;

    /** Copies the topics. */
    public RpcLog {
        topics = List.copyOf(topics);
    }

    /**
     * Reads logs that were saved: the array that {@code eth_getLogs} results in, or the whole answer around it.
     *
     * @throws RpcException of kind {@link RpcException.Kind#BAD_ANSWER} if a node could not have answered so
     */
    public static List<RpcLog> parseSaved(byte[] json) throws RpcException {
        try {
            JsonNode saved = StrictJson.read(json);
            return list(saved.isObject() ? saved.path("result") : saved);
        } catch (JsonProcessingException e) {
            throw RpcException.badAnswer("saved logs", "are not JSON");
        } catch (RpcException e) {
            throw e;
        } catch (IOException e) {
            throw RpcException.badAnswer("saved logs", "are not JSON");
        }
    }

    public static List<RpcLog> list(JsonNode array) throws RpcException {
        if (!array.isArray()) {
            throw RpcException.badAnswer(METHOD, "is no JSON array, want one");
        }
        var logs = new ArrayList<RpcLog>();
        for (JsonNode node : array) {
            logs.add(of(RpcFields.of(METHOD, node)));
        }
        return logs;
    }

    private static RpcLog of(RpcFields fields) throws RpcException {
        var topics = new ArrayList<Word>();
        for (byte[] topic : fields.byteArrays("topics", TOPICS_MAX, Word.LENGTH)) {
            if (topic.length != Word.LENGTH) {
                throw RpcException.badAnswer(METHOD + " topics", "has a topic of " + topic.length + " bytes, want 32");
            }
            topics.add(Word.of(topic));
        }
        byte[] address = fields.bytes("address", Address.LENGTH);
        if (address.length != Address.LENGTH) {
            throw RpcException.badAnswer(METHOD + " address", "has " + address.length + " bytes, want 20");
        }
        return new RpcLog(
                Address.of(address),
                topics,
                HexData.encode(fields.bytes("data", DATA_BYTES_MAX)),
                fields.count("blockNumber"),
                fields.word("transactionHash"),
                fields.count("logIndex"),
                fields.isTrue("removed"));
    }
}
