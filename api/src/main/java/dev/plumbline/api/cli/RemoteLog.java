package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.audit.LogFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log seen from outside, at one of its checkpoints: its tiles, its entries, and the hashes that they hold. */
final class RemoteLog implements LogFiles, NodeSource<IOException> {
    private static final String OCTETS = "application/octet-stream";

    private final LogClient client;
    private final VerifiedCheckpoint checkpoint;

    private RemoteLog(LogClient client, VerifiedCheckpoint checkpoint) {
        this.client = client;
        this.checkpoint = checkpoint;
    }

    /** The log at the checkpoint that it publishes now, if the policy believes it. */
    static RemoteLog now(LogClient client, TrustPolicy trust) throws FailedException {
        return at(client, trust, client.require("/checkpoint", "text/plain"), client.at("/checkpoint"));
    }

    /** The log at a checkpoint, if the policy believes it. */
    static RemoteLog at(LogClient client, TrustPolicy trust, byte[] note, String where) throws FailedException {
        try {
            CheckpointVerdict verdict = trust.check(SignedNote.parse(note));
            if (verdict instanceof CheckpointVerdict.Trusted trusted) {
                return new RemoteLog(client, trusted.checkpoint());
            }
            var refused = (CheckpointVerdict.Refused) verdict;
            throw new FailedException(ExitCode.FALSE, where + ": " + refused.reason() + ": " + refused.detail());
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, where + ": " + e.getMessage(), e);
        }
    }

    VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public byte @Nullable [] read(TileAddress address) throws IOException {
        try {
            LogClient.Answer answer = client.get("/" + address.path(), OCTETS);
            if (answer.status() == 404) {
                return null;
            }
            if (!answer.isOk()) {
                throw new IOException(client.at("/" + address.path()) + ": " + answer.problem());
            }
            return answer.body();
        } catch (FailedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Hash node(int level, long index) throws IOException {
        TileAddress full = Tiles.holding(level, index);
        byte[] tile = requireTile(full);
        try {
            return Tiles.node(tile, level, index);
        } catch (IllegalArgumentException e) {
            throw new IOException(client.at("/" + full.path()) + ": " + e.getMessage(), e);
        }
    }

    /** The entry at an index, as the log serves it. */
    byte[] entry(long index) throws IOException {
        long size = checkpoint.head().size();
        long bundle = index / TileAddress.FULL_WIDTH;
        var address = new TileAddress(TileAddress.ENTRIES, bundle, Tiles.widthAt(TileAddress.ENTRIES, bundle, size));
        try {
            List<byte[]> entries = EntryBundle.parse(requireTile(address.full()), address.width());
            return entries.get((int) (index % TileAddress.FULL_WIDTH));
        } catch (MalformedException e) {
            throw new IOException(client.at("/" + address.path()) + ": " + e.getMessage(), e);
        }
    }

    private byte[] requireTile(TileAddress full) throws IOException {
        int width = Tiles.widthAt(full.level(), full.index(), checkpoint.head().size());
        var address = new TileAddress(full.level(), full.index(), width);
        byte[] bytes = read(address);
        if (bytes == null) {
            throw new IOException(client.at("/" + address.path()) + ": is missing, and the checkpoint needs it");
        }
        return bytes;
    }

    /** The hashes of a proof, from the JSON that holds them. */
    static List<Hash> path(JsonNode json, String where) throws FailedException {
        var path = new ArrayList<Hash>();
        for (JsonNode hash : json.path("path")) {
            try {
                path.add(Hash.parseBase64(hash.asText()));
            } catch (MalformedException e) {
                throw new FailedException(ExitCode.FALSE, where + ": " + e.getMessage(), e);
            }
        }
        return path;
    }
}
