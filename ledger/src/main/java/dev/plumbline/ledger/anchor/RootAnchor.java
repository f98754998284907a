package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The anchor contract as the ledger talks to it: its creation code, its one call, and the errors it reverts with. */
final class RootAnchor {
    private static final String ARTIFACT = "RootAnchor.json";
    private static final int SELECTOR_BYTES = 4;
    private static final int CODE_BYTES_MAX = 49_152;

    private static final byte[] ANCHOR = selector("anchor(uint64,bytes32,bytes32[])");
    private static final byte[] NOT_OPERATOR = selector("NotOperator(address,address)");
    private static final byte[] SIZE_NOT_LARGER = selector("SizeNotLarger(uint64,uint64)");
    private static final byte[] SIZE_TOO_LARGE = selector("SizeTooLarge(uint64)");
    private static final byte[] NOT_CONSISTENT = selector("NotConsistent(uint64,bytes32)");

    private RootAnchor() {}

    /** SHA-256 of an origin, as slot 4 holds it. */
    static Word originHash(String origin) {
        Hash hash = TreeHasher.sha256(origin.getBytes(StandardCharsets.UTF_8));
        return Word.of(hash.bytes());
    }

    /** The code that creates an instance for a log: the compiled contract and its one argument. */
    static byte[] creationCode(String origin) {
        return concat(artifactBytes("bytecode"), originHash(origin).bytes());
    }

    /** The compiled code as an instance runs it. */
    static byte[] runtimeCode() {
        return artifactBytes("runtimeBytecode");
    }

    /** Call data of {@code anchor(size, root, consistencyProof)}. */
    static byte[] anchorCall(TreeHead head, List<Hash> consistencyProof) {
        var call = new ByteArrayOutputStream();
        call.writeBytes(ANCHOR);
        call.writeBytes(Word.ofNumber(head.size()).bytes());
        call.writeBytes(head.root().bytes());
        // Where the array starts, counted from the first argument.
        call.writeBytes(Word.ofNumber(3L * Word.LENGTH).bytes());
        call.writeBytes(Word.ofNumber(consistencyProof.size()).bytes());
        for (Hash hash : consistencyProof) {
            call.writeBytes(hash.bytes());
        }
        return call.toByteArray();
    }

    /** Address of the contract that an account's transaction of this nonce creates. */
    static Address createdBy(Address sender, long nonce) {
        RlpItem pair = RlpItem.of(List.of(RlpItem.of(sender.bytes()), RlpItem.ofNumber(BigInteger.valueOf(nonce))));
        byte[] hash = Word.keccak(pair.encode()).bytes();
        return Address.of(Arrays.copyOfRange(hash, Word.LENGTH - Address.LENGTH, Word.LENGTH));
    }

    /** What a revert says, in plain words; null if it is none of the contract's own errors. */
    static @Nullable String explain(byte[] revert) {
        if (isError(revert, NOT_OPERATOR, 2)) {
            return "sender " + address(revert, 0) + " is not the operator " + address(revert, 1);
        }
        if (isError(revert, SIZE_NOT_LARGER, 2)) {
            return "size " + number(revert, 0) + " does not exceed the anchored size " + number(revert, 1);
        }
        if (isError(revert, SIZE_TOO_LARGE, 1)) {
            return "size " + number(revert, 0) + " is not below 2^63";
        }
        if (isError(revert, NOT_CONSISTENT, 2)) {
            return "the proof does not show that the tree extends the anchored one of size " + number(revert, 0)
                    + " and root 0x" + HexFormat.of().formatHex(argument(revert, 1));
        }
        return null;
    }

    static boolean isNotOperator(byte[] revert) {
        return isError(revert, NOT_OPERATOR, 2);
    }

    private static boolean isError(byte[] revert, byte[] selector, int arguments) {
        return revert.length == SELECTOR_BYTES + arguments * Word.LENGTH
                && Arrays.equals(revert, 0, SELECTOR_BYTES, selector, 0, SELECTOR_BYTES);
    }

    private static BigInteger number(byte[] revert, int index) {
        return new BigInteger(1, argument(revert, index));
    }

    private static Address address(byte[] revert, int index) {
        byte[] word = argument(revert, index);
        return Address.of(Arrays.copyOfRange(word, Word.LENGTH - Address.LENGTH, Word.LENGTH));
    }

    private static byte[] argument(byte[] revert, int index) {
        int at = SELECTOR_BYTES + index * Word.LENGTH;
        return Arrays.copyOfRange(revert, at, at + Word.LENGTH);
    }

    private static byte[] selector(String signature) {
        byte[] hash = Word.keccak(signature.getBytes(StandardCharsets.US_ASCII)).bytes();
        return Arrays.copyOf(hash, SELECTOR_BYTES);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] artifactBytes(String field) {
        try (InputStream stream = RootAnchor.class.getResourceAsStream(ARTIFACT)) {
            if (stream == null) {
                throw new AssertionError("the jar lacks " + ARTIFACT);
            }
            JsonNode artifact = StrictJson.read(stream.readAllBytes());
            return HexData.parse(artifact.path(field).asText(), ARTIFACT + " " + field, CODE_BYTES_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new AssertionError("the artifact in the jar is damaged", e);
        }
    }
}
