package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a node for all logs of one kind that a contract wrote in a range of blocks, window by window.
 *
 * <p>A window has at most {@link #WINDOW_BLOCKS_MAX} blocks, which public nodes allow; where a node refuses one, or its answer
 * is too large to take, the window is halved, down to a single block. The node can leave logs out, and nothing here shows it.
 */
public final class LogScan {
    /** Blocks of one question. */
    public static final int WINDOW_BLOCKS_MAX = 1_000;
    /** Logs of one scan. */
    public static final int LOGS_MAX = 100_000;

    private final EthereumRpc rpc;
    private final Address contract;
    private final List<Word> topics;

    /** @param topic the hash of the event's signature */
    public LogScan(EthereumRpc rpc, Address contract, Word topic) {
        this(rpc, contract, List.of(topic));
    }

    /**
     * For events of one kind whose first indexed argument has that value. Where the logs of one block may be more than an
     * answer can hold, as with entries that were demanded, this asks for them one by one.
     *
     * @param topic the hash of the event's signature
     * @param argument its first indexed argument
     */
    public LogScan(EthereumRpc rpc, Address contract, Word topic, Word argument) {
        this(rpc, contract, List.of(topic, argument));
    }

    private LogScan(EthereumRpc rpc, Address contract, List<Word> topics) {
        this.rpc = rpc;
        this.contract = contract;
        this.topics = topics;
    }

    /** The block that the node calls final, to be the end of a scan that no reorganisation can change. */
    public long finalizedBlock() throws RpcException {
        return rpc.finalizedName().number();
    }

    /**
     * The logs from a block to another, both included, in the order of the chain. Asks at least once for every 1,000 blocks.
     *
     * @throws IllegalArgumentException if the range is empty or starts below 0
     */
    public List<RpcLog> read(long fromBlock, long toBlock) throws RpcException {
        if (fromBlock < 0 || toBlock < fromBlock) {
            throw new IllegalArgumentException("blocks " + fromBlock + " to " + toBlock + " are no range");
        }
        var logs = new ArrayList<RpcLog>();
        long window = WINDOW_BLOCKS_MAX;
        long from = fromBlock;
        while (from <= toBlock) {
            long to = Math.min(toBlock, from + window - 1);
            try {
                logs.addAll(checked(rpc.logs(contract, topics, from, to), from, to));
                from = to + 1;
            } catch (RpcException e) {
                if (e.kind() == RpcException.Kind.UNREACHABLE || to == from) {
                    throw e;
                }
                window = (to - from + 1) / 2;
            }
            if (logs.size() > LOGS_MAX) {
                throw RpcException.badAnswer(
                        "eth_getLogs", "gives more than " + LOGS_MAX + " logs, want a shorter range of blocks");
            }
        }
        return logs;
    }

    /** Only what was asked for, each log once, in the order of the chain. */
    private List<RpcLog> checked(List<RpcLog> logs, long from, long to) throws RpcException {
        long block = from;
        long index = -1;
        for (RpcLog log : logs) {
            boolean isAsked = log.address().equals(contract)
                    && log.topics().size() >= topics.size()
                    && log.topics().subList(0, topics.size()).equals(topics);
            if (!isAsked || log.blockNumber() < from || log.blockNumber() > to || log.isRemoved()) {
                throw RpcException.badAnswer("eth_getLogs", "holds a log that was not asked for");
            }
            if (log.blockNumber() < block || (log.blockNumber() == block && log.logIndex() <= index)) {
                throw RpcException.badAnswer("eth_getLogs", "is not in the order of the chain");
            }
            block = log.blockNumber();
            index = log.logIndex();
        }
        return logs;
    }
}
