package dev.plumbline.testkit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.SlowBlockTrie;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block as an OP-Stack sequencer would sign it, written field by field as the specification lists them and not by the code
 * under test. Every field may be changed before {@link #message}.
 */
public final class SignedPayload {
    /** The sequencer's key of all tests. */
    public static final byte[] SEQUENCER_KEY = filled(32, 0x5e);
    /** A key of somebody else. */
    public static final byte[] STRANGER_KEY = filled(32, 0x57);

    private static final int FIXED_OF_TOPIC_1 = 508;

    private final int topic;
    public long chain = 901;
    public byte[] key = SEQUENCER_KEY;
    public byte[] parentBeaconRoot = filled(32, 0xbb);
    public byte[] parentHash = filled(32, 0x01);
    public byte[] feeRecipient = filled(20, 0x42);
    public byte[] stateRoot = filled(32, 0x02);
    public byte[] receiptsRoot = filled(32, 0x03);
    public byte[] bloom = new byte[256];
    public byte[] prevRandao = filled(32, 0x04);
    public long number = 1_234_567;
    public long gasLimit = 60_000_000;
    public long gasUsed = 1_000_000;
    public long timestamp = 1_763_700_000;
    public byte[] extraData = new byte[9];
    public BigInteger baseFee = BigInteger.valueOf(1_000_250);
    public byte[] withdrawalsRoot = filled(32, 0x05);
    public long blobGasUsed;
    public long excessBlobGas;
    public List<byte[]> transactions = new ArrayList<>(List.of(filled(90, 0x7e), filled(110, 0x02)));
    /** What the payload names as its hash; null for the true one. */
    public byte[] statedHash;

    /** @param topic 1 to 4 */
    public SignedPayload(int topic) {
        this.topic = topic;
    }

    /** The message of the gossip, without Snappy. */
    public byte[] message() {
        byte[] signed = signed();
        return joined(sign(signed), signed);
    }

    /** The same, read. */
    public UnsafeBlock block() {
        try {
            return UnsafeBlock.parse(message());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** The signature of some bytes by the key, with the parity from 0. */
    public byte[] sign(byte[] signed) {
        byte[] chainWord = ByteBuffer.allocate(32).putLong(24, chain).array();
        byte[] hash = Keccak256.digest(joined(new byte[32], chainWord, Keccak256.digest(signed)));
        byte[] signature = Secp256k1.sign(key, hash);
        signature[64] = (byte) (signature[64] - 27);
        return signature;
    }

    /** What is signed. */
    public byte[] signed() {
        return topic >= 3 ? joined(parentBeaconRoot, payload()) : payload();
    }

    private byte[] payload() {
        int fixed = FIXED_OF_TOPIC_1 + (topic >= 2 ? 4 : 0) + (topic >= 3 ? 16 : 0) + (topic >= 4 ? 32 : 0);
        byte[] list = list();
        byte[] ssz = joined(
                parentHash,
                feeRecipient,
                stateRoot,
                receiptsRoot,
                bloom,
                prevRandao,
                uint64(number),
                uint64(gasLimit),
                uint64(gasUsed),
                uint64(timestamp),
                uint32(fixed),
                uint256(baseFee),
                statedHash == null ? hash() : statedHash,
                uint32(fixed + extraData.length));
        if (topic >= 2) {
            ssz = joined(ssz, uint32(fixed + extraData.length + list.length));
        }
        if (topic >= 3) {
            ssz = joined(ssz, uint64(blobGasUsed), uint64(excessBlobGas));
        }
        if (topic >= 4) {
            ssz = joined(ssz, withdrawalsRoot);
        }
        return joined(ssz, extraData, list);
    }

    private byte[] list() {
        byte[] offsets = new byte[0];
        byte[] bodies = new byte[0];
        for (byte[] transaction : transactions) {
            offsets = joined(offsets, uint32(4 * transactions.size() + bodies.length));
            bodies = joined(bodies, transaction);
        }
        return joined(offsets, bodies);
    }

    /** The hash that the fields make, by the header of the fork of the topic. */
    public byte[] hash() {
        var header = new ArrayList<RlpItem>();
        header.add(RlpItem.of(parentHash));
        header.add(RlpItem.of(bytes("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347")));
        header.add(RlpItem.of(feeRecipient));
        header.add(RlpItem.of(stateRoot));
        header.add(RlpItem.of(new SlowBlockTrie(transactions).root().bytes()));
        header.add(RlpItem.of(receiptsRoot));
        header.add(RlpItem.of(bloom));
        for (long value : new long[] {0, number, gasLimit, gasUsed, timestamp}) {
            header.add(RlpItem.ofNumber(BigInteger.valueOf(value)));
        }
        header.add(RlpItem.of(extraData));
        header.add(RlpItem.of(prevRandao));
        header.add(RlpItem.of(new byte[8]));
        header.add(RlpItem.ofNumber(baseFee));
        if (topic == 2 || topic == 3) {
            header.add(RlpItem.of(bytes("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")));
        } else if (topic == 4) {
            header.add(RlpItem.of(withdrawalsRoot));
        }
        if (topic >= 3) {
            header.add(RlpItem.ofNumber(BigInteger.valueOf(blobGasUsed)));
            header.add(RlpItem.ofNumber(BigInteger.valueOf(excessBlobGas)));
            header.add(RlpItem.of(parentBeaconRoot));
        }
        if (topic >= 4) {
            header.add(RlpItem.of(sha256OfNothing()));
        }
        return Keccak256.digest(RlpItem.of(header).encode());
    }

    private static byte[] sha256OfNothing() {
        try {
            return MessageDigest.getInstance("SHA-256").digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static byte[] uint64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static byte[] uint32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] uint256(BigInteger value) {
        byte[] little = new byte[32];
        for (int i = 0; i < little.length; i++) {
            little[i] = value.shiftRight(8 * i).byteValue();
        }
        return little;
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    /** An array of one byte, so many times. */
    public static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Arrays one behind the other. */
    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
