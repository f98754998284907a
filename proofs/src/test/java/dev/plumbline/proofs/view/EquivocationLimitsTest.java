package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.EquivocationVerdict.Cause;
import dev.plumbline.proofs.view.EquivocationVerdict.NotProven;
import dev.plumbline.proofs.view.EquivocationVerdict.Proven;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much evidence may hold, to the last key and character, and whose lines and keys count in it. */
class EquivocationLimitsTest {
    private static final VerifierKey VKEY = SlowLog.KEY.verifierKey();
    private static final TrustPolicy POLICY = TrustPolicy.ofLog(VKEY);
    private static final SlowLog ONE = SlowLog.honest(20);
    private static final SlowLog OTHER = new SlowLog(20, 3, "another");
    private static final SignerKey SECOND = SlowLog.key(SlowLog.ORIGIN, 2);
    private static final SignerKey ELSEWHERE = SlowLog.key("log.example/elsewhere", 1);

    private static TrustPolicy policyOf(VerifierKey... logs) {
        return new TrustPolicy(List.of(logs), Map.of(), POLICY.quorum());
    }

    private static SignedNote with(SignedNote note, NoteSignature... more) {
        var lines = new ArrayList<>(note.signatures());
        lines.addAll(List.of(more));
        return new SignedNote(note.text(), lines);
    }

    private static NoteSignature lineBy(SignerKey key, SignedNote note) {
        return key.sign(note.text()).signatures().get(0);
    }

    private static List<VerifierKey> keys(int count) {
        var keys = new ArrayList<VerifierKey>();
        for (int seed = 1; seed <= count; seed++) {
            keys.add(SlowLog.key(SlowLog.ORIGIN, seed).verifierKey());
        }
        return keys;
    }

    private static Equivocation of(List<VerifierKey> keys, List<Hash> path) {
        return new Equivocation(ONE.note(6), OTHER.note(11), keys, OTHER.head(6).root(), new ConsistencyProof(path));
    }

    @Test
    void holdsUpToEightDifferentKeys() throws MalformedException {
        Equivocation most = of(keys(8), List.of());
        assertThat(Equivocation.parse(most.encode())).isEqualTo(most);
        String nine = new String(most.encode(), StandardCharsets.UTF_8)
                .replace("\"keys\":[", "\"keys\":[\"" + keys(9).get(8).encode() + "\",");
        assertRefused(nine, Malformed.LIMIT_EXCEEDED);
        for (List<VerifierKey> keys : List.of(keys(9), List.<VerifierKey>of(), List.of(VKEY, VKEY))) {
            assertThatThrownBy(() -> of(keys, List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void holdsUpToAsManyHashesAsAPathHas() throws MalformedException {
        Hash hash = ONE.head(1).root();
        Equivocation longest = of(List.of(VKEY), Collections.nCopies(64, hash));
        assertThat(Equivocation.parse(longest.encode())).isEqualTo(longest);
        assertThatThrownBy(() -> of(List.of(VKEY), Collections.nCopies(65, hash)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsATextAsLongAsItsLimit() throws MalformedException {
        SignedNote longest = noteOf(Limits.EVIDENCE_TEXT_CHARS_MAX);
        SignedNote longer = noteOf(Limits.EVIDENCE_TEXT_CHARS_MAX + 1);
        assertThat(Equivocation.canCarry(longest.text())).isTrue();
        assertThat(Equivocation.canCarry(longer.text())).isFalse();
        for (boolean isOlder : new boolean[] {true, false}) {
            var evidence = new Equivocation(
                    isOlder ? longest : ONE.note(6),
                    isOlder ? OTHER.note(11) : longest,
                    List.of(VKEY),
                    OTHER.head(6).root(),
                    new ConsistencyProof(List.of()));
            assertThat(Equivocation.parse(evidence.encode())).isEqualTo(evidence);
            String file = new String(evidence.encode(), StandardCharsets.UTF_8);
            assertRefused(file.replace("\\nx", "\\nxx"), Malformed.LIMIT_EXCEEDED);
        }
    }

    /** A signed checkpoint of 6 leaves whose text has this many characters. */
    private static SignedNote noteOf(int chars) {
        int fixed = new Checkpoint(SlowLog.ORIGIN, ONE.head(6), List.of("x"))
                        .encode()
                        .length()
                - 1;
        String text = new Checkpoint(SlowLog.ORIGIN, ONE.head(6), List.of("x".repeat(chars - fixed))).encode();
        assertThat(text).hasSize(chars);
        return SlowLog.KEY.sign(text);
    }

    @Test
    void ofEightSignersAllAreNamed() {
        var olderLines = new ArrayList<NoteSignature>();
        for (int seed = 1; seed <= 8; seed++) {
            olderLines.add(lineBy(SlowLog.key(SlowLog.ORIGIN, seed), ONE.note(6)));
        }
        var policy = new TrustPolicy(keys(8), Map.of(), POLICY.quorum());
        Equivocation evidence =
                Equivocation.between(new SignedNote(ONE.note(6).text(), olderLines), OTHER.note(11), policy, OTHER);
        assertThat(evidence.keys()).containsExactlyElementsOf(keys(8));
    }

    @Test
    void aKeyThatSignedNothingIsNotNamed() {
        TrustPolicy both = policyOf(VKEY, SECOND.verifierKey());
        Equivocation evidence = Equivocation.between(ONE.note(6), OTHER.note(11), both, OTHER);
        assertThat(evidence.keys()).containsExactly(VKEY);
        assertThat(evidence.check(both)).isInstanceOf(Proven.class);
    }

    @Test
    void linesByAnotherLogOfThePolicyAreLeftOut() {
        TrustPolicy both = policyOf(VKEY, ELSEWHERE.verifierKey());
        SignedNote older = with(ONE.note(6), lineBy(ELSEWHERE, ONE.note(6)));
        Equivocation evidence = Equivocation.between(older, OTHER.note(11), both, OTHER);
        assertThat(evidence.keys()).containsExactly(VKEY);
        assertThat(evidence.older()).isEqualTo(ONE.note(6));
    }

    @Test
    void aLineThatClaimsAnotherLogsKeySpoilsNothing() {
        var forged = new NoteSignature(
                "log.example/elsewhere", ELSEWHERE.verifierKey().id(), new byte[64]);
        Equivocation good = Equivocation.between(ONE.note(6), OTHER.note(11), POLICY, OTHER);
        var evidence = new Equivocation(
                with(good.older(), forged), good.newer(), good.keys(), good.prefixRoot(), good.proof());
        assertThat(evidence.check(policyOf(VKEY, ELSEWHERE.verifierKey()))).isInstanceOf(Proven.class);
    }

    @Test
    void aKeyOfThePolicyThatTheFileDoesNotNameCountsForNothing() {
        Equivocation good = Equivocation.between(ONE.note(6), OTHER.note(11), POLICY, OTHER);
        var evidence = new Equivocation(
                good.older(), SECOND.sign(OTHER.note(11).text()), good.keys(), good.prefixRoot(), good.proof());
        assertThat(evidence.check(policyOf(VKEY, SECOND.verifierKey())))
                .isInstanceOfSatisfying(
                        NotProven.class,
                        unproven -> assertThat(unproven.cause()).isEqualTo(Cause.SIGNATURE_MISSING));
    }

    private static void assertRefused(String json, Malformed code) {
        assertThatThrownBy(() -> Equivocation.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
