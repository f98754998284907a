package dev.plumbline.proofs.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Keccak256Test {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void hashesNothingToTheCodeHashOfAnEmptyAccount() {
        assertThat(HEX.formatHex(Keccak256.digest()))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @Test
    void hashesTheTransferEventToItsWellKnownTopic() {
        byte[] signature = "Transfer(address,address,uint256)".getBytes(US_ASCII);
        assertThat(HEX.formatHex(Keccak256.digest(signature)))
                .isEqualTo("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    }

    @Test
    void hashesPartsAsTheirConcatenation() {
        byte[] whole = new byte[300];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) i;
        }
        for (int cut = 0; cut <= whole.length; cut++) {
            byte[] head = java.util.Arrays.copyOf(whole, cut);
            byte[] tail = java.util.Arrays.copyOfRange(whole, cut, whole.length);
            assertThat(Keccak256.digest(head, tail)).isEqualTo(Keccak256.digest(whole));
        }
    }
}
