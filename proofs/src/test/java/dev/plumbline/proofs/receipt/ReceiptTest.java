package dev.plumbline.proofs.receipt;

import static dev.plumbline.proofs.receipt.MadeUpReceipt.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptTest {
    @Test
    void comesBackAsItWasWithAnAnchorAndWithoutOne() throws MalformedException {
        byte[] plain = new MadeUpReceipt().bytes();
        Receipt receipt = Receipt.parse(plain);
        assertThat(receipt.entry()).isEqualTo(MadeUpReceipt.ENTRY.getBytes(StandardCharsets.UTF_8));
        assertThat(receipt.proof()).isEqualTo(TlogProof.parse(MadeUpReceipt.proof()));
        assertThat(receipt.anchor()).isNull();
        assertThat(receipt.encode()).isEqualTo(plain);
        byte[] anchored = new MadeUpReceipt().anchoredBytes();
        assertThat(Receipt.parse(anchored).encode()).isEqualTo(anchored);
    }

    @Test
    void anAnchorIsAddedToWhatIsThere() throws MalformedException {
        Receipt anchored = Receipt.parse(new MadeUpReceipt().anchoredBytes());
        Receipt receipt = Receipt.parse(new MadeUpReceipt().bytes()).withAnchor(anchored.anchor());
        assertThat(receipt.anchor()).isSameAs(anchored.anchor());
        assertThat(receipt.encode()).isEqualTo(new MadeUpReceipt().anchoredBytes());
    }

    @Test
    void anySpellingWillDo() throws MalformedException {
        String canonical = new String(new MadeUpReceipt().anchoredBytes(), StandardCharsets.UTF_8);
        String spaced = canonical.replace(",\"", " ,\n\t\"").replace("\"anchor\":", "\"anchor\" : ");
        String escaped = spaced.replace("0x0a", "\\u0030x0a").replace("0x0b", "0x\\u0030b");
        assertThat(Receipt.parse(escaped.getBytes(StandardCharsets.UTF_8)).encode())
                .isEqualTo(new MadeUpReceipt().anchoredBytes());
    }

    @Test
    void everyMemberMustBeThereAndOfItsType() {
        for (String key : List.of("v", "entry", "proof")) {
            assertRefused(new MadeUpReceipt().with(key, null).bytes(), Malformed.MISSING_KEY, "receipt at /" + key);
            assertRefused(
                    new MadeUpReceipt().with(key, new JsonArray(List.of())).bytes(),
                    Malformed.VALUE,
                    "receipt at /" + key);
        }
        assertRefused(new MadeUpReceipt().with("v", JsonString.of("1")).bytes(), Malformed.VALUE, "receipt at /v");
        assertRefused(
                new MadeUpReceipt().with("entry", new JsonInteger(1)).bytes(), Malformed.VALUE, "receipt at /entry");
    }

    @Test
    void itIsAnObject() {
        for (String other : List.of("[]", "\"{}\"", "1")) {
            assertThatThrownBy(() -> Receipt.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.VALUE));
        }
    }

    @Test
    void anotherMemberIsRefused() {
        assertRefused(
                new MadeUpReceipt().with("w", new JsonInteger(1)).bytes(), Malformed.UNKNOWN_KEY, "receipt at /w");
        assertRefused(
                new MadeUpReceipt().with("a", new JsonInteger(1)).bytes(), Malformed.UNKNOWN_KEY, "receipt at /a");
    }

    @Test
    void oneVersionIsKnown() {
        for (int version : new int[] {0, 2}) {
            assertRefused(
                    new MadeUpReceipt().with("v", new JsonInteger(version)).bytes(),
                    Malformed.UNSUPPORTED,
                    "receipt at /v");
        }
        assertRefused(new MadeUpReceipt().with("v", new JsonInteger(-1)).bytes(), Malformed.VALUE, "receipt at /v");
    }

    @Test
    void theEntryMayBeAsLongAsALogTakesAndNoLonger() throws MalformedException {
        String longest = "x".repeat(Limits.ENTRY_BYTES_MAX);
        assertThat(Receipt.parse(new MadeUpReceipt()
                                .with("entry", JsonString.of(longest))
                                .bytes())
                        .entry())
                .hasSize(Limits.ENTRY_BYTES_MAX);
        assertRefused(
                new MadeUpReceipt().with("entry", JsonString.of(longest + "x")).bytes(),
                Malformed.LIMIT_EXCEEDED,
                "receipt at /entry");
    }

    @Test
    void theFileMayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        byte[] canonical = new MadeUpReceipt().bytes();
        byte[] padded = Arrays.copyOf(canonical, Limits.RECEIPT_BYTES_MAX);
        Arrays.fill(padded, canonical.length, padded.length, (byte) ' ');
        assertThat(Receipt.parse(padded).encode()).isEqualTo(canonical);
        byte[] longer = Arrays.copyOf(padded, padded.length + 1);
        longer[padded.length] = ' ';
        assertRefused(longer, Malformed.LIMIT_EXCEEDED, "receipt");
    }

    @Test
    void whatIsNoProofIsRefusedAsOne() {
        assertRefused(new MadeUpReceipt().with("proof", JsonString.of("x")).bytes(), Malformed.SYNTAX, "tlog-proof");
    }
}
