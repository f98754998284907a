package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HashTest {
    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void readsTheBase64OfAnyHash(long seed) throws MalformedException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[Hash.LENGTH];
            random.nextBytes(bytes);
            assertThat(Hash.parseBase64(Base64.getEncoder().encodeToString(bytes)))
                    .isEqualTo(Hash.of(bytes));
        }
    }

    @Test
    void takesAnyOtherCharacterAnywhereExactlyIfItIsTheOneSpellingOfSomeHash() throws MalformedException {
        byte[] bytes = new byte[Hash.LENGTH];
        new SplittableRandom(1).nextBytes(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        for (int at = 0; at < text.length(); at++) {
            for (char c = 0; c < 0x180; c++) {
                String changed = text.substring(0, at) + c + text.substring(at + 1);
                byte[] decoded = decoded(changed);
                boolean isCanonical = decoded.length == Hash.LENGTH
                        && Base64.getEncoder().encodeToString(decoded).equals(changed);
                if (isCanonical) {
                    assertThat(Hash.parseBase64(changed).bytes()).isEqualTo(decoded);
                } else {
                    assertThatThrownBy(() -> Hash.parseBase64(changed)).isInstanceOf(MalformedException.class);
                }
            }
        }
    }

    @Test
    void saysWhetherTextIsNoBase64OrAnotherSpelling() {
        String canonical = Hash.of(new byte[Hash.LENGTH]).base64();
        assertThat(codeOfBase64(canonical)).isNull();
        assertThat(codeOfBase64(canonical.substring(1))).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOfBase64("*" + canonical.substring(1))).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOfBase64(canonical.substring(0, 42) + "B=")).isEqualTo(Malformed.NOT_CANONICAL);
        assertThat(codeOfBase64("A".repeat(44))).isEqualTo(Malformed.NOT_CANONICAL);
        assertThat(codeOfBase64("A".repeat(42) + "==")).isEqualTo(Malformed.NOT_CANONICAL);
    }

    @Test
    void everyByteHasOneSpellingInHex() throws MalformedException {
        for (int value = 0; value < 256; value++) {
            byte[] bytes = new byte[Hash.LENGTH];
            bytes[value % Hash.LENGTH] = (byte) value;
            var digits = new StringBuilder("00".repeat(Hash.LENGTH));
            digits.replace(2 * (value % 32), 2 * (value % 32) + 2, String.format("%02x", value));
            assertThat(Hash.of(bytes).hex()).isEqualTo(digits.toString());
            assertThat(Hash.of(bytes)).hasToString(digits.toString());
            assertThat(Hash.parseHex(digits.toString())).isEqualTo(Hash.of(bytes));
        }
    }

    @Test
    void everyOtherCharacterIsNoHexDigit() {
        for (char c = 0; c < 0x180; c++) {
            boolean isDigit = "0123456789abcdef".indexOf(c) >= 0;
            for (String text : List.of(c + "0".repeat(63), "0".repeat(63) + c)) {
                assertThat(codeOfHex(text)).as(text).isEqualTo(isDigit ? null : Malformed.SYNTAX);
            }
        }
        assertThat(codeOfHex("0".repeat(63))).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOfHex("0".repeat(65))).isEqualTo(Malformed.SYNTAX);
    }

    @Test
    void thirtyTwoBytesAreAHashAndNoOtherNumberOfThem() {
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashSharesItsBytesWithNobody() {
        byte[] source = new byte[Hash.LENGTH];
        Hash hash = Hash.of(source);
        source[0] = 1;
        hash.bytes()[0] = 2;
        assertThat(hash.bytes()).isEqualTo(new byte[Hash.LENGTH]);
    }

    @Test
    void theBeginningSpreadsTables() {
        byte[] bytes = new byte[Hash.LENGTH];
        bytes[3] = 5;
        bytes[7] = 9;
        assertThat(Hash.of(bytes).prefix()).isEqualTo((5L << 32) + 9);
        assertThat(Hash.of(bytes).hashCode()).isEqualTo(5);
    }

    private static @Nullable Malformed codeOfBase64(String text) {
        try {
            Hash.parseBase64(text);
            return null;
        } catch (MalformedException e) {
            return e.code();
        }
    }

    private static @Nullable Malformed codeOfHex(String text) {
        try {
            Hash.parseHex(text);
            return null;
        } catch (MalformedException e) {
            return e.code();
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
