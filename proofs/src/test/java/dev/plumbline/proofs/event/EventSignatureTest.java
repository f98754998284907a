package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSignatureTest {
    private static final String KIND = "datanet.upload";
    private static final String NAMESPACE = "eip155:1612/medical-notes";
    private static final long ISSUED_AT = 1_763_700_000_000L;
    private static final EventId ID = id(1);
    private static final BigInteger SECP256K1_ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    static List<EventSigner> signers() {
        byte[] key = new byte[32];
        key[31] = 42;
        return List.of(
                EventSigner.ed25519(key),
                EventSigner.p256(key),
                EventSigner.secp256k1(key),
                EventSigner.ethereumAccount(1612, key));
    }

    static List<EventSigner> batchSigners() {
        return signers().subList(0, 3);
    }

    @ParameterizedTest
    @MethodSource("signers")
    void holdsForWhatItsIssuerSigned(EventSigner signer) throws MalformedException {
        EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        assertThat(check(signature, signer.issuer())).isEqualTo(SignatureStatus.VALID);
        EventSignature reread = EventSignature.parse(signature.algorithm().wireName(), signature.encodedValue(), null);
        assertThat(reread).isEqualTo(signature).hasSameHashCodeAs(signature);
        assertThat(reread.batch()).isNull();
    }

    @ParameterizedTest
    @MethodSource("signers")
    void refusesEveryFlippedBitOfTheValue(EventSigner signer) {
        EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        byte[] value = signature.value();
        for (int bit = 0; bit < 8 * value.length; bit++) {
            EventSignature tampered = EventSignature.ofEvent(signature.algorithm(), flipped(value, bit));
            assertThat(check(tampered, signer.issuer())).as("bit %d", bit).isNotEqualTo(SignatureStatus.VALID);
        }
    }

    @ParameterizedTest
    @MethodSource("signers")
    void refusesEveryFlippedBitOfTheId(EventSigner signer) {
        EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        for (int bit = 0; bit < 256; bit++) {
            EventId other = new EventId(Hash.of(flipped(ID.hash().bytes(), bit)));
            assertThat(signature.check(signer.issuer(), other, KIND, NAMESPACE, ISSUED_AT))
                    .as("bit %d", bit)
                    .isNotEqualTo(SignatureStatus.VALID);
        }
    }

    @Test
    void typedDataCoversKindNamespaceAndTime() {
        EventSigner signer = signers().get(3);
        EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        Issuer issuer = signer.issuer();
        for (String kind : List.of("", "datanet.uploae", KIND + NAMESPACE)) {
            assertThat(signature.check(issuer, ID, kind, NAMESPACE, ISSUED_AT)).isEqualTo(SignatureStatus.OTHER_SIGNER);
        }
        for (String namespace : List.of("", "eip155:1612/medical-note", KIND)) {
            assertThat(signature.check(issuer, ID, KIND, namespace, ISSUED_AT)).isEqualTo(SignatureStatus.OTHER_SIGNER);
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat(signature.check(issuer, ID, KIND, NAMESPACE, ISSUED_AT ^ (1L << bit)))
                    .isEqualTo(SignatureStatus.OTHER_SIGNER);
        }
    }

    @Test
    void typedDataDigestIsWhatTheStandardSpellsOut() {
        for (long issuedAt : new long[] {0, 1, ISSUED_AT, Long.MAX_VALUE}) {
            byte[] slow = SlowTypedData.digest(ID.hash().hex(), KIND, NAMESPACE, BigInteger.valueOf(issuedAt));
            assertThat(Eip712.digest(ID, KIND, NAMESPACE, issuedAt)).isEqualTo(slow);
        }
    }

    @Test
    void refusesEveryAlgorithmThatDoesNotFitTheIssuer() {
        for (EventSigner signer : signers()) {
            EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
            for (EventSigner other : signers()) {
                SignatureStatus wanted =
                        other == signer ? SignatureStatus.VALID : SignatureStatus.ALGORITHM_NOT_OF_ISSUER;
                if (signer.issuer().kind() == other.issuer().kind()) {
                    wanted = SignatureStatus.VALID;
                }
                assertThat(check(signature, other.issuer())).isEqualTo(wanted);
            }
        }
    }

    @Test
    void refusesAnotherKeyOfTheRightKind() {
        byte[] otherKey = new byte[32];
        otherKey[31] = 43;
        assertThat(check(
                        signers().get(0).sign(ID, KIND, NAMESPACE, ISSUED_AT),
                        EventSigner.ed25519(otherKey).issuer()))
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
        assertThat(check(
                        signers().get(3).sign(ID, KIND, NAMESPACE, ISSUED_AT),
                        EventSigner.ethereumAccount(1612, otherKey).issuer()))
                .isEqualTo(SignatureStatus.OTHER_SIGNER);
    }

    /** Under the neutral point as key, R = [S]B signs every message. */
    @Test
    void refusesAnIssuerWhoseKeyIsOfSmallOrder() throws MalformedException {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        Issuer weak = Issuer.ofKey(Issuer.Kind.ED25519, neutral);
        byte[] value = new byte[64];
        value[0] = 1;
        EventSignature forged = EventSignature.ofEvent(SignatureAlgorithm.ED25519, value);
        assertThat(check(forged, weak)).isEqualTo(SignatureStatus.ISSUER_KEY_WEAK);
    }

    @Test
    void takesTheHighTwinOfAnEcdsaSignature() {
        EventSigner p256 = signers().get(1);
        EventSigner secp256k1 = signers().get(2);
        assertThat(check(twin(p256, P256_ORDER), p256.issuer())).isEqualTo(SignatureStatus.VALID);
        assertThat(check(twin(secp256k1, SECP256K1_ORDER), secp256k1.issuer())).isEqualTo(SignatureStatus.VALID);
    }

    @Test
    void refusesTheHighTwinOfAWalletSignatureUnderEitherV() {
        EventSigner account = signers().get(3);
        byte[] value = twin(account, SECP256K1_ORDER).value();
        for (int v : new int[] {27, 28}) {
            value[64] = (byte) v;
            assertThat(check(EventSignature.ofEvent(SignatureAlgorithm.EIP712, value), account.issuer()))
                    .isEqualTo(SignatureStatus.NOT_RECOVERABLE);
        }
    }

    @Test
    void takesTheOneRightVAndNoOther() {
        EventSigner account = signers().get(3);
        byte[] value = account.sign(ID, KIND, NAMESPACE, ISSUED_AT).value();
        int right = value[64];
        for (int v = -128; v < 128; v++) {
            value[64] = (byte) v;
            SignatureStatus wanted = v == right
                    ? SignatureStatus.VALID
                    : v == 27 || v == 28 ? SignatureStatus.OTHER_SIGNER : SignatureStatus.NOT_RECOVERABLE;
            assertThat(check(EventSignature.ofEvent(SignatureAlgorithm.EIP712, value), account.issuer()))
                    .as("v %d", v)
                    .isEqualTo(wanted);
        }
    }

    @Test
    void refusesABatchUnderAWalletSignature() {
        EventSigner account = signers().get(3);
        EventSignature alone = account.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        EventSignature batched =
                EventSignature.ofBatch(SignatureAlgorithm.EIP712, alone.value(), new BatchPath(0, 1, List.of()));
        assertThat(check(batched, account.issuer())).isEqualTo(SignatureStatus.BATCH_NOT_ALLOWED);
        assertThat(new BatchVerifier().check(batched, account.issuer(), ID, KIND, NAMESPACE, ISSUED_AT))
                .isEqualTo(SignatureStatus.BATCH_NOT_ALLOWED);
        assertThatThrownBy(() -> account.signBatch(List.of(ID))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("batchSigners")
    void holdsForEveryEventOfABatchAndForNoOther(EventSigner signer) {
        List<EventId> ids = ids(11);
        List<EventSignature> signatures = signer.signBatch(ids);
        for (int i = 0; i < ids.size(); i++) {
            for (int j = 0; j < ids.size(); j++) {
                assertThat(signatures.get(i).check(signer.issuer(), ids.get(j), KIND, NAMESPACE, ISSUED_AT))
                        .isEqualTo(i == j ? SignatureStatus.VALID : SignatureStatus.SIGNATURE_BAD);
            }
        }
    }

    @Test
    void refusesEveryOtherPlaceSizeAndSiblingInABatch() {
        EventSigner signer = signers().get(0);
        List<EventId> ids = ids(7);
        List<EventSignature> signatures = signer.signBatch(ids);
        var verifier = new BatchVerifier();
        for (int i = 0; i < ids.size(); i++) {
            BatchPath right = java.util.Objects.requireNonNull(signatures.get(i).batch());
            for (BatchPath wrong : mutations(right)) {
                EventSignature tampered = EventSignature.ofBatch(
                        SignatureAlgorithm.ED25519, signatures.get(i).value(), wrong);
                assertThat(tampered.check(signer.issuer(), ids.get(i), KIND, NAMESPACE, ISSUED_AT))
                        .as("%s for %s", wrong, right)
                        .isEqualTo(SignatureStatus.SIGNATURE_BAD);
                assertThat(verifier.check(tampered, signer.issuer(), ids.get(i), KIND, NAMESPACE, ISSUED_AT))
                        .isEqualTo(SignatureStatus.SIGNATURE_BAD);
            }
        }
    }

    /** Every other index and size that takes a path of this length, and every flipped bit of every sibling. */
    private static List<BatchPath> mutations(BatchPath right) {
        List<BatchPath> mutations = new ArrayList<>();
        for (int size = 1; size <= 70; size++) {
            for (int index = 0; index < size; index++) {
                if ((size != right.size() || index != right.index())
                        && BatchPathTest.slowLength(index, size) == right.path().size()) {
                    mutations.add(new BatchPath(index, size, right.path()));
                }
            }
        }
        for (int level = 0; level < right.path().size(); level++) {
            for (int bit = 0; bit < 256; bit++) {
                List<Hash> path = new ArrayList<>(right.path());
                path.set(level, Hash.of(flipped(path.get(level).bytes(), bit)));
                mutations.add(new BatchPath(right.index(), right.size(), path));
            }
        }
        return mutations;
    }

    @Test
    void aSignatureForOneEventIsNoneForABatchOfOne() {
        EventSigner signer = signers().get(0);
        EventSignature alone = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        EventSignature batched = signer.signBatch(List.of(ID)).get(0);
        assertThat(check(batched, signer.issuer())).isEqualTo(SignatureStatus.VALID);
        assertThat(check(EventSignature.ofEvent(SignatureAlgorithm.ED25519, batched.value()), signer.issuer()))
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
        assertThat(check(
                        EventSignature.ofBatch(
                                SignatureAlgorithm.ED25519, alone.value(), new BatchPath(0, 1, List.of())),
                        signer.issuer()))
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
    }

    @Test
    void refusesAnyOtherSpellingOfAValue() {
        String good = signers().get(0).sign(ID, KIND, NAMESPACE, ISSUED_AT).encodedValue();
        List<String> bad = List.of(
                "",
                "0x",
                good.substring(2),
                good + "00",
                good.substring(0, good.length() - 1),
                "0X" + good.substring(2),
                "0x" + good.substring(2).toUpperCase(java.util.Locale.ROOT),
                "0xzz" + good.substring(4),
                " " + good.substring(1));
        for (String value : bad) {
            assertThatThrownBy(() -> EventSignature.parse("ed25519", value, null))
                    .as(value)
                    .isInstanceOf(MalformedException.class);
        }
        for (String algorithm : List.of("", "ED25519", "eip191", "es256 ")) {
            assertThatThrownBy(() -> EventSignature.parse(algorithm, good, null))
                    .isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> EventSignature.ofEvent(SignatureAlgorithm.ED25519, new byte[63]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SignatureStatus check(EventSignature signature, Issuer issuer) {
        return signature.check(issuer, ID, KIND, NAMESPACE, ISSUED_AT);
    }

    /** The same r with n − s, which is as valid to an ECDSA that does not mind. */
    private static EventSignature twin(EventSigner signer, BigInteger order) {
        EventSignature signature = signer.sign(ID, KIND, NAMESPACE, ISSUED_AT);
        byte[] value = signature.value();
        BigInteger s = new BigInteger(1, java.util.Arrays.copyOfRange(value, 32, 64));
        byte[] high = HexFormat.of().parseHex(String.format("%064x", order.subtract(s)));
        System.arraycopy(high, 0, value, 32, 32);
        return EventSignature.ofEvent(signature.algorithm(), value);
    }

    static List<EventId> ids(int count) {
        List<EventId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    private static EventId id(int number) {
        return EventId.of(Integer.toString(number).getBytes(UTF_8));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    @Test
    void everyUppercaseDigitIsRefused() throws MalformedException {
        String value = "0x" + "0123456789abcdef".repeat(8);
        EventSignature read = EventSignature.parse("ed25519", value, null);
        assertThat(read.encodedValue()).isEqualTo(value);
        for (char digit = 'a'; digit <= 'f'; digit++) {
            String other = value.replace(digit, Character.toUpperCase(digit));
            assertThatThrownBy(() -> EventSignature.parse("ed25519", other, null))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Malformed.NOT_CANONICAL));
        }
    }

    @Test
    void anotherValueAlgorithmOrBatchIsAnotherSignature() {
        EventSignature single = signers().get(0).sign(ID, KIND, NAMESPACE, ISSUED_AT);
        EventSignature batched =
                EventSignature.ofBatch(single.algorithm(), single.value(), new BatchPath(0, 1, List.of()));
        EventSignature otherBatch =
                EventSignature.ofBatch(single.algorithm(), single.value(), new BatchPath(0, 2, List.of(ID.hash())));
        EventSignature otherValue = signers().get(0).sign(id(2), KIND, NAMESPACE, ISSUED_AT);
        EventSignature otherAlgorithm = signers().get(1).sign(ID, KIND, NAMESPACE, ISSUED_AT);
        assertThat(List.of(single, batched, otherBatch, otherValue, otherAlgorithm))
                .doesNotHaveDuplicates();
        assertThat(signers().get(0).sign(ID, KIND, NAMESPACE, ISSUED_AT))
                .isEqualTo(single)
                .hasSameHashCodeAs(single);
    }
}
