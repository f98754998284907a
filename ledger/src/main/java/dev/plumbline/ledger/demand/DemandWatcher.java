package dev.plumbline.ledger.demand;

import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.anchor.DemandQueue.Demanded;
import dev.plumbline.ledger.anchor.DemandQueue.Ends;
import dev.plumbline.ledger.anchor.DemandQueue.Place;
import dev.plumbline.ledger.anchor.DemandSource;
import dev.plumbline.ledger.anchor.DemandedEvent;
import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is demanded on the contract gets into the log, and tells the anchorer where it is.
 *
 * <p>One thread calls {@link #step}, each of which asks the contract, as of the node's final block, which demands are open, and
 * hands to the log those that are new. Only final ones: what is forced into the log stays there, and a demand in a block that
 * goes away again must leave no trace. The window of six hours is long enough for that. There is nothing to save: what is open
 * is in the contract, and the log takes the same bytes once, so after a crash all is simply done again.
 */
public final class DemandWatcher implements DemandSource {
    private static final long SUBMIT_SECONDS_MAX = 60;

    private final DemandQueue queue;
    private final AnchorTarget target;
    private final DemandLog log;
    private final InstantSource clock;
    // By id: open demands that are in the log. The stepping thread writes, any thread reads.
    private final ConcurrentSkipListMap<Long, DemandStatus.Open> included = new ConcurrentSkipListMap<>();
    // Owned by the stepping thread.
    private long waiting;
    // Written by the stepping thread.
    private volatile DemandStatus status = new DemandStatus(-1, 0, 0, List.of(), 0, null);

    /** A watcher of the queue of the target's contract, which serves the log. */
    public DemandWatcher(DemandQueue queue, AnchorTarget target, DemandLog log, InstantSource clock) {
        this.queue = queue;
        this.target = target;
        this.log = log;
        this.clock = clock;
    }

    /** What is known now. Any thread. */
    public DemandStatus status() {
        return status;
    }

    /** Does all that can be done now. What stops it is in the status, and the next step tries again. */
    public void step() throws InterruptedException {
        DemandStatus before = status;
        try {
            long block = queue.finalBlock();
            Ends ends = queue.ends(block);
            included.headMap(ends.oldest()).clear();
            String trouble = serve(ends, block);
            status = status(block, ends, trouble);
        } catch (RpcException e) {
            queue.askAnother();
            status = new DemandStatus(
                    before.block(),
                    before.madeCount(),
                    before.waitingCount(),
                    open(),
                    now(),
                    "node: " + e.getMessage());
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private List<DemandStatus.Open> open() {
        return List.copyOf(included.values());
    }

    private DemandStatus status(long block, Ends ends, @Nullable String trouble) {
        return new DemandStatus(block, ends.next(), waiting, open(), now(), trouble);
    }

    /**
     * Brings every open demand into the log. One that cannot be served does not hold up those behind it.
     *
     * @return what the first trouble was; null if there was none
     */
    private @Nullable String serve(Ends ends, long block) throws InterruptedException {
        String trouble = null;
        waiting = 0;
        for (long id = ends.oldest(); id < ends.next(); id++) {
            try {
                serve(id, block);
            } catch (RpcException e) {
                waiting++;
                queue.askAnother();
                trouble = trouble == null ? "demand " + id + ": node: " + e.getMessage() : trouble;
                if (e.kind() == RpcException.Kind.UNREACHABLE) {
                    waiting += ends.next() - id - 1;
                    return trouble;
                }
            } catch (IOException e) {
                waiting += ends.next() - id;
                return "demand " + id + ": " + e.getMessage();
            }
        }
        return trouble;
    }

    private void serve(long id, long block) throws IOException, InterruptedException {
        if (included.containsKey(id)) {
            if (!queue.isOpen(id, block)) {
                included.remove(id);
            }
            return;
        }
        Place place = queue.place(id, block);
        // Whoever satisfied it has shown that the log has it.
        if (place.isOpen()) {
            take(queue.demanded(place, block));
        }
    }

    private void take(Demanded demanded) throws IOException, InterruptedException {
        DemandedEvent event = demanded.event();
        var demand = new EntryForced.Demand(target.chain(), target.contract().hex(), event.id(), demanded.block());
        Outcome outcome = submit(DemandedEntry.of(demand, event.entry(), new BatchVerifier()));
        boolean isForced = outcome instanceof Outcome.Forced;
        long index = outcome instanceof Outcome.Forced forced ? forced.index() : ((Outcome.Logged) outcome).index();
        included.put(
                event.id(), new DemandStatus.Open(event.id(), event.leafHash(), event.deadline(), index, isForced));
    }

    private Outcome submit(DemandedEntry entry) throws IOException, InterruptedException {
        try {
            Submission answer = log.force(entry).get(SUBMIT_SECONDS_MAX, TimeUnit.SECONDS);
            if (answer instanceof Submission.Sequenced sequenced) {
                return sequenced.outcomes().get(0);
            }
            Submission.Refused refused = (Submission.Refused) answer;
            throw new IOException("the log takes nothing: " + refused.refusal() + ": " + refused.detail());
        } catch (ExecutionException e) {
            throw new IOException("the log failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the log did not answer within " + SUBMIT_SECONDS_MAX + " seconds", e);
        }
    }

    @Override
    public List<IncludedDemand> includedUnder(TreeHead head, long openFrom, long next) {
        var found = new ArrayList<IncludedDemand>();
        for (DemandStatus.Open open :
                included.subMap(openFrom, Math.max(openFrom, next)).values()) {
            IncludedDemand proven = open.index() < head.size() ? prove(open, head.size()) : null;
            if (proven != null) {
                found.add(proven);
            }
        }
        return found;
    }

    /** Null if the log cannot be read at the moment: the anchorer asks again. */
    private @Nullable IncludedDemand prove(DemandStatus.Open open, long size) {
        try {
            return new IncludedDemand(
                    open.id(), open.index(), log.prove(open.index(), size).path());
        } catch (IOException e) {
            return null;
        }
    }
}
