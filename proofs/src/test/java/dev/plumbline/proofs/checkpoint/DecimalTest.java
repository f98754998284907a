package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 1_000_000_000_000_000_000L, Long.MAX_VALUE})
    void readsWhatIsWrittenUpTo63Bits(long number) throws MalformedException {
        assertThat(Decimal.parse(Long.toString(number), "number")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "-1",
                "+1",
                "1 ",
                "/",
                ":",
                "1/",
                "1:",
                "\u0661",
                "9223372036854775808",
                "9999999999999999999",
                "10000000000000000000",
                "18446744073709551617"
            })
    void refusesEveryOtherSpelling(String text) {
        assertThatThrownBy(() -> Decimal.parse(text, "number"))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.SYNTAX));
    }
}
