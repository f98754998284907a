package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.SampleEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchVerifierTest {
    private static final EventSigner SIGNER = EventSigner.ed25519(new byte[32]);
    private static final EventSigner OTHER = EventSigner.p256(key());

    @Test
    void answersAsTheSignatureItselfDoesInAnyOrder() {
        List<EventId> ids = EventSignatureTest.ids(9);
        List<EventSignature> signatures = SIGNER.signBatch(ids);
        List<EventSignature> others = OTHER.signBatch(ids.subList(0, 8));
        var verifier = new BatchVerifier();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < ids.size(); j++) {
                    for (Issuer issuer : List.of(SIGNER.issuer(), OTHER.issuer())) {
                        assertSame(verifier, signatures.get(i), issuer, ids.get(j));
                        assertSame(verifier, others.get(i), issuer, ids.get(j));
                    }
                }
            }
        }
    }

    @Test
    void aGoodBatchVouchesForNoOtherValueSizeOrIssuer() {
        List<EventId> ids = EventSignatureTest.ids(4);
        EventSignature good = SIGNER.signBatch(ids).get(0);
        BatchPath path = java.util.Objects.requireNonNull(good.batch());
        var verifier = new BatchVerifier();
        assertThat(verifier.check(good, SIGNER.issuer(), ids.get(0), "k", "n", 1))
                .isEqualTo(SignatureStatus.VALID);

        byte[] value = good.value();
        value[63] ^= 1;
        assertSame(verifier, EventSignature.ofBatch(good.algorithm(), value, path), SIGNER.issuer(), ids.get(0));
        // The same path and root, in a tree of another size: leaf 0 stands alike in trees of 3 and of 4.
        BatchPath smaller = new BatchPath(0, 3, path.path());
        EventSignature resized = EventSignature.ofBatch(good.algorithm(), good.value(), smaller);
        assertThat(verifier.check(resized, SIGNER.issuer(), ids.get(0), "k", "n", 1))
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
        Issuer stranger = EventSigner.ed25519(key()).issuer();
        assertThat(verifier.check(good, stranger, ids.get(0), "k", "n", 1)).isEqualTo(SignatureStatus.SIGNATURE_BAD);
    }

    @Test
    void aBadBatchIsBadHoweverOftenItIsSeen() {
        List<EventId> ids = EventSignatureTest.ids(8);
        BatchPath path =
                java.util.Objects.requireNonNull(SIGNER.signBatch(ids).get(3).batch());
        var verifier = new BatchVerifier();
        EventSignature bad = EventSignature.ofBatch(SignatureAlgorithm.ED25519, new byte[64], path);
        for (int round = 0; round < 4; round++) {
            assertThat(verifier.check(bad, SIGNER.issuer(), ids.get(3), "k", "n", 1))
                    .isEqualTo(SignatureStatus.SIGNATURE_BAD);
        }
    }

    @Test
    void remembersOnlyAsMuchAsItMay() {
        var verifier = new BatchVerifier();
        List<EventId> ids = EventSignatureTest.ids(2);
        for (int i = 0; i < 100; i++) {
            EventSigner signer =
                    EventSigner.ed25519(SampleEvents.hash("signer " + i).bytes());
            EventSignature good = signer.signBatch(ids).get(0);
            for (int round = 0; round < 2; round++) {
                assertThat(verifier.check(good, signer.issuer(), ids.get(0), "k", "n", 1))
                        .isEqualTo(SignatureStatus.VALID);
            }
        }
        assertThat(verifier.treeCount()).isEqualTo(BatchVerifier.TREES_MAX);
        assertThat(verifier.checkedCount()).isEqualTo(100);
    }

    @Test
    void checksOnAfterItsMemoryIsFull() {
        var verifier = new BatchVerifier();
        EventId id = EventSignatureTest.ids(1).get(0);
        EventSignature good = SIGNER.signBatch(List.of(id)).get(0);
        for (int i = 0; i <= BatchVerifier.BATCHES_MAX; i++) {
            byte[] value = new byte[64];
            // S at or above the order, so that these bad signatures are cheap to tell.
            value[63] = (byte) 0xff;
            value[0] = (byte) i;
            value[1] = (byte) (i >>> 8);
            EventSignature bad = EventSignature.ofBatch(good.algorithm(), value, new BatchPath(0, 1, List.of()));
            assertThat(verifier.check(bad, SIGNER.issuer(), id, "k", "n", 1)).isEqualTo(SignatureStatus.SIGNATURE_BAD);
        }
        assertThat(verifier.checkedCount()).isEqualTo(BatchVerifier.BATCHES_MAX);
        assertThat(verifier.treeCount()).isZero();
        assertThat(verifier.check(good, SIGNER.issuer(), id, "k", "n", 1)).isEqualTo(SignatureStatus.VALID);
    }

    @Test
    void passesSingleSignaturesThrough() {
        EventId id = EventSignatureTest.ids(1).get(0);
        EventSignature single = SIGNER.sign(id, "k", "n", 1);
        assertThat(new BatchVerifier().check(single, SIGNER.issuer(), id, "k", "n", 1))
                .isEqualTo(SignatureStatus.VALID);
    }

    private static void assertSame(BatchVerifier verifier, EventSignature signature, Issuer issuer, EventId id) {
        assertThat(verifier.check(signature, issuer, id, "k", "n", 1))
                .isEqualTo(signature.check(issuer, id, "k", "n", 1));
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        key[0] = 5;
        return key;
    }
}
