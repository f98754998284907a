package dev.plumbline.ledger.sequencer;

import static dev.plumbline.ledger.sequencer.Seen.GWEI;
import static dev.plumbline.ledger.sequencer.Seen.account;
import static dev.plumbline.ledger.sequencer.Seen.block;
import static dev.plumbline.ledger.sequencer.Seen.submit;
import static dev.plumbline.ledger.sequencer.Seen.transaction;
import static dev.plumbline.ledger.sequencer.Seen.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.fairness.Answer;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ReorgSeen;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.proofs.event.Channel;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a log and a follower say, put together; each cause is shown only by what shows it. */
final class CasebookBuilderTest {
    private static final long END = 100_000;

    private final CasebookBuilder builder =
            new CasebookBuilder(ChainProfile.of(901, "test", 2), 0, END).clockUncertainty(0);

    private void blocks(long from, long to, BigInteger baseFee) {
        for (long number = from; number <= to; number++) {
            builder.add(block(number, baseFee));
        }
    }

    private static Event submission(String name, BigInteger maxFee, @Nullable EndpointResponse response) {
        return submit(name, 1, 5, 1_000, null, maxFee, response);
    }

    private TrackedTransaction only() {
        List<TrackedTransaction> all = builder.build().transactions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void joinsIntentionAnswerAndInclusion() {
        Event intention = submit("tx", 1, 0, 1_000, SampleEvents.id("upload"), GWEI.multiply(BigInteger.TEN), null);
        Event answered = submit(
                "tx", 1, 0, 1_010, SampleEvents.id("upload"), GWEI.multiply(BigInteger.TEN), EndpointResponse.HASH);
        builder.add(7, intention).add(8, answered).add(block(0, GWEI));
        builder.add(transaction("tx", 1, 0, 1, 3)).add(block(1, GWEI)).add(block(2, GWEI));
        builder.add(new SeenByAnother(2, word("block 2"), "second", 4_300));

        TrackedTransaction tracked = only();
        assertThat(tracked.logIndex()).isEqualTo(7);
        assertThat(tracked.event()).isEqualTo(SampleEvents.id("upload"));
        assertThat(tracked.submittedAtMillis()).isEqualTo(1_010);
        assertThat(tracked.cohort()).isEqualTo(SampleEvents.signer(0).issuer().encode());
        assertThat(tracked.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.endpoint()).startsWith("sha256:").hasSize(19);
            assertThat(answer.response()).isEqualTo(EndpointResponse.HASH);
        });
        assertThat(tracked.inclusion()).satisfies(inclusion -> {
            assertThat(inclusion.block()).isEqualTo(1);
            assertThat(inclusion.index()).isEqualTo(3);
            assertThat(inclusion.effectiveTip()).isEqualTo(GWEI);
            // Who has block 2 has block 1.
            assertThat(inclusion.firstSeenMillis())
                    .containsEntry("first", 2_000L)
                    .containsEntry("second", 4_300L);
        });
        assertThat(tracked.observedUntilMillis()).isEqualTo(4_000);
        assertThat(tracked.cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void namesEndpointsThatItWasTold() {
        var door = new Endpoint("front", URI.create("door"));
        assertThat(door.identity()).isEqualTo(SampleEvents.hash("door"));
        builder.naming(door).add(0, submission("tx", GWEI, EndpointResponse.HASH));
        assertThat(only().answers()).extracting(Answer::endpoint).containsExactly("front");
    }

    @Test
    void theFirstIssuerOfATransactionHasIt() {
        Event first = submission("tx", GWEI, null);
        var body = (SequencerSubmit) submit("tx", 1, 5, 50, null).body();
        Event other = EventDraft.first(
                        body, WitnessLog.NAMESPACE, SampleEvents.signer(1).issuer(), 50)
                .sign(SampleEvents.signer(1));
        builder.add(3, first).add(4, other);
        assertThat(only().submittedAtMillis()).isEqualTo(1_000);
    }

    @Test
    void aFeeCapBelowEveryBaseFeeIsShown() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.HASH));
        blocks(0, 5, GWEI.add(BigInteger.ONE));
        assertThat(only().cause()).isEqualTo(Cause.FEE_CAP_BELOW_BASE_FEE);
    }

    @Test
    void oneBlockThatItCouldHavePaidForIsEnoughToShowNothing() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.HASH));
        blocks(0, 3, GWEI.add(BigInteger.ONE));
        blocks(4, 4, GWEI);
        blocks(5, 6, GWEI.add(BigInteger.ONE));
        assertThat(only().cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void aBlockThatNobodySawShowsNothing() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.HASH));
        blocks(1, 2, GWEI.add(BigInteger.ONE));
        blocks(4, 5, GWEI.add(BigInteger.ONE));
        assertThat(only().cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void beingRefusedEverywhereIsShownAndSilenceIsNot() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.ERROR));
        blocks(0, 3, BigInteger.ONE);
        assertThat(only().cause()).isEqualTo(Cause.ENDPOINTS_REFUSED);
    }

    @Test
    void silenceIsNoRefusal() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.TIMEOUT));
        blocks(0, 3, BigInteger.ONE);
        assertThat(only().cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void anotherTransactionOfTheSameNonceIsShown() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.HASH));
        builder.add(transaction("other", 1, 5, 2, 0));
        blocks(0, 3, BigInteger.ONE);
        assertThat(only().cause()).isEqualTo(Cause.REPLACED);
    }

    @Test
    void anAccountShowsWhatTheFollowerCannot() {
        builder.add(0, submission("tx", GWEI, EndpointResponse.HASH));
        blocks(0, 3, BigInteger.ONE);
        BigInteger enough = GWEI.multiply(BigInteger.valueOf(21_000));
        assertThat(causeWith(5, enough)).isEqualTo(Cause.NONE);
        assertThat(causeWith(4, enough)).isEqualTo(Cause.NONCE_NOT_READY);
        assertThat(causeWith(6, enough)).isEqualTo(Cause.REPLACED);
        assertThat(causeWith(5, enough.subtract(BigInteger.ONE))).isEqualTo(Cause.INSUFFICIENT_FUNDS);
        // Short at the end alone.
        builder.accounts((account, block) -> new Accounts.State(5, block.number() < 3 ? enough : BigInteger.ZERO));
        assertThat(only().cause()).isEqualTo(Cause.NONE);
    }

    private Cause causeWith(long nonce, BigInteger balance) {
        builder.accounts((account, block) -> account.equals(account(1)) ? new Accounts.State(nonce, balance) : null);
        return only().cause();
    }

    @Test
    void waitingForOnesOwnEarlierNonceIsShown() {
        builder.add(0, submit("first", 1, 4, 500, null)).add(1, submit("second", 1, 5, 1_000, null));
        builder.add(transaction("first", 1, 4, 6, 0)).add(transaction("second", 1, 5, 6, 1));
        blocks(0, 8, GWEI);
        List<TrackedTransaction> all = builder.build().transactions();
        assertThat(all.get(0).cause()).isEqualTo(Cause.NONE);
        assertThat(all.get(1).cause()).isEqualTo(Cause.NONCE_NOT_READY);
    }

    @Test
    void oneThatCouldHaveStoodEarlierHasNoCause() {
        builder.add(0, submit("first", 1, 4, 500, null)).add(1, submit("second", 1, 5, 1_000, null));
        builder.add(transaction("first", 1, 4, 2, 0)).add(transaction("second", 1, 5, 6, 1));
        blocks(0, 8, GWEI);
        assertThat(builder.build().transactions().get(1).cause()).isEqualTo(Cause.NONE);
    }

    @Test
    void aReorgTakesBackWhatItReplaced() {
        builder.add(0, submit("tx", 1, 0, 1_000, null));
        builder.add(transaction("tx", 1, 0, 3, 0));
        blocks(0, 4, GWEI);
        builder.add(new Reorged(3, 2, word("block 3"), word("other 3"), List.of(word("tx")), 1, List.of(), 9_000));
        Casebook casebook = builder.build();
        assertThat(casebook.transactions().get(0).inclusion()).isNull();
        assertThat(casebook.reorgs()).containsExactly(new ReorgSeen(3, 2, word("block 3"), word("other 3"), 9_000, 1));
    }

    @Test
    void whatWasNoticedAfterTheTimeIsNotKnownInIt() {
        builder.add(0, submit("tx", 1, 0, END - 1_000, null));
        builder.add(1, submit("later", 1, 1, END + 1, null));
        blocks(0, 60, GWEI);
        builder.add(transaction("tx", 1, 0, 51, 0));
        assertThat(only().inclusion()).isNull();
        assertThat(only().observedUntilMillis()).isEqualTo(END);
    }

    @Test
    void anObservationInTheLogCountsWhereTheFollowerSawNothing() {
        builder.add(0, submit("tx", 1, 0, 1_000, null));
        var body = new SequencerObserve(
                Seen.CHAIN,
                Hash.of(word("tx").bytes()),
                2,
                Hash.of(word("block 2").bytes()),
                4,
                4,
                4_100,
                Channel.RPC);
        Event seen = EventDraft.first(
                        body, WitnessLog.NAMESPACE, SampleEvents.signer(1).issuer(), 5_000)
                .sign(SampleEvents.signer(1));
        builder.add(1, seen);
        assertThat(only().inclusion()).satisfies(inclusion -> {
            assertThat(inclusion.firstSeen()).isEqualTo(4_100);
            assertThat(inclusion.effectiveTip()).isEqualTo(GWEI);
        });
    }

    @Test
    void keepsTheLongerMeasureOfAGapAndCountsWhatWasInFlight() {
        builder.add(0, submit("before", 1, 0, 1_000, null));
        builder.add(1, submit("during", 1, 1, 10_000, null));
        builder.add(2, submit("after", 1, 2, 50_000, null));
        builder.add(transaction("before", 1, 0, 1, 0));
        blocks(0, 2, GWEI);
        builder.add(new TimeGap(2, 3, 4_000, 40_000, TimeGap.Measure.ARRIVAL, 40_000));
        builder.add(new TimeGap(2, 3, 4_000, 20_000, TimeGap.Measure.BLOCK_TIME, 40_000));
        assertThat(builder.build().gaps()).containsExactly(new LivenessGap(2, 3, 4_000, 40_000, 1));
    }

    @Test
    void namesObserversByTheirWorst() {
        builder.add(new ObserverTrouble("first", ObserverTrouble.Kind.SLOW, null, null, null, "took 9 s", 2_000));
        builder.add(new ObserverTrouble("first", ObserverTrouble.Kind.LYING, 3L, null, null, "root of block 3", 3_000));
        builder.add(new ObserverTrouble("first", ObserverTrouble.Kind.OVER, null, null, null, "over", 3_500));
        blocks(0, 3, GWEI);
        assertThat(builder.build().observers()).singleElement().satisfies(standing -> {
            assertThat(standing.blocks()).isEqualTo(4);
            assertThat(standing.lies()).isEqualTo(1);
            assertThat(standing.slow()).isEqualTo(1);
            assertThat(standing.worst()).isEqualTo("root of block 3");
        });
    }

    @Test
    void gradesWhatHeadsHaveReached() {
        builder.add(new HeadMoved(HeadMoved.Level.SAFE, 5, word("block 5"), "first", 11_000));
        builder.add(new HeadMoved(HeadMoved.Level.SAFE, 4, word("block 4"), "second", 12_000));
        assertThat(builder.build().settlements())
                .containsExactly(new SettlementSeen(5, word("block 5"), Grade.SAFE, SettlementSeen.Basis.CALLED_SAFE));
    }

    @Test
    void whatWasForcedInHasItsOwnDeadline() {
        builder.add(new ForcedSubmission(word("deposit"), null, -1, "forced", account(1), 1_000, 9_000));
        blocks(0, 10, GWEI);
        TrackedTransaction forced = only();
        assertThat(forced.way()).isEqualTo(Way.FORCED);
        assertThat(forced.dueAtMillis()).isEqualTo(9_000);
        assertThat(forced.observedUntilMillis()).isEqualTo(20_000);
        assertThat(forced.inclusion()).isNull();
    }
}
