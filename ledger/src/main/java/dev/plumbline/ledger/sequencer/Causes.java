package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds an innocent cause for a transaction being late or absent. A cause counts only if it is shown, by blocks put
 * together anew or by proofs of accounts, and only if it explains the whole wait: one block in which the transaction could
 * have stood is enough to be none.
 */
final class Causes {
    private final NavigableMap<Long, SeenBlock> blocks;
    private final Accounts accounts;
    // Of what was logged or watched: in which block each nonce of each sender stands.
    private final Map<Slot, TransactionSeen> taken = new HashMap<>();

    private record Slot(Address sender, long nonce) {}

    Causes(ChainView view, Accounts accounts) {
        this.blocks = view.blocks();
        this.accounts = accounts;
        view.transactions().forEach(seen -> taken.put(new Slot(seen.sender(), seen.nonce()), seen));
    }

    Cause of(LoggedSubmission one, @Nullable Inclusion inclusion) {
        NavigableMap<Long, SeenBlock> passed =
                blocks.headMap(inclusion == null ? Long.MAX_VALUE : inclusion.block(), false);
        return inclusion == null ? ofAbsent(one, passed) : ofLate(one, passed);
    }

    private Cause ofLate(LoggedSubmission one, NavigableMap<Long, SeenBlock> passed) {
        var wait = new Waiting(one);
        if (!wait.sees(passed)) {
            return Cause.NONE;
        }
        return wait.isPricedOut ? Cause.FEE_CAP_BELOW_BASE_FEE : Cause.NONCE_NOT_READY;
    }

    private Cause ofAbsent(LoggedSubmission one, NavigableMap<Long, SeenBlock> passed) {
        long nonce = one.intended().nonce();
        TransactionSeen other = taken.get(new Slot(one.sender(), nonce));
        if (other != null && !other.tx().equals(one.tx())) {
            return Cause.REPLACED;
        }
        if (one.via().stream().map(SequencerSubmit.Via::response).allMatch(EndpointResponse.ERROR::equals)) {
            return Cause.ENDPOINTS_REFUSED;
        }
        var wait = new Waiting(one);
        if (wait.sees(passed) && wait.isPricedOut) {
            return Cause.FEE_CAP_BELOW_BASE_FEE;
        }
        return wait.last == null || wait.first == null ? Cause.NONE : byAccount(one, wait.first, wait.last);
    }

    /**
     * A nonce only grows, so one at the end speaks of all the time before. A balance does not: it has to be short at either
     * end. That it never was enough in between is not shown; nor does anybody else say that it was.
     */
    private Cause byAccount(LoggedSubmission one, SeenBlock first, SeenBlock last) {
        Accounts.State end = accounts.after(one.sender(), last);
        if (end == null) {
            return Cause.NONE;
        }
        long nonce = one.intended().nonce();
        if (end.nonce() > nonce) {
            return Cause.REPLACED;
        }
        if (end.nonce() < nonce) {
            return Cause.NONCE_NOT_READY;
        }
        // What it would move is in its bytes alone, which are not public: the gas is the least that it has to have.
        BigInteger least = one.intended()
                .maxFee()
                .multiply(BigInteger.valueOf(one.intended().gas()));
        Accounts.State start = end.balance().compareTo(least) < 0 ? accounts.after(one.sender(), first) : null;
        return start != null && start.balance().compareTo(least) < 0 ? Cause.INSUFFICIENT_FUNDS : Cause.NONE;
    }

    /** The blocks that passed while a transaction waited, looked at until one could have held it. */
    private final class Waiting {
        private final LoggedSubmission one;
        private @Nullable SeenBlock first;
        private @Nullable SeenBlock last;
        private boolean isPricedOut = true;

        Waiting(LoggedSubmission one) {
            this.one = one;
        }

        /** Whether there were blocks, none is missing between them, and none could have held the transaction. */
        boolean sees(NavigableMap<Long, SeenBlock> passed) {
            boolean couldHold = false;
            boolean hasHole = false;
            for (SeenBlock block : passed.values()) {
                if (block.seenAtMillis() <= one.submittedAtMillis()) {
                    continue;
                }
                hasHole |= last != null && block.number() != last.number() + 1;
                first = first == null ? block : first;
                last = block;
                if (!couldHold) {
                    boolean isPriced = block.baseFee().compareTo(one.intended().maxFee()) <= 0;
                    isPricedOut &= !isPriced;
                    couldHold = isPriced && isReady(block);
                }
            }
            return first != null && !couldHold && !hasHole;
        }

        /** Whether the nonce before was in that block or before it, or is none that we know of. */
        private boolean isReady(SeenBlock block) {
            var before = new Slot(one.sender(), one.intended().nonce() - 1);
            TransactionSeen seen = taken.get(before);
            if (seen == null) {
                // One that was logged and is in no block yet may have been replaced by one that was not: nothing is
                // shown.
                return true;
            }
            return seen.block() <= block.number();
        }
    }
}
