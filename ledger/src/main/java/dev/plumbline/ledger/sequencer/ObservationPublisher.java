package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Channel;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs what a follower saw of the transactions that the log says were submitted: one {@code sequencer.observe} when a block
 * holds it, another when that block is safe, another when it is final; fewer where several are noticed at once.
 *
 * <p>Give it every entry of the log and every line of the observation log, in their orders, then {@link #publish}. What its
 * issuer has logged before is not logged again, so after a restart both are simply read once more. For one thread.
 */
public final class ObservationPublisher {
    private final SubmissionLog log;
    private final String chain;
    private final int quorum;
    private final InstantSource clock;
    private final Set<Word> submitted = new HashSet<>();
    // How much the log says of a transaction in a block.
    private final Map<Place, Integer> logged = new HashMap<>();
    private final Map<Word, Standing> standings = new LinkedHashMap<>();
    private final Map<HeadMoved.Level, Map<String, Long>> heads = new EnumMap<>(HeadMoved.Level.class);

    private record Place(Word tx, Word blockHash) {}

    /** What is known of a transaction in a block, and how much of that is in the log. */
    private static final class Standing {
        private final TransactionSeen seen;
        private @Nullable Long safeAt;
        private @Nullable Long finalizedAt;
        private boolean isLogged;

        Standing(TransactionSeen seen) {
            this.seen = seen;
        }
    }

    /**
     * A publisher that has published nothing yet.
     *
     * @param chain CAIP-2 chain
     * @param quorum how many observers have to call a block safe or final before that is said
     * @throws IllegalArgumentException if the quorum is not 1 or more
     */
    public ObservationPublisher(SubmissionLog log, String chain, int quorum, InstantSource clock) {
        if (quorum < 1) {
            throw new IllegalArgumentException("quorum of " + quorum + " observers, want 1 or more");
        }
        this.log = log;
        this.chain = chain;
        this.quorum = quorum;
        this.clock = clock;
    }

    /** The next entry of the log. */
    public void add(Event event) {
        if (event.body() instanceof SequencerSubmit body && body.chain().equals(chain)) {
            submitted.add(Word.of(body.tx().bytes()));
        } else if (event.body() instanceof SequencerObserve body && body.chain().equals(chain)) {
            note(body);
        }
    }

    /** Another transaction whose fate is to be logged, such as one that was forced in. */
    public void add(Word tx) {
        submitted.add(tx);
    }

    /** The next line of the observation log. */
    public void add(Observation observation) {
        if (observation instanceof TransactionSeen seen) {
            standings.put(seen.tx(), new Standing(seen));
            reach(seen.atMillis());
        } else if (observation instanceof Reorged reorged) {
            standings.values().removeIf(standing -> standing.seen.block() >= reorged.fromNumber());
        } else if (observation instanceof HeadMoved head) {
            heads.computeIfAbsent(head.level(), level -> new HashMap<>()).put(head.observer(), head.number());
            reach(head.atMillis());
        }
    }

    private void reach(long atMillis) {
        long safe = height(HeadMoved.Level.SAFE);
        long finalized = height(HeadMoved.Level.FINALIZED);
        for (Standing standing : standings.values()) {
            if (standing.safeAt == null && standing.seen.block() <= safe) {
                standing.safeAt = atMillis;
                standing.isLogged = false;
            }
            if (standing.finalizedAt == null && standing.seen.block() <= finalized) {
                standing.finalizedAt = atMillis;
                standing.isLogged = false;
            }
        }
    }

    /** The height up to which enough observers say so; -1 if they do not. */
    private long height(HeadMoved.Level level) {
        List<Long> heights = heads.getOrDefault(level, Map.of()).values().stream()
                .sorted(Collections.reverseOrder())
                .toList();
        return heights.size() < quorum ? -1 : heights.get(quorum - 1);
    }

    /**
     * Logs what is not logged yet, in the order in which it was seen. After an exception, call again.
     *
     * @return how many events were logged
     */
    public int publish() throws IOException {
        int published = 0;
        var done = new HashSet<Word>();
        for (Standing standing : standings.values()) {
            if (standing.isLogged || !submitted.contains(standing.seen.tx())) {
                continue;
            }
            if (said(standing) < stageOf(standing)) {
                SequencerObserve body = body(standing);
                log.append(body, clock.millis());
                // Dies here: the next start finds it in the log, and says it no second time.
                note(body);
                published++;
            }
            standing.isLogged = true;
            if (standing.finalizedAt != null) {
                done.add(standing.seen.tx());
            }
        }
        done.forEach(standings::remove);
        return published;
    }

    private void note(SequencerObserve body) {
        int stage = stageOf(body.safeAtMillis(), body.finalizedAtMillis());
        logged.merge(
                new Place(Word.of(body.tx().bytes()), Word.of(body.blockHash().bytes())), stage, Math::max);
    }

    private int said(Standing standing) {
        return logged.getOrDefault(new Place(standing.seen.tx(), standing.seen.blockHash()), 0);
    }

    private static int stageOf(Standing standing) {
        return stageOf(standing.safeAt, standing.finalizedAt);
    }

    /** 1 in a block, 2 safe, 3 final; when exactly a head was asked for says nothing new. */
    private static int stageOf(@Nullable Long safeAt, @Nullable Long finalizedAt) {
        if (finalizedAt != null) {
            return 3;
        }
        return safeAt == null ? 1 : 2;
    }

    private SequencerObserve body(Standing standing) {
        TransactionSeen seen = standing.seen;
        var body = new SequencerObserve(
                chain,
                Hash.of(seen.tx().bytes()),
                seen.block(),
                Hash.of(seen.blockHash().bytes()),
                seen.index(),
                seen.blockTimeSeconds(),
                Collections.min(seen.firstSeenMillis().values()),
                Channel.RPC);
        if (standing.safeAt != null) {
            body = body.safeAt(standing.safeAt);
        }
        return standing.finalizedAt == null ? body : body.finalizedAt(standing.finalizedAt);
    }
}
