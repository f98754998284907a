package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as an OP-Stack sequencer signs and spreads it, before L1 has its data: the message of the topics {@code blocksv1} to
 * {@code blocksv4}, unpacked from Snappy (OP Stack, rollup-node-p2p, "Block encoding"). Parsed, not verified. Immutable.
 *
 * <p>A message is the signature, the parent beacon block root if it is of the third topic or later, and the SSZ of the execution
 * payload. It does not say which topic it came by; that follows from its first offset, and a message that could be read as
 * of two topics is refused, so that no accuser can choose what a sequencer has signed.
 *
 * <p>The payload names the block's hash, and nodes take no block that names another than its own. So does nobody here:
 * {@link #hash} is recomputed, from the header that the payload's fields make. Forks that put more into a header than a
 * payload of these four forms can say come out as blocks that name a wrong hash.
 */
public final class UnsafeBlock {
    private static final String SUBJECT = "signed block";

    private final byte[] message;
    private final UnsafeBlockSignature signature;
    private final Word payloadHash;
    private final ExecutionPayload payload;

    private UnsafeBlock(byte[] owned, UnsafeBlockSignature signature, Word payloadHash, ExecutionPayload payload) {
        this.message = owned;
        this.signature = signature;
        this.payloadHash = payloadHash;
        this.payload = payload;
    }

    /**
     * Reads a message of at most {@link Limits#UNSAFE_BLOCK_BYTES_MAX} bytes. Costs a hash of all of it, and the trie of its
     * transactions.
     */
    public static UnsafeBlock parse(byte[] message) throws MalformedException {
        if (message.length > Limits.UNSAFE_BLOCK_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    SUBJECT,
                    "has " + message.length + " bytes, want at most UNSAFE_BLOCK_BYTES_MAX = "
                            + Limits.UNSAFE_BLOCK_BYTES_MAX);
        }
        if (message.length < UnsafeBlockSignature.LENGTH) {
            throw new MalformedException(Malformed.SYNTAX, SUBJECT, "ends inside its signature");
        }
        byte[] owned = message.clone();
        UnsafeBlockSignature signature = UnsafeBlockSignature.parse(Arrays.copyOf(owned, UnsafeBlockSignature.LENGTH));
        byte[] signed = Arrays.copyOfRange(owned, UnsafeBlockSignature.LENGTH, owned.length);
        return new UnsafeBlock(owned, signature, Word.keccak(signed), payload(signed));
    }

    /** The one reading of what was signed. */
    private static ExecutionPayload payload(byte[] signed) throws MalformedException {
        var readings = new ArrayList<ExecutionPayload>();
        MalformedException defect =
                new MalformedException(Malformed.UNSUPPORTED, SUBJECT, "is of none of the topics blocksv1 to blocksv4");
        for (PayloadForm form : PayloadForm.values()) {
            if (ExecutionPayload.isClaimed(signed, form)) {
                try {
                    readings.add(ExecutionPayload.read(signed, form));
                } catch (MalformedException e) {
                    defect = e;
                }
            }
        }
        if (readings.isEmpty()) {
            throw defect;
        }
        if (readings.size() > 1) {
            throw new MalformedException(Malformed.RULE, SUBJECT, "can be read as a block of two topics");
        }
        return readings.get(0);
    }

    /** A fresh copy of the whole message. */
    public byte[] bytes() {
        return message.clone();
    }

    /** The signature, of whomever. */
    public UnsafeBlockSignature signature() {
        return signature;
    }

    /** Keccak-256 of what was signed, the signature's own part left out. */
    public Word payloadHash() {
        return payloadHash;
    }

    /** Number of the topic that it is of the form of, 1 to 4. */
    public int topic() {
        return payload.form().topic();
    }

    /** Number of the block, at most {@link Limits#JSON_INTEGER_MAX}. */
    public long height() {
        return payload.number();
    }

    /** When the block says that it was made, in seconds since the epoch. */
    public long timestampSeconds() {
        return payload.timestampSeconds();
    }

    /** Hash of the block before this one. */
    public Word parentHash() {
        return payload.parentHash();
    }

    /** The hash that the payload says the block has. */
    public Word statedHash() {
        return payload.statedHash();
    }

    /** The hash that the block has by the payload's fields. */
    public Word hash() {
        return payload.hash();
    }

    /** Whether the payload says the truth about the block's hash; nodes drop one that does not. */
    public boolean namesItsHash() {
        return payload.statedHash().equals(payload.hash());
    }

    /** The raw transactions in the block's order. Fresh copies. */
    public List<byte[]> transactions() {
        return payload.transactions().stream().map(byte[]::clone).toList();
    }

    /** Who signed it as a block of this chain; null if nobody can have. */
    public @Nullable Address signer(RollupChain chain) {
        return signature.signer(chain, payloadHash);
    }
}
