package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transaction that tests describe in a few words; each method gives a changed copy. */
record Sent(
        long number,
        String cohort,
        long sender,
        long nonce,
        long maxFee,
        long maxTip,
        Way way,
        long at,
        @Nullable Long due,
        @Nullable Long block,
        long baseFee,
        long seenAt,
        long until,
        Cause cause) {
    /** Of cohort a, an account of its own, at a tip of 10, handed in then, in no block, watched for an hour. */
    static Sent at(long number, long at) {
        return new Sent(
                number, "a", number, 0, 1_000, 10, Way.ORDINARY, at, null, null, 0, 0, at + 3_600_000, Cause.NONE);
    }

    Sent by(long newSender, long newNonce) {
        return new Sent(
                number, cohort, newSender, newNonce, maxFee, maxTip, way, at, due, block, baseFee, seenAt, until,
                cause);
    }

    Sent of(String newCohort) {
        return new Sent(
                number, newCohort, sender, nonce, maxFee, maxTip, way, at, due, block, baseFee, seenAt, until, cause);
    }

    Sent paying(long tip, long cap) {
        return new Sent(number, cohort, sender, nonce, cap, tip, way, at, due, block, baseFee, seenAt, until, cause);
    }

    Sent forced() {
        return new Sent(
                number,
                cohort,
                sender,
                nonce,
                maxFee,
                maxTip,
                Way.FORCED,
                at,
                due,
                block,
                baseFee,
                seenAt,
                until,
                cause);
    }

    Sent due(long newDue) {
        return new Sent(
                number, cohort, sender, nonce, maxFee, maxTip, way, at, newDue, block, baseFee, seenAt, until, cause);
    }

    /** In that block, of base fee 0, seen by all observers then. */
    Sent in(long newBlock, long newSeenAt) {
        return new Sent(
                number, cohort, sender, nonce, maxFee, maxTip, way, at, due, newBlock, 0, newSeenAt, until, cause);
    }

    Sent until(long newUntil) {
        return new Sent(
                number, cohort, sender, nonce, maxFee, maxTip, way, at, due, block, baseFee, seenAt, newUntil, cause);
    }

    Sent because(Cause newCause) {
        return new Sent(
                number, cohort, sender, nonce, maxFee, maxTip, way, at, due, block, baseFee, seenAt, until, newCause);
    }

    TrackedTransaction build() {
        var seen = new TreeMap<String, Long>();
        seen.put("east", seenAt);
        seen.put("west", seenAt);
        BigInteger tip = BigInteger.valueOf(Math.min(maxTip, maxFee - baseFee));
        Inclusion inclusion = block == null
                ? null
                : new Inclusion(block, Word.ofNumber(block), 0, seenAt / 1_000, BigInteger.valueOf(baseFee), tip, seen);
        return new TrackedTransaction(
                Word.ofNumber(number),
                null,
                number,
                cohort,
                SimulatedRollup.address(sender),
                nonce,
                BigInteger.valueOf(maxFee),
                BigInteger.valueOf(maxTip),
                way,
                at,
                due,
                List.of(),
                inclusion,
                until,
                cause);
    }
}
