package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server shows to the world. It closes none of it.
 *
 * @param ledger the log
 * @param logKeys the log's verifier keys, at least one; the name of the first is the log's origin
 * @param search where events are found by what they say
 * @param anchors where on L1 the log is anchored
 * @param sequencer the rollup that this process follows; null if it follows none
 */
public record Services(
        Ledger ledger,
        List<VerifierKey> logKeys,
        Search search,
        Anchors anchors,
        @Nullable FollowedSequencer sequencer) {
    /** Copies the keys. */
    public Services {
        logKeys = List.copyOf(logKeys);
        if (logKeys.isEmpty()) {
            throw new IllegalArgumentException("a log has at least one key");
        }
    }

    /** The log's origin line. */
    public String origin() {
        return logKeys.get(0).name();
    }
}
