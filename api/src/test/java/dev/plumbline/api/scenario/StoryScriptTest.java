package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the story of the demonstration plants, and when. */
class StoryScriptTest {
    private static final StoryScript STORY = new StoryScript(20_000);
    private static final Cast CAST =
            Cast.of(IntStream.range(0, 10).mapToObj(StoryScriptTest::account).toList(), 5);
    private static final Behaviour BEHAVIOUR = STORY.behaviour(CAST, STORY.time());

    @Test
    void isHonestForAnHour() {
        for (long at = STORY.time().startMillis(); at < STORY.badFromMillis(); at += 20_000) {
            assertThat(BEHAVIOUR.isDark(at)).isFalse();
            assertThat(BEHAVIOUR.reorders(at)).isFalse();
            for (int contributor = 0; contributor < 5; contributor++) {
                assertThat(BEHAVIOUR.takes(tx(contributor, at), slot(at), 0)).isTrue();
            }
        }
        assertThat(STORY.badFromMillis() - STORY.time().startMillis()).isEqualTo(3_600_000);
    }

    @Test
    void delaysOneAndLosesSomeOfAnotherInTheBadHalfHour() {
        long at = STORY.badFromMillis();
        assertThat(BEHAVIOUR.takes(tx(StoryScript.DELAYED, at), slot(at), 0)).isFalse();
        assertThat(BEHAVIOUR.takes(tx(StoryScript.DELAYED, at), slot(at), 1)).isTrue();
        assertThat(BEHAVIOUR.takes(tx(1, at), slot(at), 0)).isTrue();
        long lost = IntStream.range(0, 500)
                .filter(i -> !BEHAVIOUR.takes(tx(StoryScript.DROPPED, at + i), slot(at), 9))
                .count();
        assertThat(lost).isBetween(60L, 140L);
    }

    @Test
    void isDarkForExactlyAnHourAndThenSignsWithThreeOtherKeysInTurn() {
        List<Long> dark = new ArrayList<>();
        for (int slot = 1; slot <= STORY.time().blocks(); slot++) {
            long at = STORY.time().slotMillis(slot);
            if (BEHAVIOUR.isDark(at)) {
                dark.add(at);
            }
            int signer = BEHAVIOUR.signerAt(slot, at);
            assertThat(signer > 0).isEqualTo(at >= STORY.darkToMillis());
            assertThat(signer).isLessThanOrEqualTo(3);
        }
        assertThat(dark).hasSize(180).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(dark.get(0)).isEqualTo(STORY.darkFromMillis());
    }

    @Test
    void takesOneOfTwoDepositsOfTheDarkHourAndLeavesTheOtherOut() {
        assertThat(STORY.takenAtMillis()).isBetween(STORY.darkFromMillis(), STORY.darkToMillis());
        assertThat(STORY.leftOutAtMillis()).isBetween(STORY.takenAtMillis(), STORY.darkToMillis());
        for (int contributor = 0; contributor < 5; contributor++) {
            Address sender = CAST.contributors().get(contributor).get(0);
            assertThat(BEHAVIOUR.takesForced(sender)).isEqualTo(contributor != StoryScript.LEFT_OUT);
        }
    }

    @Test
    void servesTheBacklogFromTheWrongEndForTenMinutes() {
        assertThat(BEHAVIOUR.reorders(STORY.darkToMillis())).isTrue();
        assertThat(BEHAVIOUR.reorders(STORY.darkToMillis() + 600_000)).isFalse();
    }

    @Test
    void equivocatesOnce() {
        assertThat(IntStream.rangeClosed(1, STORY.time().blocks()).filter(BEHAVIOUR::equivocatesAt))
                .containsExactly(225);
    }

    private static PooledTransaction tx(int contributor, long at) {
        byte[] raw = BigInteger.valueOf(at).toByteArray();
        return new PooledTransaction(
                new SignedTransaction(raw),
                CAST.contributors().get(contributor).get(0),
                0,
                BigInteger.TEN,
                BigInteger.ONE,
                at);
    }

    private static Slot slot(long at) {
        return new Slot(1, at, BigInteger.ONE, 1);
    }

    private static Address account(int number) {
        byte[] bytes = new byte[Address.LENGTH];
        bytes[0] = (byte) number;
        return Address.of(bytes);
    }
}
