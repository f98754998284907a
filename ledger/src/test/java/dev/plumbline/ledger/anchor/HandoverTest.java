package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract goes from one operator to the next in two steps, and each step is refused to everybody else. */
class HandoverTest {
    private static final Address NOBODY = Address.of(new byte[Address.LENGTH]);

    @TempDir
    Path directory;

    private AnvilLog log;
    private final AccountKey next = AnvilLog.key(Anvil.SECOND_KEY);

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
        log.anvil.call("evm_setAutomine", true);
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    private Handover by(AccountKey key) {
        return new Handover(log.rpc, log.target(), log.policy, key);
    }

    @Test
    void handsTheContractOver() throws Exception {
        Handover old = by(log.key);
        assertThat(old.standing()).isEqualTo(new Handover.Standing(log.key.address(), NOBODY));
        Handover.Sent named = old.nameSuccessor(next.address());
        assertThat(log.rpc.knows(Objects.requireNonNull(named.transaction()))).isTrue();
        assertThat(named.block()).isEqualTo(log.rpc.latestBlock().number());
        assertThat(old.standing()).isEqualTo(new Handover.Standing(log.key.address(), next.address()));
        by(next).accept();
        assertThat(old.standing()).isEqualTo(new Handover.Standing(next.address(), NOBODY));
        // From now on the old key anchors nothing, and the new one goes on.
        log.anvil.minesByHand();
        log.growTo(5);
        Anchorer former = log.open();
        former.step();
        assertThat(former.status().trouble()).isEqualTo(AnchorTrouble.NOT_OPERATOR);
        Anchorer heir = new Anchorer(
                AnchorEndpoints.of(log.rpc),
                log.target(),
                log.policy,
                next,
                log,
                DemandSource.NONE,
                AnchorStore.open(log.directory),
                AnvilLog.CLOCK);
        log.anchorAll(heir);
    }

    @Test
    void takesANameBack() throws Exception {
        by(log.key).nameSuccessor(next.address());
        by(log.key).nameSuccessor(NOBODY);
        assertRefused(() -> by(next).accept(), AnchorTrouble.NOT_SUCCESSOR);
    }

    @Test
    void refusesWhoeverIsNotInTurn() throws Exception {
        assertRefused(() -> by(next).nameSuccessor(next.address()), AnchorTrouble.NOT_OPERATOR);
        assertRefused(() -> by(log.key).accept(), AnchorTrouble.NOT_SUCCESSOR);
        by(log.key).nameSuccessor(next.address());
        assertRefused(() -> by(log.key).accept(), AnchorTrouble.NOT_SUCCESSOR);
    }

    @Test
    void sendsNothingInADryRun() throws Exception {
        var dry = new Handover(log.rpc, log.target(), log.policy.dryRun(), log.key);
        Handover.Sent sent = dry.nameSuccessor(next.address());
        assertThat(sent.transaction()).isNull();
        assertThat(sent.gasLimit()).isBetween(21_000L, 100_000L);
        assertThat(sent.weiMax()).isGreaterThan(BigInteger.valueOf(sent.gasLimit()));
        assertThat(dry.standing().successor()).isEqualTo(NOBODY);
    }

    @Test
    void refusesAnotherChainOtherCodeAnotherLogAndAHighFee() {
        for (var target : new AnchorTarget[] {
            new AnchorTarget(1, null, log.contract, AnvilLog.ORIGIN),
            new AnchorTarget(Anvil.CHAIN_ID, null, NOBODY, AnvilLog.ORIGIN),
            new AnchorTarget(Anvil.CHAIN_ID, null, log.contract, "ledger.example.org/other")
        }) {
            AnchorTrouble trouble = target.chainId() == 1
                    ? AnchorTrouble.WRONG_CHAIN
                    : target.contract().equals(NOBODY) ? AnchorTrouble.WRONG_CODE : AnchorTrouble.WRONG_ORIGIN;
            assertRefused(() -> new Handover(log.rpc, target, log.policy, log.key).accept(), trouble);
        }
        AnchorPolicy mean = log.policy.withFeePerGasMax(BigInteger.ONE);
        assertRefused(
                () -> new Handover(log.rpc, log.target(), mean, log.key).nameSuccessor(next.address()),
                AnchorTrouble.FEE_TOO_HIGH);
    }

    @Test
    void waitsForWhatTheLedgerHasSent() throws Exception {
        log.anvil.minesByHand();
        Fees fees = new Fees(BigInteger.TEN.pow(9), BigInteger.TEN.pow(10));
        log.rpc.send(
                new Eip1559Transaction(Anvil.CHAIN_ID, 1, fees, 21_000, log.key.address(), Bytes.EMPTY).sign(log.key));
        assertRefused(() -> by(log.key).nameSuccessor(next.address()), AnchorTrouble.NONCE_GAP);
        log.anvil.mine(1);
        log.anvil.call("evm_setAutomine", true);
        assertThat(by(log.key).nameSuccessor(next.address()).transaction()).isNotNull();
    }

    private static void assertRefused(ThrowingCallable call, AnchorTrouble trouble) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AnchorTroubleException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble));
    }
}
