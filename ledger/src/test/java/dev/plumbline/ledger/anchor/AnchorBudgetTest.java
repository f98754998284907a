package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day costs is counted to the wei, outlives the process, and keeps the next transaction back once it is spent. */
class AnchorBudgetTest {
    @TempDir
    Path directory;

    private AnvilLog log;
    private Instant now = AnvilLog.CLOCK.instant();

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        log.clock = () -> now;
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    @Test
    void countsWhatTheAccountPaid() throws Exception {
        BigInteger before = balance();
        for (long size = 1; size <= 3; size++) {
            log.growTo(size);
            log.anchorAll(log.open());
        }
        BigInteger paid = before.subtract(balance());
        AnchorCosts costs = log.open().status().costs();
        assertThat(paid).isPositive();
        assertThat(costs.totalWei()).isEqualTo(paid);
        assertThat(costs.todayWei()).isEqualTo(paid);
        assertThat(costs.leftTodayWei()).isEqualTo(log.policy.weiPerDayMax().subtract(paid));
        assertThat(AnchorStore.open(log.directory).spentWei()).isEqualTo(paid);
        now = now.plus(Duration.ofDays(1));
        costs = log.open().status().costs();
        assertThat(costs.totalWei()).isEqualTo(paid);
        assertThat(costs.todayWei()).isZero();
        assertThat(costs.leftTodayWei()).isEqualTo(log.policy.weiPerDayMax());
    }

    @Test
    void keepsATransactionBackThatMightExceedTheDay() throws Exception {
        log.growTo(1);
        Anchorer anchorer = log.open();
        anchorer.step();
        BigInteger reserve = log.attempt().reserve();
        assertThat(anchorer.status().costs().leftTodayWei())
                .isEqualTo(log.policy.weiPerDayMax().subtract(reserve));
        log.anchorAll(anchorer);
        BigInteger spent = anchorer.status().costs().totalWei();
        assertThat(spent).isLessThan(reserve);
        log.growTo(2);
        // One wei too little for the most that the next may cost.
        BigInteger next = nextReserve();
        log.policy = log.policy.withWeiPerDayMax(spent.add(next).subtract(BigInteger.ONE));
        Anchorer poor = log.open();
        poor.step();
        assertThat(poor.status().trouble()).isEqualTo(AnchorTrouble.BUDGET_SPENT);
        assertThat(poor.status().troubleDetail()).contains(spent + " wei are spent today");
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        log.policy = log.policy.withWeiPerDayMax(spent.add(next));
        assertThat(log.open().step()).isEqualTo(AnchorStage.SENDING);
        Files.delete(log.directory.resolve("attempt"));
        // The day after, the same limit has room.
        log.policy = log.policy.withWeiPerDayMax(next);
        poor = log.open();
        poor.step();
        assertThat(poor.status().trouble()).isEqualTo(AnchorTrouble.BUDGET_SPENT);
        now = now.plus(Duration.ofDays(1));
        assertThat(poor.step()).isEqualTo(AnchorStage.SENDING);
    }

    private BigInteger nextReserve() throws Exception {
        Anchorer anchorer = log.open();
        anchorer.step();
        BigInteger reserve = log.attempt().reserve();
        Files.delete(log.directory.resolve("attempt"));
        return reserve;
    }

    @Test
    void offersNoMoreThanTheBudgetForAStuckTransaction() throws Exception {
        log.growTo(1);
        Anchorer anchorer = log.open();
        anchorer.step();
        anchorer.step();
        AnchorAttempt first = log.attempt();
        log.policy = log.policy.withWeiPerDayMax(first.reserve());
        Anchorer poor = log.open();
        log.anvil.call("anvil_dropAllTransactions");
        log.anvil.mine(log.policy.stuckBlocks());
        log.rpc.send(first.newest().transaction());
        poor.step();
        assertThat(poor.status().trouble()).isEqualTo(AnchorTrouble.BUDGET_SPENT);
        assertThat(log.attempt().versions()).hasSize(1);
        log.anchorAll(poor);
    }

    @Test
    void aDryRunBuildsAndSendsNothing() throws Exception {
        log.growTo(5);
        log.policy = log.policy.dryRun();
        Anchorer anchorer = log.open();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.IDLE);
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.DRY_RUN);
        assertThat(anchorer.status().troubleDetail()).contains("would send ANCHOR for size 5", "wei in all");
        assertThat(Files.exists(log.directory.resolve("attempt"))).isFalse();
        assertThat(log.rpc.nextNonce(log.key.address())).isEqualTo(1);
    }

    @Test
    void aDryRunDoesNotPushOnWhatIsUnderWay() throws Exception {
        log.growTo(5);
        log.open().step();
        byte[] attempt = Files.readAllBytes(log.directory.resolve("attempt"));
        log.policy = log.policy.dryRun();
        Anchorer anchorer = log.open();
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.DRY_RUN);
        assertThat(Files.readAllBytes(log.directory.resolve("attempt"))).isEqualTo(attempt);
        assertThat(log.rpc.nextNonce(log.key.address())).isEqualTo(1);
    }

    @Test
    void theAccountIsReadOnlyAsItWasWritten() throws Exception {
        var spending = new Spending(LocalDate.parse("2026-11-21"), BigInteger.TEN, BigInteger.TWO.pow(70), Word.ZERO);
        byte[] json = spending.encode();
        assertThat(Spending.parse(json)).isEqualTo(spending);
        String text = new String(json, StandardCharsets.UTF_8);
        for (String damaged : List.of(
                "",
                "{}",
                text + " ",
                text.replace("\"10\"", "\"010\""),
                text.replace("\"10\"", "10"),
                text.replace("2026-11-21", "2026-11-31"),
                text.replace("\"v\":1", "\"v\":2"))) {
            assertThatThrownBy(() -> Spending.parse(damaged.getBytes(StandardCharsets.UTF_8)))
                    .as(damaged)
                    .isInstanceOf(MalformedException.class);
        }
        log.growTo(1);
        log.anchorAll(log.open());
        Anchorer anchorer = log.open();
        Files.writeString(log.directory.resolve("spending"), text + " ");
        assertThatThrownBy(() -> log.open()).isInstanceOf(MalformedException.class);
        log.growTo(2);
        anchorer.step();
        assertThat(anchorer.status().trouble()).isEqualTo(AnchorTrouble.STORAGE);
    }

    private BigInteger balance() {
        String hex = log.anvil
                .call("eth_getBalance", log.key.address().hex(), "latest")
                .textValue();
        return new BigInteger(hex.substring(2), 16);
    }
}
