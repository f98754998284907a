package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class HexDataTest {
    @Test
    void readsEveryByteItWrites() throws MalformedException {
        for (int value = 0; value < 256; value++) {
            String text = String.format("0x%02x", value);
            assertThat(HexData.parse(text, "byte", 1)).containsExactly(value);
            assertThat(HexData.encode(new byte[] {(byte) value})).isEqualTo(text);
        }
        assertThat(HexData.parse("0x", "nothing", 0)).isEmpty();
    }

    @Test
    void refusesEveryOtherSpelling() {
        for (String text : List.of(
                "",
                "0",
                "00",
                "x00",
                "0X00",
                "0xA0",
                "0x0",
                "0x000",
                "0x0g",
                "0x 0",
                " 0x00",
                "0x00 ",
                "0x00\n",
                "0x\uff10\uff10",
                "0x\u0660\u0660",
                "0x\u00ff\u0100",
                "0x\u0100\u00ff",
                "0x+1",
                "0x-1")) {
            assertThatThrownBy(() -> HexData.parse(text, "hex", 9))
                    .as(text)
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.SYNTAX));
        }
    }

    @Test
    void holdsBytesToTheirNumber() throws MalformedException {
        assertThat(HexData.parse("0x0102", "two", 2)).hasSize(2);
        assertThatThrownBy(() -> HexData.parse("0x010203", "two", 2))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        for (String text : List.of("0x", "0x01", "0x010203")) {
            assertThatThrownBy(() -> HexData.parseExactly(text, "two", 2)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> Word.parseHex("0x" + "00".repeat(31), "word")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Address.parseHex("0x" + "00".repeat(21), "address"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void wordsAndAddressesAreValues() throws MalformedException {
        String word = "0x" + "00".repeat(31) + "ff";
        assertThat(Word.parseHex(word, "word")).isEqualTo(Word.ofNumber(255)).hasToString(word);
        assertThat(Word.parseHex(word, "word")).hasSameHashCodeAs(Word.ofNumber(255));
        assertThat(Word.ofNumber(Long.MAX_VALUE).bytes())
                .isEqualTo(Word.ofShort(BigInteger.valueOf(Long.MAX_VALUE).toByteArray())
                        .bytes());
        String address = "0x" + "0a".repeat(20);
        assertThat(Address.parseHex(address, "address"))
                .isEqualTo(Address.of(SlowTrie.bytes(address)))
                .hasToString(address);
        byte[] bytes = new byte[32];
        Word copied = Word.of(bytes);
        bytes[0] = 1;
        copied.bytes()[1] = 1;
        assertThat(copied).isEqualTo(Word.ZERO);
        assertThatThrownBy(() -> Word.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Address.of(new byte[21])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Word.ofNumber(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
