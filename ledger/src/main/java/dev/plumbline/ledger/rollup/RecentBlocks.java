package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rpc.RpcTransaction;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last blocks with their transactions, for whoever asks for one after its block has joined. For the follower's thread. */
final class RecentBlocks {
    /** Blocks kept. */
    static final int BLOCKS_MAX = 256;

    /** A transaction of a block, and what its logs say. */
    record Found(BlockSeen block, int index, RpcTransaction transaction, boolean succeeded, List<LogMatch> matches) {}

    private final Deque<List<Found>> blocks = new ArrayDeque<>();

    /** Takes in a block that joined, and forgets the oldest. */
    void add(List<Found> transactions) {
        blocks.addLast(new ArrayList<>(transactions));
        if (blocks.size() > BLOCKS_MAX) {
            blocks.removeFirst();
        }
    }

    /** Forgets the blocks from a height on. */
    void removeFrom(long number) {
        blocks.removeIf(block -> !block.isEmpty() && block.get(0).block().number() >= number);
    }

    /** Where a transaction is; null if in none of the blocks kept. */
    @Nullable
    Found find(Word transaction) {
        for (Iterator<List<Found>> newest = blocks.descendingIterator(); newest.hasNext(); ) {
            for (Found found : newest.next()) {
                if (found.transaction().hash().equals(transaction)) {
                    return found;
                }
            }
        }
        return null;
    }
}
