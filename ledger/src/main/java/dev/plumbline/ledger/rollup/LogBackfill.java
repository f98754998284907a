package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds what a matcher reads in blocks of before a follower's time, window by window. A node says which blocks have such logs, and each of
 * those is read whole and recomputed; so what is found is in the block that is named, but a node can leave blocks out, and nothing
 * shows it.
 *
 * <p>Each call of {@link #step} asks about one window, which is halved where the node refuses it and grows again where it does not. For one
 * thread.
 */
public final class LogBackfill {
    /** Something found. The chain that the block is on is the node's. */
    public record Found(long block, Word blockHash, Word tx, LogMatch match) {}

    private final RollupNode node;
    private final LogMatcher matcher;
    private final long toBlock;
    private final long windowMax;
    private long window;
    private long next;

    /**
     * @param windowBlocks most blocks to ask about at a time, as a profile says
     * @throws IllegalArgumentException if the range is empty or the window below 1
     */
    public LogBackfill(RollupNode node, LogMatcher matcher, long fromBlock, long toBlock, long windowBlocks) {
        if (fromBlock < 0 || toBlock < fromBlock || windowBlocks < 1) {
            throw new IllegalArgumentException(
                    "blocks " + fromBlock + " to " + toBlock + " by " + windowBlocks + " are no range");
        }
        this.node = node;
        this.matcher = matcher;
        this.toBlock = toBlock;
        this.windowMax = windowBlocks;
        this.window = windowBlocks;
        this.next = fromBlock;
    }

    /** The first block that was not asked about yet. */
    public long next() {
        return next;
    }

    /** Whether all of the range was asked about. */
    public boolean isDone() {
        return next > toBlock;
    }

    /**
     * Asks about the next window, and hands over what is in it in the order of the chain.
     *
     * @throws RpcException if the node cannot be asked, refuses a single block, or names one that it does not have or was not asked
     *     for; the next call asks about the window again
     */
    public void step(Consumer<Found> reader) throws RpcException {
        long to = Math.min(toBlock, next + window - 1);
        List<RpcLog> logs;
        try {
            logs = node.logs(matcher.contract(), matcher.topic(), next, to);
        } catch (RpcException e) {
            if (e.kind() == RpcException.Kind.UNREACHABLE || to == next) {
                throw e;
            }
            window = (to - next + 1) / 2;
            return;
        }
        var blocks = new TreeSet<Long>();
        for (RpcLog log : logs) {
            if (log.blockNumber() < next || log.blockNumber() > to) {
                throw RpcException.badAnswer("eth_getLogs", "names block " + log.blockNumber() + ", not asked for");
            }
            blocks.add(log.blockNumber());
        }
        List<Found> found = new ArrayList<>();
        for (long number : blocks) {
            FullBlock block = node.block(number);
            if (block == null) {
                throw RpcException.badAnswer("eth_getLogs", "names block " + number + ", which the node does not have");
            }
            find(block, found);
        }
        next = to + 1;
        window = Math.min(windowMax, 2 * window);
        found.forEach(reader);
    }

    private void find(FullBlock block, List<Found> found) {
        int logIndex = 0;
        for (int i = 0; i < block.receipts().size(); i++) {
            TransactionReceipt receipt = block.receipts().get(i);
            for (ContractLog log : receipt.logs()) {
                LogMatch match = matcher.read(log, logIndex++);
                if (match != null) {
                    found.add(new Found(
                            block.header().number(),
                            block.header().hash(),
                            block.transactions().get(i).hash(),
                            match));
                }
            }
        }
    }
}
