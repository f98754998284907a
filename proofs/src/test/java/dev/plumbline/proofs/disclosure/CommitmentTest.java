package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommitmentTest {
    private static final Salt SALT = Salt.of(SampleEvents.hash("salt").bytes());
    private static final byte[] VALUE = "yes".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void isTheHashThatTheFormatNames(CommittedField field) throws Exception {
        var hashed = new ByteArrayOutputStream();
        hashed.write("plumbline/commit/v1".getBytes(UTF_8));
        hashed.write(0);
        hashed.write(field.path().getBytes(UTF_8));
        hashed.write(0);
        hashed.write(SALT.bytes());
        hashed.write(VALUE);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray());
        assertThat(Commitment.of(field, SALT, VALUE).bytes()).isEqualTo(expected);
    }

    @Test
    void opensByNothingElse() {
        Hash commitment = Commitment.of(CommittedField.PROMPT, SALT, VALUE);
        assertThat(Commitment.check(commitment, CommittedField.PROMPT, SALT, VALUE))
                .isTrue();
        for (CommittedField other : CommittedField.values()) {
            assertThat(Commitment.check(commitment, other, SALT, VALUE)).isEqualTo(other == CommittedField.PROMPT);
        }
        for (int bit = 0; bit < 8 * Salt.LENGTH; bit++) {
            Salt otherSalt = Salt.of(flipped(SALT.bytes(), bit));
            assertThat(Commitment.check(commitment, CommittedField.PROMPT, otherSalt, VALUE))
                    .isFalse();
        }
        for (int bit = 0; bit < 8 * VALUE.length; bit++) {
            assertThat(Commitment.check(commitment, CommittedField.PROMPT, SALT, flipped(VALUE, bit)))
                    .isFalse();
        }
        assertThat(Commitment.check(commitment, CommittedField.PROMPT, SALT, Arrays.copyOf(VALUE, 4)))
                .isFalse();
        assertThat(Commitment.check(commitment, CommittedField.PROMPT, SALT, new byte[0]))
                .isFalse();
    }

    @Test
    void saltsAreThirtyTwoBytesAndNotZero() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 1);
            if (length == Salt.LENGTH) {
                assertThat(Salt.of(bytes).bytes()).isEqualTo(bytes);
            } else {
                assertThatThrownBy(() -> Salt.of(bytes)).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThatThrownBy(() -> Salt.of(new byte[Salt.LENGTH])).isInstanceOf(IllegalArgumentException.class);
        assertRefused(Hash.of(new byte[Salt.LENGTH]).base64(), Malformed.VALUE);
        assertRefused(SALT.base64() + "=", Malformed.SYNTAX);
        assertRefused("", Malformed.SYNTAX);
    }

    @Test
    void noMessageQuotesASalt() {
        String hostile = "secret" + SALT.base64().substring(6, 43) + "!";
        assertThatThrownBy(() -> Salt.parseBase64(hostile)).hasMessageNotContaining("secret");
        assertThat(SALT + "" + new FieldOpening(CommittedField.PROMPT, SALT, VALUE) + RowSecret.of(SALT.bytes())
                        + PairwiseSecret.of(SALT.bytes()))
                .doesNotContain(SALT.base64())
                .doesNotContain("yes");
    }

    @Test
    void hkdfGivesWhatRfc5869Says() {
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);
        byte[] okm = Hmac.hkdf(
                HexFormat.of().parseHex("000102030405060708090a0b0c"),
                secret,
                HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"));
        assertThat(HexFormat.of().formatHex(okm))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    private static void assertRefused(String base64, Malformed code) {
        assertThatThrownBy(() -> Salt.parseBase64(base64))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedException.class))
                .extracting(MalformedException::code)
                .isEqualTo(code);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    @Test
    void anotherSaltIsAnother() {
        assertThat(SALT)
                .isEqualTo(Salt.of(SALT.bytes()))
                .hasSameHashCodeAs(Salt.of(SALT.bytes()))
                .isNotEqualTo(Salt.of(SampleEvents.hash("other salt").bytes()));
    }

    /** Against every sort of body that commits to something, and one that does not. */
    @ParameterizedTest
    @EnumSource
    void opensItsOwnFieldOfItsOwnBodyAlone(CommittedField field) {
        FieldOpening opening = SampleDisclosures.opening(field);
        for (CommittedField other : CommittedField.values()) {
            Body body = SampleDisclosures.body(other);
            boolean isThere = body.kind() == SampleDisclosures.body(field).kind();
            assertThat(opening.check(body))
                    .as("%s in %s", field, body.kind())
                    .isEqualTo(isThere ? DisclosureStatus.VALID : DisclosureStatus.NOTHING_COMMITTED);
        }
        assertThat(opening.check(SampleEvents.accrual())).isEqualTo(DisclosureStatus.NOTHING_COMMITTED);
        var wrong = new FieldOpening(field, SALT, VALUE);
        assertThat(wrong.check(SampleDisclosures.body(field))).isEqualTo(DisclosureStatus.COMMITMENT_MISMATCH);
        assertThat(opening.check(SampleEvents.smallUpload(0))).isEqualTo(DisclosureStatus.NOTHING_COMMITTED);
    }
}
