package dev.plumbline.api.cli;

import dev.plumbline.api.http.Search;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.sequencer.ObservationPublisher;
import dev.plumbline.ledger.sequencer.SequencedLog;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A rollup that the process of a ledger follows: what the ledger says is watched for, what is observed of it the ledger says. */
final class FollowedByLog {
    /** The folder within the ledger's. */
    static final String FOLDER = "sequencer";

    private static final int ASK_COUNT_MAX = 600;
    private static final long ASK_AGAIN_NANOS = 100_000_000;

    private FollowedByLog() {}

    static RollupFollowing start(FollowedChainOptions rollup, Ledger ledger, Search search, LedgerConfig config)
            throws FailedException, IOException {
        ChainProfile profile = rollup.profile();
        EventSigner signer = rollup.signer();
        ObservationsOut out = null;
        if (signer != null) {
            int quorum = rollup.observers().size() / 2 + 1;
            SequencedLog log = log(ledger, search, signer, FollowedChainOptions.namespace(profile));
            out = new ObservationsOut(new ObservationPublisher(log, profile.caip2(), quorum, config.clock()));
        }
        RollupFollowing following = RollupFollowing.open(
                rollup.evidence(profile),
                rollup.observers(),
                config.dataDirectory().resolve(FOLDER),
                config.clock(),
                SequencerEntries.of(ledger, search),
                out);
        following.start();
        return following;
    }

    private static SequencedLog log(Ledger ledger, Search search, EventSigner signer, Namespace namespace)
            throws FailedException, IOException {
        return new SequencedLog(new Door(ledger), signer, namespace, standing(ledger, search, signer, namespace));
    }

    /** Where the issuer stands; counts only once the index has caught up, since a number used twice is proof against him. */
    private static SequencedLog.Standing standing(Ledger ledger, Search search, EventSigner signer, Namespace namespace)
            throws FailedException, IOException {
        long size = ledger.head().head().size();
        for (int count = 0; count < ASK_COUNT_MAX; count++) {
            Search.Position position = search.position(signer.issuer().encode(), namespace.encode());
            if (position.indexedSize() >= size) {
                return new SequencedLog.Standing(position.highestIseq(), id(ledger, position));
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        throw FailedException.notChecked("the ledger's index lags behind the ledger; start again in a while", null);
    }

    private static @Nullable EventId id(Ledger ledger, Search.Position position) throws IOException {
        try {
            return position.leafIndex() < 0
                    ? null
                    : Event.parse(ledger.entry(position.leafIndex())).id();
        } catch (MalformedException e) {
            throw new IOException("entry " + position.leafIndex() + " is no event that this build reads", e);
        }
    }

    private record Door(Ledger ledger) implements SequencedLog.Door {
        @Override
        public CompletableFuture<Submission> submit(List<AdmittedEvent> events) {
            return ledger.submit(events);
        }

        @Override
        public long indexOf(EventId id) throws IOException {
            return ledger.indexOf(id);
        }
    }
}
