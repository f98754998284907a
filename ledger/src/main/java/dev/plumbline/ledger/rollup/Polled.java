package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/**
 * What an observer shows in one step.
 *
 * @param observer who
 * @param head its newest block
 * @param safe what it calls safe; null if nothing
 * @param finalized what it calls finalized; null if nothing
 * @param stand how its chain stands to ours
 * @param atMillis when it had answered
 */
record Polled(
        ObserverState observer,
        RpcBlock head,
        @Nullable RpcBlock safe,
        @Nullable RpcBlock finalized,
        Stand stand,
        long atMillis) {
    /** How a chain stands to ours. */
    enum Stand {
        /** It has our newest block, and perhaps more. */
        HAS_TIP,
        /** It ends below our newest block, on our chain. */
        BEHIND,
        /** It has another block than ours at some height. */
        APART,
        /** It ends below all that is remembered. */
        UNKNOWN
    }

    long height() {
        return head.number();
    }

    boolean hasTip() {
        return stand == Stand.HAS_TIP;
    }

    boolean isApart() {
        return stand == Stand.APART;
    }

    /** Whether it is known to have a block of our chain of that height. */
    boolean has(long number) {
        return (stand == Stand.HAS_TIP || stand == Stand.BEHIND) && height() >= number;
    }

    /** Asks again how it stands, after our chain has changed. */
    Polled again(FollowState state) throws RpcException {
        return new Polled(observer, head, safe, finalized, standOf(observer.node(), head, state), atMillis);
    }

    /** How the chain that ends in that block stands to ours; asks the node for one more header unless the two meet at the end. */
    static Stand standOf(RollupNode node, RpcBlock head, FollowState state) throws RpcException {
        if (state.isEmpty()) {
            return Stand.HAS_TIP;
        }
        long tip = state.tip();
        if (head.number() < state.lowest()) {
            return Stand.UNKNOWN;
        }
        if (head.number() <= tip) {
            boolean isOurs = state.has(head.number(), head.hash());
            return !isOurs ? Stand.APART : head.number() == tip ? Stand.HAS_TIP : Stand.BEHIND;
        }
        boolean isNext = head.number() == tip + 1;
        if (isNext && state.has(tip, head.header().parentHash())) {
            return Stand.HAS_TIP;
        }
        RpcBlock below = node.header(tip);
        if (below == null) {
            // Its chain got shorter in between.
            return Stand.UNKNOWN;
        }
        if (!state.has(tip, below.hash())) {
            return Stand.APART;
        }
        if (isNext) {
            requireLink(node, head, below);
        }
        return Stand.HAS_TIP;
    }

    /** Asks again before calling it a lie that two blocks in a row are not linked: the chain may have turned in between. */
    static void requireLink(RollupNode node, RpcBlock block, RpcBlock below) throws RpcException {
        RpcBlock blockAgain = node.header(block.number());
        RpcBlock belowAgain = node.header(below.number());
        boolean hasTurned = blockAgain == null
                || belowAgain == null
                || !blockAgain.hash().equals(block.hash())
                || !belowAgain.hash().equals(below.hash());
        if (!hasTurned) {
            throw RpcException.badAnswer(
                    "block " + block.number(),
                    "names parent " + block.header().parentHash() + ", but below it is shown " + below.hash());
        }
    }
}
