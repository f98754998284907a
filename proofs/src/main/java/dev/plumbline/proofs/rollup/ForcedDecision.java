package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.RollupBlock.Contents;
import java.util.Arrays;
import java.util.List;

/**
 * What blocks of a rollup say about one deposit. It is as true as the hashes of the blocks are the rollup's.
 *
 * @param outcome what they say
 * @param detail the same in words
 * @param index place of the deposit in its block if it is included, else -1
 */
public record ForcedDecision(Outcome outcome, String detail, int index) {
    /** What blocks can say. */
    public enum Outcome {
        /** The first block of the epoch holds the deposit. What it came to there is not said. */
        INCLUDED,
        /** The first block of the epoch holds neither the deposit nor another that does the same. */
        OMITTED,
        /** The rollup went from an earlier L1 block to a later one, and never took the deposits of this one. */
        PASSED_OVER,
        /** A deposit that does the same is there, under another source hash: the stated place of the log may be wrong. */
        SAME_CONTENT,
        /** The rollup's block follows another L1 block of that height. */
        OTHER_L1,
        /** The blocks are not those that decide, or do not follow each other. */
        NOT_ITS_EPOCH,
        /** No block is shown. */
        NO_BLOCK
    }

    /**
     * Decides.
     *
     * @param deposit what has to be there
     * @param origin the L1 block of the deposit
     * @param blocks none, one or two; the last of them decides
     * @throws MalformedException if a block does not hold together
     */
    public static ForcedDecision of(DepositedTransaction deposit, BlockHeader origin, List<RollupBlock> blocks)
            throws MalformedException {
        if (blocks.isEmpty()) {
            return without(Outcome.NO_BLOCK, "no block of the rollup is shown");
        }
        Contents first = blocks.get(blocks.size() - 1).open();
        L1Attributes from = first.attributes();
        String which = "block " + first.number() + " of the rollup, " + first.hash() + ",";
        if (from.originNumber() == origin.number() && from.sequenceNumber() == 0) {
            return from.originHash().equals(origin.hash())
                    ? search(deposit, first, which)
                    : without(
                            Outcome.OTHER_L1,
                            which + " takes its deposits from another L1 block " + origin.number() + ", "
                                    + from.originHash());
        }
        if (blocks.size() > 1 && from.originNumber() > origin.number()) {
            Contents before = blocks.get(0).open();
            if (before.hash().equals(first.parentHash()) && before.attributes().originNumber() < origin.number()) {
                return without(
                        Outcome.PASSED_OVER,
                        which + " takes its deposits from L1 block " + from.originNumber()
                                + " and the one before it from "
                                + before.attributes().originNumber() + ", so nothing was taken from "
                                + origin.number());
            }
        }
        return without(
                Outcome.NOT_ITS_EPOCH,
                which + " is number " + from.sequenceNumber() + " of L1 block " + from.originNumber()
                        + ", want number 0 of " + origin.number());
    }

    private static ForcedDecision search(DepositedTransaction deposit, Contents block, String which) {
        byte[] wanted = deposit.encode();
        boolean isContentThere = false;
        for (int i = 1; i < block.transactions().size(); i++) {
            byte[] raw = block.transactions().get(i);
            if (Arrays.equals(raw, wanted)) {
                return new ForcedDecision(Outcome.INCLUDED, which + " holds it as number " + i, i);
            }
            isContentThere |= doesTheSame(deposit, raw);
        }
        Word hash = deposit.hash();
        return isContentThere
                ? without(
                        Outcome.SAME_CONTENT,
                        which + " holds a deposit that does the same and is not " + hash
                                + ": look again which log of its L1 block it is")
                : without(Outcome.OMITTED, which + " has to hold it and holds no deposit that does the same");
    }

    private static boolean doesTheSame(DepositedTransaction deposit, byte[] raw) {
        if (!DepositedTransaction.isDeposit(raw)) {
            return false;
        }
        try {
            return DepositedTransaction.parse(raw).sameContent(deposit);
        } catch (MalformedException e) {
            // No deposit that a node derives, so not this one either.
            return false;
        }
    }

    private static ForcedDecision without(Outcome outcome, String detail) {
        return new ForcedDecision(outcome, detail, -1);
    }
}
