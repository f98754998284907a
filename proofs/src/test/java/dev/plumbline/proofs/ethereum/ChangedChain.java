package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * {@link MadeUpChain} for the conformance vectors: what it holds is changed first, and then proven honestly, so that nothing
 * but the change can be wrong with the proof. All values are {@code 0x} and hex.
 */
public final class ChangedChain {
    /** Where the contract lives unless something else is said. */
    public static final String CONTRACT = "0x" + "c0".repeat(20);
    /** The block in which the contract took the root. */
    public static final long ANCHORED_BLOCK = MadeUpChain.ANCHORED_BLOCK;
    /** The block that is proven. */
    public static final long BLOCK = MadeUpChain.BLOCK;

    private final MadeUpChain chain = new MadeUpChain();

    /** Evidence as a receipt carries it, and the hash of its block. */
    public record Evidence(String header, List<String> accountProof, List<String> storageProof, String blockHash) {}

    /** Lets the contract hold this size and root, from {@link #ANCHORED_BLOCK} on. */
    public ChangedChain anchored(long size, byte[] root) {
        chain.slots.put(AnchorLayout.SLOT_LATEST, MadeUpChain.packed(size, ANCHORED_BLOCK));
        chain.slots.put(AnchorLayout.SLOT_ROOT, Word.of(root));
        return this;
    }

    /** Puts a 32-byte value, in hex without 0x, into a slot. */
    public ChangedChain slot(int number, String hex) {
        chain.slots.put(Word.ofNumber(number), Word.of(HexFormat.of().parseHex(hex)));
        return this;
    }

    /** Leaves a slot empty. */
    public ChangedChain withoutSlot(int number) {
        chain.slots.remove(Word.ofNumber(number));
        return this;
    }

    /** Lets the contract run other code. */
    public ChangedChain codeHash(String hex) {
        chain.codeHash = Word.of(HexFormat.of().parseHex(hex));
        return this;
    }

    /** Lets the contract be the one of another log. */
    public ChangedChain origin(String origin) {
        chain.slots.put(AnchorLayout.SLOT_ORIGIN, MadeUpChain.originHash(origin));
        return this;
    }

    /** The evidence of an honest node. */
    public Evidence evidence() {
        chain.sealed();
        return evidence(chain.header);
    }

    /** The same, under a header with these further fields. */
    public Evidence withHeaderFields(byte[]... more) {
        chain.sealed();
        List<RlpItem> fields = new ArrayList<>(chain.header);
        for (byte[] field : more) {
            fields.add(RlpItem.of(field));
        }
        return evidence(fields);
    }

    /** The same, under a header of its first fields only. */
    public Evidence withHeaderCut(int fieldCount) {
        chain.sealed();
        return evidence(chain.header.subList(0, fieldCount));
    }

    /** The same, under a header one of whose fields is another. */
    public Evidence withHeaderField(int field, byte[] value) {
        chain.sealed();
        List<RlpItem> fields = new ArrayList<>(chain.header);
        fields.set(field, RlpItem.of(value));
        return evidence(fields);
    }

    /** A slot's value that packs a size and a block, in hex without 0x. */
    public static String packed(BigInteger size, BigInteger block) {
        return String.format("%064x", block.shiftLeft(64).or(size));
    }

    private Evidence evidence(List<RlpItem> header) {
        byte[] rlp = RlpItem.of(header).encode();
        return new Evidence(
                HexData.encode(rlp),
                chain.accountProof().stream().map(HexData::encode).toList(),
                chain.storageProof().stream().map(HexData::encode).toList(),
                Word.keccak(rlp).toString());
    }
}
