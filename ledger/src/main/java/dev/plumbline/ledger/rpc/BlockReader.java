package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.Word;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole blocks from one node and believes nothing: what it answers is put together anew and has to hash to what it says. An
 * answer that does not is an {@link RpcException} of kind {@link RpcException.Kind#BAD_ANSWER}.
 *
 * <p>Every method blocks for at most the time limit for each question. For one thread.
 */
public final class BlockReader {
    /** Bytes of one answer: a block of 60 million gas, or its receipts, as JSON. */
    public static final int ANSWER_BYTES_MAX = 1 << 25;

    private static final String GET_BLOCK = "eth_getBlockByNumber";
    private static final String GET_BLOCK_BY_HASH = "eth_getBlockByHash";
    private static final String GET_TRANSACTION = "eth_getTransactionByBlockNumberAndIndex";
    private static final String GET_RECEIPTS = "eth_getBlockReceipts";
    private static final String GET_RECEIPT = "eth_getTransactionReceipt";

    private final JsonRpc rpc;
    // Whether it refused to give all receipts of a block at once.
    private boolean givesSingleReceipts;

    /** Reads over a connection that takes answers of {@link #ANSWER_BYTES_MAX}. */
    public BlockReader(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /**
     * @param endpoint https, or http on this machine
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if the endpoint is anything else
     */
    public BlockReader(URI endpoint, Duration timeout) {
        this(new JsonRpc(endpoint, timeout, ANSWER_BYTES_MAX));
    }

    /** The block of a height; null if the node's chain is not so long. */
    @Nullable
    public WholeBlock at(long number) throws RpcException {
        return read(GET_BLOCK, RpcFields.encode(number), number);
    }

    /** The same block as the node gives it by its hash; null if the node has it no more. */
    @Nullable
    public WholeBlock same(RpcBlock known) throws RpcException {
        WholeBlock block = read(GET_BLOCK_BY_HASH, known.hash().hex(), known.number());
        if (block != null && !block.header().hash().equals(known.hash())) {
            throw RpcException.badAnswer(
                    GET_BLOCK_BY_HASH, "is block " + block.header().hash() + ", want " + known.hash());
        }
        return block;
    }

    /** The first transaction of a block as bytes, on the node's word alone; null if the node has none. */
    public byte @Nullable [] first(long number) throws RpcException {
        JsonNode json = rpc.call(GET_TRANSACTION, List.of(RpcFields.encode(number), RpcFields.encode(0)));
        return json.isNull()
                ? null
                : TransactionJson.of(RpcFields.of(GET_TRANSACTION, json)).raw();
    }

    private @Nullable WholeBlock read(String method, String which, long number) throws RpcException {
        JsonNode json = rpc.call(method, List.of(which, true));
        if (json.isNull()) {
            return null;
        }
        RpcFields fields = RpcFields.of(method, json);
        RpcBlock header = RpcBlock.of(method, fields);
        if (header.number() != number) {
            throw RpcException.badAnswer(method, "is block " + header.number() + ", want " + number);
        }
        List<TransactionJson> transactions = new ArrayList<>();
        for (RpcFields transaction : fields.children("transactions")) {
            transactions.add(TransactionJson.of(transaction));
        }
        BlockTrie transactionsTrie =
                BlockTrie.of(transactions.stream().map(TransactionJson::raw).toList());
        requireRoot(method, "transactions", transactionsTrie, header.header().transactionsRoot());
        List<ReceiptJson> receipts = receipts(header, transactions);
        if (receipts == null) {
            return null;
        }
        BlockTrie receiptsTrie =
                BlockTrie.of(receipts.stream().map(ReceiptJson::raw).toList());
        requireRoot(GET_RECEIPTS, "receipts", receiptsTrie, header.header().receiptsRoot());
        return new WholeBlock(header, transactions, transactionsTrie, receipts, receiptsTrie);
    }

    private @Nullable List<ReceiptJson> receipts(RpcBlock header, List<TransactionJson> transactions)
            throws RpcException {
        List<RpcFields> answers = receiptAnswers(header, transactions);
        if (answers == null) {
            return null;
        }
        if (answers.size() != transactions.size()) {
            throw RpcException.badAnswer(
                    GET_RECEIPTS, "has " + answers.size() + " receipts for " + transactions.size() + " transactions");
        }
        List<ReceiptJson> receipts = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            receipts.add(ReceiptJson.of(answers.get(i), transactions.get(i).type()));
        }
        return receipts;
    }

    /** By hash, so that a chain that turns in between does not look like a lie; null if the node has the block no more. */
    private @Nullable List<RpcFields> receiptAnswers(RpcBlock header, List<TransactionJson> transactions)
            throws RpcException {
        if (transactions.isEmpty()) {
            return List.of();
        }
        if (!givesSingleReceipts) {
            try {
                JsonNode json = rpc.call(GET_RECEIPTS, List.of(header.hash().hex()));
                return json.isNull() ? null : RpcFields.list(GET_RECEIPTS, json);
            } catch (RpcException e) {
                if (e.kind() != RpcException.Kind.REFUSED) {
                    throw e;
                }
            }
        }
        List<RpcFields> answers = new ArrayList<>(transactions.size());
        for (TransactionJson transaction : transactions) {
            Word hash = Word.keccak(transaction.raw());
            JsonNode json = rpc.call(GET_RECEIPT, List.of(hash.hex()));
            if (json.isNull()) {
                return null;
            }
            answers.add(RpcFields.of(GET_RECEIPT, json));
        }
        givesSingleReceipts = true;
        return answers;
    }

    private static void requireRoot(String method, String what, BlockTrie trie, Word wanted) throws RpcException {
        if (!trie.root().equals(wanted)) {
            throw RpcException.badAnswer(method, "has " + what + " of root " + trie.root() + ", want " + wanted);
        }
    }
}
