package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.view.KeyChange;
import dev.plumbline.proofs.view.LogView;
import dev.plumbline.proofs.view.TileCache;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Follows a log over a change of its keys, if the command line says that there was one. */
final class FollowChange {
    @Option(
            names = "--next-vkey",
            paramLabel = "VKEY",
            description =
                    "the log goes on under this key, which you have from its operator or from L1; --vkey or --policy"
                            + " say what it had before")
    private @Nullable String nextKey;

    @Option(
            names = "--handover",
            paramLabel = "INDEX",
            description = "index of the log.handover entry that says so, as the takeover announced it")
    private @Nullable Long index;

    FollowChange() {}

    /** Refuses half of it. */
    void check() throws FailedException {
        if ((nextKey == null) != (index == null)) {
            throw FailedException.usage("--next-vkey and --handover go together");
        }
    }

    boolean isStated() {
        return nextKey != null;
    }

    /** Shows the view the log under its new key, and keeps it under that key alone if it goes on from there. */
    int follow(LogView view, SignedNote note, LogClient client, TileCache cache, StateFile file, FollowReport report)
            throws FailedException, IOException {
        KeyChange change =
                KeyChange.follow(view, note, next(), index == null ? -1 : index, new HttpTiles(client), cache);
        if (change instanceof KeyChange.Followed followed) {
            file.write(followed.view().encode());
            return report.verified(
                    "HANDED_OVER",
                    view.checkpoint().head(),
                    followed.view().checkpoint(),
                    "all that was there before is there as it was, and entry " + followed.index()
                            + " hands the log over to the new key");
        }
        var refused = (KeyChange.Refused) change;
        return switch (refused.cause()) {
            case NOT_CONSISTENT, UNVERIFIABLE -> report.refused(Reason.TREE_INCONSISTENT, refused.detail(), List.of());
            case BEYOND_RECOVERED ->
                throw new FailedException(
                        ExitCode.FALSE,
                        refused.detail() + "; what you saw behind that was lost or logged again elsewhere: submit your"
                                + " receipts' events again, and start anew with another state file");
            case UNTRUSTED, NO_HANDOVER ->
                throw new FailedException(ExitCode.FALSE, refused.cause() + ": " + refused.detail());
        };
    }

    private TrustPolicy next() throws FailedException {
        try {
            return TrustPolicy.ofLog(VerifierKey.parse(String.valueOf(nextKey)));
        } catch (MalformedException e) {
            throw FailedException.usage("--next-vkey: " + e.getMessage());
        }
    }
}
