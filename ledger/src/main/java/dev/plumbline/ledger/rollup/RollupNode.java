package dev.plumbline.ledger.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks one node of a rollup and believes nothing: what it answers is put together anew and has to hash to what it says. An answer
 * that does not is an {@link RpcException} of kind {@link RpcException.Kind#BAD_ANSWER}.
 *
 * <p>Every method blocks for at most the time limit for each question. For one thread.
 */
public final class RollupNode {
    /** Bytes of one answer: a block of 60 million gas, or its receipts, as JSON. */
    public static final int ANSWER_BYTES_MAX = 1 << 25;

    /** A block that nodes have a name for. */
    public enum Tag {
        /** The newest, on the sequencer's word alone. */
        LATEST("latest"),
        /** The newest whose data are on L1. */
        SAFE("safe"),
        /** The newest that L1 can no longer lose. */
        FINALIZED("finalized");

        private final String wireName;

        Tag(String wireName) {
            this.wireName = wireName;
        }
    }

    private static final String GET_BLOCK = "eth_getBlockByNumber";
    private static final String GET_BLOCK_BY_HASH = "eth_getBlockByHash";
    private static final String GET_RECEIPTS = "eth_getBlockReceipts";
    private static final String GET_RECEIPT = "eth_getTransactionReceipt";

    private final Observer observer;
    private final JsonRpc rpc;
    // Whether it refused to give all receipts of a block at once.
    private boolean givesSingleReceipts;

    /** @param timeout longest wait for one answer */
    public RollupNode(Observer observer, Duration timeout) {
        this.observer = observer;
        this.rpc = new JsonRpc(observer.url(), timeout, ANSWER_BYTES_MAX);
    }

    /** What reports call it. */
    public String name() {
        return observer.name();
    }

    /** The chain's EIP-155 id, on the node's word. */
    public long chainId() throws RpcException {
        return RpcFields.count("eth_chainId", rpc.call("eth_chainId", List.of()));
    }

    /** A named block's header; null if the node has none of that name. */
    @Nullable
    public RpcBlock header(Tag tag) throws RpcException {
        return header(GET_BLOCK, tag.wireName);
    }

    /** The header of a height; null if the node's chain is not so long. */
    @Nullable
    public RpcBlock header(long number) throws RpcException {
        RpcBlock block = header(GET_BLOCK, RpcFields.encode(number));
        if (block != null && block.number() != number) {
            throw RpcException.badAnswer(GET_BLOCK, "is block " + block.number() + ", want " + number);
        }
        return block;
    }

    private @Nullable RpcBlock header(String method, String which) throws RpcException {
        JsonNode json = rpc.call(method, List.of(which, false));
        return json.isNull() ? null : RpcBlock.of(method, RpcFields.of(method, json));
    }

    /** The block of a height with all that is in it; null if the node's chain is not so long. Costs a key recovery for each transaction. */
    @Nullable
    public FullBlock block(long number) throws RpcException {
        return block(GET_BLOCK, RpcFields.encode(number), number);
    }

    private @Nullable FullBlock block(String method, String which, long number) throws RpcException {
        BlockParts parts = parts(method, which, number);
        if (parts == null) {
            return null;
        }
        List<RollupTransaction> transactions =
                new ArrayList<>(parts.transactions().size());
        for (TransactionJson transaction : parts.transactions()) {
            transactions.add(transaction.transaction());
        }
        return new FullBlock(parts.header(), transactions, parts.receipts());
    }

    /**
     * Asks for a block of which the header is known, to see that the node gives the same transactions and receipts; recovers no keys.
     *
     * @return false if the node has no block of that hash now
     */
    public boolean hasAllOf(RpcBlock known) throws RpcException {
        BlockParts parts = parts(GET_BLOCK_BY_HASH, known.hash().hex(), known.number());
        if (parts != null && !parts.header().hash().equals(known.hash())) {
            throw RpcException.badAnswer(
                    GET_BLOCK_BY_HASH, "is block " + parts.header().hash() + ", want " + known.hash());
        }
        return parts != null;
    }

    private record BlockParts(RpcBlock header, List<TransactionJson> transactions, List<TransactionReceipt> receipts) {}

    private @Nullable BlockParts parts(String method, String which, long number) throws RpcException {
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
        List<byte[]> raw = new ArrayList<>();
        for (RpcFields transaction : fields.children("transactions")) {
            transactions.add(TransactionJson.of(transaction));
            raw.add(transactions.get(transactions.size() - 1).raw());
        }
        requireRoot(method, "transactions", raw, header.header().transactionsRoot());
        List<TransactionReceipt> receipts = receipts(header, transactions);
        return receipts == null ? null : new BlockParts(header, transactions, receipts);
    }

    private @Nullable List<TransactionReceipt> receipts(RpcBlock header, List<TransactionJson> transactions)
            throws RpcException {
        List<RpcFields> answers = receiptAnswers(header, transactions);
        if (answers == null) {
            return null;
        }
        if (answers.size() != transactions.size()) {
            throw RpcException.badAnswer(
                    GET_RECEIPTS, "has " + answers.size() + " receipts for " + transactions.size() + " transactions");
        }
        List<TransactionReceipt> receipts = new ArrayList<>(answers.size());
        List<byte[]> raw = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            ReceiptJson receipt =
                    ReceiptJson.of(answers.get(i), transactions.get(i).type());
            receipts.add(receipt.receipt());
            raw.add(receipt.raw());
        }
        requireRoot(GET_RECEIPTS, "receipts", raw, header.header().receiptsRoot());
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

    private static void requireRoot(String method, String what, List<byte[]> raw, Word wanted) throws RpcException {
        Word root = BlockTrie.of(raw).root();
        if (!root.equals(wanted)) {
            throw RpcException.badAnswer(method, "has " + what + " of root " + root + ", want " + wanted);
        }
    }

    /** In which block the node says that a transaction is; null if it says in none. */
    @Nullable
    public Long blockOf(Word transaction) throws RpcException {
        JsonNode json = rpc.call(GET_RECEIPT, List.of(transaction.hex()));
        return json.isNull() ? null : (Long) RpcFields.of(GET_RECEIPT, json).count("blockNumber");
    }

    /** Logs of a contract with that first topic, from one block to another, both included: on the node's word alone. */
    public List<RpcLog> logs(Address contract, Word topic, long fromBlock, long toBlock) throws RpcException {
        Map<String, Object> filter = Map.of(
                "address", contract.hex(),
                "topics", List.of(topic.hex()),
                "fromBlock", RpcFields.encode(fromBlock),
                "toBlock", RpcFields.encode(toBlock));
        return RpcLog.list(rpc.call("eth_getLogs", List.of(filter)));
    }
}
