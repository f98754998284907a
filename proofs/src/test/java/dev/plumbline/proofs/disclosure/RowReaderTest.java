package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class RowReaderTest {
    @Test
    void linesAreWhatStandsBetweenLineEnds() throws Exception {
        assertThat(rows("", RowFormat.LINES)).isEmpty();
        assertThat(rows("a", RowFormat.LINES)).containsExactly("a");
        assertThat(rows("a\n", RowFormat.LINES)).containsExactly("a");
        assertThat(rows("a\r\n\n b \nc\rd", RowFormat.LINES)).containsExactly("a", "", " b ", "c\rd");
        assertThat(rows("\n", RowFormat.LINES)).containsExactly("");
        assertThat(rows("a\r", RowFormat.LINES)).containsExactly("a\r");
        assertThat(rows("say \"x\ny\n", RowFormat.LINES)).containsExactly("say \"x", "y");
    }

    @Test
    void emptyLinesOfNdjsonAreNoRows() throws Exception {
        assertThat(rows("{\"a\":1}\n\n\r\n{}\n", RowFormat.NDJSON)).containsExactly("{\"a\":1}", "{}");
    }

    @Test
    void rowsOfCsvCarryTheNamesOfTheirColumns() throws Exception {
        assertThat(rows("id,text\r\n1,a\r\n2,\"b\r\n\"\"c\"\"\"\r\n\r\n", RowFormat.CSV))
                .containsExactly("id,text\n1,a", "id,text\n2,\"b\r\n\"\"c\"\"\"");
        assertThat(rows("id,text\n", RowFormat.CSV)).isEmpty();
        assertThat(rows("", RowFormat.CSV)).isEmpty();
        assertRefused("a\n\"b\n", RowFormat.CSV, Malformed.SYNTAX);
    }

    @Test
    void aZeroByteIsAByteLikeOthers() throws Exception {
        assertThat(rows("a\0b\n\0\n", RowFormat.LINES)).containsExactly("a\0b", "\0");
    }

    @Test
    void refusalsCountRecordsFromZero() {
        var reader = new RowReader(new ByteArrayInputStream("id\na\n\"b\n".getBytes(UTF_8)), RowFormat.CSV);
        assertThatThrownBy(() -> {
                    while (reader.next() != null) {}
                })
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.subject()).isEqualTo("record 2"));
    }

    @Test
    void rowsAreBounded() throws Exception {
        String longest = "x".repeat(Limits.DISCLOSED_BYTES_MAX);
        assertThat(rows(longest + "\r\n" + longest, RowFormat.LINES)).hasSize(2);
        assertRefused(longest + "x\n", RowFormat.LINES, Malformed.LIMIT_EXCEEDED);
        assertRefused(longest + "x", RowFormat.NDJSON, Malformed.LIMIT_EXCEEDED);
        assertRefused("a\n" + longest, RowFormat.CSV, Malformed.LIMIT_EXCEEDED);
        assertRefused("x".repeat(3 * Limits.DISCLOSED_BYTES_MAX), RowFormat.LINES, Malformed.LIMIT_EXCEEDED);
    }

    private static List<String> rows(String text, RowFormat format) throws IOException, MalformedException {
        var reader = new RowReader(new ByteArrayInputStream(text.getBytes(UTF_8)), format);
        var rows = new ArrayList<String>();
        for (byte[] row = reader.next(); row != null; row = reader.next()) {
            rows.add(new String(row, UTF_8));
        }
        assertThat(reader.next()).isNull();
        return rows;
    }

    private static void assertRefused(String text, RowFormat format, Malformed code) {
        assertThatThrownBy(() -> rows(text, format))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedException.class))
                .extracting(MalformedException::code)
                .isEqualTo(code);
    }
}
