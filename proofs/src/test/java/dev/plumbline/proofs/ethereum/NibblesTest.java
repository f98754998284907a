package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import org.junit.jupiter.api.Test;

class NibblesTest {
    /** The table of the yellow paper's appendix C, in hex: flags 0 and 2 are followed by a zero, 1 and 3 by a nibble. */
    @Test
    void readsEveryFirstByteAsItsHexDigitsSay() throws MalformedException {
        for (int first = 0; first < 256; first++) {
            byte[] encoded = {(byte) first, (byte) 0xd7};
            char flag = String.format("%02x", first).charAt(0);
            char second = String.format("%02x", first).charAt(1);
            if (flag > '3') {
                assertRefused(encoded, Malformed.VALUE);
            } else if ((flag == '0' || flag == '2') && second != '0') {
                assertRefused(encoded, Malformed.NOT_CANONICAL);
            } else {
                String wanted = flag == '1' || flag == '3' ? second + "d7" : "d7";
                assertThat(hex(Nibbles.ofHexPrefix(encoded))).isEqualTo(wanted);
                assertThat(Nibbles.isLeaf(encoded)).isEqualTo(flag == '2' || flag == '3');
            }
        }
        assertRefused(new byte[0], Malformed.VALUE);
    }

    @Test
    void findsAPieceOnlyWhereItStandsWhole() throws MalformedException {
        Nibbles key = Nibbles.ofKey(new byte[] {(byte) 0xab, (byte) 0xcd});
        assertThat(hex(key)).isEqualTo("abcd");
        for (int offset = 0; offset <= 4; offset++) {
            for (String piece : new String[] {"", "a", "ab", "abcd", "abcde", "b", "bcd", "bce", "cd", "d", "da"}) {
                assertThat(key.hasAt(offset, piece(piece)))
                        .as(piece + " at " + offset)
                        .isEqualTo("abcd".startsWith(piece, offset));
            }
        }
    }

    private static Nibbles piece(String nibbles) throws MalformedException {
        return Nibbles.ofHexPrefix(SlowTrie.bytes("0x" + (nibbles.length() % 2 == 0 ? "00" : "1") + nibbles));
    }

    private static String hex(Nibbles nibbles) {
        var hex = new StringBuilder();
        for (int i = 0; i < nibbles.length(); i++) {
            hex.append(Integer.toHexString(nibbles.at(i)));
        }
        return hex.toString();
    }

    private static void assertRefused(byte[] encoded, Malformed code) {
        assertThatThrownBy(() -> Nibbles.ofHexPrefix(encoded))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
