package dev.plumbline.proofs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.ForcedWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which blocks say that an L1 block was passed over, and which only that others have to be looked at. */
final class ForcedDecisionTest {
    private static final Word ELSEWHERE = Word.ofNumber(7);

    private final ForcedWorld world = new ForcedWorld();

    private ForcedDecision.Outcome outcome(long before, long after, long sequence, boolean isNext)
            throws MalformedException {
        RollupBlock.ByHeader older = ForcedWorld.block(999, Word.ZERO, ForcedWorld.attributes(before, ELSEWHERE, 0));
        Word parent = isNext ? Word.keccak(older.header().bytes()) : ELSEWHERE;
        RollupBlock.ByHeader newer =
                ForcedWorld.block(1_000, parent, ForcedWorld.attributes(after, ELSEWHERE, sequence));
        DepositedTransaction deposit = DepositedTransaction.parse(world.deposit());
        BlockHeader origin = BlockHeader.parse(world.origin());
        return ForcedDecision.of(deposit, origin, List.of(older, newer)).outcome();
    }

    @Test
    void onlyABlockRightBehindAnEarlierEpochPassesOneOver() throws MalformedException {
        long origin = ForcedWorld.ORIGIN;
        assertThat(outcome(origin - 1, origin + 1, 0, true)).isEqualTo(ForcedDecision.Outcome.PASSED_OVER);
        assertThat(outcome(origin - 1, origin + 1, 0, false)).isEqualTo(ForcedDecision.Outcome.NOT_ITS_EPOCH);
        assertThat(outcome(origin, origin + 1, 0, true)).isEqualTo(ForcedDecision.Outcome.NOT_ITS_EPOCH);
        assertThat(outcome(origin - 1, origin, 1, true)).isEqualTo(ForcedDecision.Outcome.NOT_ITS_EPOCH);
        assertThat(outcome(origin - 2, origin - 1, 0, true)).isEqualTo(ForcedDecision.Outcome.NOT_ITS_EPOCH);
        assertThat(outcome(origin - 1, origin, 0, true)).isEqualTo(ForcedDecision.Outcome.OTHER_L1);
    }

    @Test
    void nothingIsDecidedWithoutABlock() throws MalformedException {
        DepositedTransaction deposit = DepositedTransaction.parse(world.deposit());
        assertThat(ForcedDecision.of(deposit, BlockHeader.parse(world.origin()), List.of())
                        .outcome())
                .isEqualTo(ForcedDecision.Outcome.NO_BLOCK);
    }

    /** No node would have made one of these, and it must not excuse the block. */
    @Test
    void whatIsNoDepositDoesNothingTheSame() throws MalformedException {
        DepositedTransaction deposit = DepositedTransaction.parse(world.deposit());
        RollupBlock.ByHeader block = world.first(new byte[] {0x7e, 1}, new byte[] {2, 1});
        assertThat(ForcedDecision.of(deposit, BlockHeader.parse(world.origin()), List.of(block))
                        .outcome())
                .isEqualTo(ForcedDecision.Outcome.OMITTED);
    }
}
