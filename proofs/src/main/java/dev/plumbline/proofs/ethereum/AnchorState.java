package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an instance of {@code RootAnchor} held in one block, proven from the raw header down.
 *
 * <p>It says "in the block of this hash". Whether that block is on the chain the reader means, and final, is for him to
 * decide: compare {@link Proven#blockHash} with a hash that is trusted.
 */
public sealed interface AnchorState {
    /**
     * The state, every part of it under the block's hash. Only {@link #prove} makes one.
     *
     * <p>A class and not a record, so that nobody can put together a state that was never proven.
     */
    final class Proven implements AnchorState {
        private final BlockHeader header;
        private final Address contract;
        private final TreeHead anchored;
        private final long anchoredBlock;

        private Proven(BlockHeader header, Address contract, TreeHead anchored, long anchoredBlock) {
            this.header = header;
            this.contract = contract;
            this.anchored = anchored;
            this.anchoredBlock = anchoredBlock;
        }

        /** Hash of the block that everything else rests on. */
        public Word blockHash() {
            return header.hash();
        }

        /** Height of that block. */
        public long blockNumber() {
            return header.number();
        }

        /** When that block says that it was made, in seconds since the epoch. */
        public long blockTimestampSeconds() {
            return header.timestampSeconds();
        }

        /** The state root of that block. */
        public Word stateRoot() {
            return header.stateRoot();
        }

        /** Where the contract lives. */
        public Address contract() {
            return contract;
        }

        /** Keccak-256 of the code that the contract runs, always {@link AnchorLayout#CODE_HASH}. */
        public Word codeHash() {
            return AnchorLayout.CODE_HASH;
        }

        /** Size and root of the newest tree that the contract holds. */
        public TreeHead anchored() {
            return anchored;
        }

        /** Height of the block whose transaction anchored that tree, at most {@link #blockNumber}. */
        public long anchoredBlock() {
            return anchoredBlock;
        }
    }

    /**
     * The evidence proves nothing.
     *
     * @param defect what is wrong, for programs
     * @param detail what was found and what was wanted, for people; its text may change
     */
    record Refused(AnchorDefect defect, String detail) implements AnchorState {}

    /**
     * Checks the evidence of an anchor. Total: any bytes yield a state, none throws.
     *
     * @param header raw RLP of the block header
     * @param contract where the log's anchor contract lives, from the reader's policy and not from the evidence
     * @param origin the log's origin, from its signed checkpoint
     * @param accountProof RLP of the trie nodes that lead to the contract's account, root first
     * @param storageProof RLP of the distinct trie nodes that lead to {@link AnchorLayout#provenSlots}, each where it is
     *     first needed
     */
    static AnchorState prove(
            byte[] header, Address contract, String origin, List<byte[]> accountProof, List<byte[]> storageProof) {
        BlockHeader block;
        try {
            block = BlockHeader.parse(header);
        } catch (MalformedException e) {
            return new Refused(AnchorDefect.HEADER_MALFORMED, String.valueOf(e.getMessage()));
        }
        return proveFrom(block, contract, origin, accountProof, storageProof);
    }

    /** As {@link #prove(byte[], Address, String, List, List)}, from a header that has been read. */
    static AnchorState prove(
            BlockHeader header, Address contract, String origin, List<RawRlp> accountProof, List<RawRlp> storageProof) {
        return proveFrom(header, contract, origin, shared(accountProof), shared(storageProof));
    }

    private static List<byte[]> shared(List<RawRlp> nodes) {
        var bytes = new byte[nodes.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = nodes.get(i).shared();
        }
        return List.of(bytes);
    }

    private static AnchorState proveFrom(
            BlockHeader block, Address contract, String origin, List<byte[]> accountProof, List<byte[]> storageProof) {
        AccountProof account = AccountProof.check(block.stateRoot(), contract, accountProof);
        if (account instanceof AccountProof.Bad bad) {
            return new Refused(AnchorDefect.ACCOUNT_PROOF_BAD, bad.detail());
        }
        if (!(account instanceof AccountProof.Exists exists)) {
            return new Refused(AnchorDefect.NO_CONTRACT, "block " + block.number() + ": no account at " + contract);
        }
        if (!exists.codeHash().equals(AnchorLayout.CODE_HASH)) {
            return new Refused(
                    AnchorDefect.CODE_DIFFERS,
                    "contract " + contract + ": has code hash " + exists.codeHash() + ", want "
                            + AnchorLayout.CODE_HASH);
        }
        StorageProof storage = StorageProof.check(exists.storageRoot(), AnchorLayout.provenSlots(), storageProof);
        if (storage instanceof StorageProof.Bad bad) {
            return new Refused(AnchorDefect.STORAGE_PROOF_BAD, bad.detail());
        }
        List<Word> slots = ((StorageProof.Values) storage).values();
        return decode(block, contract, origin, slots.get(0), slots.get(1), slots.get(2));
    }

    private static AnchorState decode(
            BlockHeader block, Address contract, String origin, Word latest, Word root, Word originHash) {
        Hash wanted = TreeHasher.sha256(origin.getBytes(StandardCharsets.UTF_8));
        if (!Hash.copyOf(originHash.shared(), 0).equals(wanted)) {
            return new Refused(
                    AnchorDefect.ORIGIN_DIFFERS,
                    "contract " + contract + ": has origin hash " + originHash + ", want 0x" + wanted.hex());
        }
        // The slot packs from its low end, which stands last.
        long size = latest.longAt(Word.LENGTH - Long.BYTES);
        long anchoredBlock = latest.longAt(Word.LENGTH - 2 * Long.BYTES);
        if (size == 0) {
            return new Refused(AnchorDefect.NOTHING_ANCHORED, "contract " + contract + ": has size 0, want an anchor");
        }
        boolean isRestZero = latest.longAt(0) == 0 && latest.longAt(Long.BYTES) == 0;
        if (!isRestZero || size < 0 || anchoredBlock < 0 || anchoredBlock > block.number()) {
            return new Refused(
                    AnchorDefect.SLOTS_IMPOSSIBLE,
                    "contract " + contract + ": slot 0 is " + latest + ", want a size below 2^63 and a block up to "
                            + block.number());
        }
        var anchored = new TreeHead(size, Hash.copyOf(root.shared(), 0));
        return new Proven(block, contract, anchored, anchoredBlock);
    }
}
