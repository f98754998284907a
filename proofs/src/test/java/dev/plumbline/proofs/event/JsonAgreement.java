package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;

/** That the fast reader of canonical JSON takes nothing that the slow one refuses, and reads the same in what it takes. */
public final class JsonAgreement {
    private JsonAgreement() {}

    /** Compares the two on any bytes. */
    public static void check(byte[] json) {
        JsonValue fast = CanonicalReader.read(json);
        if (fast == null) {
            return;
        }
        try {
            assertThat(fast).isEqualTo(CanonicalJson.parseAndCompare(json));
        } catch (MalformedException e) {
            throw new AssertionError("accepted what the slow way refuses: " + new String(json, UTF_8), e);
        }
    }
}
