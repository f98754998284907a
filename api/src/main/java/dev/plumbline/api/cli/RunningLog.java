package dev.plumbline.api.cli;

import dev.plumbline.api.http.Anchors;
import dev.plumbline.api.http.HttpApi;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.api.http.Services;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorLoop;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.Anchorer;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.demand.DemandLoop;
import dev.plumbline.ledger.demand.DemandWatcher;
import dev.plumbline.ledger.index.EventIndex;
import dev.plumbline.ledger.index.IndexFollower;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Everything that {@code serve} runs, put together: ledger, index, anchoring and HTTP. Closes in the reverse order. */
final class RunningLog implements Closeable {
    private static final System.Logger LOG = System.getLogger(RunningLog.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private int port;

    private RunningLog() {}

    /** Starts a log that follows no rollup. */
    static RunningLog start(LedgerConfig config, HttpConfig http, L1Options l1, ServeConfig settings)
            throws FailedException, IOException {
        return start(config, http, l1, new FollowedChainOptions(), settings);
    }

    /** Starts all of it, or none. */
    static RunningLog start(
            LedgerConfig config, HttpConfig http, L1Options l1, FollowedChainOptions rollup, ServeConfig settings)
            throws FailedException, IOException {
        var log = new RunningLog();
        try {
            log.open(config, http, l1, rollup, settings);
            return log;
        } catch (FailedException | IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void open(
            LedgerConfig config, HttpConfig http, L1Options l1, FollowedChainOptions rollup, ServeConfig settings)
            throws FailedException, IOException {
        VerifierKey key = config.key().verifierKey();
        Path anchorFolder = config.dataDirectory().resolve("anchors");
        AnchorStore store = AnchorStore.open(anchorFolder);
        var waking = new AtomicReference<@Nullable IndexFollower>();
        Ledger ledger = Ledger.open(config.withKnownHeads(anchoredHeads(store)), () -> wake(waking.get()));
        parts.push(ledger);
        LogFolder.writeVkey(config.dataDirectory(), key);
        LOG.log(
                System.Logger.Level.INFO,
                "log {0} has {1} entries",
                key.name(),
                ledger.head().head().size());

        EventIndex index = EventIndex.open(ledger.directory().index(), key.name(), new LedgerEntries(ledger));
        IndexFollower follower = IndexFollower.start(index);
        parts.push(follower);
        waking.set(follower);
        follower.wake();

        StoredAnchors anchors = l1.isAnyGiven()
                ? anchor(ledger, store, l1, settings, key, config)
                : new StoredAnchors(store, null, () -> null, () -> null);
        var search = new IndexSearch(index, follower);
        RollupFollowing following = rollup.isGiven() ? FollowedByLog.start(rollup, ledger, search, config) : null;
        if (following != null) {
            parts.push(following);
        }
        HttpApi api;
        try {
            api = HttpApi.start(http, new Services(ledger, List.of(key), search, anchors, following));
        } catch (IllegalStateException e) {
            throw FailedException.notChecked(String.valueOf(e.getMessage()), e);
        }
        parts.push(api);
        port = api.port();
    }

    private StoredAnchors anchor(
            Ledger ledger, AnchorStore store, L1Options l1, ServeConfig settings, VerifierKey key, LedgerConfig config)
            throws FailedException, IOException {
        AnchorEndpoints endpoints = l1.endpoints();
        AccountKey anchorKey = l1.key();
        AnchorTarget target = l1.target(endpoints, key.name());
        // Endpoints of its own: it moves on to another node when it needs to, on its own thread.
        var watcher = new DemandWatcher(
                new DemandQueue(l1.endpoints(), target.contract()), target, new LedgerDemands(ledger), config.clock());
        Anchorer anchorer;
        try {
            anchorer = new Anchorer(
                    endpoints,
                    target,
                    AnchorSettings.policy(settings),
                    anchorKey,
                    new LedgerAnchorSource(ledger),
                    watcher,
                    store,
                    config.clock());
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, String.valueOf(e.getMessage()), e);
        }
        parts.push(DemandLoop.start(watcher, AnchorSettings.schedule(settings).poll()));
        parts.push(AnchorLoop.start(anchorer, AnchorSettings.schedule(settings)));
        LOG.log(System.Logger.Level.INFO, "anchoring in {0} of {1}", target.contract(), target.chain());
        return new StoredAnchors(
                store, new Anchors.Contract(target.chain(), target.contract()), anchorer::status, watcher::status);
    }

    private static List<TreeHead> anchoredHeads(AnchorStore store) throws FailedException, IOException {
        var heads = new ArrayList<TreeHead>();
        for (long size : store.sizes()) {
            try {
                StoredAnchor anchor = store.load(size);
                if (anchor != null) {
                    heads.add(anchor.state().anchored());
                }
            } catch (MalformedException e) {
                throw new FailedException(
                        ExitCode.FALSE,
                        "the evidence of the anchor of size " + size + " is damaged: " + e.getMessage());
            }
        }
        return heads;
    }

    private static void wake(@Nullable IndexFollower follower) {
        if (follower != null) {
            follower.wake();
        }
    }

    /** The port that it answers on. */
    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                failure = e;
            } catch (Exception e) {
                failure = new IOException("closing failed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        LOG.log(System.Logger.Level.INFO, "stopped");
    }
}
