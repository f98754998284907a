package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.devnet.DisputeContracts;
import dev.plumbline.ledger.devnet.ForgeArtifacts;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.WholeBlock;
import dev.plumbline.ledger.sequencer.ForcedSubmission;
import dev.plumbline.ledger.sequencer.force.ForcedCollector;
import dev.plumbline.ledger.sequencer.force.PortalDeposit;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.L1Attributes;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage whose rollup rests on an L1 with the real contracts, and deposits there. Some seconds, for two real nodes. */
final class StageL1Test {
    private static final ScenarioTime TIME = ScenarioTime.of(40);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int EVENTS = 20;
    private static final int TAKEN = 1;
    private static final int LEFT_OUT = 0;
    private static final ForgeArtifacts ARTIFACTS = new ForgeArtifacts(
            Path.of(System.getProperty("plumbline.root", ".."), "contracts").resolve(ForgeArtifacts.IN_NODE_MODULES));

    @TempDir
    private Path folder;

    private final Map<Integer, ForcedCollector.Deposited> deposits = new LinkedHashMap<>();

    @Test
    void whatIsForcedInStandsInTheFirstBlockOfItsEpochOrIsSeenToBeLeftOut() throws Exception {
        var clock = new SimulatedClock(TIME.startMillis());
        Script script = (cast, time) -> new Behaviour.Together(List.of(
                new Behaviour.LeaveOutForced(Set.copyOf(cast.contributors().get(LEFT_OUT))),
                new Behaviour.Dark(time.slotMillis(15), time.slotMillis(25))));
        var play =
                new LiveStage.Play(Anvil.binary(), folder, script, 11, TIME, EVENTS, LiveStage.Play.soundObservers());
        try (Anvil node = Anvil.start("--timestamp", Long.toString(TIME.startMillis() / 1_000 - 3_600));
                ScenarioLedger ledger = ScenarioLedger.open(folder.resolve("ledger"), clock)) {
            StageL1 l1 = StageL1.open(node.url(), ARTIFACTS, DisputeContracts.Clocks.USUAL);
            try (LiveStage stage = LiveStage.open(play, ledger.log(), clock, l1)) {
                for (int contributor : List.of(TAKEN, LEFT_OUT)) {
                    long atMillis = TIME.slotMillis(20) + 500 + 1_000L * contributor;
                    stage.at(atMillis, () -> deposit(stage, play, l1, contributor, atMillis));
                }
                stage.run();
                Word taken = transaction(TAKEN).hash();
                Word leftOut = transaction(LEFT_OUT).hash();
                assertThat(stage.truth().forced()).containsExactly(taken);
                assertThat(stage.truth().leftOut()).containsExactly(leftOut);
                assertEpochs(stage, l1);
                assertSeen(stage.casebook(ledger.ledger(), TIME.startMillis(), clock.millis()), taken, leftOut);
            }
        }
    }

    private DepositedTransaction transaction(int contributor) {
        return Objects.requireNonNull(deposits.get(contributor)).transaction();
    }

    private void deposit(LiveStage stage, LiveStage.Play play, StageL1 l1, int contributor, long atMillis)
            throws IOException, InterruptedException {
        l1.fund(play.reserve(contributor).address());
        l1.setTime(atMillis);
        PortalDeposit deposit = PortalDeposit.prepare(
                new EthereumRpc(l1.url(), TIMEOUT),
                l1.portal(),
                play.reserve(contributor),
                StageL1.REGISTRY,
                100_000,
                new byte[] {1});
        deposit.send();
        ForcedCollector.Deposited deposited =
                new ForcedCollector(l1.url(), stage.rollup(), l1.portal(), TIMEOUT).deposit(deposit.hash());
        deposits.put(contributor, deposited);
        stage.add(new ForcedSubmission(
                deposited.transaction().hash(),
                null,
                TrackedTransaction.NOT_LOGGED,
                Cast.name(contributor),
                deposited.transaction().from(),
                atMillis / 1_000 * 1_000,
                TIME.endMillis()));
    }

    /** Each block's origin is that of the one before or the next, none is younger than the block, and the first of one holds all. */
    private void assertEpochs(LiveStage stage, StageL1 l1) throws Exception {
        var l1Blocks = new BlockReader(l1.url(), TIMEOUT);
        var blocks = new BlockReader(stage.rollup(), TIMEOUT);
        long latest = new EthereumRpc(stage.rollup(), TIMEOUT).latestBlock().number();
        List<Long> numbers = new ArrayList<>();
        L1Attributes before = null;
        for (long number = 2; number <= latest; number++) {
            WholeBlock block = Objects.requireNonNull(blocks.at(number));
            L1Attributes attributes = L1Attributes.parse(block.rawTransactions().get(0));
            WholeBlock origin = Objects.requireNonNull(l1Blocks.at(attributes.originNumber()));
            assertThat(attributes.originHash()).isEqualTo(origin.header().hash());
            assertThat(origin.header().header().timestampSeconds())
                    .isLessThanOrEqualTo(block.header().header().timestampSeconds());
            if (before != null) {
                boolean isNew = attributes.originNumber() == before.originNumber() + 1;
                assertThat(isNew || attributes.originNumber() == before.originNumber())
                        .isTrue();
                assertThat(attributes.sequenceNumber()).isEqualTo(isNew ? 0 : before.sequenceNumber() + 1);
            }
            if (block.indexOf(transaction(TAKEN).hash()) >= 0) {
                assertThat(block.indexOf(transaction(TAKEN).hash())).isEqualTo(1);
                assertThat(attributes.sequenceNumber()).isZero();
                assertThat(attributes.originNumber())
                        .isEqualTo(Objects.requireNonNull(deposits.get(TAKEN)).l1Block());
                numbers.add(number);
            }
            before = attributes;
        }
        assertThat(numbers).hasSize(1);
    }

    private static void assertSeen(Casebook casebook, Word taken, Word leftOut) {
        List<TrackedTransaction> forced = casebook.transactions().stream()
                .filter(each -> each.way() == Way.FORCED)
                .toList();
        assertThat(forced).hasSize(2);
        assertThat(forced)
                .filteredOn(each -> each.inclusion() != null)
                .extracting(TrackedTransaction::tx)
                .containsExactly(taken);
        assertThat(forced)
                .filteredOn(each -> each.inclusion() == null)
                .extracting(TrackedTransaction::tx)
                .containsExactly(leftOut);
        assertThat(casebook.order().unexplainedCount()).isZero();
        assertThat(casebook.observers()).allMatch(each -> each.worst() == null);
    }
}
