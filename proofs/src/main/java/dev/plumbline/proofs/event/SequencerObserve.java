package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction was seen in a block: where in it, when, and how the observer learned of it.
 *
 * @param chain CAIP-2 chain
 * @param tx hash of the transaction
 * @param block number of the block
 * @param blockHash its hash
 * @param transactionIndex where in the block the transaction stands, from 0
 * @param blockTimeSeconds the block's own time, in seconds since the epoch; the sequencer chose it
 * @param firstSeenAtMillis when the observer saw it first, in milliseconds since the epoch, by its own clock
 * @param channel how it learned of it
 * @param unsafeSig the sequencer's signature of the block; null if none was seen
 * @param safeAtMillis when the observer saw that L1 holds the block's data; null if it has not yet
 * @param finalizedAtMillis when it saw that L1 can no longer lose them; null if it has not yet
 */
public record SequencerObserve(
        String chain,
        Hash tx,
        long block,
        Hash blockHash,
        long transactionIndex,
        long blockTimeSeconds,
        long firstSeenAtMillis,
        Channel channel,
        @Nullable UnsafeSignature unsafeSig,
        @Nullable Long safeAtMillis,
        @Nullable Long finalizedAtMillis)
        implements Body {
    /**
     * Checks the forms.
     *
     * @throws IllegalArgumentException if the chain is out of form or a number negative
     */
    public SequencerObserve {
        Form.CHAIN.check("/chain", chain);
        Bounds.checkAtLeast("/block", block, 0);
        Bounds.checkAtLeast("/index", transactionIndex, 0);
        Bounds.checkAtLeast("/block_time", blockTimeSeconds, 0);
        Bounds.checkAtLeast("/first_seen_at", firstSeenAtMillis, 0);
        if (safeAtMillis != null) {
            Bounds.checkAtLeast("/safe_at", safeAtMillis, 0);
        }
        if (finalizedAtMillis != null) {
            Bounds.checkAtLeast("/finalized_at", finalizedAtMillis, 0);
        }
    }

    /** A transaction that was just seen. Say more of its block with the methods below. */
    public SequencerObserve(
            String chain,
            Hash tx,
            long block,
            Hash blockHash,
            long transactionIndex,
            long blockTimeSeconds,
            long firstSeenAtMillis,
            Channel channel) {
        this(
                chain,
                tx,
                block,
                blockHash,
                transactionIndex,
                blockTimeSeconds,
                firstSeenAtMillis,
                channel,
                null,
                null,
                null);
    }

    /** The same observation with the sequencer's signature of the block. */
    public SequencerObserve signedAs(UnsafeSignature signature) {
        return with(signature, safeAtMillis, finalizedAtMillis);
    }

    /** The same observation, and when L1 was seen to hold the block's data. */
    public SequencerObserve safeAt(long millis) {
        return with(unsafeSig, millis, finalizedAtMillis);
    }

    /** The same observation, and when L1 was seen to be unable to lose them. */
    public SequencerObserve finalizedAt(long millis) {
        return with(unsafeSig, safeAtMillis, millis);
    }

    private SequencerObserve with(
            @Nullable UnsafeSignature signature, @Nullable Long safeAt, @Nullable Long finalizedAt) {
        return new SequencerObserve(
                chain,
                tx,
                block,
                blockHash,
                transactionIndex,
                blockTimeSeconds,
                firstSeenAtMillis,
                channel,
                signature,
                safeAt,
                finalizedAt);
    }

    static SequencerObserve parse(Fields fields) throws MalformedException {
        String chain = fields.text("chain");
        Hash tx = fields.parsed("tx", ChainHash::parse);
        long block = fields.integer("block");
        Hash blockHash = fields.parsed("block_hash", ChainHash::parse);
        long index = fields.integer("index");
        long blockTime = fields.integer("block_time");
        long firstSeenAt = fields.integer("first_seen_at");
        Channel channel = fields.choice("channel", Channel.class);
        Fields unsafeFields = fields.fieldsIfPresent("unsafe_sig");
        UnsafeSignature unsafeSig = unsafeFields == null ? null : UnsafeSignature.parse(unsafeFields);
        Long safeAt = fields.integerIfPresent("safe_at");
        Long finalizedAt = fields.integerIfPresent("finalized_at");
        return fields.end(() -> new SequencerObserve(
                chain, tx, block, blockHash, index, blockTime, firstSeenAt, channel, unsafeSig, safeAt, finalizedAt));
    }

    @Override
    public EventKind kind() {
        return EventKind.SEQUENCER_OBSERVE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("chain", chain)
                .put("tx", ChainHash.encode(tx))
                .put("block", block)
                .put("block_hash", ChainHash.encode(blockHash))
                .put("index", transactionIndex)
                .put("block_time", blockTimeSeconds)
                .put("first_seen_at", firstSeenAtMillis)
                .put("channel", channel.wireName());
        if (unsafeSig != null) {
            body.put("unsafe_sig", unsafeSig.encode());
        }
        if (safeAtMillis != null) {
            body.put("safe_at", safeAtMillis);
        }
        if (finalizedAtMillis != null) {
            body.put("finalized_at", finalizedAtMillis);
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }
}
