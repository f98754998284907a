package dev.plumbline.proofs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FreshnessTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    /** The time of the block that the anchor is shown in. */
    private static final long NOW = 1_763_700_000L;

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final SignerKey first = witness(1);
    private final SignerKey second = witness(2);
    private final Event event = SampleEvents.first();
    private final TreeHead head = new TreeHead(2, TreeHasher.node(event.leafHash(), TreeHasher.leaf(new byte[1])));
    private final InclusionProof inclusion = new InclusionProof(0, List.of(TreeHasher.leaf(new byte[1])));
    private final AnchorEvidence anchor = MadeUpAnchor.of(head, inclusion.path());
    private final AnchorEvidence olderAnchor = MadeUpAnchor.of(new TreeHead(1, event.leafHash()), List.of());

    FreshnessTest() throws MalformedException {}

    @ParameterizedTest
    @CsvSource({
        "100, 40, 40, VERIFIED", // the newer of the two counts, and the bound itself is still fresh
        "100, 41, 40, STALE",
        "-60, 99, 40, VERIFIED", // a clock that is ahead within the tolerance
        "-61, 99, 40, STALE", // and beyond: what it says is not used
    })
    void aCheckpointIsAsOldAsItsNewestCosignature(long firstAge, long secondAge, long max, String end) {
        Receipt receipt = receipt(cosigned(firstAge, secondAge), null);
        assertThat(end(receipt, policy("any"), bounds(max, null, null))).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "all, 40, 40, 40, VERIFIED",
        "all, 40, 41, 40, STALE",
        "any, 40, 41, 40, VERIFIED",
        "any, 41, 41, 40, STALE",
        "any, 41, -61, 40, STALE",
        "any, 41, -60, 40, VERIFIED",
    })
    void onlyRecentCosignaturesCountTowardsTheQuorum(
            String group, long firstAge, long secondAge, long max, String end) {
        Receipt receipt = receipt(cosigned(firstAge, secondAge), null);
        assertThat(end(receipt, policy(group), bounds(null, max, null))).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, VERIFIED", "40, 40, VERIFIED", "41, 40, STALE", "-60, 0, VERIFIED", "-61, 1000, STALE"})
    void anAnchorIsAsOldAsItsBlock(long age, long max, String end) {
        var freshness = new Freshness(at(NOW + age), null, null, Duration.ofSeconds(max));
        assertThat(end(receipt(cosigned(9_999), anchor), policy("any"), freshness))
                .isEqualTo(end);
    }

    @Test
    void aTrustedBlockThatHoldsTheSameHeadSaysWhenTheCheckpointWas() {
        assertThat(end(receipt(cosigned(9_999), anchor), policy("any"), bounds(5L, null, null)))
                .isEqualTo("VERIFIED");
        assertThat(end(receipt(cosigned(9_999), olderAnchor), policy("any"), bounds(5L, null, null)))
                .isEqualTo("STALE");
    }

    @Test
    void aBlockThatNobodyTrustsSaysNothingAboutTime() {
        var policy = VerificationPolicy.of(TrustPolicy.ofLog(log.verifierKey())).demanding(bounds(5L, null, null));
        assertThat(end(receipt(note(), anchor), policy)).isEqualTo("STALE");
    }

    @Test
    void aBoundOnWhatIsNotDemandedIsAMistakeOfTheCaller() {
        VerificationPolicy policy = VerificationPolicy.of(TrustPolicy.ofLog(log.verifierKey()));
        assertThatThrownBy(() -> policy.demanding(bounds(null, null, 5L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.demanding(bounds(null, 5L, null))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bounds(-1L, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private String end(Receipt receipt, TrustPolicy trust, Freshness freshness) {
        VerificationPolicy policy = VerificationPolicy.of(trust);
        AnchorEvidence evidence = receipt.anchor();
        if (evidence != null) {
            policy = policy.demandingAnchorIn(Set.of(MadeUpAnchor.blockHash(evidence)));
        }
        return end(receipt, policy.demanding(freshness));
    }

    private static String end(Receipt receipt, VerificationPolicy policy) {
        Verdict verdict = new ReceiptVerifier(policy).verify(receipt.encode());
        Check last = verdict.checks().get(verdict.checks().size() - 1);
        assertThat(last.name()).isEqualTo(Check.Name.FRESHNESS);
        if (verdict instanceof Verdict.Rejected rejected) {
            assertThat(last.result()).isEqualTo(Check.Result.FAILED);
            return rejected.reason().name();
        }
        assertThat(last.result()).isEqualTo(Check.Result.PASSED);
        return "VERIFIED";
    }

    private static Freshness bounds(Long checkpoint, Long cosignature, Long anchor) {
        return new Freshness(at(NOW), seconds(checkpoint), seconds(cosignature), seconds(anchor));
    }

    private static Duration seconds(Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static InstantSource at(long unixSeconds) {
        return InstantSource.fixed(Instant.ofEpochSecond(unixSeconds));
    }

    private Receipt receipt(SignedNote checkpoint, AnchorEvidence evidence) {
        String entry = new String(event.entry(), StandardCharsets.UTF_8);
        return new Receipt(entry, new TlogProof(inclusion, checkpoint), evidence);
    }

    private SignedNote note() {
        return log.sign(new Checkpoint(ORIGIN, head).encode());
    }

    /** The checkpoint, cosigned by the first witness, the second and so on, so many seconds ago. */
    private SignedNote cosigned(long... ages) {
        SignedNote note = note();
        var lines = new ArrayList<>(note.signatures());
        for (int i = 0; i < ages.length; i++) {
            SignerKey witness = List.of(first, second).get(i);
            long time = NOW - ages[i];
            byte[] signature = Ed25519.sign(witness.seed(), Cosignature.message(time, note.text()));
            lines.add(new NoteSignature(
                    witness.verifierKey().name(),
                    witness.verifierKey().id(),
                    ByteBuffer.allocate(72).putLong(time).put(signature).array()));
        }
        return new SignedNote(note.text(), lines);
    }

    private TrustPolicy policy(String group) {
        String text = "log " + log.verifierKey().encode() + "\nwitness a "
                + first.verifierKey().encode() + "\nwitness b "
                + second.verifierKey().encode() + "\ngroup both " + group + " a b\nquorum both\n";
        try {
            return TrustPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static SignerKey witness(int number) throws MalformedException {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return new SignerKey("w" + number + ".example", KeyType.COSIGNATURE_ED25519, seed);
    }
}
