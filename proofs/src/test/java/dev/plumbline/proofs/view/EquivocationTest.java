package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.EquivocationVerdict.Cause;
import dev.plumbline.proofs.view.EquivocationVerdict.NotProven;
import dev.plumbline.proofs.view.EquivocationVerdict.Proven;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EquivocationTest {
    private static final VerifierKey VKEY = SlowLog.KEY.verifierKey();
    private static final TrustPolicy POLICY = TrustPolicy.ofLog(VKEY);
    private static final SlowLog ONE = SlowLog.honest(20);
    private static final SlowLog OTHER = new SlowLog(20, 3, "another");

    private static Equivocation between(SlowLog older, long olderSize, SlowLog newer, long newerSize) {
        return Equivocation.between(older.note(olderSize), newer.note(newerSize), POLICY, newer);
    }

    private static Cause causeOf(Equivocation evidence, TrustPolicy policy) {
        EquivocationVerdict verdict = evidence.check(policy);
        assertThat(verdict).isInstanceOf(NotProven.class);
        return ((NotProven) verdict).cause();
    }

    @Test
    void everyForkOfSmallLogsIsProven() {
        int sizeMax = 10;
        for (int fork = 0; fork < sizeMax; fork++) {
            SlowLog honest = SlowLog.honest(sizeMax);
            var forked = new SlowLog(sizeMax, fork, "another");
            for (int older = 0; older <= sizeMax; older++) {
                for (int newer = older; newer <= sizeMax; newer++) {
                    Equivocation evidence = between(honest, older, forked, newer);
                    if (fork >= older) {
                        assertThat(evidence)
                                .as("%d of %d, fork at %d", older, newer, fork)
                                .isNull();
                    } else {
                        assertThat(evidence.check(POLICY))
                                .isEqualTo(new Proven(
                                        SlowLog.ORIGIN,
                                        honest.head(older),
                                        forked.head(newer),
                                        forked.head(older).root()));
                    }
                }
            }
        }
    }

    /** Over one second: 21 pairs of checkpoints times 403 pairs of a claimed root and a path, all signatures checked. */
    @Test
    void noRootAndNoPathTurnHonestCheckpointsIntoEvidence() {
        int sizeMax = 6;
        var roots = new ArrayList<Hash>(List.of(TreeHasher.emptyRoot()));
        var paths = new ArrayList<List<Hash>>(List.of(List.of()));
        for (int newer = 1; newer <= sizeMax; newer++) {
            roots.add(ONE.head(newer).root());
            roots.add(OTHER.head(newer).root());
            for (int older = 1; older < newer; older++) {
                paths.add(ONE.consistency(older, newer));
                paths.add(OTHER.consistency(older, newer));
            }
        }
        for (int newer = 1; newer <= sizeMax; newer++) {
            for (int older = 1; older <= newer; older++) {
                for (Hash root : roots) {
                    for (List<Hash> path : paths) {
                        var evidence = new Equivocation(
                                ONE.note(older), ONE.note(newer), List.of(VKEY), root, new ConsistencyProof(path));
                        assertThat(causeOf(evidence, POLICY)).isIn(Cause.PROOF_BAD, Cause.NO_CONTRADICTION);
                    }
                }
            }
        }
    }

    @Test
    void noBitOfTheFileIsIdle() {
        for (Equivocation evidence : List.of(between(ONE, 6, OTHER, 11), between(ONE, 8, OTHER, 8))) {
            byte[] file = evidence.encode();
            for (int bit = 0; bit < 8 * file.length; bit++) {
                byte[] changed = file.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    assertThat(Equivocation.parse(changed).check(POLICY))
                            .as("bit %d", bit)
                            .isInstanceOf(NotProven.class);
                } catch (MalformedException e) {
                    assertThat(e).hasMessageNotContaining("\n");
                }
            }
        }
    }

    @Test
    void fileComesBackAsItWasAndInAnySpelling() throws MalformedException {
        Equivocation evidence = between(ONE, 6, OTHER, 11);
        assertThat(Equivocation.parse(evidence.encode())).isEqualTo(evidence);
        String spaced = new String(evidence.encode(), StandardCharsets.UTF_8).replace(",\"", " ,\n\t\"");
        assertThat(Equivocation.parse(spaced.getBytes(StandardCharsets.UTF_8))).isEqualTo(evidence);
    }

    @Test
    void checkpointsOfOneSizeNeedNoPath() {
        Equivocation evidence = between(ONE, 8, OTHER, 8);
        assertThat(evidence.proof().path()).isEmpty();
        assertThat(evidence.prefixRoot()).isEqualTo(OTHER.head(8).root());
        assertThat(new String(evidence.encode(), StandardCharsets.UTF_8)).contains("\"path\":[]");
    }

    @Test
    void emptyTreeContradictsNothing() {
        assertThat(between(ONE, 0, OTHER, 8)).isNull();
        assertThat(between(ONE, 0, OTHER, 0)).isNull();
        var forced = new Equivocation(
                ONE.note(0), OTHER.note(8), List.of(VKEY), ONE.head(1).root(), new ConsistencyProof(List.of()));
        assertThat(causeOf(forced, POLICY)).isEqualTo(Cause.SIZES_OUT_OF_ORDER);
    }

    @Test
    void olderMustNotBeLarger() {
        Equivocation good = between(ONE, 6, OTHER, 11);
        var turned = new Equivocation(
                /* older= */ good.newer(), /* newer= */ good.older(), good.keys(), good.prefixRoot(), good.proof());
        assertThat(causeOf(turned, POLICY)).isEqualTo(Cause.SIZES_OUT_OF_ORDER);
        assertThat(between(ONE, 11, OTHER, 6)).isNull();
    }

    @Test
    void keysOfTheFileProveNothingToWhoDoesNotKnowThem() {
        Equivocation evidence = between(ONE, 6, OTHER, 11);
        SignerKey stranger = SlowLog.key(SlowLog.ORIGIN, 2);
        assertThat(causeOf(evidence, TrustPolicy.ofLog(stranger.verifierKey()))).isEqualTo(Cause.UNKNOWN_LOG);
        var underStranger = new Equivocation(
                evidence.older(),
                evidence.newer(),
                List.of(stranger.verifierKey()),
                evidence.prefixRoot(),
                evidence.proof());
        assertThat(causeOf(underStranger, POLICY)).isEqualTo(Cause.SIGNATURE_MISSING);
    }

    @Test
    void strangersSignatureAccusesNobody() {
        SignerKey stranger = SlowLog.key(SlowLog.ORIGIN, 2);
        var byStranger = new Equivocation(
                stranger.sign(ONE.note(6).text()),
                OTHER.note(11),
                List.of(VKEY, stranger.verifierKey()),
                OTHER.head(6).root(),
                new ConsistencyProof(OTHER.consistency(6, 11)));
        assertThat(causeOf(byStranger, POLICY)).isEqualTo(Cause.SIGNATURE_MISSING);
        var newerByStranger = new Equivocation(
                ONE.note(6),
                stranger.sign(OTHER.note(11).text()),
                List.of(VKEY, stranger.verifierKey()),
                OTHER.head(6).root(),
                new ConsistencyProof(OTHER.consistency(6, 11)));
        assertThat(causeOf(newerByStranger, POLICY)).isEqualTo(Cause.SIGNATURE_MISSING);
    }

    @Test
    void lineOfKnownKeyThatFailsSpoilsTheFileEvenIfItIsNotListed() {
        Equivocation good = between(ONE, 6, OTHER, 11);
        SignerKey second = SlowLog.key(SlowLog.ORIGIN, 2);
        var lines = new ArrayList<>(good.newer().signatures());
        lines.add(new NoteSignature(SlowLog.ORIGIN, second.verifierKey().id(), new byte[64]));
        var spoiled = new Equivocation(
                good.older(), new SignedNote(good.newer().text(), lines), good.keys(), good.prefixRoot(), good.proof());
        assertThat(spoiled.check(POLICY)).isInstanceOf(Proven.class);
        var both = new TrustPolicy(List.of(VKEY, second.verifierKey()), Map.of(), POLICY.quorum());
        assertThat(causeOf(spoiled, both)).isEqualTo(Cause.SIGNATURE_BAD);
    }

    @Test
    void twoKeysOfOneLogSpeakForIt() {
        SignerKey second = SlowLog.key(SlowLog.ORIGIN, 2);
        var both = new TrustPolicy(List.of(VKEY, second.verifierKey()), Map.of(), POLICY.quorum());
        Equivocation evidence =
                Equivocation.between(ONE.note(6), second.sign(OTHER.note(11).text()), both, OTHER);
        assertThat(evidence.keys()).containsExactly(VKEY, second.verifierKey());
        assertThat(evidence.check(both)).isInstanceOf(Proven.class);
        assertThat(causeOf(evidence, POLICY)).isEqualTo(Cause.SIGNATURE_MISSING);
    }

    @Test
    void ofMoreKeysThanFitOneForEachCheckpointIsEnough() {
        var keys = new ArrayList<VerifierKey>();
        var olderLines = new ArrayList<NoteSignature>();
        var newerLines = new ArrayList<NoteSignature>();
        for (int seed = 1; seed <= 10; seed++) {
            SignerKey key = SlowLog.key(SlowLog.ORIGIN, seed);
            keys.add(key.verifierKey());
            (seed == 1 ? olderLines : newerLines)
                    .addAll(key.sign((seed == 1 ? ONE.note(6) : OTHER.note(11)).text())
                            .signatures());
        }
        var policy = new TrustPolicy(keys, Map.of(), POLICY.quorum());
        Equivocation evidence = Equivocation.between(
                new SignedNote(ONE.note(6).text(), olderLines),
                new SignedNote(OTHER.note(11).text(), newerLines),
                policy,
                OTHER);
        assertThat(evidence.keys()).containsExactly(keys.get(0), keys.get(1));
        assertThat(evidence.check(policy)).isInstanceOf(Proven.class);
    }

    @Test
    void checkpointsOfTwoLogsDoNotContradictEachOther() {
        SignerKey elsewhere = SlowLog.key("log.example/elsewhere", 1);
        SignedNote foreign = elsewhere.sign(new Checkpoint("log.example/elsewhere", OTHER.head(11)).encode());
        var policy = new TrustPolicy(List.of(VKEY, elsewhere.verifierKey()), Map.of(), POLICY.quorum());
        assertThat(Equivocation.between(ONE.note(6), foreign, policy, OTHER)).isNull();
        var evidence = new Equivocation(
                ONE.note(6),
                foreign,
                List.of(VKEY),
                OTHER.head(6).root(),
                new ConsistencyProof(OTHER.consistency(6, 11)));
        assertThat(causeOf(evidence, policy)).isEqualTo(Cause.ORIGINS_DIFFER);
        Equivocation good = between(ONE, 6, OTHER, 11);
        var foreignKey = new Equivocation(
                good.older(), good.newer(), List.of(VKEY, elsewhere.verifierKey()), good.prefixRoot(), good.proof());
        assertThat(causeOf(foreignKey, policy)).isEqualTo(Cause.ORIGINS_DIFFER);
    }

    @Test
    void textThatIsNoCheckpointIsNotAccusedOf() {
        var evidence = new Equivocation(
                SlowLog.KEY.sign("hello\n"),
                OTHER.note(11),
                List.of(VKEY),
                OTHER.head(6).root(),
                new ConsistencyProof(List.of()));
        assertThat(causeOf(evidence, POLICY)).isEqualTo(Cause.CHECKPOINT_UNREADABLE);
        assertThat(Equivocation.between(SlowLog.KEY.sign("hello\n"), OTHER.note(11), POLICY, OTHER))
                .isNull();
    }

    @Test
    void linesOfOthersAreLeftOutOfTheEvidence() {
        SignedNote plain = ONE.note(6);
        var lines = new ArrayList<>(plain.signatures());
        // Not in form NFC, so JSON could not carry it: a stranger must not be able to spoil evidence by a name.
        lines.add(new NoteSignature("e\u0301", 7, new byte[64]));
        Equivocation evidence =
                Equivocation.between(new SignedNote(plain.text(), lines), OTHER.note(11), POLICY, OTHER);
        assertThat(evidence.older()).isEqualTo(plain);
    }

    @Test
    void hashesOfAnotherTreeAccuseNobody() {
        assertThat(Equivocation.between(ONE.note(6), OTHER.note(11), POLICY, ONE))
                .isNull();
        assertThat(Equivocation.between(ONE.note(6), ONE.note(11), POLICY, OTHER))
                .isNull();
    }

    @Test
    void whatJsonCannotCarryCanBeToldBeforehand() {
        assertThat(Equivocation.canCarry(ONE.note(6).text())).isTrue();
        TreeHead head = ONE.head(6);
        SignedNote decomposed = SlowLog.KEY.sign(new Checkpoint(SlowLog.ORIGIN, head, List.of("e\u0301")).encode());
        SignedNote large =
                SlowLog.KEY.sign(new Checkpoint(SlowLog.ORIGIN, head, List.of("x".repeat(1 << 16))).encode());
        for (SignedNote note : List.of(decomposed, large)) {
            assertThat(Equivocation.canCarry(note.text())).isFalse();
            assertThat(Equivocation.between(note, OTHER.note(11), POLICY, OTHER))
                    .isNull();
            assertThatThrownBy(() -> new Equivocation(
                            note, OTHER.note(11), List.of(VKEY), head.root(), new ConsistencyProof(List.of())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void largestFileStaysBelowItsLimit() throws MalformedException {
        // Three bytes a character, quotes that JSON doubles, and every line and key that may stand there.
        String wide = "\u20ac".repeat((1 << 16) - 200);
        var lines = new ArrayList<NoteSignature>();
        SignedNote signed = SlowLog.KEY.sign(new Checkpoint(SlowLog.ORIGIN, ONE.head(6), List.of(wide)).encode());
        for (int i = 0; i < 64; i++) {
            lines.add(signed.signatures().get(0));
        }
        var note = new SignedNote(signed.text(), lines);
        var path = new ArrayList<Hash>();
        for (int i = 0; i < 64; i++) {
            path.add(ONE.head(1).root());
        }
        var evidence = new Equivocation(note, note, List.of(VKEY), ONE.head(1).root(), new ConsistencyProof(path));
        assertThat(Equivocation.parse(evidence.encode())).isEqualTo(evidence);
    }

    @Test
    void refusesFilesThatAreNotOfTheFormat() {
        String good = new String(between(ONE, 6, OTHER, 11).encode(), StandardCharsets.UTF_8);
        assertRefused(good.replace("\"v\":1", "\"v\":2"), Malformed.UNSUPPORTED);
        assertRefused(good.replace("\"v\":1", "\"v\":\"1\""), Malformed.VALUE);
        assertRefused(good.replace("\"kind\":\"equivocation\"", "\"kind\":\"receipt\""), Malformed.UNSUPPORTED);
        assertRefused(good.replace("\"kind\":\"equivocation\",", ""), Malformed.MISSING_KEY);
        assertRefused(good.replace("{\"", "{\"a\":1,\""), Malformed.UNKNOWN_KEY);
        assertRefused(good.replace("[\"" + VKEY, "[\"" + VKEY + "\",\"" + VKEY), Malformed.RULE);
        assertRefused(good.replace("[\"" + VKEY + "\"]", "[]"), Malformed.RULE);
        assertRefused(good.replace("[\"" + VKEY + "\"]", "\"" + VKEY + "\""), Malformed.VALUE);
        assertRefused(good.replace("[\"" + VKEY + "\"]", "[1]"), Malformed.VALUE);
        assertRefused("[]", Malformed.VALUE);
        assertRefused(" ".repeat((1 << 20) + 1), Malformed.LIMIT_EXCEEDED);
        assertRefused(good.replace("\\n6\\n", "\\n06\\n").replace("older", "oldest"), Malformed.MISSING_KEY);
        String hash = "\"" + ONE.head(1).root().base64() + "\"";
        assertRefused(good.replace("\"path\":[", "\"path\":[" + (hash + ",").repeat(64)), Malformed.LIMIT_EXCEEDED);
        assertRefused(good.replace("log.example/slow\\n6", "x".repeat(1 << 16) + "\\n6"), Malformed.LIMIT_EXCEEDED);
    }

    private static void assertRefused(String json, Malformed code) {
        assertThatThrownBy(() -> Equivocation.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
