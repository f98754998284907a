package dev.plumbline.proofs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReceiptVerifierTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final int SIZE = 11;
    private static final int INDEX = 6;

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final Event event = SampleEvents.first();
    private final Map<List<Long>, Hash> nodes = new HashMap<>();
    private final TreeHead head = tree(SIZE);
    private final Receipt receipt = new Receipt(text(event), proof(log, head), null);
    private final AnchorEvidence evidence = MadeUpAnchor.of(tree(8), path(8));
    private final Receipt anchored = receipt.withAnchor(evidence);
    private final Word block = MadeUpAnchor.blockHash(evidence);
    private final VerificationPolicy policy = VerificationPolicy.of(TrustPolicy.ofLog(log.verifierKey()));
    private final VerificationPolicy strict =
            policy.withContract(MadeUpAnchor.CHAIN, evidence.contract()).demandingAnchorIn(Set.of(block));

    ReceiptVerifierTest() throws MalformedException {}

    @Test
    void aReceiptHoldsAndSaysWhatWasNotChecked() {
        Verdict verdict = new ReceiptVerifier(policy).verify(receipt.encode());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.receipt().event()).isEqualTo(event);
            assertThat(verified.receipt().index()).isEqualTo(INDEX);
            assertThat(verified.receipt().checkpoint().head()).isEqualTo(head);
            assertThat(verified.receipt().anchor()).isNull();
        });
        assertThat(results(verdict))
                .containsEntry(Check.Name.INCLUSION, Check.Result.PASSED)
                .containsEntry(Check.Name.WITNESSES, Check.Result.NOT_CHECKED)
                .containsEntry(Check.Name.ANCHOR_STATE, Check.Result.NOT_CHECKED);
        assertThat(verdict.checks()).extracting(Check::name).isEqualTo(Check.Name.OF_RECEIPTS);
    }

    @Test
    void anAnchoredReceiptHoldsUnderABlockThatIsTrusted() {
        Verdict verdict = new ReceiptVerifier(strict).verify(anchored.encode());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.receipt().anchor()).isNotNull();
            assertThat(verified.receipt().anchor().anchored()).isEqualTo(tree(8));
        });
        assertThat(results(verdict).entrySet().stream()
                        .filter(check -> check.getValue() != Check.Result.PASSED)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(Check.Name.WITNESSES, Check.Name.FRESHNESS);
    }

    @Test
    void withoutATrustedBlockAnAnchorIsShownToBeWholeAndNoMore() {
        Verdict verdict = new ReceiptVerifier(policy).verify(anchored.encode());
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.receipt().anchor()).isNull());
        assertThat(results(verdict))
                .containsEntry(Check.Name.ANCHOR_HEADER, Check.Result.NOT_CHECKED)
                .containsEntry(Check.Name.ANCHOR_PLACE, Check.Result.NOT_CHECKED)
                .containsEntry(Check.Name.ANCHOR_STATE, Check.Result.PASSED);
    }

    @Test
    void everyVerdictOnAnAnchorNamesTheLevelOfTrust() {
        for (HeadStanding.Level level : HeadStanding.Level.values()) {
            HeadTrust trust = (chain, header) -> {
                assertThat(chain).isEqualTo(MadeUpAnchor.CHAIN);
                assertThat(header.hash()).isEqualTo(block);
                return new HeadStanding.Trusted(level, "so they say");
            };
            Verdict verdict = new ReceiptVerifier(strict.demandingAnchorUnder(trust)).verify(anchored.encode());
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Verified.class,
                            verified -> assertThat(verified.receipt().anchorTrust())
                                    .isEqualTo(new HeadStanding.Trusted(level, "so they say")));
            assertThat(verdict.checks())
                    .filteredOn(check -> check.name() == Check.Name.ANCHOR_HEADER)
                    .singleElement()
                    .satisfies(check -> assertThat(check.detail()).contains(level.name(), block.hex(), "so they say"));
        }
    }

    @Test
    void aBlockThatIsNotTrustedHasTheReasonOfItsCause() {
        Map<HeadStanding.Cause, Reason> reasons = Map.of(
                HeadStanding.Cause.UNASKED, Reason.HEADER_UNTRUSTED,
                HeadStanding.Cause.UNKNOWN, Reason.HEADER_UNTRUSTED,
                HeadStanding.Cause.DISAGREE, Reason.HEADER_UNTRUSTED,
                HeadStanding.Cause.NOT_FINAL, Reason.ANCHOR_NOT_FINAL,
                HeadStanding.Cause.WRONG_CHAIN, Reason.WRONG_CHAIN,
                HeadStanding.Cause.UNREACHABLE, Reason.RPC_UNREACHABLE);
        for (HeadStanding.Cause cause : HeadStanding.Cause.values()) {
            HeadTrust trust = (chain, header) -> new HeadStanding.Refused(cause, "because");
            for (VerificationPolicy asking : List.of(
                    strict.demandingAnchorUnder(trust),
                    new VerificationPolicy(
                            policy.trust(), null, null, trust, VerificationPolicy.AnchorDemand.NONE, null))) {
                assertThat(new ReceiptVerifier(asking).verify(anchored.encode()))
                        .isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
                            assertThat(rejected.reason()).isEqualTo(reasons.get(cause));
                            assertThat(rejected.detail()).contains(block.hex(), "because");
                        });
            }
        }
    }

    @Test
    void anAnchorInATrustedBlockCannotBeDemandedOfNobody() {
        for (VerificationPolicy nobody :
                List.of(strict.demandingAnchorUnder(NoHeads.NO_HEADS), strict.demandingAnchorIn(Set.of()))) {
            assertThat(new ReceiptVerifier(nobody).verify(anchored.encode()))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.HEADER_UNTRUSTED));
        }
    }

    @Test
    void bytesThatAreNoHeaderAreNeverJudged() {
        HeadTrust trust = (chain, header) -> {
            throw new AssertionError("was asked");
        };
        AnchorEvidence cut = with(
                evidence,
                evidence.chain(),
                evidence.contract(),
                8,
                evidence.path(),
                raw(evidence.header().hex().substring(0, 100)));
        byte[] bytes = receipt.withAnchor(cut).encode();
        assertThat(new ReceiptVerifier(policy.demandingAnchorUnder(trust)).verify(bytes))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.HEADER_UNTRUSTED));
        assertThat(new ReceiptVerifier(policy).verify(bytes))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.ANCHOR_PROOF_BAD));
    }

    @Test
    void anotherSpellingOfTheReceiptHoldsAsWell() {
        String pretty = new String(receipt.encode(), StandardCharsets.UTF_8)
                .replace("—", "\\u2014")
                .replace("{\"entry\":", "{ \n\t\"entry\" : ")
                .replace(",\"proof\":", " ,\r\n \"proof\": ");
        assertThat(new ReceiptVerifier(policy).verify(pretty.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void aFlippedBitAnywhereIsRefused() {
        byte[] bytes = anchored.encode();
        var verifier = new ReceiptVerifier(strict);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit : new int[] {at % 8, (at + 3) % 8}) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                assertThat(verifier.verify(flipped))
                        .as("bit %d of byte %d", bit, at)
                        .isInstanceOf(Verdict.Rejected.class);
            }
        }
    }

    @Test
    void everyCutIsRefused() {
        byte[] bytes = anchored.encode();
        var verifier = new ReceiptVerifier(strict);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(verifier.verify(Arrays.copyOf(bytes, length))).isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void eachPartThatIsWrongHasItsReason() throws MalformedException {
        assertRefused("{}", Reason.FORMAT_UNREADABLE);
        assertRefused(json().replace("\"v\":1}", "\"v\":2}"), Reason.FORMAT_UNSUPPORTED);
        assertRefused(json().replace("\"v\":1}", "\"v\":1,\"w\":1}"), Reason.FORMAT_UNREADABLE);
        assertRefused(json().replace("tlog-proof@v1", "tlog-proof@v2"), Reason.FORMAT_UNSUPPORTED);
        assertRefused(json().replace("{\\\"body\\\":{", "{\\\"body\\\": {"), Reason.ENTRY_NOT_CANONICAL);
        assertRefused(json().replace("datanet.upload", "datanet.uploaf"), Reason.FORMAT_UNSUPPORTED);
        assertRefused(json().replace("CC-BY-4.0", "CC-BY-3.0"), Reason.EVENT_SIGNATURE_BAD);
        assertRefused(json().replace("index 6\\n", "index 5\\n"), Reason.ROOT_MISMATCH);
        assertRefused(json().replace("index 6\\n", "index 11\\n"), Reason.INDEX_OUT_OF_RANGE);
        assertRefused(json().replace("index 6\\n", "index 9\\n"), Reason.PATH_LENGTH_WRONG);
        assertRefused(json().replace("\\n11\\n", "\\n12\\n"), Reason.CHECKPOINT_SIGNATURE_BAD);
        SignerKey other = new SignerKey("other.example/log", KeyType.ED25519, new byte[32]);
        assertRefused(encode(new Receipt(text(event), proof(other, head), null)), Reason.UNKNOWN_LOG);
        SignerKey sameName = new SignerKey(
                ORIGIN, KeyType.ED25519, "another seed of thirty-two bytes".getBytes(StandardCharsets.US_ASCII));
        assertRefused(encode(new Receipt(text(event), proof(sameName, head), null)), Reason.CHECKPOINT_SIGNATURE_BAD);
    }

    @Test
    void eachPartOfTheAnchorThatIsWrongHasItsReason() {
        AnchorEvidence e = evidence;
        assertAnchorRefused(null, Reason.ANCHOR_PENDING);
        assertAnchorRefused(with(e, "eip155:2", e.contract(), 8, e.path(), e.header()), Reason.WRONG_CHAIN);
        assertAnchorRefused(with(e, e.chain(), Address.of(new byte[20]), 8, e.path(), e.header()), Reason.WRONG_CHAIN);
        assertAnchorRefused(
                with(e, e.chain(), e.contract(), 8, e.path(), raw(e.header().hex() + "00")), Reason.HEADER_UNTRUSTED);
        assertAnchorRefused(with(e, e.chain(), e.contract(), 9, e.path(), e.header()), Reason.ANCHOR_ROOT_DIFFERS);
        assertAnchorRefused(
                with(e, e.chain(), e.contract(), 8, e.path().subList(1, 3), e.header()), Reason.ANCHOR_ROOT_DIFFERS);
        assertAnchorRefused(
                new AnchorEvidence(e.chain(), e.contract(), 8, e.path(), e.header(), List.of(), e.storageProof()),
                Reason.ANCHOR_PROOF_BAD);
        assertAnchorRefused(
                new AnchorEvidence(e.chain(), e.contract(), 8, e.path(), e.header(), e.accountProof(), List.of()),
                Reason.ANCHOR_PROOF_BAD);
    }

    @Test
    void aRootOnL1OtherThanTheSignedOneOfThatSizeIsAnAlarm() {
        AnchorEvidence forked = MadeUpAnchor.of(new TreeHead(SIZE, TreeHasher.leaf(new byte[] {1})), path(SIZE));
        var verdict =
                (Verdict.Rejected) new ReceiptVerifier(policy.demandingAnchorIn(Set.of(MadeUpAnchor.blockHash(forked))))
                        .verify(receipt.withAnchor(forked).encode());
        assertThat(verdict.reason()).isEqualTo(Reason.EQUIVOCATION);
        assertThat(verdict.reason().outcome().exitCode()).isEqualTo(5);
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsRead() {
        var verdict = (Verdict.Rejected) new ReceiptVerifier(policy).verify(new byte[10 << 20]);
        assertThat(verdict.reason()).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(verdict.detail()).contains("1048576");
    }

    private void assertRefused(String json, Reason reason) {
        assertThat(json).isNotEqualTo(json());
        Verdict verdict = new ReceiptVerifier(policy).verify(json.getBytes(StandardCharsets.UTF_8));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .as(rejected.detail())
                                .isEqualTo(reason));
        assertThat(verdict.checks())
                .filteredOn(check -> check.result() == Check.Result.FAILED)
                .hasSize(1);
    }

    private void assertAnchorRefused(AnchorEvidence wrong, Reason reason) {
        Receipt tampered = wrong == null ? receipt : receipt.withAnchor(wrong);
        assertThat(new ReceiptVerifier(strict).verify(tampered.encode()))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .as(rejected.detail())
                                .isEqualTo(reason));
    }

    private static AnchorEvidence with(
            AnchorEvidence e, String chain, Address contract, long size, List<Hash> path, RawRlp header) {
        return new AnchorEvidence(chain, contract, size, path, header, e.accountProof(), e.storageProof());
    }

    private static RawRlp raw(String hex) {
        try {
            return RawRlp.parse(hex, "header", Limits.HEADER_BYTES_MAX);
        } catch (MalformedException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private String json() {
        return encode(receipt);
    }

    private static String encode(Receipt receipt) {
        return new String(receipt.encode(), StandardCharsets.UTF_8);
    }

    private static Map<Check.Name, Check.Result> results(Verdict verdict) {
        var results = new HashMap<Check.Name, Check.Result>();
        verdict.checks().forEach(check -> results.put(check.name(), check.result()));
        return results;
    }

    private static String text(Event event) {
        return new String(event.entry(), StandardCharsets.UTF_8);
    }

    private TlogProof proof(SignerKey signer, TreeHead signed) {
        String checkpoint = new Checkpoint(signer.verifierKey().name(), signed).encode();
        return new TlogProof(new InclusionProof(INDEX, path((int) signed.size())), signer.sign(checkpoint));
    }

    private List<Hash> path(int size) {
        return InclusionProof.prove(INDEX, size, (level, index) -> nodes.get(List.of((long) level, index)))
                .path();
    }

    /** A tree whose leaf {@link #INDEX} is the event. */
    private TreeHead tree(int size) {
        var frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            Hash leaf = i == INDEX ? event.leafHash() : TreeHasher.leaf(new byte[] {(byte) i});
            frontier.append(leaf, (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
        }
        return frontier.head();
    }
}
