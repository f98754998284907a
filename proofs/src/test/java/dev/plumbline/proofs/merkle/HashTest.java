package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import java.util.Base64;
import java.util.SplittableRandom;
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

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
