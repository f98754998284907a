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
                assertThat(hex(ofHexPrefix(encoded))).isEqualTo(wanted);
                assertThat(Nibbles.isLeaf(encoded[0])).isEqualTo(flag == '2' || flag == '3');
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

    @Test
    void readsAPathWhereItStandsBetweenOtherBytes() throws MalformedException {
        for (String path : new String[] {"20", "3a", "00ab", "1abc", "20abcd"}) {
            Nibbles read = Nibbles.ofHexPrefix(SlowTrie.bytes("0xf3" + path + "ff"), 1, 1 + path.length() / 2);
            boolean isOdd = path.charAt(0) == '1' || path.charAt(0) == '3';
            assertThat(hex(read)).isEqualTo(path.substring(isOdd ? 1 : 2));
        }
    }

    @Test
    void ordersAsTheHexOfThemIsOrdered() throws MalformedException {
        String[] pieces = {"", "0", "00", "1", "7", "7f", "8", "80", "ab", "abc", "abd", "b", "f", "ff"};
        for (String one : pieces) {
            for (String other : pieces) {
                assertThat(Integer.signum(Nibbles.compare(piece(one), piece(other))))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(one.compareTo(other)));
            }
        }
    }

    private static Nibbles ofHexPrefix(byte[] encoded) throws MalformedException {
        return Nibbles.ofHexPrefix(encoded, 0, encoded.length);
    }

    private static Nibbles piece(String nibbles) throws MalformedException {
        return ofHexPrefix(SlowTrie.bytes("0x" + (nibbles.length() % 2 == 0 ? "00" : "1") + nibbles));
    }

    private static String hex(Nibbles nibbles) {
        var hex = new StringBuilder();
        for (int i = 0; i < nibbles.length(); i++) {
            hex.append(Integer.toHexString(nibbles.at(i)));
        }
        return hex.toString();
    }

    private static void assertRefused(byte[] encoded, Malformed code) {
        assertThatThrownBy(() -> ofHexPrefix(encoded))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
