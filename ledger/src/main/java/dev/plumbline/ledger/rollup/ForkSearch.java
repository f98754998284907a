package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;

/** Finds where the chain of an observer leaves ours, in at most sixteen questions. */
final class ForkSearch {
    /** Says that the two have no block in common that is remembered. */
    static final long TOO_DEEP = -1;

    private ForkSearch() {}

    /** The lowest height at which the observer's block is not ours, or {@link #TOO_DEEP}. */
    static long firstApart(Polled polled, FollowState state) throws RpcException {
        long same = state.lowest();
        long apart = Math.min(polled.height(), state.tip());
        if (!isOurs(polled, same, state)) {
            return TOO_DEEP;
        }
        while (apart - same > 1) {
            long middle = same + (apart - same) / 2;
            if (isOurs(polled, middle, state)) {
                same = middle;
            } else {
                apart = middle;
            }
        }
        return apart;
    }

    private static boolean isOurs(Polled polled, long number, FollowState state) throws RpcException {
        RpcBlock block = polled.observer().node().header(number);
        return block != null && state.has(number, block.hash());
    }

    /** Whether one of two chains is the start of the other, as far as their ends show. */
    static boolean isOneChain(Polled one, Polled other) throws RpcException {
        if (one.height() > other.height()) {
            return isOneChain(other, one);
        }
        if (one.height() == other.height()) {
            return one.head().hash().equals(other.head().hash());
        }
        RpcBlock below = other.observer().node().header(one.height());
        return below != null && below.hash().equals(one.head().hash());
    }
}
