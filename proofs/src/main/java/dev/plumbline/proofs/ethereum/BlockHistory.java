package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * What the state of a newer block says about the hash of an older one (EIP-2935).
 *
 * <p>Every block writes the hash of its parent into a ring of {@link #WINDOW_BLOCKS} slots of a system contract, that of
 * block {@code n} into slot {@code n % 8191}. So the state after block {@code m} holds the hashes of the blocks {@code m - 8191}
 * to {@code m - 1}, both included, some 27 hours on L1; slot {@code m % 8191} is the oldest and the next to be written over.
 *
 * <p>The code of the contract is pinned as that of the anchor contract is. A chain may keep a ring of another length there, and
 * under its arithmetic the same slot would stand for another block.
 */
public sealed interface BlockHistory {
    /** Blocks whose hashes the ring holds. */
    int WINDOW_BLOCKS = 8_191;
    /** Where the history contract lives on every chain. */
    Address CONTRACT = pinnedAddress("0x0000f90827f1c53a10cb7a02335b175320002935");
    /** Keccak-256 of the code that EIP-2935 gives for it. */
    Word CODE_HASH = pinnedWord("0x6e49e66782037c0555897870e29fa5e552daf4719552131a0abce779daec0a5d");

    /** The hash of an older block, proven under a newer one. Only {@link #prove} makes one. */
    final class Ancestor implements BlockHistory {
        private final BlockHeader newer;
        private final long number;
        private final Word hash;

        private Ancestor(BlockHeader newer, long number, Word hash) {
            this.newer = newer;
            this.number = number;
            this.hash = hash;
        }

        /** The block that everything rests on. */
        public BlockHeader newer() {
            return newer;
        }

        /** Height of the older block. */
        public long number() {
            return number;
        }

        /** Hash of the block of that height on the chain of the newer one. */
        public Word hash() {
            return hash;
        }
    }

    /**
     * The evidence proves nothing.
     *
     * @param defect what is wrong, for programs
     * @param detail what was found and what was wanted, for people; its text may change
     */
    record Refused(HistoryDefect defect, String detail) implements BlockHistory {}

    /** Whether the state after block {@code newer} can hold the hash of block {@code older}. */
    static boolean reaches(long newer, long older) {
        return older >= 0 && older < newer && older >= newer - WINDOW_BLOCKS;
    }

    /**
     * The slot that holds the hash of a block while the ring does.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    static Word slot(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("block number is " + number + ", want 0 or more");
        }
        return Word.ofNumber(number % WINDOW_BLOCKS);
    }

    /**
     * Proves which hash the block of a height has on the chain of a newer block. Total: any bytes yield a result, none
     * throws. Costs one Keccak hash a node.
     *
     * @param newer the newer header, whose hash the caller trusts
     * @param number height of the older block
     * @param accountProof RLP of the trie nodes that lead to {@link #CONTRACT}, root first
     * @param storageProof RLP of the trie nodes that lead to {@link #slot}, root first
     */
    static BlockHistory prove(BlockHeader newer, long number, List<byte[]> accountProof, List<byte[]> storageProof) {
        if (!reaches(newer.number(), number)) {
            return new Refused(
                    HistoryDefect.OUTSIDE_WINDOW,
                    "block " + number + ": block " + newer.number() + " knows the hashes of the " + WINDOW_BLOCKS
                            + " blocks before it and no others");
        }
        AccountProof account = AccountProof.check(newer.stateRoot(), CONTRACT, accountProof);
        if (account instanceof AccountProof.Bad bad) {
            return new Refused(HistoryDefect.ACCOUNT_PROOF_BAD, bad.detail());
        }
        if (!(account instanceof AccountProof.Exists exists)) {
            return new Refused(
                    HistoryDefect.NO_CONTRACT, "block " + newer.number() + ": has no history contract at " + CONTRACT);
        }
        if (!exists.codeHash().equals(CODE_HASH)) {
            return new Refused(
                    HistoryDefect.CODE_DIFFERS,
                    "history contract: has code hash " + exists.codeHash() + ", want " + CODE_HASH);
        }
        StorageProof storage = StorageProof.check(exists.storageRoot(), List.of(slot(number)), storageProof);
        if (storage instanceof StorageProof.Bad bad) {
            return new Refused(HistoryDefect.STORAGE_PROOF_BAD, bad.detail());
        }
        Word hash = ((StorageProof.Values) storage).values().get(0);
        if (hash.equals(Word.ZERO)) {
            return new Refused(
                    HistoryDefect.NOT_RECORDED,
                    "block " + number + ": block " + newer.number() + " holds no hash of it in slot " + slot(number));
        }
        return new Ancestor(newer, number, hash);
    }

    private static Address pinnedAddress(String hex) {
        try {
            return Address.parseHex(hex, "history contract");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned address is not one", e);
        }
    }

    private static Word pinnedWord(String hex) {
        try {
            return Word.parseHex(hex, "code hash");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned code hash is not one", e);
        }
    }
}
