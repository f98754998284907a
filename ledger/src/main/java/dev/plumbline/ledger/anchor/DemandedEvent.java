package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.LogFields;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The event {@code Demanded(uint64 indexed id, bytes32 indexed leafHash, uint64 deadline, bytes entry)} of {@code
 * RootAnchor}: somebody wants an entry in the log. Immutable.
 *
 * <p>The bytes lead to the leaf hash, which is checked here. That the contract holds a demand of that hash is not: a node
 * can make logs up, so compare with the slots of {@link dev.plumbline.proofs.ethereum.AnchorLayout}.
 */
public final class DemandedEvent {
    /** First topic of the event. */
    public static final Word SIGNATURE =
            Word.keccak("Demanded(uint64,bytes32,uint64,bytes)".getBytes(StandardCharsets.US_ASCII));

    private static final String NAME = "Demanded";
    private static final int ENTRY_AT = 3 * Word.LENGTH;
    private static final int DATA_BYTES_MAX = ENTRY_AT + RootAnchor.ENTRY_BYTES_MAX + 1;

    private final long id;
    private final Hash leafHash;
    private final long deadline;
    private final byte[] entry;

    private DemandedEvent(long id, Hash leafHash, long deadline, byte[] owned) {
        this.id = id;
        this.leafHash = leafHash;
        this.deadline = deadline;
        this.entry = owned;
    }

    /**
     * Reads a log.
     *
     * @throws RpcException of kind {@link RpcException.Kind#BAD_ANSWER} if the contract cannot have written it
     */
    public static DemandedEvent of(RpcLog log) throws RpcException {
        var fields = new LogFields(NAME, log, SIGNATURE, 2, DATA_BYTES_MAX);
        long length = fields.number(2);
        if (length < 1 || length > RootAnchor.ENTRY_BYTES_MAX) {
            throw RpcException.badAnswer(
                    NAME, "has an entry of " + length + " bytes, want 1 to " + RootAnchor.ENTRY_BYTES_MAX);
        }
        byte[] entry = fields.bytes(ENTRY_AT, (int) length);
        long deadline = fields.number(0);
        fields.requireData(new AbiWriter(2).number(deadline).bytes(entry).toByteArray());
        Hash leafHash = Hash.of(fields.indexed(1).bytes());
        if (!TreeHasher.leaf(entry).equals(leafHash)) {
            throw RpcException.badAnswer(NAME, "has an entry whose leaf hash is not " + leafHash);
        }
        return new DemandedEvent(fields.indexedNumber(0), leafHash, deadline, entry);
    }

    /** The demand's number, from 0. */
    public long id() {
        return id;
    }

    /** SHA-256(0x00 || entry). */
    public Hash leafHash() {
        return leafHash;
    }

    /** Time, in seconds since the epoch, from which the contract takes no root while the demand is open. */
    public long deadline() {
        return deadline;
    }

    /** A fresh copy of the entry's bytes, 1 to 65,535. */
    public byte[] entry() {
        return entry.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DemandedEvent event
                && id == event.id
                && leafHash.equals(event.leafHash)
                && deadline == event.deadline
                && Arrays.equals(entry, event.entry);
    }

    @Override
    public int hashCode() {
        return leafHash.hashCode();
    }

    @Override
    public String toString() {
        return "demand " + id + " for leaf " + leafHash + " of " + entry.length + " bytes until second " + deadline;
    }
}
