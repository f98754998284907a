package dev.plumbline.ledger.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.ledger.rpc.WholeBlock;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.time.Duration;
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
    private static final String GET_RECEIPT = "eth_getTransactionReceipt";

    private final Observer observer;
    private final JsonRpc rpc;
    private final BlockReader blocks;

    /** @param timeout longest wait for one answer */
    public RollupNode(Observer observer, Duration timeout) {
        this.observer = observer;
        this.rpc = new JsonRpc(observer.url(), timeout, BlockReader.ANSWER_BYTES_MAX);
        this.blocks = new BlockReader(rpc);
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
        WholeBlock block = blocks.at(number);
        return block == null ? null : new FullBlock(block.header(), block.transactions(), block.receipts());
    }

    /**
     * Asks for a block of which the header is known, to see that the node gives the same transactions and receipts; recovers no keys.
     *
     * @return false if the node has no block of that hash now
     */
    public boolean hasAllOf(RpcBlock known) throws RpcException {
        return blocks.same(known) != null;
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
