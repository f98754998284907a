package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void hashesTheEnvelopeBehindItsDomain() throws GeneralSecurityException {
        byte[] envelope = "{\"v\":1}".getBytes(US_ASCII);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("plumbline/event/v1".getBytes(US_ASCII));
        bytes.write(0);
        bytes.writeBytes(envelope);
        byte[] wanted = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        assertThat(EventId.of(envelope).encode())
                .isEqualTo("sha256:" + HexFormat.of().formatHex(wanted));
    }

    @Test
    void readsWhatItWrites() throws MalformedException {
        assertThat(EventId.parse("sha256:" + HASH).encode()).isEqualTo("sha256:" + HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                HASH,
                "SHA256:" + HASH,
                "sha512:" + HASH,
                "sha256:0x" + HASH,
                "sha256:" + HASH + "0",
                " sha256:" + HASH,
                "sha256:9F86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "sha256:9g86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            })
    void refusesEveryOtherSpelling(String text) {
        assertThatThrownBy(() -> EventId.parse(text)).isInstanceOf(MalformedException.class);
    }
}
