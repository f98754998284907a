package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Base64;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DisclosureTest {
    private static final String FIELD = text(SampleDisclosures.of(CommittedField.PROMPT));
    private static final String ROW = text(SampleDisclosures.ofRow(6));

    @ParameterizedTest
    @EnumSource
    void aFieldIsReadAsItWasWritten(CommittedField field) throws MalformedException {
        Disclosure written = SampleDisclosures.of(field);
        Disclosure read = Disclosure.parse(written.encode());
        assertThat(read.encode()).isEqualTo(written.encode());
        var opening = (FieldOpening) read.opening();
        assertThat(opening.field()).isEqualTo(field);
        assertThat(opening.salt()).isEqualTo(written.opening().salt());
        assertThat(opening.value()).isEqualTo(written.opening().value());
    }

    @Test
    void aRowIsReadAsItWasWritten() throws MalformedException {
        for (int row = 0; row < SampleDisclosures.ROWS; row++) {
            Disclosure written = SampleDisclosures.ofRow(row);
            Disclosure read = Disclosure.parse(written.encode());
            assertThat(read.encode()).isEqualTo(written.encode());
            assertThat(((RowProof) read.opening()).index()).isEqualTo(row);
        }
    }

    @Test
    void mayBeSpelledInAnyWay() throws MalformedException {
        String spaced = FIELD.replace(",\"value\":", " ,\n \"valu\\u0065\" : ");
        assertThat(spaced).isNotEqualTo(FIELD);
        assertThat(Disclosure.parse(spaced.getBytes(UTF_8)).encode()).isEqualTo(FIELD.getBytes(UTF_8));
    }

    @Test
    void isReadUpToTheLastByteThatAFileMayHave() throws MalformedException {
        String longest = FIELD + " ".repeat(Limits.DISCLOSURE_BYTES_MAX - FIELD.getBytes(UTF_8).length);
        assertThat(Disclosure.parse(longest.getBytes(UTF_8)).encode()).isEqualTo(FIELD.getBytes(UTF_8));
        assertThatThrownBy(() -> Disclosure.parse((longest + " ").getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    // Of each: what to replace, by what, and the code.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"field\":\"prompt\"|\"field\":\"Prompt\"|VALUE",
                "\"field\":\"prompt\"|\"field\":\"rows\"|VALUE",
                "\"field\":\"prompt\"|\"field\":7|VALUE",
                "\"field\":\"prompt\",|``|MISSING_KEY",
                "\"field\":\"prompt\"|\"field\":\"prompt\",\"path\":[]|UNKNOWN_KEY",
                "\"field\":\"prompt\"|\"field\":\"prompt\",\"row\":1|MISSING_KEY",
                "\"field\":\"prompt\"|\"fields\":\"prompt\"|MISSING_KEY",
                "\"salt\":\"|\"salt\":\"A|SYNTAX",
                "\"value\":\"|\"value\":\"=|SYNTAX",
                "dGhlIHByb21wdA==|dGhlIHByb21wdA|NOT_CANONICAL",
                "dGhlIHByb21wdA==|dGhlIHByb21wdB==|NOT_CANONICAL",
                "\"value\":\"|\"v\":2,\"value\":\"|DUPLICATE_KEY",
            })
    void refusesEveryOtherField(String from, String to, Malformed code) {
        assertRefused(FIELD, from, to, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"row\":6|\"row\":-1|VALUE",
                "\"row\":6|\"row\":\"6\"|VALUE",
                "\"row\":6|\"row\":6,\"field\":\"prompt\"|UNKNOWN_KEY",
                "\"row\":6|\"row\":6,\"count\":11|UNKNOWN_KEY",
                "\"path\":[|\"path\":[\"\",|SYNTAX",
                "\"path\":[|\"path\":[7,|VALUE",
                "\"path\":[|\"paths\":[|MISSING_KEY",
                "\"salt\":\"|\"salt\":null,\"x\":\"|NULL_VALUE",
            })
    void refusesEveryOtherRow(String from, String to, Malformed code) {
        assertRefused(ROW, from, to, code);
    }

    @Test
    void refusesWhatIsMissingOrOfAnotherVersion() {
        for (String key : new String[] {"receipt", "salt", "value", "v"}) {
            String other = FIELD.replace("\"" + key + "\":", "\"" + key + "_\":");
            assertCode(other, Malformed.MISSING_KEY);
        }
        int version = FIELD.lastIndexOf("\"v\":1");
        assertCode(FIELD.substring(0, version) + "\"v\":2" + FIELD.substring(version + 5), Malformed.UNSUPPORTED);
        assertCode("{}", Malformed.MISSING_KEY);
        assertCode("[]", Malformed.VALUE);
        assertCode("", Malformed.SYNTAX);
        assertCode(ROW.replace("\"path\":[", "\"path\":[" + "\"\",".repeat(65)), Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void valuesAndFilesAreBounded() throws MalformedException {
        Disclosure sample = SampleDisclosures.of(CommittedField.PROMPT);
        byte[] longest = new byte[Limits.DISCLOSED_BYTES_MAX];
        Disclosure largest = with(sample, longest);
        assertThat(Disclosure.parse(largest.encode()).opening().value()).isEqualTo(longest);
        assertThatThrownBy(() -> with(sample, new byte[Limits.DISCLOSED_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        String larger = FIELD.replace(
                "dGhlIHByb21wdA==", Base64.getEncoder().encodeToString(new byte[Limits.DISCLOSED_BYTES_MAX + 1]));
        assertCode(larger, Malformed.LIMIT_EXCEEDED);
        String muchLarger = FIELD.replace("dGhlIHByb21wdA==", "A".repeat(Limits.DISCLOSED_BYTES_MAX * 3 / 2));
        assertCode(muchLarger, Malformed.LIMIT_EXCEEDED);
        assertCode(FIELD + " ".repeat(Limits.DISCLOSURE_BYTES_MAX), Malformed.LIMIT_EXCEEDED);
    }

    private static Disclosure with(Disclosure sample, byte[] value) {
        return new Disclosure(
                sample.receipt(),
                new FieldOpening(CommittedField.PROMPT, sample.opening().salt(), value));
    }

    private static void assertRefused(String file, String from, String to, Malformed code) {
        int at = file.lastIndexOf(from);
        assertThat(at).as(from).isNotNegative();
        assertCode(file.substring(0, at) + to + file.substring(at + from.length()), code);
    }

    private static void assertCode(String file, Malformed code) {
        assertThatThrownBy(() -> Disclosure.parse(file.getBytes(UTF_8)))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedException.class))
                .extracting(MalformedException::code)
                .isEqualTo(code);
    }

    private static String text(Disclosure disclosure) {
        return new String(disclosure.encode(), UTF_8);
    }
}
