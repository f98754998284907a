package dev.plumbline.ledger.settlement;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.BlockTransaction;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** All transactions and receipts of one block of a rollup, found to have the roots that its header names. */
final class BlockParts {
    /** Transactions of one block; each costs one question. */
    static final int TRANSACTIONS_MAX = 5_000;

    private static final String RECEIPTS = "eth_getBlockReceipts";
    private static final String TRANSACTION = "eth_getRawTransactionByBlockNumberAndIndex";
    private static final int TOPICS_MAX = 4;
    private static final int BLOOM_BYTES = 256;
    private static final int VALUE_BYTES_MAX = Limits.BLOCK_TRIE_NODE_BYTES_MAX;

    private final RpcBlock block;
    private final List<Word> hashes;
    private final BlockTrie transactions;
    private final BlockTrie receipts;

    private BlockParts(RpcBlock block, List<Word> hashes, BlockTrie transactions, BlockTrie receipts) {
        this.block = block;
        this.hashes = hashes;
        this.transactions = transactions;
        this.receipts = receipts;
    }

    /** Asks a node for the parts of a block. */
    static BlockParts of(EthereumRpc rpc, RpcBlock block) throws RpcException {
        var receipts = new ArrayList<byte[]>();
        var transactions = new ArrayList<byte[]>();
        var hashes = new ArrayList<Word>();
        for (RpcFields json : rpc.blockReceipts(block.number(), TRANSACTIONS_MAX)) {
            byte[] raw = rpc.rawTransaction(block.number(), receipts.size());
            receipts.add(receipt(json));
            hashes.add(Word.keccak(raw));
            transactions.add(raw);
        }
        var parts = new BlockParts(block, hashes, BlockTrie.of(transactions), BlockTrie.of(receipts));
        if (!parts.transactions.root().equals(block.header().transactionsRoot())) {
            throw RpcException.badAnswer(TRANSACTION, "block " + block.number() + " has other transactions");
        }
        if (!parts.receipts.root().equals(block.header().receiptsRoot())) {
            throw RpcException.badAnswer(RECEIPTS, "block " + block.number() + " has other receipts");
        }
        return parts;
    }

    /** The transaction with the proofs that the block holds it. */
    BlockTransaction transaction(Word hash) throws RpcException {
        int index = hashes.indexOf(hash);
        if (index < 0) {
            throw RpcException.badAnswer(TRANSACTION, "block " + block.number() + " does not hold " + hash);
        }
        return new BlockTransaction(
                hash,
                index,
                RawRlp.of(block.headerRlp()),
                NodeProof.raw(transactions.prove(index)),
                NodeProof.raw(receipts.prove(index)));
    }

    /** A receipt as the trie holds it (EIP-2718; OP Stack deposits), put together from the JSON. */
    private static byte[] receipt(RpcFields json) throws RpcException {
        var fields = new ArrayList<RlpItem>();
        fields.add(RlpItem.ofNumber(json.quantity("status")));
        fields.add(RlpItem.ofNumber(json.quantity("cumulativeGasUsed")));
        fields.add(RlpItem.of(json.bytes("logsBloom", BLOOM_BYTES)));
        var logs = new ArrayList<RlpItem>();
        for (RpcFields log : json.children("logs")) {
            logs.add(log(log));
        }
        fields.add(RlpItem.of(logs));
        // The nonce alone is told for deposits between Regolith and Canyon, and does not stand in the trie.
        if (json.has("depositReceiptVersion")) {
            fields.add(RlpItem.ofNumber(json.quantity("depositNonce")));
            fields.add(RlpItem.ofNumber(json.quantity("depositReceiptVersion")));
        }
        var encoded = new ByteArrayOutputStream();
        long type = json.count("type");
        if (type != 0) {
            encoded.write((int) type);
        }
        encoded.writeBytes(RlpItem.of(fields).encode());
        return encoded.toByteArray();
    }

    private static RlpItem log(RpcFields log) throws RpcException {
        var topics = new ArrayList<RlpItem>();
        for (byte[] topic : log.byteArrays("topics", TOPICS_MAX, Word.LENGTH)) {
            topics.add(RlpItem.of(topic));
        }
        return RlpItem.of(List.of(
                RlpItem.of(log.bytes("address", VALUE_BYTES_MAX)),
                RlpItem.of(topics),
                RlpItem.of(log.bytes("data", VALUE_BYTES_MAX))));
    }
}
