package dev.plumbline.api.cli;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorStage;
import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.AnchorTrouble;
import dev.plumbline.ledger.anchor.Anchorer;
import dev.plumbline.ledger.anchor.DemandSource;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb anchor now}. */
@Command(
        name = "now",
        description = {
            "Anchor the newest head of a stopped ledger and wait until that is final. A running one anchors by itself.",
            "Ends with 4 if it is not final in time; what was sent is remembered and taken up again.",
            "With --dry-run it says what it would send and what that would cost at most, and sends nothing."
        },
        footer = {
            "",
            "Example:",
            "  plumb anchor now --data /var/lib/plumbline --key log.key --rpc http://127.0.0.1:8545 \\",
            "      --anchor-key anchor.key --contract 0x52c4…"
        })
final class AnchorNow implements Callable<Integer> {
    private static final long POLL_NANOS = 1_000_000_000;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private L1Options l1 = new L1Options();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the folder of a stopped ledger")
    private Path data = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "the log's key")
    private Path keyFile = Path.of("");

    @Option(names = "--wait", paramLabel = "SECONDS", description = "longest wait (default: ${DEFAULT-VALUE})")
    private long waitSeconds = 1_200;

    @Option(names = "--dry-run", description = "build and estimate the transaction, and send nothing")
    private boolean isDryRun;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings of 'plumb serve', for those that begin with l1_")
    private @Nullable String configFile;

    AnchorNow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        ServeConfig config = configFile == null
                ? ServeConfig.empty()
                : ServeConfig.parse(configFile, InputFiles.read(configFile, console));
        l1.orElse(config);
        AnchorPolicy policy = AnchorSettings.policy(config);
        AnchorEndpoints endpoints = l1.endpoints();
        LogFolder.lock(data).close();
        try {
            SignerKey key = KeyFile.read(keyFile);
            try (Ledger ledger = Ledger.open(LedgerConfig.of(data, key, console.clock()), () -> {})) {
                var anchorer = new Anchorer(
                        endpoints,
                        l1.target(endpoints, key.verifierKey().name()),
                        isDryRun ? policy.dryRun() : policy,
                        l1.key(),
                        new LedgerAnchorSource(ledger),
                        DemandSource.NONE,
                        AnchorStore.open(ledger.directory().anchors()),
                        console.clock());
                long size = ledger.head().head().size();
                return isDryRun || policy.isDryRun() ? tell(anchorer, size) : step(anchorer, size);
            }
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** One step that sends nothing. */
    private int tell(Anchorer anchorer, long size) throws FailedException {
        anchorer.step();
        AnchorStatus status = anchorer.status();
        AnchorTrouble trouble = status.trouble();
        if (trouble != null && trouble != AnchorTrouble.DRY_RUN) {
            throw FailedException.notChecked(trouble + ": " + status.troubleDetail(), null);
        }
        String plan = trouble == null ? "there is nothing to send" : status.troubleDetail();
        console.line(
                options.isJson()
                        ? Json.encode(Json.object()
                                .put("dry_run", true)
                                .put("plan", plan)
                                .put("size", size)
                                .put("endpoint", status.endpoint())
                                .put(
                                        "budget_left_wei",
                                        status.costs().leftTodayWei().toString()))
                        : "DRY RUN  " + plan + " (through " + status.endpoint() + ")");
        return ExitCode.OK;
    }

    private int step(Anchorer anchorer, long size) throws FailedException {
        Instant deadline = console.clock().instant().plus(Duration.ofSeconds(waitSeconds));
        AnchorStage stage = anchorer.step();
        AnchorStatus status = anchorer.status();
        while (status.anchoredSize() < size && console.clock().instant().isBefore(deadline)) {
            if (status.trouble() != null && isResting(stage)) {
                throw FailedException.notChecked(status.trouble() + ": " + status.troubleDetail(), null);
            }
            LockSupport.parkNanos(POLL_NANOS);
            stage = anchorer.step();
            status = anchorer.status();
        }
        boolean isFinal = status.anchoredSize() >= size;
        console.line(
                options.isJson()
                        ? Json.encode(Json.object()
                                .put("stage", stage.name())
                                .put("anchored_size", status.anchoredSize())
                                .put("anchored_block", status.anchoredBlock())
                                .put("lag", status.lagEntries()))
                        : stage + "  size " + status.anchoredSize() + " is final in block " + status.anchoredBlock()
                                + ", " + status.lagEntries() + " entries are not anchored");
        return isFinal ? ExitCode.OK : ExitCode.PENDING;
    }

    /** With nothing under way and something in the way, waiting helps nobody. */
    private static boolean isResting(AnchorStage stage) {
        return stage == AnchorStage.IDLE || stage == AnchorStage.FINAL;
    }
}
