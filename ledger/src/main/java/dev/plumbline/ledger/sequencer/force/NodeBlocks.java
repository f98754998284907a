package dev.plumbline.ledger.sequencer.force;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole blocks of one node: all transactions, all receipts, put together from what it answers and held to the roots of the block's
 * header. One question for each part, so that no answer is large.
 */
final class NodeBlocks {
    /** Transactions of one block that are asked for. */
    private static final int TRANSACTIONS_MAX = 10_000;

    private static final String BLOCK = "eth_getBlockByNumber";
    private static final String TRANSACTION = "eth_getTransactionByBlockNumberAndIndex";
    private static final String RAW = "eth_getRawTransactionByBlockNumberAndIndex";
    private static final String RECEIPT = "eth_getTransactionReceipt";
    private static final String DEPOSIT_TYPE = "0x7e";
    private static final int TOPICS_MAX = 4;
    private static final int BLOOM_BYTES = 256;

    private final EthereumRpc blocks;
    private final JsonRpc rpc;

    NodeBlocks(URI endpoint, Duration timeout) {
        this.blocks = new EthereumRpc(endpoint, timeout);
        this.rpc = new JsonRpc(endpoint, timeout);
    }

    EthereumRpc rpc() {
        return blocks;
    }

    RpcBlock require(long number) throws RpcException {
        RpcBlock block = blocks.blockAt(number);
        if (block == null || block.number() != number) {
            throw RpcException.badAnswer(BLOCK, "has no block " + number);
        }
        return block;
    }

    private List<String> hashes(long number) throws RpcException {
        JsonNode list =
                rpc.call(BLOCK, List.of(RpcFields.encode(number), false)).path("transactions");
        if (!list.isArray() || list.size() > TRANSACTIONS_MAX) {
            throw RpcException.badAnswer(BLOCK, "has no list of at most " + TRANSACTIONS_MAX + " transactions");
        }
        var hashes = new ArrayList<String>();
        for (JsonNode hash : list) {
            hashes.add(hash.asText());
        }
        return hashes;
    }

    int indexOf(long number, Word hash) throws RpcException {
        int index = hashes(number).indexOf(hash.hex());
        if (index < 0) {
            throw RpcException.badAnswer(BLOCK, "block " + number + " does not hold " + hash);
        }
        return index;
    }

    /** The first transaction, which is a deposit, or null if the block has none. */
    byte @Nullable [] first(long number) throws RpcException {
        return hashes(number).isEmpty() ? null : transaction(number, 0);
    }

    /** All raw transactions of a block. */
    List<byte[]> transactions(RpcBlock block) throws RpcException {
        var transactions = new ArrayList<byte[]>();
        int count = hashes(block.number()).size();
        for (int index = 0; index < count; index++) {
            transactions.add(transaction(block.number(), index));
        }
        if (!BlockTrie.of(transactions).root().equals(block.header().transactionsRoot())) {
            throw RpcException.badAnswer(TRANSACTION, "block " + block.number() + " has other transactions");
        }
        return transactions;
    }

    /** Deposits are put together from their fields: not every node can give them raw. */
    private byte[] transaction(long number, int index) throws RpcException {
        List<String> place = List.of(RpcFields.encode(number), RpcFields.encode(index));
        JsonNode json = rpc.call(TRANSACTION, place);
        if (!json.path("type").asText().equals(DEPOSIT_TYPE)) {
            return RpcFields.bytes(RAW, rpc.call(RAW, place), Limits.UNSAFE_BLOCK_BYTES_MAX);
        }
        RpcFields fields = RpcFields.of(TRANSACTION, json);
        boolean isCreation = json.path("to").isNull() || json.path("to").isMissingNode();
        byte[] encoded = RlpItem.of(List.of(
                        RlpItem.of(fields.word("sourceHash").bytes()),
                        RlpItem.of(fields.bytes("from", Word.LENGTH)),
                        RlpItem.of(isCreation ? new byte[0] : fields.bytes("to", Word.LENGTH)),
                        RlpItem.ofNumber(fields.has("mint") ? fields.quantity("mint") : BigInteger.ZERO),
                        RlpItem.ofNumber(fields.quantity("value")),
                        RlpItem.ofNumber(fields.quantity("gas")),
                        RlpItem.ofNumber(fields.isTrue("isSystemTx") ? BigInteger.ONE : BigInteger.ZERO),
                        RlpItem.of(fields.bytes("input", Limits.RLP_BYTES_MAX))))
                .encode();
        return typed(TransactionReceipt.DEPOSIT_TYPE, encoded);
    }

    /** All receipts of a block as its trie holds them; of L1, which has no deposits. */
    List<byte[]> receipts(RpcBlock block) throws RpcException {
        var receipts = new ArrayList<byte[]>();
        for (String hash : hashes(block.number())) {
            receipts.add(receipt(RpcFields.of(RECEIPT, rpc.call(RECEIPT, List.of(hash)))));
        }
        if (!BlockTrie.of(receipts).root().equals(block.header().receiptsRoot())) {
            throw RpcException.badAnswer(RECEIPT, "block " + block.number() + " has other receipts");
        }
        return receipts;
    }

    private static byte[] receipt(RpcFields json) throws RpcException {
        var logs = new ArrayList<RlpItem>();
        for (RpcFields log : json.children("logs")) {
            var topics = new ArrayList<RlpItem>();
            for (byte[] topic : log.byteArrays("topics", TOPICS_MAX, Word.LENGTH)) {
                topics.add(RlpItem.of(topic));
            }
            logs.add(RlpItem.of(List.of(
                    RlpItem.of(log.bytes("address", Word.LENGTH)),
                    RlpItem.of(topics),
                    RlpItem.of(log.bytes("data", Limits.BLOCK_TRIE_NODE_BYTES_MAX)))));
        }
        byte[] fields = RlpItem.of(List.of(
                        RlpItem.ofNumber(json.quantity("status")),
                        RlpItem.ofNumber(json.quantity("cumulativeGasUsed")),
                        RlpItem.of(json.bytes("logsBloom", BLOOM_BYTES)),
                        RlpItem.of(logs)))
                .encode();
        long type = json.count("type");
        return type == 0 ? fields : typed((int) type, fields);
    }

    private static byte[] typed(int type, byte[] fields) {
        byte[] encoded = new byte[1 + fields.length];
        encoded[0] = (byte) type;
        System.arraycopy(fields, 0, encoded, 1, fields.length);
        return encoded;
    }
}
