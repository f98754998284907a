package dev.plumbline.proofs.ethereum;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Keccak256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawRlpTest {
    private static final String BEFORE = "\"0x";
    private static final String HEX = "0x00017f80a9fe";

    @Test
    void readsEveryTextWhereItStandsAsItReadsTheTextAlone() {
        assertThat(inPlace(HEX, 6)).isEqualTo(HEX);
        for (int at = 0; at < HEX.length(); at++) {
            for (char other = 0; other < 256; other++) {
                sameEitherWay(HEX.substring(0, at) + other + HEX.substring(at + 1));
            }
            sameEitherWay(HEX.substring(0, at));
            sameEitherWay(HEX.substring(at));
        }
    }

    @Test
    void holdsBytesToTheirNumberEitherWay() {
        for (int bytesMax = 0; bytesMax < 9; bytesMax++) {
            assertThat(inPlace(HEX, bytesMax)).isEqualTo(alone(HEX, bytesMax)).isEqualTo(bytesMax < 6 ? null : HEX);
        }
        assertThat(inPlace("0x", 0)).isEqualTo("0x");
    }

    @Test
    void isItsBytesAndTheirHash() throws MalformedException {
        byte[] bytes = SlowTrie.bytes(HEX);
        RawRlp raw = RawRlp.parse(HEX, "node", 6);
        assertThat(raw.bytes()).isEqualTo(bytes);
        raw.bytes()[0] = 1;
        assertThat(raw.shared()).isEqualTo(bytes);
        assertThat(raw.hex()).isEqualTo(HEX);
        assertThat(raw.keccak()).isEqualTo(Word.of(Keccak256.digest(bytes)));
    }

    @Test
    void readsAHeader() throws MalformedException {
        byte[] header = new MadeUpChain().sealed().headerRlp();
        RawRlp raw = RawRlp.parse(HexData.encode(header), "header", header.length);
        BlockHeader read = raw.readHeader();
        assertThat(read.hash()).isEqualTo(raw.keccak());
        assertThat(read.parentHash()).isEqualTo(BlockHeader.parse(header).parentHash());
    }

    private static void sameEitherWay(String text) {
        assertThat(inPlace(text, 100)).as(text).isEqualTo(alone(text, 100));
    }

    /** What is read of text between other text, written again; null if it is refused. */
    private static @Nullable String inPlace(String text, int bytesMax) {
        byte[] ascii = (BEFORE + text + "00\"").getBytes(ISO_8859_1);
        RawRlp raw = RawRlp.read(ascii, BEFORE.length(), BEFORE.length() + text.length(), bytesMax);
        return raw == null ? null : raw.hex();
    }

    private static @Nullable String alone(String text, int bytesMax) {
        try {
            return RawRlp.parse(text, "text", bytesMax).hex();
        } catch (MalformedException e) {
            return null;
        }
    }
}
