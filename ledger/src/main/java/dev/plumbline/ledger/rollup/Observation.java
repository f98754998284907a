package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.CanonicalJson;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a follower of a rollup noticed, as a line of its file. The lines of a file, in order, are all that is known:
 * the chain is what {@link BlockSeen} adds at its end and {@link Reorged} takes away there.
 *
 * <p>All times but those of blocks are in milliseconds since the epoch, by the follower's own clock.
 */
public sealed interface Observation {
    /** When it was noticed. */
    long atMillis();

    /** Its line in the file, without the end of the line: canonical JSON, whose member {@code kind} says what it is. */
    default byte[] encode() {
        return CanonicalJson.encode(ObservationJson.encode(this));
    }

    /**
     * A block joined the end of the chain; its header, transactions and receipts were put together anew.
     *
     * @param number its height
     * @param hash its hash
     * @param parent the hash of the block before it, which is the end of the chain so far unless this is the first
     * @param timeSeconds the block's own time, in seconds since the epoch; the sequencer chose it
     * @param baseFee wei per gas that every transaction of the block burnt
     * @param transactions how many it has, deposits among them
     * @param firstSeenMillis when each observer, by name, that had it as it joined was first seen to have it; at least one. Others follow
     *     as {@link SeenByAnother}
     * @param caughtUp true if an observer had it before it was asked for the first time, or after a pause: then the times say
     *     when we came, and not when the block did
     * @param order how its order stands to the usual rule
     */
    record BlockSeen(
            long number,
            Word hash,
            Word parent,
            long timeSeconds,
            BigInteger baseFee,
            int transactions,
            SortedMap<String, Long> firstSeenMillis,
            boolean caughtUp,
            OrderTally order,
            long atMillis)
            implements Observation {
        /** Copies the times. */
        public BlockSeen {
            firstSeenMillis = times(firstSeenMillis);
        }
    }

    /**
     * Another observer was seen to have a block of the chain, after it had joined. Blocks below the newest that an observer has are
     * not named one by one: having a block it has all before it.
     */
    record SeenByAnother(long number, Word hash, String observer, long atMillis) implements Observation {}

    /**
     * A transaction that is watched, or of which a matcher read a log, is in a block of the chain. One with more matches than
     * {@link LogMatch#ON_LINE_MAX} takes several lines, which differ in the matches alone.
     *
     * @param tx its hash
     * @param block height of its block
     * @param blockHash hash of its block
     * @param index where in the block it stands, from 0
     * @param blockTimeSeconds the block's own time
     * @param type its EIP-2718 type; 0x7e for a deposit
     * @param sender who sent it, recovered from the signature; for a deposit what it says
     * @param nonce its nonce; of a deposit 0, which has none
     * @param maxFee the most wei per gas that it offers
     * @param maxTip the most of that for the sequencer
     * @param baseFee what the block burnt of it
     * @param succeeded whether it took effect
     * @param isWatched false if only a matcher wanted it
     * @param matches what its logs say, at most {@link LogMatch#ON_LINE_MAX}
     * @param firstSeenMillis of its block
     * @param caughtUp of its block
     */
    record TransactionSeen(
            Word tx,
            long block,
            Word blockHash,
            int index,
            long blockTimeSeconds,
            int type,
            Address sender,
            long nonce,
            BigInteger maxFee,
            BigInteger maxTip,
            BigInteger baseFee,
            boolean succeeded,
            boolean isWatched,
            List<LogMatch> matches,
            SortedMap<String, Long> firstSeenMillis,
            boolean caughtUp,
            long atMillis)
            implements Observation {
        /** Copies the collections. */
        public TransactionSeen {
            matches = List.copyOf(matches);
            firstSeenMillis = times(firstSeenMillis);
        }

        /** Wei per gas that the sequencer got: what the cap leaves above the base fee, at most the tip. */
        public BigInteger effectiveTip() {
            return maxFee.subtract(baseFee).min(maxTip).max(BigInteger.ZERO);
        }
    }

    /**
     * What an observer calls safe (its data are on L1) or finalized (L1 can no longer lose them) moved to another block of the chain.
     */
    record HeadMoved(Level level, long number, Word hash, String observer, long atMillis) implements Observation {
        /** Which head. */
        public enum Level {
            SAFE,
            FINALIZED
        }
    }

    /**
     * Blocks were taken from the end of the chain because most observers show others in their place.
     *
     * @param fromNumber height of the lowest that was taken away
     * @param depth how many were, at least 1
     * @param oldHash the lowest that was taken away
     * @param newHash what stands in its place
     * @param displaced hashes of the watched or matched transactions in them, at most {@link #DISPLACED_MAX}
     * @param displacedCount how many there are
     * @param turned observers that showed the old blocks and now show the new. If none did, the old blocks were one node's alone,
     *     and the chain may never have had them
     */
    record Reorged(
            long fromNumber,
            int depth,
            Word oldHash,
            Word newHash,
            List<Word> displaced,
            int displacedCount,
            List<String> turned,
            long atMillis)
            implements Observation {
        /** Hashes that fit on a line. */
        public static final int DISPLACED_MAX = 512;

        /** Copies the lists. */
        public Reorged {
            displaced = List.copyOf(displaced);
            turned = List.copyOf(turned);
        }
    }

    /**
     * Between two blocks in a row lay more time than the chain's block time allows.
     *
     * @param fromMillis when the earlier one was made, or seen
     * @param toMillis when the later one was
     * @param measure by whose clock
     */
    record TimeGap(long afterBlock, long beforeBlock, long fromMillis, long toMillis, Measure measure, long atMillis)
            implements Observation {
        /** Whose clock. */
        public enum Measure {
            /** The blocks' own times. A sequencer that was down fills them in without a gap. */
            BLOCK_TIME,
            /** When the follower saw the blocks; only if it asked often enough in between. */
            ARRIVAL
        }
    }

    /**
     * Something is wrong with an observer, or no longer is. The same trouble with the same block is written once.
     *
     * @param number the block that it is about; null if about none
     * @param shown the hash that the observer shows there; null if it showed none
     * @param expected the hash of the chain there; null if there is none
     * @param detail for people
     */
    record ObserverTrouble(
            String observer,
            Kind kind,
            @Nullable Long number,
            @Nullable Word shown,
            @Nullable Word expected,
            String detail,
            long atMillis)
            implements Observation {
        /** What is wrong. */
        public enum Kind {
            /** No usable connection, no answer in time, or a refusal. */
            UNREACHABLE,
            /** It answered, but took longer than it may. */
            SLOW,
            /** Its newest block is far behind that of others. */
            STALE,
            /** An answer contradicts itself: what it says does not hash to the root or the hash that it says. */
            LYING,
            /** It shows another block than most, at one height; each by itself could be true. */
            DISAGREES,
            /** It is a node of another chain. */
            OTHER_CHAIN,
            /** The trouble that was written last is over. */
            OVER
        }
    }

    private static SortedMap<String, Long> times(SortedMap<String, Long> times) {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("a block that no observer was seen to have, want at least one");
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(times));
    }
}
