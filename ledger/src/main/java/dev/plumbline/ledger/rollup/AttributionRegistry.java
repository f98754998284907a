package dev.plumbline.ledger.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code contracts/AttributionRegistry.sol}, a contract on a rollup that announces ids of attribution events: its code, how to call it,
 * and how to read it. It has no state and no owner, and takes whatever anybody sends.
 */
public final class AttributionRegistry {
    /** The event, as a {@link LogRule} names it. */
    public static final String RECORDED = "Recorded(bytes32 indexed eventId, address indexed by, bytes32 subject)";
    /** First topic of the event. */
    public static final Word RECORDED_TOPIC =
            Word.keccak("Recorded(bytes32,address,bytes32)".getBytes(StandardCharsets.US_ASCII));
    /** Hash of the code that an instance runs. */
    public static final String CODE_HASH = "0xf4b22f673223faf00f2a345259bb5c9b39279872f734dcb7a91c3de53c29ef00";

    private static final int CODE_BYTES_MAX = 24_576;
    private static final byte[] RECORD = AbiWriter.selector("record(bytes32,bytes32)");

    private AttributionRegistry() {}

    /** Data of the transaction that creates an instance. */
    public static byte[] creationCode() {
        return code("bytecode");
    }

    /** The code that an instance runs, whose hash is {@link #CODE_HASH}. */
    public static byte[] runtimeCode() {
        return code("runtimeBytecode");
    }

    private static byte[] code(String name) {
        try (InputStream in = AttributionRegistry.class.getResourceAsStream("AttributionRegistry.json")) {
            if (in == null) {
                throw new AssertionError("the contract is not in the build");
            }
            JsonNode artifact = StrictJson.read(in.readAllBytes());
            return HexData.parse(artifact.path(name).asText(), name, CODE_BYTES_MAX);
        } catch (IOException | MalformedException e) {
            throw new AssertionError("the contract in the build is damaged", e);
        }
    }

    /**
     * Data of a call that announces an event.
     *
     * @param subject whatever it is to be found by; {@link Word#ZERO} for nothing
     */
    public static byte[] record(EventId event, Word subject) {
        return new AbiWriter(2)
                .hash(event.hash())
                .hash(Hash.of(subject.bytes()))
                .call(RECORD);
    }

    /** The event that a call announces; null if it calls something else. */
    public static @Nullable EventId recorded(byte[] call) {
        boolean isRecord = call.length == RECORD.length + 2 * Word.LENGTH
                && Arrays.equals(call, 0, RECORD.length, RECORD, 0, RECORD.length);
        return isRecord
                ? new EventId(Hash.of(Arrays.copyOfRange(call, RECORD.length, RECORD.length + Hash.LENGTH)))
                : null;
    }

    /** The rule that reads the announcements of an instance. */
    public static LogRule rule(String name, Address instance) {
        return new LogRule(name, instance, RECORDED, "eventId", null);
    }
}
