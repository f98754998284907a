package dev.plumbline.api.cli;

import dev.plumbline.api.http.Anchors;
import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.demand.DemandStatus;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets the HTTP face show the anchors whose evidence is stored. Reads each evidence file once. */
final class StoredAnchors implements Anchors {
    private final AnchorStore store;
    private final @Nullable Contract configured;
    private final Supplier<@Nullable AnchorStatus> status;
    private final Supplier<@Nullable DemandStatus> demands;
    private final Map<Long, Anchor> known = new ConcurrentHashMap<>();

    /**
     * @param configured where the log is anchored now, or null if it is not
     * @param status how anchoring stands, or null if nothing anchors here
     * @param demands what has been demanded there, or null if nothing serves demands here
     */
    StoredAnchors(
            AnchorStore store,
            @Nullable Contract configured,
            Supplier<@Nullable AnchorStatus> status,
            Supplier<@Nullable DemandStatus> demands) {
        this.store = store;
        this.configured = configured;
        this.status = status;
        this.demands = demands;
    }

    @Override
    public @Nullable Contract contract() {
        return configured;
    }

    @Override
    public @Nullable AnchorStatus status() {
        return status.get();
    }

    @Override
    public @Nullable DemandStatus demands() {
        return demands.get();
    }

    @Override
    public List<Anchor> all() throws IOException {
        var anchors = new ArrayList<Anchor>();
        for (long size : store.sizes()) {
            anchors.add(load(size));
        }
        return anchors;
    }

    @Override
    public @Nullable Anchor covering(long leafIndex) throws IOException {
        for (long size : store.sizes()) {
            if (size > leafIndex) {
                return load(size);
            }
        }
        return null;
    }

    private Anchor load(long size) throws IOException {
        Anchor before = known.get(size);
        if (before != null) {
            return before;
        }
        try {
            StoredAnchor stored = store.load(size);
            if (stored == null) {
                throw new IOException("the evidence of the anchor of size " + size + " is gone");
            }
            Anchor anchor = anchor(stored);
            known.put(size, anchor);
            return anchor;
        } catch (MalformedException e) {
            throw new IOException("the evidence of the anchor of size " + size + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Anchor anchor(StoredAnchor stored) {
        return new Anchor(
                new Contract(stored.chain(), stored.state().contract()),
                stored.state().anchored(),
                stored.state().blockNumber(),
                stored.state().blockHash().hex(),
                stored.state().blockTimestampSeconds(),
                HexData.encode(stored.header()),
                stored.accountProof().stream().map(HexData::encode).toList(),
                stored.storageProof().stream().map(HexData::encode).toList());
    }
}
