package dev.plumbline.ledger.sequencer;

import static dev.plumbline.ledger.sequencer.Seen.GWEI;
import static dev.plumbline.ledger.sequencer.Seen.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.ledger.fairness.InFlightAccount.Fate;
import dev.plumbline.ledger.fairness.InFlightAccount.Line;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rollup is dark from 10 s to 100 s; its next block has number 50. */
final class InFlightTest {
    private static final long FROM = 10_000;
    private static final long TO = 100_000;
    private static final long FIRST_BLOCK = 50;

    private final List<TrackedTransaction> transactions = new ArrayList<>();

    private static Inclusion in(long block, int index, BigInteger tip) {
        return new Inclusion(
                block,
                word("block " + block),
                index,
                block * 2,
                GWEI,
                tip,
                Seen.at(TO + (block - FIRST_BLOCK) * Seen.BLOCK_MILLIS));
    }

    private void add(int sender, long nonce, long atMillis, BigInteger tip, @Nullable Inclusion inclusion) {
        add(null, Way.ORDINARY, sender, nonce, atMillis, tip, inclusion);
    }

    private void add(
            @Nullable EventId event,
            Way way,
            int sender,
            long nonce,
            long atMillis,
            BigInteger tip,
            @Nullable Inclusion inclusion) {
        int index = transactions.size();
        transactions.add(new TrackedTransaction(
                word("tx " + index),
                event,
                index,
                "all",
                Seen.account(sender),
                nonce,
                GWEI.multiply(BigInteger.TEN),
                tip,
                way,
                atMillis,
                null,
                List.of(),
                inclusion,
                TO + 60_000,
                Cause.NONE));
    }

    private InFlightAccount account(List<TrackedTransaction> all) {
        var casebook = new Casebook(
                Seen.CHAIN,
                0,
                TO + 60_000,
                Seen.BLOCK_MILLIS,
                all,
                OrderTally.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
        return InFlight.of(casebook, FROM, TO);
    }

    private List<Fate> fates() {
        return account(transactions).lines().stream().map(Line::fate).toList();
    }

    @Test
    void whatCameBackInTheOrderOfTheLogIsInOrder() {
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK, 0, GWEI));
        add(2, 0, 40_000, GWEI, in(FIRST_BLOCK, 1, GWEI));
        add(3, 0, 60_000, GWEI, in(FIRST_BLOCK + 1, 0, GWEI));
        assertThat(fates()).containsOnly(Fate.INCLUDED_IN_ORDER);
    }

    @Test
    void whoIsPassedByALaterOneThatPaysNoMoreIsReordered() {
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK + 2, 0, GWEI));
        add(2, 0, 40_000, GWEI, in(FIRST_BLOCK, 0, GWEI));
        assertThat(fates()).containsExactly(Fate.REORDERED, Fate.INCLUDED_IN_ORDER);
        assertThat(account(transactions).lines().get(0).overtakenBy()).isEqualTo(word("tx 1"));
    }

    @Test
    void withinABlockTheSameHolds() {
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK, 1, GWEI));
        add(2, 0, 40_000, GWEI, in(FIRST_BLOCK, 0, GWEI));
        assertThat(fates()).containsExactly(Fate.REORDERED, Fate.INCLUDED_IN_ORDER);
    }

    @Test
    void whoPaysMoreMayComeFirst() {
        BigInteger more = GWEI.add(BigInteger.ONE);
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK + 2, 0, GWEI));
        add(2, 0, 40_000, more, in(FIRST_BLOCK, 0, more));
        assertThat(fates()).containsOnly(Fate.INCLUDED_IN_ORDER);
    }

    @Test
    void withinTheMarginNeitherCameFirst() {
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK + 2, 0, GWEI));
        add(2, 0, 20_000 + Seen.BLOCK_MILLIS, GWEI, in(FIRST_BLOCK, 0, GWEI));
        assertThat(fates()).containsOnly(Fate.INCLUDED_IN_ORDER);
    }

    @Test
    void whoWaitsForTheirOwnNonceIsNotPassed() {
        add(1, 0, 15_000, GWEI, in(FIRST_BLOCK + 2, 0, GWEI));
        add(1, 1, 20_000, GWEI, in(FIRST_BLOCK + 3, 0, GWEI));
        add(2, 0, 40_000, GWEI, in(FIRST_BLOCK, 0, GWEI));
        // The first was passed; the second could not have stood there before the first.
        assertThat(fates()).containsExactly(Fate.REORDERED, Fate.INCLUDED_IN_ORDER, Fate.INCLUDED_IN_ORDER);
    }

    @Test
    void lateIsLaterThanSoon() {
        add(1, 0, 20_000, GWEI, in(FIRST_BLOCK + 10, 0, GWEI));
        add(2, 0, 20_000, GWEI, in(FIRST_BLOCK + 11, 0, GWEI));
        assertThat(fates()).containsExactly(Fate.INCLUDED_IN_ORDER, Fate.INCLUDED_LATE);
    }

    @Test
    void anEventCountsOnceHoweverOftenItWasSent() {
        EventId event = SampleEvents.id("event");
        add(event, Way.ORDINARY, 1, 0, 20_000, GWEI, null);
        add(event, Way.ORDINARY, 1, 1, 30_000, GWEI, null);
        assertThat(fates()).containsExactly(Fate.MISSING);
        add(event, Way.FORCED, 1, 0, TO + 5_000, BigInteger.ZERO, in(FIRST_BLOCK + 20, 0, BigInteger.ZERO));
        assertThat(account(transactions).lines()).singleElement().satisfies(line -> {
            assertThat(line.fate()).isEqualTo(Fate.FORCED);
            assertThat(line.tx()).isEqualTo(word("tx 0"));
            assertThat(line.includedAs()).isEqualTo(word("tx 2"));
        });
    }

    @Test
    void whatWasInABlockBeforeOrHandedInAfterWasNotInFlight() {
        var before = new Inclusion(4, word("block 4"), 0, 8, GWEI, GWEI, Seen.at(FROM - 1));
        add(1, 0, 1_000, GWEI, before);
        add(2, 0, TO + 1, GWEI, null);
        assertThat(account(transactions).total()).isZero();
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void countsAddUpExactlyAndEveryMatterIsCountedOnce(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            transactions.clear();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                EventId event = random.nextInt(3) == 0 ? SampleEvents.id("event " + random.nextInt(8)) : null;
                Way way = random.nextInt(6) == 0 ? Way.FORCED : Way.ORDINARY;
                Inclusion inclusion = random.nextInt(4) == 0
                        ? null
                        : in(FIRST_BLOCK - 2 + random.nextInt(20), random.nextInt(5), GWEI);
                add(event, way, random.nextInt(4), random.nextInt(6), random.nextLong(TO + 20_000), GWEI, inclusion);
            }
            InFlightAccount account = account(transactions);
            int sum = account.counts().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(sum).isEqualTo(account.total()).isEqualTo(expected().size());
            assertThat(account.counts()).containsOnlyKeys(Fate.values());
        }
    }

    /** The slow way: everything in flight by itself, then what shares an event as one. */
    private Set<Object> expected() {
        var matters = new HashSet<Object>();
        for (TrackedTransaction one : transactions) {
            Object key = keyOf(one);
            List<TrackedTransaction> same = transactions.stream()
                    .filter(other -> keyOf(other).equals(key))
                    .toList();
            boolean isHandedIn = same.stream().anyMatch(other -> other.submittedAtMillis() <= TO);
            boolean wasInBefore = same.stream()
                    .filter(other -> other.way() == Way.FORCED || other.submittedAtMillis() <= TO)
                    .map(TrackedTransaction::inclusion)
                    .anyMatch(inclusion -> inclusion != null && inclusion.firstSeen() < FROM);
            if (isHandedIn && !wasInBefore) {
                matters.add(key);
            }
        }
        return matters;
    }

    private static Object keyOf(TrackedTransaction one) {
        return one.event() == null ? one.tx() : one.event();
    }
}
