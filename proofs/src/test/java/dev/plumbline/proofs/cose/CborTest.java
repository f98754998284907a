package dev.plumbline.proofs.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CborTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The integers of RFC 8949 appendix A that fit into 64 bits with a sign, and each border of a length. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "10, 0a",
        "23, 17",
        "24, 1818",
        "25, 1819",
        "100, 1864",
        "255, 18ff",
        "256, 190100",
        "1000, 1903e8",
        "65535, 19ffff",
        "65536, 1a00010000",
        "1000000, 1a000f4240",
        "4294967295, 1affffffff",
        "4294967296, 1b0000000100000000",
        "1000000000000, 1b000000e8d4a51000",
        "9223372036854775807, 1b7fffffffffffffff",
        "-1, 20",
        "-10, 29",
        "-24, 37",
        "-25, 3818",
        "-100, 3863",
        "-1000, 3903e7",
        "-916201, 3a000dfae8",
        "-9223372036854775808, 3b7fffffffffffffff",
    })
    void writesAndReadsIntegersAsTheSpecificationDoes(long value, String hex) throws MalformedException {
        assertThat(HEX.formatHex(new CborWriter().integer(value).toByteArray())).isEqualTo(hex);
        CborReader reader = reader(hex);
        assertThat(reader.integer()).isEqualTo(value);
        reader.end();
    }

    /** From the same appendix. */
    @Test
    void writesAndReadsStringsArraysMapsAndTags() throws MalformedException {
        var writer = new CborWriter();
        writer.tag(18)
                .array(4)
                .bytes(new byte[] {1, 2, 3, 4})
                .text("ü")
                .map(1)
                .integer(1)
                .array(0)
                .nil();
        String hex = "d2" + "84" + "4401020304" + "62c3bc" + "a101" + "80" + "f6";
        assertThat(HEX.formatHex(writer.toByteArray())).isEqualTo(hex);
        CborReader reader = reader(hex);
        reader.tag(18);
        reader.array(4);
        assertThat(reader.bytes()).containsExactly(1, 2, 3, 4);
        assertThat(reader.text()).isEqualTo("ü");
        reader.map(1);
        reader.label(1);
        assertThat(reader.array()).isZero();
        reader.nil();
        reader.end();
    }

    @ParameterizedTest
    @CsvSource({
        "'', SYNTAX",
        "20, SYNTAX",
        "40, SYNTAX",
        "f4, SYNTAX",
        "f90000, SYNTAX",
        "18, SYNTAX",
        "1900, SYNTAX",
        "1a000000, SYNTAX",
        "1b00000000000000, SYNTAX",
        "1c, NOT_CANONICAL",
        "1f, NOT_CANONICAL",
        "1b8000000000000000, LIMIT_EXCEEDED",
        "1bffffffffffffffff, LIMIT_EXCEEDED",
    })
    void refusesWhatIsNoUnsignedInteger(String hex, Malformed code) {
        assertThatThrownBy(() -> reader(hex).unsigned())
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "60, SYNTAX",
        "41, SYNTAX",
        "5affffffff, SYNTAX",
        "5b7fffffffffffffff, SYNTAX",
        "5bffffffffffffffff, LIMIT_EXCEEDED",
        "5f4100ff, NOT_CANONICAL",
    })
    void refusesWhatIsNoByteString(String hex, Malformed code) {
        assertThatThrownBy(() -> reader(hex).bytes())
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void theSmallestNegativeIntegerIsReadAndTheNextIsRefused() {
        assertThatThrownBy(() -> reader("3b8000000000000000").integer())
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    private static CborReader reader(String hex) {
        return new CborReader(HEX.parseHex(hex), "test");
    }
}
