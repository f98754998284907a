package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.view.EquivocationVerdict.Proven;
import dev.plumbline.proofs.view.ViewChange.Advanced;
import dev.plumbline.proofs.view.ViewChange.Cause;
import dev.plumbline.proofs.view.ViewChange.Forked;
import dev.plumbline.proofs.view.ViewChange.Refused;
import dev.plumbline.proofs.view.ViewChange.Unchanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogViewTest {
    private static final TrustPolicy POLICY = TrustPolicy.ofLog(SlowLog.KEY.verifierKey());
    private static final SlowLog LOG = SlowLog.honest(300);
    private static final RecentTiles NO_CACHE = new RecentTiles(0);
    private static final ConsistencyProof NO_PROOF = new ConsistencyProof(List.of());

    private static LogView viewAt(SlowLog log, long size) {
        return ((Advanced) LogView.start(POLICY, log.note(size))).view();
    }

    private static ViewChange advance(LogView view, SlowLog log, long size) {
        return view.advance(log.note(size), new ServedLog(log, size), NO_CACHE);
    }

    private static Cause causeOf(ViewChange change) {
        assertThat(change).isInstanceOf(Refused.class);
        return ((Refused) change).cause();
    }

    @Test
    void firstCheckpointIsTrustedOnFirstUse() {
        assertThat(LogView.start(POLICY, LOG.note(7))).isInstanceOfSatisfying(Advanced.class, started -> {
            assertThat(started.from()).isEqualTo(TreeHead.EMPTY);
            assertThat(started.view().checkpoint().head()).isEqualTo(LOG.head(7));
            assertThat(started.view().note()).isEqualTo(LOG.note(7));
        });
    }

    @Test
    void checkpointThatThePolicyDoesNotBelieveIsRefused() {
        SignedNote foreign = SlowLog.key(SlowLog.ORIGIN, 2).sign(LOG.note(7).text());
        LogView view = viewAt(LOG, 5);
        for (ViewChange change : List.of(
                LogView.start(POLICY, foreign),
                view.advance(foreign, new ServedLog(LOG, 7), NO_CACHE),
                view.advance(foreign, new ConsistencyProof(LOG.consistency(5, 7))))) {
            assertThat(change)
                    .isInstanceOfSatisfying(
                            ViewChange.Untrusted.class,
                            untrusted ->
                                    assertThat(untrusted.reason()).isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD));
        }
    }

    @Test
    void checkpointThatNoEvidenceCouldHoldIsRefused() {
        var unnormalized = new Checkpoint(SlowLog.ORIGIN, LOG.head(7), List.of("e\u0301"));
        SignedNote note = SlowLog.KEY.sign(unnormalized.encode());
        assertThat(causeOf(LogView.start(POLICY, note))).isEqualTo(Cause.NO_POSSIBLE_EVIDENCE);
        assertThat(causeOf(viewAt(LOG, 5).advance(note, new ServedLog(LOG, 7), NO_CACHE)))
                .isEqualTo(Cause.NO_POSSIBLE_EVIDENCE);
    }

    @Test
    void lineByAStrangerDoesNotHinder() {
        var lines = new ArrayList<>(LOG.note(7).signatures());
        lines.add(new NoteSignature("e\u0301", 7, new byte[64]));
        var note = new SignedNote(LOG.note(7).text(), lines);
        assertThat(LogView.start(POLICY, note))
                .isInstanceOfSatisfying(
                        Advanced.class,
                        started -> assertThat(LogView.restore(started.view().encode(), POLICY))
                                .isInstanceOf(StoredView.Restored.class));
    }

    @Test
    void growingLogIsFollowedBetweenAllSizes() {
        for (int newer = 0; newer <= 40; newer++) {
            for (int older = 0; older < newer; older++) {
                LogView view = viewAt(LOG, older);
                assertThat(advance(view, LOG, newer)).isInstanceOfSatisfying(Advanced.class, advanced -> {
                    assertThat(advanced.from()).isEqualTo(view.checkpoint().head());
                    assertThat(advanced.view().note().text()).contains("\n");
                });
                List<Hash> path = older == 0 ? List.of() : LOG.consistency(older, newer);
                assertThat(view.advance(LOG.note(newer), new ConsistencyProof(path)))
                        .isInstanceOf(Advanced.class);
            }
        }
    }

    @Test
    void followingGoesOnFromWhereItCameTo() {
        LogView view = viewAt(LOG, 1);
        for (int size = 2; size <= 300; size += 13) {
            view = ((Advanced) advance(view, LOG, size)).view();
            assertThat(view.checkpoint().head()).isEqualTo(LOG.head(size));
        }
    }

    @Test
    void sameHeadChangesNothingAndReadsNothing() {
        LogView view = viewAt(LOG, 7);
        var served = new ServedLog(LOG, 7);
        assertThat(view.advance(LOG.note(7), served, NO_CACHE)).isInstanceOf(Unchanged.class);
        assertThat(view.advance(LOG.note(7), NO_PROOF)).isInstanceOf(Unchanged.class);
        assertThat(served.asked).isEmpty();
    }

    @Test
    void everyForkOfSmallLogsIsFoundWithEvidence() {
        int sizeMax = 12;
        SlowLog honest = SlowLog.honest(sizeMax);
        for (int fork = 0; fork < sizeMax; fork++) {
            var forked = new SlowLog(sizeMax, fork, "another");
            for (int older = 0; older <= sizeMax; older++) {
                LogView view = viewAt(honest, older);
                for (int newer = older; newer <= sizeMax; newer++) {
                    ViewChange change = advance(view, forked, newer);
                    if (fork < older) {
                        assertThat(change)
                                .isInstanceOfSatisfying(
                                        Forked.class,
                                        found -> assertThat(found.evidence().check(POLICY))
                                                .isInstanceOf(Proven.class));
                    } else {
                        assertThat(change).isInstanceOfAny(Advanced.class, Unchanged.class);
                    }
                }
            }
        }
    }

    @Test
    void twoRootsOfOneSizeAreAForkWithoutReadingAnything() {
        var forked = new SlowLog(8, 3, "another");
        var served = new ServedLog(forked, 8);
        assertThat(viewAt(LOG, 8).advance(forked.note(8), served, NO_CACHE)).isInstanceOf(Forked.class);
        assertThat(viewAt(LOG, 8).advance(forked.note(8), NO_PROOF)).isInstanceOf(Forked.class);
        assertThat(served.asked).isEmpty();
    }

    @Test
    void smallerTreeIsARollbackAndReadsNothing() {
        var served = new ServedLog(LOG, 100);
        LogView view = viewAt(LOG, 100);
        for (int size : List.of(0, 1, 64, 99)) {
            assertThat(causeOf(view.advance(LOG.note(size), served, NO_CACHE))).isEqualTo(Cause.ROLLBACK);
            assertThat(causeOf(view.advance(LOG.note(size), NO_PROOF))).isEqualTo(Cause.ROLLBACK);
        }
        assertThat(served.asked).isEmpty();
    }

    @Test
    void rollbackWithAnotherHistoryCanBeShownToBeAFork() throws BadTileException {
        var forked = new SlowLog(100, 3, "another");
        LogView view = viewAt(LOG, 100);
        var served = new ServedLog(LOG, 100);
        assertThat(view.contradiction(LOG.note(60), served, NO_CACHE)).isNull();
        assertThat(view.contradiction(LOG.note(0), served, NO_CACHE)).isNull();
        Equivocation evidence = view.contradiction(forked.note(60), served, NO_CACHE);
        assertThat(evidence.check(POLICY))
                .isEqualTo(new Proven(
                        SlowLog.ORIGIN,
                        forked.head(60),
                        LOG.head(100),
                        LOG.head(60).root()));
        Equivocation other = view.contradiction(forked.note(100), served, NO_CACHE);
        assertThat(other.check(POLICY)).isInstanceOf(Proven.class);
        SignedNote foreign = SlowLog.key(SlowLog.ORIGIN, 2).sign(forked.note(60).text());
        assertThat(view.contradiction(foreign, served, NO_CACHE)).isNull();
        assertThatThrownBy(() -> view.contradiction(forked.note(60), new ServedLog(forked, 60), NO_CACHE))
                .isInstanceOf(BadTileException.class);
    }

    @Test
    void proofThatFailsAccusesNobody() {
        var forked = new SlowLog(100, 3, "another");
        LogView view = viewAt(LOG, 60);
        assertThat(causeOf(view.advance(LOG.note(100), NO_PROOF))).isEqualTo(Cause.PROOF_BAD);
        assertThat(causeOf(view.advance(LOG.note(100), new ConsistencyProof(LOG.consistency(59, 100)))))
                .isEqualTo(Cause.PROOF_BAD);
        assertThat(causeOf(view.advance(forked.note(100), new ConsistencyProof(forked.consistency(60, 100)))))
                .isEqualTo(Cause.PROOF_BAD);
    }

    @Test
    void tilesThatAreWrongOrMissingAccuseNobody() {
        LogView view = viewAt(LOG, 60);
        assertThat(causeOf(view.advance(LOG.note(100), new ServedLog(new SlowLog(100, 3, "another"), 100), NO_CACHE)))
                .isEqualTo(Cause.PROOF_BAD);
        assertThat(causeOf(view.advance(
                        LOG.note(100), new ServedLog(LOG, 100).replace("tile/0/000.p/100", null), NO_CACHE)))
                .isEqualTo(Cause.PROOF_BAD);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void noServerTurnsAnHonestLogIntoAFork(long seed) {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < 200; step++) {
            LogView view = viewAt(LOG, 1 + random.nextInt(300));
            int size = 1 + random.nextInt(300);
            SlowLog tilesOf = random.nextInt(4) == 0 ? new SlowLog(300, random.nextInt(300), "another") : LOG;
            var server = new ServedLog(tilesOf, size);
            TileFetcher<RuntimeException> hostile = (path, bytesMax) -> spoil(server.fetch(path, bytesMax), random);
            assertThat(view.advance(LOG.note(size), hostile, NO_CACHE)).isNotInstanceOf(Forked.class);
            try {
                assertThat(view.contradiction(LOG.note(size), hostile, NO_CACHE))
                        .isNull();
            } catch (BadTileException e) {
                assertThat(e.status()).isNotNull();
            }
        }
    }

    private static byte @Nullable [] spoil(byte @Nullable [] tile, SplittableRandom random) {
        if (tile == null || random.nextInt(3) == 0) {
            return tile;
        }
        byte[] spoiled = Arrays.copyOf(tile, random.nextInt(4) == 0 ? random.nextInt(2 * tile.length) : tile.length);
        if (spoiled.length > 0) {
            spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return spoiled;
    }

    @Test
    void whatTheWorldThrowsPassesThrough() {
        TileFetcher<IOException> offline = (path, bytesMax) -> {
            throw new IOException("no network");
        };
        assertThatThrownBy(() -> viewAt(LOG, 60).advance(LOG.note(100), offline, NO_CACHE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anotherLogOfThePolicyIsNotMixedIn() {
        SignerKey elsewhere = SlowLog.key("log.example/elsewhere", 2);
        var both =
                new TrustPolicy(List.of(SlowLog.KEY.verifierKey(), elsewhere.verifierKey()), Map.of(), POLICY.quorum());
        LogView view = ((Advanced) LogView.start(both, LOG.note(5))).view();
        SignedNote foreign = elsewhere.sign(new Checkpoint("log.example/elsewhere", LOG.head(7)).encode());
        assertThat(causeOf(view.advance(foreign, new ServedLog(LOG, 7), NO_CACHE)))
                .isEqualTo(Cause.OTHER_LOG);
        assertThat(causeOf(view.advance(foreign, new ConsistencyProof(LOG.consistency(5, 7)))))
                .isEqualTo(Cause.OTHER_LOG);
    }

    @Test
    void whatIsKeptComesBack() {
        for (int size : List.of(0, 1, 300)) {
            LogView view = viewAt(LOG, size);
            assertThat(LogView.restore(view.encode(), POLICY))
                    .isInstanceOfSatisfying(StoredView.Restored.class, restored -> {
                        assertThat(restored.view().note()).isEqualTo(view.note());
                        assertThat(restored.view().checkpoint().head()).isEqualTo(LOG.head(size));
                    });
        }
        assertThat(new String(viewAt(LOG, 5).encode(), StandardCharsets.UTF_8))
                .startsWith("plumbline/log-view@v1\norigin log.example/slow\n\nlog.example/slow\n5\n")
                .containsPattern("\nsha256 [0-9a-f]{64}\n$");
    }

    @Test
    void everyFlippedBitIsDamageOnThisSide() {
        byte[] file = viewAt(LOG, 123).encode();
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(flipped);
        }
    }

    @Test
    void everyCutAndEveryByteMoreIsDamageOnThisSide() {
        byte[] file = viewAt(LOG, 123).encode();
        for (int length = 0; length < file.length; length++) {
            assertDamaged(Arrays.copyOf(file, length));
        }
        assertDamaged(Arrays.copyOf(file, file.length + 1));
        assertDamaged((new String(file, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        assertDamaged(new byte[2 << 20]);
    }

    @Test
    void contentUnderARightChecksumIsHeldToTheFormat() {
        String note = LOG.note(5).encode();
        String header = "plumbline/log-view@v1\norigin log.example/slow\n\n";
        assertThat(LogView.restore(withChecksum(header + note), POLICY)).isInstanceOf(StoredView.Restored.class);
        assertDamaged(withChecksum(""));
        assertDamaged(withChecksum(header));
        assertDamaged(withChecksum(header + note + "\n"));
        assertDamaged(withChecksum(header.replace("slow", "fast") + note));
        assertDamaged(withChecksum(header.replace("\n\n", "\nmore\n\n") + note));
        assertDamaged(withChecksum(header.replace("\n\n", "\n") + note));
        assertDamaged(withChecksum(
                header + "hello\n\n" + LOG.note(5).signatures().get(0).encode() + "\n"));
        assertDamaged(withChecksum(note));
        assertDamaged(withChecksum("plumbline/log-sight@v1\n" + note));
    }

    @Test
    void anotherVersionIsToldFromDamage() {
        assertThat(LogView.restore(withChecksum("plumbline/log-view@v2\nanything\n"), POLICY))
                .isInstanceOf(StoredView.OtherVersion.class);
    }

    @Test
    void checkpointOfAnotherPolicyIsNeitherDamageNorMisbehaviour() {
        byte[] file = viewAt(LOG, 5).encode();
        SignerKey second = SlowLog.key(SlowLog.ORIGIN, 2);
        assertThat(LogView.restore(file, TrustPolicy.ofLog(second.verifierKey())))
                .isInstanceOfSatisfying(
                        StoredView.NoLongerTrusted.class,
                        stored -> assertThat(stored.reason()).isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD));
        SignerKey elsewhere = SlowLog.key("log.example/elsewhere", 2);
        assertThat(LogView.restore(file, TrustPolicy.ofLog(elsewhere.verifierKey())))
                .isInstanceOfSatisfying(
                        StoredView.NoLongerTrusted.class,
                        stored -> assertThat(stored.reason()).isEqualTo(CheckpointVerdict.Reason.UNKNOWN_LOG));
    }

    private static byte[] withChecksum(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String line = "sha256 " + TreeHasher.sha256(bytes).hex() + "\n";
        return (content + line).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertDamaged(byte[] file) {
        assertThat(LogView.restore(file, POLICY))
                .as(() -> new String(file, StandardCharsets.UTF_8))
                .isInstanceOf(StoredView.Damaged.class);
    }
}
