package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.crypto.Keccak256;
import java.nio.ByteBuffer;

/**
 * The EIP-712 digest that a wallet signs for one event: the flat struct {@code AttributionEvent} under the domain
 * "Plumbline", version "1".
 *
 * <p>The domain names no chain and no contract: an event is the same event wherever its log is anchored.
 */
final class Eip712 {
    private static final byte[] STRUCT_TYPE =
            keccak("AttributionEvent(bytes32 eventId,string kind,string namespace,uint64 issuedAt)");
    private static final byte[] DOMAIN_SEPARATOR =
            Keccak256.digest(keccak("EIP712Domain(string name,string version)"), keccak("Plumbline"), keccak("1"));
    private static final byte[] PREFIX = {0x19, 0x01};
    private static final int WORD_BYTES = 32;

    private Eip712() {}

    /** The 32-byte digest; {@code issuedAtMillis} counts as an unsigned number. Four short Keccaks. */
    static byte[] digest(EventId id, String kind, String namespace, long issuedAtMillis) {
        byte[] struct =
                Keccak256.digest(STRUCT_TYPE, id.hash().bytes(), keccak(kind), keccak(namespace), word(issuedAtMillis));
        return Keccak256.digest(PREFIX, DOMAIN_SEPARATOR, struct);
    }

    private static byte[] word(long unsigned) {
        return ByteBuffer.allocate(WORD_BYTES)
                .putLong(WORD_BYTES - Long.BYTES, unsigned)
                .array();
    }

    private static byte[] keccak(String text) {
        return Keccak256.digest(text.getBytes(UTF_8));
    }
}
