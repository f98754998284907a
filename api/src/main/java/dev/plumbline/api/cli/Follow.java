package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.verify.Freshness;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.LogView;
import dev.plumbline.proofs.view.RecentTiles;
import dev.plumbline.proofs.view.StoredView;
import dev.plumbline.proofs.view.TileCache;
import dev.plumbline.proofs.view.ViewChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb follow}. */
@Command(
        name = "follow",
        description = {
            "Look at a log again and see that it has only grown since you looked last. What you have seen is kept in",
            "a file; the first time, what the log shows is believed. Proofs are computed here, from the log's tiles."
        },
        footer = {
            "",
            "If the log shows another history than before, the evidence is left beside the state file, for anybody to",
            "check, and the exit code is 5. A damaged state file is reported as damage of yours, with exit code 3.",
            "",
            "Examples:",
            "  plumb follow --url https://ledger.example.org --vkey \"$(cat log.vkey)\" --state log.view",
            "  plumb follow --url https://ledger.example.org --policy trust.policy --state log.view -o json",
            "  plumb follow --url https://new.example.org --vkey \"$(cat log.vkey)\" --state log.view \\",
            "      --next-vkey \"$(cat new.vkey)\" --handover 1204"
        })
final class Follow implements Callable<Integer> {
    private static final String ROLLBACK_SUFFIX = ".rollback.checkpoint";

    // The tiles of two questions, of 15 each at most.
    private static final int TILES_MAX = 30;

    private final Console console;
    private final TileCache cache = new RecentTiles(TILES_MAX);

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private AgeOptions ages = new AgeOptions();

    @Mixin
    private FollowChange change = new FollowChange();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Option(
            names = "--state",
            required = true,
            paramLabel = "FILE",
            description = "what was seen of the log so far; made the first time")
    private Path state = Path.of("log.view");

    Follow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        LogClient client = LogClient.of(url);
        change.check();
        TrustPolicy policy = trust.stated(console);
        if (policy == null) {
            throw FailedException.notChecked(
                    "nothing says which log to believe; pass its verifier key with --vkey, or a policy file with --policy",
                    null);
        }
        Freshness freshness = ages.bound(VerificationPolicy.of(policy), console).freshness();
        try (StateFile file = StateFile.lock(state)) {
            var report = new FollowReport(console, options.isJson(), file.toString());
            byte[] kept = file.read();
            if (kept == null && change.isStated()) {
                throw FailedException.usage(file + " is not there, so there is nothing to be handed over from");
            }
            if (kept == null) {
                SignedNote note = fetchCheckpoint(client);
                return new Look(client, file, report, note, policy, freshness).first();
            }
            StoredView stored = LogView.restore(kept, policy);
            if (stored instanceof StoredView.Damaged damaged) {
                return report.refused(Reason.STATE_UNREADABLE, file + ": " + damaged.detail(), List.of());
            }
            LogView view = view(stored, file);
            if (change.isStated()) {
                return change.follow(view, fetchCheckpoint(client), client, cache, file, report);
            }
            return new Look(client, file, report, fetchCheckpoint(client), policy, freshness).again(view);
        }
    }

    private static LogView view(StoredView stored, StateFile file) throws FailedException {
        if (stored instanceof StoredView.Restored restored) {
            return restored.view();
        }
        if (stored instanceof StoredView.NoLongerTrusted other) {
            throw FailedException.notChecked(
                    file + " was kept under another policy, and this one does not believe its checkpoint ("
                            + other.reason() + ": " + other.detail()
                            + "); pass the keys of then, or start anew with another file",
                    null);
        }
        throw FailedException.notChecked(
                ((StoredView.OtherVersion) stored).detail() + "; use the version of plumb that wrote " + file, null);
    }

    private static SignedNote fetchCheckpoint(LogClient client) throws FailedException {
        try {
            return SignedNote.parse(client.require("/checkpoint", "text/plain"));
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, client.at("/checkpoint") + ": " + e.getMessage(), e);
        }
    }

    /** One look at what the log shows now. */
    private final class Look {
        private final LogClient client;
        private final StateFile file;
        private final FollowReport report;
        private final SignedNote note;
        private final TrustPolicy policy;
        private final @Nullable Freshness freshness;

        Look(
                LogClient client,
                StateFile file,
                FollowReport report,
                SignedNote note,
                TrustPolicy policy,
                @Nullable Freshness freshness) {
            this.client = client;
            this.file = file;
            this.report = report;
            this.note = note;
            this.policy = policy;
            this.freshness = freshness;
        }

        int first() throws FailedException, IOException {
            ViewChange change = LogView.start(policy, note);
            if (change instanceof ViewChange.Advanced started) {
                file.write(started.view().encode());
                return consistent(
                        "STARTED",
                        started.from(),
                        started.view().checkpoint(),
                        "trusted on first use: nothing was known of the log before");
            }
            return refused(change);
        }

        int again(LogView view) throws FailedException, IOException {
            ViewChange change = view.advance(note, new HttpTiles(client), cache);
            if (change instanceof ViewChange.Advanced advanced) {
                file.write(advanced.view().encode());
                return consistent(
                        "ADVANCED",
                        advanced.from(),
                        advanced.view().checkpoint(),
                        "all that was there before is there as it was");
            }
            if (change instanceof ViewChange.Unchanged) {
                return consistent(
                        "UNCHANGED", view.checkpoint().head(), view.checkpoint(), "nothing new since last time");
            }
            if (change instanceof ViewChange.Forked forked) {
                return forked(forked.evidence());
            }
            boolean isRollback =
                    change instanceof ViewChange.Refused refused && refused.cause() == ViewChange.Cause.ROLLBACK;
            Equivocation evidence = isRollback ? contradiction(view) : null;
            return evidence == null ? refused(change) : forked(evidence);
        }

        /** What has only grown may still be old: a log that answers with last year's tree is consistent for ever. */
        private int consistent(String word, TreeHead from, VerifiedCheckpoint seen, String detail) {
            if (freshness != null && policy.check(note) instanceof CheckpointVerdict.Trusted trusted) {
                Freshness.Finding age = freshness.check(policy, trusted.checkpoint(), null);
                if (!age.isFresh()) {
                    return report.refused(Reason.STALE, age.detail(), List.of());
                }
            }
            return report.verified(word, from, seen, detail);
        }

        /** Whether a log that went back has another history as well. Often it cannot be told, since what it had is gone. */
        private @Nullable Equivocation contradiction(LogView view) {
            try {
                return view.contradiction(note, new HttpTiles(client), cache);
            } catch (IOException | BadTileException e) {
                console.say(
                        "Whether the smaller tree is the beginning of the larger cannot be told: " + e.getMessage());
                return null;
            }
        }

        private int forked(Equivocation evidence) throws IOException {
            Path kept = file.writeBeside(Equivocation.FILE_SUFFIX, evidence.encode());
            return report.refused(
                    Reason.EQUIVOCATION,
                    "the log signed both checkpoints that the evidence holds, and no tree has both",
                    List.of(kept.toString()));
        }

        private int refused(ViewChange change) throws FailedException, IOException {
            String where = client.at("/checkpoint") + ": ";
            if (change instanceof ViewChange.Untrusted untrusted) {
                throw new FailedException(ExitCode.FALSE, where + untrusted.reason() + ": " + untrusted.detail());
            }
            var refused = (ViewChange.Refused) change;
            return switch (refused.cause()) {
                case PROOF_BAD -> report.refused(Reason.TREE_INCONSISTENT, refused.detail(), List.of());
                case ROLLBACK -> {
                    Path kept = file.writeBeside(ROLLBACK_SUFFIX, note.bytes());
                    yield report.refused(Reason.ROLLBACK, refused.detail(), List.of(kept.toString(), file.toString()));
                }
                case OTHER_LOG, NO_POSSIBLE_EVIDENCE ->
                    throw new FailedException(ExitCode.FALSE, where + refused.detail());
            };
        }
    }
}
