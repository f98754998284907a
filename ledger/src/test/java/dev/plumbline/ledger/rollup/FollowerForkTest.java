package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.MadeUpRollup;
import dev.plumbline.testkit.MadeUpRollup.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class FollowerForkTest {
    @TempDir
    Path folder;

    private MadeUpRollup a;
    private MadeUpRollup b;
    private MadeUpRollup c;

    @BeforeEach
    void start() throws IOException {
        a = new MadeUpRollup();
        b = new MadeUpRollup();
        c = new MadeUpRollup();
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        c.close();
    }

    private Follow follow() throws IOException, MalformedException {
        return new Follow(folder, a.url(), b.url(), c.url());
    }

    private void grow(int count) {
        List<Block> more = a.tip().chain(count, 0);
        a.show(more);
        b.show(more);
        c.show(more);
    }

    @Test
    void writesDownOneChainWithTheTimesOfEachObserver() throws IOException, MalformedException {
        grow(3);
        try (Follow follow = follow()) {
            follow.step();
            assertThat(follow.seen(BlockSeen.class)).hasSize(4).allMatch(BlockSeen::caughtUp);
            Block next = a.tip().next(0);
            a.show(List.of(next));
            b.show(List.of(next));
            follow.step();
            long firstMillis = follow.clock.get();
            c.show(List.of(next));
            follow.step();
            BlockSeen seen = follow.seen(BlockSeen.class).get(4);
            assertThat(seen.caughtUp()).isFalse();
            assertThat(seen.firstSeenMillis()).containsOnlyKeys("a", "b").containsValue(firstMillis);
            assertThat(follow.seen(SeenByAnother.class))
                    .contains(new SeenByAnother(4, next.hash(), "c", firstMillis + 2_000));
            assertThat(follow.troubles()).isEmpty();
            assertThat(follow.follower.status().isCaughtUp()).isTrue();
            follow.assertReplays();
        }
    }

    @Test
    void saysWhichBlocksAreSafeAndFinalOnceTheyAreOnTheChain() throws IOException, MalformedException {
        grow(10);
        try (Follow follow = follow()) {
            follow.step();
            assertThat(follow.seen(HeadMoved.class)).hasSize(6);
            assertThat(follow.follower.status().safe()).isEqualTo(8);
            assertThat(follow.follower.status().finalized()).isEqualTo(6);
            follow.step();
            assertThat(follow.seen(HeadMoved.class)).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 63})
    void writesDownHowDeepTheChainTurned(int depth) throws IOException, MalformedException {
        grow(70);
        try (Follow follow = follow()) {
            follow.steps(2);
            Block fork = a.at(70 - depth);
            Word old = a.at(70 - depth + 1).hash();
            List<Block> others = fork.chain(depth + 1, 1);
            a.show(others);
            b.show(others);
            follow.step();
            assertThat(follow.seen(Reorged.class)).singleElement().satisfies(reorg -> {
                assertThat(reorg.fromNumber()).isEqualTo(fork.number() + 1);
                assertThat(reorg.depth()).isEqualTo(depth);
                assertThat(reorg.oldHash()).isEqualTo(old);
                assertThat(reorg.newHash()).isEqualTo(others.get(0).hash());
                assertThat(reorg.turned()).containsExactly("a", "b");
            });
            assertThat(follow.follower.status().tip()).isEqualTo(71);
            assertThat(follow.troubles()).containsExactly("c DISAGREES");
            c.show(others);
            follow.step();
            assertThat(follow.troubles()).containsExactly("c DISAGREES", "c OVER");
            follow.assertReplays();
        }
    }

    @Test
    void keepsTheChainThatOneOfThreeLeaves() throws IOException, MalformedException {
        grow(5);
        try (Follow follow = follow()) {
            follow.step();
            a.show(a.at(3).chain(4, 9));
            follow.step();
            assertThat(follow.seen(Reorged.class)).isEmpty();
            assertThat(follow.follower.status().tip()).isEqualTo(5);
            assertThat(follow.seen(ObserverTrouble.class)).singleElement().satisfies(trouble -> {
                assertThat(trouble.observer()).isEqualTo("a");
                assertThat(trouble.kind()).isEqualTo(ObserverTrouble.Kind.DISAGREES);
                assertThat(trouble.shown()).isEqualTo(a.tip().hash());
                assertThat(trouble.number()).isEqualTo(7);
            });
            follow.step();
            assertThat(follow.troubles()).as("written once").hasSize(1);
        }
    }

    @Test
    void keepsTheChainWhenEachOfTheOthersShowsAChainOfItsOwn() throws IOException, MalformedException {
        grow(5);
        try (Follow follow = follow()) {
            follow.step();
            b.show(a.at(3).chain(3, 1));
            c.show(a.at(3).chain(3, 2));
            follow.step();
            assertThat(follow.seen(Reorged.class)).isEmpty();
            assertThat(follow.troubles()).containsExactlyInAnyOrder("b DISAGREES", "c DISAGREES");
        }
    }

    @Test
    void saysThatNobodyTurnedWhenABlockWasOneObserversAlone() throws IOException, MalformedException {
        grow(5);
        try (Follow follow = follow()) {
            follow.step();
            a.show(List.of(a.tip().next(9)));
            follow.step();
            assertThat(follow.follower.status().tip()).isEqualTo(6);
            List<Block> true6 = b.tip().chain(1, 0);
            b.show(true6);
            c.show(true6);
            follow.step();
            assertThat(follow.seen(Reorged.class)).singleElement().satisfies(reorg -> {
                assertThat(reorg.turned()).isEmpty();
                assertThat(reorg.depth()).isEqualTo(1);
            });
            assertThat(follow.troubles()).containsExactly("a DISAGREES");
            follow.assertReplays();
        }
    }

    @Test
    void waitsForOtherBlocksWhenTheChainOnlyGetsShorter() throws IOException, MalformedException {
        grow(5);
        try (Follow follow = follow()) {
            follow.step();
            for (MadeUpRollup node : List.of(a, b, c)) {
                node.shrinkTo(3);
            }
            follow.step();
            assertThat(follow.seen(Reorged.class)).isEmpty();
            List<Block> others = a.at(3).chain(1, 5);
            for (MadeUpRollup node : List.of(a, b, c)) {
                node.show(others);
            }
            follow.step();
            assertThat(follow.seen(Reorged.class))
                    .singleElement()
                    .satisfies(reorg -> assertThat(reorg.depth()).isEqualTo(2));
            follow.assertReplays();
        }
    }

    @Test
    void writesTroubleDownOnceAndThatItIsOver() throws IOException, MalformedException {
        grow(20);
        try (Follow follow = follow()) {
            follow.step();
            b.isDead(true);
            c.chainId(902);
            c.show(MadeUpRollup.first().chain(30, 7));
            follow.steps(3);
            assertThat(follow.troubles()).containsExactly("b UNREACHABLE", "c OTHER_CHAIN");
            b.isDead(false);
            b.shrinkTo(5);
            follow.steps(2);
            assertThat(follow.troubles()).containsExactly("b UNREACHABLE", "c OTHER_CHAIN", "b STALE");
            assertThat(follow.follower.status().troubles()).containsOnlyKeys("b", "c");
            b.show(a.at(5).chain(15, 0));
            follow.step();
            assertThat(follow.troubles()).endsWith("b OVER");
            assertThat(follow.follower.status().answering()).isEqualTo(2);
        }
    }

    @Test
    void noticesGapsByTheBlocksClockAndByItsOwn() throws IOException, MalformedException {
        grow(5);
        try (Follow follow = follow()) {
            follow.step();
            Block late = a.tip().next(0, 60);
            for (MadeUpRollup node : List.of(a, b, c)) {
                node.show(List.of(late));
            }
            follow.step();
            assertThat(follow.seen(TimeGap.class)).singleElement().satisfies(gap -> {
                assertThat(gap.measure()).isEqualTo(TimeGap.Measure.BLOCK_TIME);
                assertThat(gap.toMillis() - gap.fromMillis()).isEqualTo(60_000);
                assertThat(gap.beforeBlock()).isEqualTo(6);
            });
            // Nothing comes for twenty seconds, though it is asked all the time; then all of it, as if it had come in
            // time.
            follow.steps(10);
            grow(10);
            follow.step();
            assertThat(follow.seen(TimeGap.class)).hasSize(2).last().satisfies(gap -> {
                assertThat(gap.measure()).isEqualTo(TimeGap.Measure.ARRIVAL);
                assertThat(gap.toMillis() - gap.fromMillis()).isEqualTo(22_000);
                assertThat(gap.afterBlock()).isEqualTo(6);
            });
            // We were away: no gap of theirs.
            follow.clock.addAndGet(60_000);
            grow(1);
            follow.step();
            assertThat(follow.seen(TimeGap.class)).hasSize(2);
            assertThat(follow.seen(BlockSeen.class).get(17).caughtUp()).isTrue();
        }
    }

    @Test
    void catchesUpWithTwentyThousandBlocksInSmallSteps() throws IOException, MalformedException {
        a.show(a.tip().chain(20_500, 0));
        FollowOptions options = Follow.OPTIONS.withBlocksPerStep(1_000);
        try (Follow follow = new Follow(folder, ChainProfile.of(901, "made up", 2), options, a.url())) {
            for (int step = 1; step <= 21; step++) {
                assertThat(follow.follower.status().isCaughtUp()).isFalse();
                follow.step();
                assertThat(follow.follower.status().tip()).isEqualTo(Math.min(20_500, 1_000L * step - 1));
                if (step % 7 == 0) {
                    follow.restart();
                }
            }
            follow.step();
            assertThat(follow.follower.status().isCaughtUp()).isTrue();
            assertThat(follow.seen(BlockSeen.class)).hasSize(20_501);
            follow.assertReplays();
        }
    }

    /** Random growth, forks, deaths and restarts: whatever came, the file gives the state, and the state is the majority's chain. */
    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void theFileGivesTheStateWhateverCame(long seed) throws IOException, MalformedException {
        var random = new SplittableRandom(seed);
        List<MadeUpRollup> nodes = List.of(a, b, c);
        grow(3);
        try (Follow follow = follow()) {
            for (int round = 0; round < 120; round++) {
                MadeUpRollup some = nodes.get(random.nextInt(3));
                switch (random.nextInt(7)) {
                    case 0 -> some.grow(1 + random.nextInt(3));
                    case 1 ->
                        some.show(some.at(random.nextInt((int) some.tip().number() + 1))
                                .chain(1 + random.nextInt(4), 1 + random.nextInt(5)));
                    case 2 -> some.isDead(random.nextBoolean());
                    case 3 -> follow.restart();
                    default -> share(some, nodes);
                }
                follow.step();
                follow.assertReplays();
            }
            nodes.forEach(node -> node.isDead(false));
            share(a, nodes);
            grow(80);
            follow.steps(8);
            assertThat(follow.follower.state().hashAt(a.tip().number()))
                    .isEqualTo(a.tip().hash());
        }
    }

    private static void share(MadeUpRollup some, List<MadeUpRollup> nodes) {
        List<Block> chain = new ArrayList<>();
        for (int number = 1; number <= some.tip().number(); number++) {
            chain.add(some.at(number));
        }
        nodes.forEach(node -> node.show(chain));
    }
}
