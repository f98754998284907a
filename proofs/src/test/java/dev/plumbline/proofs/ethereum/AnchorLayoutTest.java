package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnchorLayoutTest {
    @Test
    void slotsAreTheOnesOfThePublicFormat() {
        assertThat(AnchorLayout.SLOT_LATEST).hasToString("0x" + "00".repeat(32));
        assertThat(AnchorLayout.SLOT_ROOT).hasToString("0x" + "00".repeat(31) + "01");
        assertThat(AnchorLayout.SLOT_ORIGIN).hasToString("0x" + "00".repeat(31) + "04");
        assertThat(AnchorLayout.provenSlots())
                .containsExactly(AnchorLayout.SLOT_LATEST, AnchorLayout.SLOT_ROOT, AnchorLayout.SLOT_ORIGIN);
    }
}
