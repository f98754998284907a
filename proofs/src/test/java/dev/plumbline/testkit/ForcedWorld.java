package dev.plumbline.testkit;

import static dev.plumbline.testkit.SignedPayload.filled;
import static dev.plumbline.testkit.SignedPayload.joined;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.SlowBlockTrie;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.RollupChain;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A made-up L1 block in which a portal announces a deposit, and blocks of a rollup after it, written as the specification says and
 * not by the code under test. Fields may be changed before {@link #evidence}.
 */
public final class ForcedWorld {
    public static final Address PORTAL = Address.of(filled(20, 0xab));
    public static final long ORIGIN = 20_000_000;
    public static final long LOG_INDEX = 7;

    public Address portal = PORTAL;
    public long logIndex = LOG_INDEX;
    public int log = 1;
    public byte[] announcedTo = filled(20, 0x22);
    public byte[] data = {1, 2, 3};
    public boolean isCreation;
    public boolean hasSucceeded = true;
    public long originNumber = ORIGIN;

    /** Receipt of the transaction at index 1 of three. */
    private byte[] receipt() {
        RlpItem other = log(filled(20, 0x99), List.of(filled(32, 1)), new byte[0]);
        return receipt(hasSucceeded ? List.of(other, deposited()) : List.of());
    }

    private byte[] receipt(List<RlpItem> logs) {
        return joined(
                new byte[] {2},
                RlpItem.of(List.of(
                                RlpItem.ofNumber(hasSucceeded ? BigInteger.ONE : BigInteger.ZERO),
                                RlpItem.ofNumber(BigInteger.valueOf(128_732)),
                                RlpItem.of(new byte[256]),
                                RlpItem.of(logs)))
                        .encode());
    }

    private RlpItem deposited() {
        byte[] opaque = joined(
                word(BigInteger.TEN),
                word(BigInteger.valueOf(5)),
                ByteBuffer.allocate(8).putLong(100_000).array(),
                new byte[] {(byte) (isCreation ? 1 : 0)},
                data);
        byte[] padded = joined(opaque, new byte[(32 - opaque.length % 32) % 32]);
        return log(
                portal.bytes(),
                List.of(
                        keccak("TransactionDeposited(address,address,uint256,bytes)"),
                        joined(new byte[12], filled(20, 0x11)),
                        joined(new byte[12], announcedTo),
                        new byte[32]),
                joined(word(BigInteger.valueOf(32)), word(BigInteger.valueOf(opaque.length)), padded));
    }

    private static RlpItem log(byte[] address, List<byte[]> topics, byte[] data) {
        return RlpItem.of(List.of(
                RlpItem.of(address), RlpItem.of(topics.stream().map(RlpItem::of).toList()), RlpItem.of(data)));
    }

    private List<byte[]> receipts() {
        return List.of(receipt(List.of()), receipt(), receipt(List.of()));
    }

    /** Raw header of the L1 block. */
    public byte[] origin() {
        return header(
                originNumber,
                new byte[32],
                filled(32, 9),
                new SlowBlockTrie(receipts()).root().bytes());
    }

    public Word originHash() {
        return Word.keccak(origin());
    }

    /** The raw transaction that every node of the rollup derives. */
    public byte[] deposit() {
        return deposit(LOG_INDEX, 0x11, data);
    }

    /** One of another place, sender or content. */
    public byte[] deposit(long index, int from, byte[] content) {
        byte[] inner = keccak(joined(originHash().bytes(), word(BigInteger.valueOf(index))));
        return raw(
                keccak(joined(new byte[32], inner)), filled(20, from), isCreation ? new byte[0] : announcedTo, content);
    }

    private static byte[] raw(byte[] source, byte[] from, byte[] to, byte[] content) {
        return joined(
                new byte[] {0x7e},
                RlpItem.of(List.of(
                                RlpItem.of(source),
                                RlpItem.of(from),
                                RlpItem.of(to),
                                RlpItem.ofNumber(BigInteger.TEN),
                                RlpItem.ofNumber(BigInteger.valueOf(5)),
                                RlpItem.ofNumber(BigInteger.valueOf(100_000)),
                                RlpItem.of(new byte[0]),
                                RlpItem.of(content)))
                        .encode());
    }

    /** The first transaction of a block since Isthmus. */
    public static byte[] attributes(long originNumber, Word originHash, long sequence) {
        byte[] call = joined(
                HexFormat.of().parseHex("098999be"),
                new byte[8],
                ByteBuffer.allocate(8).putLong(sequence).array(),
                ByteBuffer.allocate(8).putLong(1_763_700_000).array(),
                ByteBuffer.allocate(8).putLong(originNumber).array(),
                new byte[64],
                originHash.bytes(),
                new byte[32],
                new byte[12]);
        return attributes(call, originHash, sequence);
    }

    /** The first transaction of a block with any call data. */
    public static byte[] attributes(byte[] call, Word originHash, long sequence) {
        byte[] inner = keccak(joined(originHash.bytes(), word(BigInteger.valueOf(sequence))));
        byte[] source = keccak(joined(word(BigInteger.ONE), inner));
        return joined(
                new byte[] {0x7e},
                RlpItem.of(List.of(
                                RlpItem.of(source),
                                RlpItem.of(HexFormat.of().parseHex("deaddeaddeaddeaddeaddeaddeaddeaddead0001")),
                                RlpItem.of(HexFormat.of().parseHex("4200000000000000000000000000000000000015")),
                                RlpItem.of(new byte[0]),
                                RlpItem.of(new byte[0]),
                                RlpItem.ofNumber(BigInteger.valueOf(1_000_000)),
                                RlpItem.of(new byte[0]),
                                RlpItem.of(call)))
                        .encode());
    }

    /** A block of the rollup. */
    public static RollupBlock.ByHeader block(long number, Word parent, byte[]... transactions) {
        byte[] header = header(
                number,
                parent.bytes(),
                new SlowBlockTrie(List.of(transactions)).root().bytes(),
                filled(32, 8));
        var raws = new ArrayList<RawRlp>();
        for (byte[] transaction : transactions) {
            raws.add(RawRlp.of(transaction));
        }
        return new RollupBlock.ByHeader(RawRlp.of(header), raws);
    }

    /** The first block of the epoch, with these transactions behind the attributes. */
    public RollupBlock.ByHeader first(byte[]... behind) {
        byte[][] all = new byte[1 + behind.length][];
        all[0] = attributes(originNumber, originHash(), 0);
        System.arraycopy(behind, 0, all, 1, behind.length);
        return block(1_000, Word.ZERO, all);
    }

    public ForcedEvidence evidence(RollupBlock... blocks) {
        return new ForcedEvidence(
                RollupChain.of(1),
                RollupChain.of(901),
                portal,
                RawRlp.of(origin()),
                1,
                new SlowBlockTrie(receipts()).prove(1).stream().map(RawRlp::of).toList(),
                log,
                logIndex,
                null,
                List.of(blocks));
    }

    /** Raw header of 15 fields. */
    public static byte[] header(long number, byte[] parent, byte[] transactionsRoot, byte[] receiptsRoot) {
        var fields = new ArrayList<RlpItem>();
        fields.add(RlpItem.of(parent));
        fields.add(RlpItem.of(filled(32, 1)));
        fields.add(RlpItem.of(filled(20, 2)));
        fields.add(RlpItem.of(filled(32, 3)));
        fields.add(RlpItem.of(transactionsRoot));
        fields.add(RlpItem.of(receiptsRoot));
        fields.add(RlpItem.of(new byte[256]));
        for (long value : new long[] {0, number, 30_000_000, 1_000_000, 1_763_700_000}) {
            fields.add(RlpItem.ofNumber(BigInteger.valueOf(value)));
        }
        fields.add(RlpItem.of(new byte[0]));
        fields.add(RlpItem.of(new byte[32]));
        fields.add(RlpItem.of(new byte[8]));
        return RlpItem.of(fields).encode();
    }

    /** The header, read. */
    public static BlockHeader read(byte[] header) {
        try {
            return BlockHeader.parse(header);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] keccak(String text) {
        return keccak(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] keccak(byte[] bytes) {
        return Keccak256.digest(bytes);
    }

    private static byte[] word(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] word = new byte[32];
        System.arraycopy(bytes, 0, word, 32 - bytes.length, bytes.length);
        return word;
    }
}
