package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A receipt as a node tells it, put together anew to the bytes that the receipts trie holds (EIP-658, 2718). A deposit's nonce and version
 * are in the trie if the JSON has the version: before Canyon nodes tell the nonce, but the trie does not hold it.
 */
final class ReceiptJson {
    private static final int BLOOM_BYTES = 256;
    private static final int DATA_BYTES_MAX = 1 << 24;
    private static final int TOPICS_MAX = 4;

    private final TransactionReceipt receipt;
    private final byte[] raw;

    private ReceiptJson(TransactionReceipt receipt, byte[] raw) {
        this.receipt = receipt;
        this.raw = raw;
    }

    /** @param type of the transaction, which the JSON repeats in spellings of its own */
    static ReceiptJson of(RpcFields json, int type) throws RpcException {
        long status = json.count("status");
        if (status > 1) {
            throw json.bad("status", "is " + status + ", want 0 or 1");
        }
        List<ContractLog> logs = new ArrayList<>();
        List<RlpItem> encodedLogs = new ArrayList<>();
        for (RpcFields log : json.children("logs")) {
            add(log, logs, encodedLogs);
        }
        List<RlpItem> fields = new ArrayList<>(List.of(
                RlpItem.ofNumber(BigInteger.valueOf(status)),
                RlpItem.ofNumber(json.quantity("cumulativeGasUsed")),
                RlpItem.of(json.exactly("logsBloom", BLOOM_BYTES)),
                RlpItem.of(encodedLogs)));
        TransactionReceipt.Deposit deposit = null;
        if (type == TransactionReceipt.DEPOSIT_TYPE && json.has("depositReceiptVersion")) {
            deposit = new TransactionReceipt.Deposit(json.count("depositNonce"), json.count("depositReceiptVersion"));
            fields.add(RlpItem.ofNumber(BigInteger.valueOf(deposit.nonce())));
            fields.add(RlpItem.ofNumber(BigInteger.valueOf(deposit.version())));
        }
        return new ReceiptJson(
                new TransactionReceipt(type, status == 1, json.count("cumulativeGasUsed"), logs, deposit),
                TransactionJson.typed(type, fields));
    }

    private static void add(RpcFields json, List<ContractLog> logs, List<RlpItem> encoded) throws RpcException {
        byte[] address = json.exactly("address", Address.LENGTH);
        byte[] data = json.bytes("data", DATA_BYTES_MAX);
        List<Word> topics = new ArrayList<>();
        List<RlpItem> encodedTopics = new ArrayList<>();
        for (byte[] topic : json.byteArrays("topics", TOPICS_MAX, Word.LENGTH)) {
            if (topic.length != Word.LENGTH) {
                throw json.bad("topics", "has one of " + topic.length + " bytes, want " + Word.LENGTH);
            }
            topics.add(Word.of(topic));
            encodedTopics.add(RlpItem.of(topic));
        }
        logs.add(ContractLog.of(Address.of(address), topics, data));
        encoded.add(RlpItem.of(List.of(RlpItem.of(address), RlpItem.of(encodedTopics), RlpItem.of(data))));
    }

    TransactionReceipt receipt() {
        return receipt;
    }

    /** The bytes that the receipts trie holds; for reading in this package alone. */
    byte[] raw() {
        return raw;
    }
}
