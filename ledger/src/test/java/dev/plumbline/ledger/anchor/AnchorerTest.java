package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.NodeLoop;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.Anvil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test takes about half a second: it starts a real node. */
class AnchorerTest {
    @TempDir
    Path directory;

    private AnvilLog log;

    @BeforeEach
    void startNode() throws IOException, InterruptedException {
        log = AnvilLog.start(directory.resolve("anchors"));
    }

    @AfterEach
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (log != null) {
            log.close();
        }
    }

    @Test
    void bringsEveryHeadToFinality() throws Exception {
        Anchorer anchorer = log.open();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.IDLE);
        for (long size : new long[] {1, 7, 1_000_000}) {
            log.growTo(size);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.SENDING);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
            log.anvil.mine(1);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
            assertThat(anchorer.status().lagEntries()).isPositive();
            log.anvil.mine(2);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
            assertThat(anchorer.status().anchoredSize()).isEqualTo(size);
            assertThat(anchorer.status().lagEntries()).isZero();
            assertThat(anchorer.status().trouble()).isNull();
            assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
        }
        AnchorStore store = AnchorStore.open(log.directory);
        assertThat(store.sizes()).containsExactly(1L, 7L, 1_000_000L);
        for (long[] leafAndSize : new long[][] {{0, 1}, {1, 7}, {6, 7}, {7, 1_000_000}, {999_999, 1_000_000}}) {
            StoredAnchor first = Objects.requireNonNull(store.firstOver(leafAndSize[0]));
            assertThat(first.state().anchored().size()).isEqualTo(leafAndSize[1]);
        }
        assertThat(store.firstOver(1_000_000)).isNull();
    }

    @Test
    void storesEvidenceThatProvesTheRootUnderTheBlocksHash() throws Exception {
        log.growTo(42);
        StoredAnchor stored = anchor(log.open());
        AnchorState state = AnchorState.prove(
                stored.header(), log.contract, AnvilLog.ORIGIN, stored.accountProof(), stored.storageProof());
        assertThat(state).isInstanceOfSatisfying(AnchorState.Proven.class, proven -> {
            assertThat(proven.anchored()).isEqualTo(AnvilLog.headOf(42));
            assertThat(proven.anchoredBlock()).isEqualTo(proven.blockNumber());
            String onChain = log.anvil
                    .call("eth_getBlockByNumber", "0x" + Long.toHexString(proven.blockNumber()), false)
                    .path("hash")
                    .textValue();
            assertThat(proven.blockHash()).hasToString(onChain);
        });
        assertThat(stored.chain()).isEqualTo("eip155:31337");
    }

    @Test
    void refusesToGoOnFromEvidenceOfAnotherContractOrADamagedAttempt() throws Exception {
        log.growTo(42);
        anchor(log.open());
        var other = new AnchorTarget(Anvil.CHAIN_ID, null, Address.of(new byte[Address.LENGTH]), AnvilLog.ORIGIN);
        assertThatThrownBy(() -> open(other, log.key)).isInstanceOf(MalformedException.class);
        Anchorer running = log.open();
        assertThat(running.status().stage()).isEqualTo(AnchorStage.FINAL);
        Files.writeString(log.directory.resolve("attempt"), "{}");
        assertTrouble(running, AnchorTrouble.STORAGE);
        assertThatThrownBy(log::open).isInstanceOf(MalformedException.class);
        // The chain is the truth: without the file, anchoring goes on.
        Files.delete(log.directory.resolve("attempt"));
        log.growTo(43);
        assertThat(anchor(log.open()).state().anchored().size()).isEqualTo(43);
    }

    @Test
    void refusesStoredEvidenceThatIsNotWhatWasWritten() throws Exception {
        log.growTo(42);
        anchor(log.open());
        Path file = log.directory.resolve("42.json");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> AnchorStore.open(log.directory).load(42))
                    .as("byte " + i)
                    .isInstanceOf(MalformedException.class);
        }
        Files.write(file, bytes);
        assertThat(AnchorStore.open(log.directory).load(42)).isNotNull();
        Files.write(log.directory.resolve("43.json"), bytes);
        assertThatThrownBy(() -> AnchorStore.open(log.directory).load(43)).isInstanceOf(MalformedException.class);
        Files.delete(log.directory.resolve("43.json"));
        assertThat(AnchorStore.open(log.directory).load(41)).isNull();
    }

    @Test
    void goesOnAfterARestartBetweenAnyTwoSteps() throws Exception {
        for (long size = 1; size <= 3; size++) {
            log.growTo(size);
            List<AnchorStage> stages = new ArrayList<>();
            AnchorStage stage = AnchorStage.IDLE;
            for (int step = 0; step < 20 && !(stage == AnchorStage.FINAL && stages.size() > 1); step++) {
                stage = log.open().step();
                stages.add(stage);
                log.anvil.mine(stage == AnchorStage.SENDING ? 0 : 1);
            }
            assertThat(stages).startsWith(AnchorStage.SENDING, AnchorStage.PENDING, AnchorStage.MINED);
            assertThat(stages).endsWith(AnchorStage.FINAL);
        }
        assertThat(AnchorStore.open(log.directory).sizes()).containsExactly(1L, 2L, 3L);
        // The creation of the contract and three anchors: nothing was ever sent under two nonces.
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(4);
    }

    @Test
    void takesEveryWriteThatWasLostOrThatNobodyHeardOf() throws Exception {
        log.growTo(5);
        Path attempt = log.directory.resolve("attempt");
        Anchorer anchorer = log.open();
        List<byte[]> written = new ArrayList<>();
        for (AnchorStage stage = anchorer.step(); stage != AnchorStage.FINAL; stage = anchorer.step()) {
            written.add(Files.readAllBytes(attempt));
            if (stage == AnchorStage.PENDING || stage == AnchorStage.MINED) {
                log.anvil.mine(1);
            }
        }
        byte[] evidence = Files.readAllBytes(log.directory.resolve("5.json"));
        // Any older attempt may be what a restart finds, with the evidence or without it.
        for (byte[] older : written) {
            for (boolean isEvidenceLost : new boolean[] {true, false}) {
                Files.write(attempt, older);
                if (isEvidenceLost) {
                    Files.delete(log.directory.resolve("5.json"));
                }
                Anchorer next = log.open();
                for (int step = 0; step < 10 && Files.exists(attempt); step++) {
                    next.step();
                }
                assertThat(attempt).doesNotExist();
                assertThat(Files.readAllBytes(log.directory.resolve("5.json"))).isEqualTo(evidence);
            }
        }
        assertThat(log.rpc.minedNonce(log.key.address())).isEqualTo(2);
    }

    @Test
    void fetchesTheEvidenceAnewWhenTheDirectoryIsLost() throws Exception {
        log.growTo(5);
        anchor(log.open());
        byte[] evidence = Files.readAllBytes(log.directory.resolve("5.json"));
        Files.delete(log.directory.resolve("5.json"));
        Anchorer anchorer = log.open();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
        assertThat(Files.readAllBytes(log.directory.resolve("5.json"))).isEqualTo(evidence);
    }

    @Test
    void sendsTheSameTransactionAgainAfterAReorganisation() throws Exception {
        log.growTo(9);
        Anchorer anchorer = log.open();
        anchorer.step();
        anchorer.step();
        Word sent = attempt().newest().transaction().hash();
        log.anvil.mine(1);
        assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
        Word minedIn = attempt().mined().hash();
        log.anvil.reorg(1);
        log.anvil.mine(3);
        List<AnchorStage> stages = new ArrayList<>();
        for (int step = 0; step < 12 && anchorer.status().anchoredSize() == 0; step++) {
            stages.add(anchorer.step());
            if (anchorer.status().stage() != AnchorStage.FINAL) {
                assertThat(attempt().versions()).hasSize(1);
                assertThat(attempt().newest().transaction().hash()).isEqualTo(sent);
            }
            log.anvil.mine(1);
        }
        assertThat(stages).startsWith(AnchorStage.PENDING).endsWith(AnchorStage.FINAL);
        StoredAnchor stored = load(9);
        assertThat(stored.state().blockHash()).isNotEqualTo(minedIn);
        assertThat(stored.state().anchored()).isEqualTo(AnvilLog.headOf(9));
    }

    @Test
    void isNeverFinalOnABlockThatWasReplaced() throws Exception {
        for (int depth = 1; depth <= 2; depth++) {
            long size = depth;
            log.growTo(size);
            Anchorer anchorer = log.open();
            anchorer.step();
            anchorer.step();
            log.anvil.mine(depth);
            assertThat(anchorer.step()).isEqualTo(AnchorStage.MINED);
            log.anvil.reorg(depth);
            log.anvil.mine(5);
            assertThat(anchorer.step()).isNotEqualTo(AnchorStage.FINAL);
            assertThat(anchorer.status().anchoredSize()).isEqualTo(size - 1);
            for (int step = 0; step < 12 && anchorer.status().anchoredSize() < size; step++) {
                anchorer.step();
                log.anvil.mine(1);
            }
            assertThat(anchorer.status().anchoredSize()).isEqualTo(size);
        }
    }

    @Test
    void replacesAStuckTransactionByDearerOnesOfTheSameNonce() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        anchorer.step();
        anchorer.step();
        // A node that mines everything but ours: empty blocks pass while the transaction is put aside.
        AnchorAttempt first = attempt();
        log.anvil.call("anvil_dropAllTransactions");
        log.anvil.mine(log.policy.stuckBlocks());
        log.rpc.send(first.newest().transaction());
        assertThat(anchorer.step()).isEqualTo(AnchorStage.SENDING);
        AnchorAttempt second = attempt();
        assertThat(second.versions()).hasSize(2);
        assertThat(second.nonce()).isEqualTo(first.nonce());
        assertThat(second.newest().fees().maxFee().multiply(BigInteger.valueOf(8)))
                .isGreaterThanOrEqualTo(first.newest().fees().maxFee().multiply(BigInteger.valueOf(9)));
        assertThat(second.newest().fees().priorityFee().multiply(BigInteger.valueOf(8)))
                .isGreaterThanOrEqualTo(first.newest().fees().priorityFee().multiply(BigInteger.valueOf(9)));
        assertThat(anchorer.step()).isEqualTo(AnchorStage.PENDING);
        log.anvil.mine(3);
        anchorer.step();
        assertThat(anchorer.step()).isEqualTo(AnchorStage.FINAL);
    }

    @Test
    void sendsNothingWhileTheChainIsTooDear() throws Exception {
        log.policy = log.policy.withFeePerGasMax(BigInteger.ONE);
        log.growTo(3);
        assertTrouble(log.open(), AnchorTrouble.FEE_TOO_HIGH);
    }

    @Test
    void givesUpAnAttemptWhoseNonceIsTaken() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        anchorer.step();
        long nonce = attempt().nonce();
        Fees fees = new Fees(BigInteger.TEN.pow(10), BigInteger.TEN.pow(11));
        log.rpc.send(new Eip1559Transaction(Anvil.CHAIN_ID, nonce, fees, 21_000, log.key.address(), Bytes.EMPTY)
                .sign(log.key));
        log.anvil.mine(1);
        assertTrouble(anchorer, AnchorTrouble.NONCE_TAKEN);
        assertThat(anchor(anchorer).state().anchored()).isEqualTo(AnvilLog.headOf(3));
    }

    @Test
    void reportsATransactionThatReverted() throws Exception {
        log.growTo(3);
        Anchorer anchorer = log.open();
        anchorer.step();
        // Somebody else with our key anchors a larger size first, in the same block.
        AnchorAttempt ours = attempt();
        byte[] call = RootAnchor.anchorCall(AnvilLog.headOf(4), List.of());
        Files.move(log.directory.resolve("attempt"), log.directory.resolve("aside"));
        log.growTo(4);
        log.open().step();
        AnchorAttempt other = attempt();
        assertThat(other.plan().callData()).isEqualTo(HexData.encode(call));
        log.rpc.send(other.newest().transaction());
        log.anvil.mine(1);
        var late = new Eip1559Transaction(
                Anvil.CHAIN_ID,
                ours.nonce() + 1,
                ours.newest().fees(),
                200_000,
                log.contract,
                Bytes.wrap(RootAnchor.anchorCall(AnvilLog.headOf(3), List.of())));
        var version =
                new AnchorAttempt.Version(late.sign(log.key), ours.newest().fees());
        AnchorStore.open(log.directory)
                .save(AnchorAttempt.sending(
                        AnchorPlan.anchor(AnvilLog.headOf(3), List.of()),
                        ours.nonce() + 1,
                        200_000,
                        version,
                        ours.sentAtBlock()));
        Anchorer again = log.open();
        again.step();
        log.anvil.mine(1);
        assertTrouble(again, AnchorTrouble.REVERTED);
        assertThat(anchor(again).state().anchored()).isEqualTo(AnvilLog.headOf(4));
    }

    @Test
    void refusesAnotherChain() throws Exception {
        log.growTo(3);
        var target = new AnchorTarget(1, null, log.contract, AnvilLog.ORIGIN);
        assertTrouble(open(target, log.key), AnchorTrouble.WRONG_CHAIN);
        var genesis = new AnchorTarget(Anvil.CHAIN_ID, Word.ZERO, log.contract, AnvilLog.ORIGIN);
        assertTrouble(open(genesis, log.key), AnchorTrouble.WRONG_CHAIN);
        var right = new AnchorTarget(Anvil.CHAIN_ID, log.rpc.genesisHash(), log.contract, AnvilLog.ORIGIN);
        assertThat(open(right, log.key).step()).isEqualTo(AnchorStage.SENDING);
    }

    @Test
    void refusesAnAddressWithoutTheContractsCode() throws Exception {
        log.growTo(3);
        var nobody = new AnchorTarget(Anvil.CHAIN_ID, null, Address.of(new byte[Address.LENGTH]), AnvilLog.ORIGIN);
        assertTrouble(open(nobody, log.key), AnchorTrouble.WRONG_CODE);
        log.anvil.call("anvil_setCode", log.contract.hex(), "0x00");
        assertTrouble(log.open(), AnchorTrouble.WRONG_CODE);
    }

    @Test
    void refusesTheContractOfAnotherLog() throws Exception {
        log.growTo(3);
        var other = new AnchorTarget(Anvil.CHAIN_ID, null, log.contract, "ledger.example.org/other");
        assertTrouble(open(other, log.key), AnchorTrouble.WRONG_ORIGIN);
    }

    @Test
    void refusesAKeyThatIsNotTheOperators() throws Exception {
        log.growTo(3);
        AccountKey stranger = AnvilLog.key(Anvil.SECOND_KEY);
        assertTrouble(open(log.target(), stranger), AnchorTrouble.NOT_OPERATOR);
        byte[] call = RootAnchor.anchorCall(AnvilLog.headOf(3), List.of());
        assertReverts(stranger, call, "sender " + stranger.address() + " is not the operator " + log.key.address());
    }

    @Test
    void refusesToAnchorWhatTheContractDoesNotExtend() throws Exception {
        log.growTo(5);
        anchor(log.open());
        log.growTo(4);
        assertTrouble(log.open(), AnchorTrouble.LEDGER_BEHIND);
        log.head = new TreeHead(5, AnvilLog.headOf(6).root());
        assertTrouble(log.open(), AnchorTrouble.FORK);
        log.anvil.call(
                "anvil_setStorageAt",
                log.contract.hex(),
                "0x1",
                "0x" + AnvilLog.headOf(8).root().hex());
        log.growTo(9);
        assertTrouble(log.open(), AnchorTrouble.FORK);
    }

    @Test
    void contractRefusesSizesThatDoNotGrowAndTreesThatDoNotExtend() throws Exception {
        log.growTo(5);
        anchor(log.open());
        Hash held = AnvilLog.headOf(5).root();
        assertReverts(AnvilLog.headOf(5), List.of(), "size 5 does not exceed the anchored size 5");
        assertReverts(AnvilLog.headOf(4), List.of(), "size 4 does not exceed the anchored size 5");
        String forked =
                "the proof does not show that the tree extends the anchored one of size 5 and root 0x" + held.hex();
        List<Hash> proof = AnvilLog.proof(5, 6);
        assertReverts(new TreeHead(6, AnvilLog.headOf(7).root()), proof, forked);
        assertReverts(AnvilLog.headOf(6), List.of(), forked);
        assertReverts(AnvilLog.headOf(6), Collections.nCopies(65, held), forked);
        log.rpc.estimateGas(log.key.address(), log.contract, RootAnchor.anchorCall(AnvilLog.headOf(6), proof));
        log.rpc.estimateGas(
                log.key.address(),
                log.contract,
                RootAnchor.anchorCall(AnvilLog.headOf(Long.MAX_VALUE), AnvilLog.proof(5, Long.MAX_VALUE)));
        byte[] huge = RootAnchor.anchorCall(AnvilLog.headOf(6), List.of());
        huge[4 + 24] = (byte) 0x80;
        assertReverts(log.key, huge, "size 9223372036854775814 is not below 2^63");
    }

    @Test
    void chainSlotFoldsTheHistoryOfEvents() throws Exception {
        Word chain = Word.ZERO;
        for (long size : new long[] {2, 3, 10}) {
            log.growTo(size);
            AnchorState.Proven state = anchor(log.open()).state();
            var link = new ByteArrayOutputStream();
            link.writeBytes(chain.bytes());
            link.writeBytes(Word.ofNumber(size).bytes());
            link.writeBytes(state.anchored().root().bytes());
            link.writeBytes(Word.ofNumber(state.anchoredBlock()).bytes());
            chain = Word.keccak(link.toByteArray());
        }
        assertThat(log.rpc.storageAt(log.contract, Word.ofNumber(2))).isEqualTo(chain);
    }

    @Test
    void stepsInItsOwnThreadAndStopsWhenClosed() throws Exception {
        log.anvil.call("evm_setAutomine", true);
        log.growTo(5);
        Anchorer anchorer = log.open();
        try (NodeLoop loop = AnchorLoop.start(
                anchorer, new AnchorSchedule(Duration.ofMillis(1), Long.MAX_VALUE, Duration.ofMillis(1)))) {
            for (int block = 0; block < 5_000 && anchorer.status().anchoredSize() < 5; block++) {
                log.anvil.mine(1);
            }
            assertThat(loop).isNotNull();
        }
        assertThat(anchorer.status().anchoredSize()).isEqualTo(5);
    }

    private void assertReverts(TreeHead head, List<Hash> proof, String meaning) {
        assertReverts(log.key, RootAnchor.anchorCall(head, proof), meaning);
    }

    private void assertReverts(AccountKey sender, byte[] call, String meaning) {
        assertThatThrownBy(() -> log.rpc.estimateGas(sender.address(), log.contract, call))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(RootAnchor.explain(Objects.requireNonNull(e.data())))
                                .isEqualTo(meaning));
    }

    private Anchorer open(AnchorTarget target, AccountKey key) throws IOException, MalformedException {
        return new Anchorer(
                AnchorEndpoints.of(log.rpc),
                target,
                log.policy,
                key,
                log,
                DemandSource.NONE,
                AnchorStore.open(log.directory),
                AnvilLog.CLOCK);
    }

    /** Takes the log's head all the way. */
    private StoredAnchor anchor(Anchorer anchorer) throws IOException, MalformedException {
        TreeHead head = Objects.requireNonNull(log.head());
        for (int step = 0; step < 12; step++) {
            anchorer.step();
            log.anvil.mine(1);
            if (anchorer.status().anchoredSize() == head.size()) {
                return load(head.size());
            }
        }
        throw new AssertionError("not final after 12 steps: " + anchorer.status());
    }

    private AnchorAttempt attempt() throws IOException, MalformedException {
        return Objects.requireNonNull(AnchorStore.open(log.directory).attempt());
    }

    private StoredAnchor load(long size) throws IOException, MalformedException {
        return Objects.requireNonNull(AnchorStore.open(log.directory).load(size));
    }

    private static void assertTrouble(Anchorer anchorer, AnchorTrouble trouble) {
        anchorer.step();
        assertThat(anchorer.status().trouble())
                .as(anchorer.status().troubleDetail())
                .isEqualTo(trouble);
    }
}
