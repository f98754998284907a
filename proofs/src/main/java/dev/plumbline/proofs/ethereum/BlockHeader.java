package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A block header, read from the raw RLP whose Keccak-256 hash is the block's hash.
 *
 * <p>Only the fields that evidence rests on are kept. Forks have appended fields at the end many times and will again,
 * so whatever follows the fifteen fields of the first header is covered by the hash and otherwise ignored, but for one that
 * rollups need.
 *
 * <p>A header is only as good as its {@link #hash}: whoever parses one must compare that with a hash he trusts.
 */
public final class BlockHeader {
    private static final String SUBJECT = "block header";
    private static final int FIELD_COUNT_MIN = 15;
    private static final int BLOOM_BYTES = 256;
    private static final int NONCE_BYTES = 8;
    private static final int WITHDRAWALS_ROOT = 16;

    private final Word hash;
    private final Word parentHash;
    private final Word stateRoot;
    private final Word transactionsRoot;
    private final Word receiptsRoot;
    private final long number;
    private final long timestampSeconds;
    private final @Nullable Word withdrawalsRoot;

    private BlockHeader(Word hash, RlpFields fields) throws MalformedException {
        this.hash = hash;
        this.parentHash = fields.word(0);
        this.stateRoot = fields.word(3);
        this.transactionsRoot = fields.word(4);
        this.receiptsRoot = fields.word(5);
        this.number = fields.count63(8);
        this.timestampSeconds = fields.count63(11);
        this.withdrawalsRoot = wordIfPresent(fields, WITHDRAWALS_ROOT);
    }

    /** Reads a raw header of at most {@link Limits#HEADER_BYTES_MAX} bytes; costs one hash. */
    public static BlockHeader parse(byte[] rlp) throws MalformedException {
        if (rlp.length > Limits.HEADER_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    SUBJECT,
                    "has " + rlp.length + " bytes, want at most " + Limits.HEADER_BYTES_MAX);
        }
        RlpFields fields = RlpFields.parse(rlp, SUBJECT);
        if (fields.count() < FIELD_COUNT_MIN) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT, "has " + fields.count() + " fields, want at least " + FIELD_COUNT_MIN);
        }
        checkUnusedFields(fields);
        return new BlockHeader(Word.keccak(rlp), fields);
    }

    /** A list that merely starts with the fields we use is not a header: hold the others to their sizes too. */
    private static void checkUnusedFields(RlpFields fields) throws MalformedException {
        fields.checkBytes(1, Word.LENGTH);
        fields.checkBytes(2, Address.LENGTH);
        fields.checkBytes(6, BLOOM_BYTES);
        fields.checkNumber(7, Word.LENGTH);
        fields.count63(9);
        fields.count63(10);
        fields.checkText(12);
        fields.checkBytes(13, Word.LENGTH);
        fields.checkBytes(14, NONCE_BYTES);
    }

    /** Fields this far back are whatever a chain's forks made of them: one that is no word is none. */
    private static @Nullable Word wordIfPresent(RlpFields fields, int index) throws MalformedException {
        return fields.count() > index && fields.isWord(index) ? fields.word(index) : null;
    }

    /** Keccak-256 of the raw header: the block's hash. */
    public Word hash() {
        return hash;
    }

    /** Hash of the block before this one. */
    public Word parentHash() {
        return parentHash;
    }

    /** Root of the trie of all accounts after this block. */
    public Word stateRoot() {
        return stateRoot;
    }

    /** Root of the trie of this block's transactions, by their index. */
    public Word transactionsRoot() {
        return transactionsRoot;
    }

    /** Root of the trie of what they came to, by their index. */
    public Word receiptsRoot() {
        return receiptsRoot;
    }

    /** Height of the block, 0 for genesis. */
    public long number() {
        return number;
    }

    /** When the block says that it was made, in seconds since the epoch. */
    public long timestampSeconds() {
        return timestampSeconds;
    }

    /**
     * Root of the trie of withdrawals (EIP-4895), which on an OP-Stack rollup since Isthmus is the root of the storage of its
     * message passer; null in headers of before Shanghai.
     */
    public @Nullable Word withdrawalsRoot() {
        return withdrawalsRoot;
    }
}
