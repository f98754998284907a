package dev.plumbline.api.demo;

import dev.plumbline.proofs.event.Channel;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up rollup with a block every two seconds: what a datanet handed to its sequencer, and when that was seen in a block.
 */
final class WorldRollup {
    private static final long BLOCK_MILLIS = 2_000;
    private static final long FIRST_BLOCK = 5_000_000;
    private static final long FINAL_AFTER_MILLIS = 900_000;
    private static final int UNSEEN_MAX = 8;
    private static final BigInteger FEE = BigInteger.valueOf(1_500_000);

    private final WorldLog log;
    private final Namespace namespace;
    private final EventSigner operator;
    private final EventSigner observer;
    private final EventSigner account;
    private final long startMillis;
    private final SplittableRandom random;
    private final Queue<Sent> unseen = new ArrayDeque<>();
    private long nonce;
    private long lastBlock;
    private long inBlock;

    WorldRollup(WorldLog log, Namespace namespace, long startMillis, SplittableRandom random) {
        this.log = log;
        this.namespace = namespace;
        this.startMillis = startMillis;
        this.random = random;
        this.operator = WorldKeys.key(namespace.slug() + " submitter");
        this.observer = WorldKeys.key(namespace.slug() + " observer");
        this.account = WorldKeys.account(namespace.slug() + " sender");
    }

    /** Hands in a transaction, about an event or none, and tells what is to become of it. */
    Sent submit(@Nullable EventId about, long atMillis) throws IOException {
        Hash tx = WorldKeys.hash(namespace.slug() + " transaction " + nonce);
        var via = new SequencerSubmit.Via(
                WorldKeys.hash("endpoint"), EndpointResponse.HASH, atMillis + 20 + random.nextInt(80));
        var submit = new SequencerSubmit(
                about,
                WorldKeys.CHAIN_ID,
                tx,
                address(account.issuer()),
                nonce,
                FEE,
                BigInteger.valueOf(1_000 + random.nextInt(1_000)),
                21_000 + random.nextInt(60_000),
                WorldKeys.hash(namespace.slug() + " raw " + nonce),
                atMillis,
                List.of(via));
        nonce++;
        log.append(operator, namespace, submit, atMillis);
        long block = FIRST_BLOCK + (atMillis - startMillis) / BLOCK_MILLIS + 1;
        // Blocks go on: no transaction overtakes the one handed in before.
        block = Math.max(block, lastBlock);
        inBlock = block == lastBlock ? inBlock + 1 : 0;
        lastBlock = block;
        var sent = new Sent(tx, block, inBlock);
        unseen.add(sent);
        return sent;
    }

    /** Observes what was handed in a while ago. */
    void observe() throws IOException {
        while (unseen.size() > UNSEEN_MAX) {
            observe(unseen.remove());
        }
    }

    /** Observes all that is still open. */
    void observeAll() throws IOException {
        while (!unseen.isEmpty()) {
            observe(unseen.remove());
        }
    }

    private void observe(Sent sent) throws IOException {
        long blockMillis = startMillis + (sent.block - FIRST_BLOCK) * BLOCK_MILLIS;
        long seenMillis = blockMillis + 100 + random.nextInt(900);
        var observe = new SequencerObserve(
                WorldKeys.CHAIN_ID,
                sent.tx,
                sent.block,
                WorldKeys.hash("block " + sent.block),
                sent.index,
                blockMillis / 1_000,
                seenMillis,
                Channel.RPC,
                null,
                seenMillis + FINAL_AFTER_MILLIS / 3,
                seenMillis + FINAL_AFTER_MILLIS);
        log.append(observer, namespace, observe, seenMillis);
    }

    private static String address(Issuer account) {
        String did = account.encode();
        return did.substring(did.lastIndexOf(':') + 1);
    }

    /**
     * A transaction on its way.
     *
     * @param tx its hash
     * @param block the block it will be in
     * @param index its place there
     */
    record Sent(Hash tx, long block, long index) {
        Settlement settlement(Hash batch) {
            return Settlement.included(WorldKeys.CHAIN_ID, tx, block, index).inBatch(batch);
        }
    }
}
