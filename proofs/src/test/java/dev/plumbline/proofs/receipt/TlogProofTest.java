package dev.plumbline.proofs.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlogProofTest {
    private static final String HASH = TreeHasher.emptyRoot().base64();

    private final String note = new SignerKey("example.com/log", KeyType.ED25519, new byte[32])
            .sign("text\n")
            .encode();

    TlogProofTest() throws MalformedException {}

    @ParameterizedTest
    @CsvSource({
        "index 0\\n\\nNOTE",
        "index 9223372036854775807\\nHASH\\nHASH\\n\\nNOTE",
        "extra aGk=\\nindex 7\\nHASH\\n\\nNOTE",
        "extra \\nindex 7\\nHASH\\n\\nNOTE",
    })
    void comesBackAsItWas(String escaped) throws MalformedException {
        String text = "c2sp.org/tlog-proof@v1\n" + unescape(escaped);
        assertThat(TlogProof.parse(text).encode()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "c2sp.org/tlog-proof@v2\\nindex 0\\n\\nNOTE, UNSUPPORTED",
        "c2sp.org/tlog-proof@v0\\nindex 0\\n\\nNOTE, UNSUPPORTED",
        "c2sp.org/tlog-proof@v19\\nindex 0\\n\\nNOTE, UNSUPPORTED",
        "c2sp.org/tlog-proof@v/\\nindex 0\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v:\\nindex 0\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v2, SYNTAX",
        "'', SYNTAX",
        "c2sp.org/tlog-proof@v1\\r\\nindex 0\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v\\nindex 0\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\n, SYNTAX",
        "c2sp.org/tlog-proof@v1\\n\\nNOTE, MISSING_KEY",
        "c2sp.org/tlog-proof@v1\\nHASH\\n\\nNOTE, MISSING_KEY",
        "c2sp.org/tlog-proof@v1\\nextra aGk=\\n\\nNOTE, MISSING_KEY",
        "c2sp.org/tlog-proof@v1\\nindex 0\\nextra aGk=\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nextra aGk\\nindex 0\\n\\nNOTE, NOT_CANONICAL",
        "c2sp.org/tlog-proof@v1\\nextra !\\nindex 0\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 00\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex +1\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex -1\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 9223372036854775808\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 0\\nAAAA\\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 0 \\n\\nNOTE, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 0\\n\\n, SYNTAX",
        "c2sp.org/tlog-proof@v1\\nindex 0\\nMANY\\nNOTE, LIMIT_EXCEEDED",
    })
    void refusesEveryOtherText(String escaped, Malformed code) {
        assertThatThrownBy(() -> TlogProof.parse(unescape(escaped)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void mayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        // Base64 comes in fours, and an index of up to four digits fills the rest.
        String head = "c2sp.org/tlog-proof@v1\nextra ";
        int rest = Limits.RECEIPT_BYTES_MAX - (head + "\nindex \n\n" + note).length() - 1;
        String index = "1".repeat(1 + rest % 4);
        String text = head + "AAAA".repeat(rest / 4) + "\nindex " + index + "\n\n" + note;
        assertThat(text).hasSize(Limits.RECEIPT_BYTES_MAX);
        assertThat(TlogProof.parse(text).encode()).isEqualTo(text);
        String longer = text.replace("\nindex ", "\nindex 1");
        assertThatThrownBy(() -> TlogProof.parse(longer))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    @Test
    void takesAsManyHashesAsAPathCanHave() throws MalformedException {
        String text = "c2sp.org/tlog-proof@v1\nindex 0\n" + (HASH + "\n").repeat(64) + "\n" + note;
        assertThat(TlogProof.parse(text).encode()).isEqualTo(text);
    }

    @Test
    void hashesMustBeSpelledCanonically() {
        // The last character of 32 bytes in base64 carries two bits that must be zero.
        String other = HASH.substring(0, 42) + (char) (HASH.charAt(42) + 1) + "=";
        assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n" + other + "\n\n" + note))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.NOT_CANONICAL));
    }

    private String unescape(String escaped) {
        return escaped.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("MANY", (HASH + "\n").repeat(65))
                .replace("HASH", HASH)
                .replace("NOTE", note);
    }
}
