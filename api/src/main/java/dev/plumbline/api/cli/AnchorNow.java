package dev.plumbline.api.cli;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.anchor.AnchorStage;
import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.Anchorer;
import dev.plumbline.ledger.anchor.EthereumRpc;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb anchor now}. */
@Command(
        name = "now",
        description = {
            "Anchor the newest head of a stopped ledger and wait until that is final. A running one anchors by itself.",
            "Ends with 4 if it is not final in time; what was sent is remembered and taken up again."
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

    AnchorNow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        EthereumRpc rpc = l1.rpc();
        LogFolder.lock(data).close();
        try {
            SignerKey key = KeyFile.read(keyFile);
            try (Ledger ledger = Ledger.open(LedgerConfig.of(data, key, console.clock()), () -> {})) {
                var anchorer = new Anchorer(
                        rpc,
                        l1.target(rpc, key.verifierKey().name()),
                        L1Options.policy(ServeConfig.empty()),
                        l1.key(),
                        new LedgerAnchorSource(ledger),
                        AnchorStore.open(ledger.directory().anchors()),
                        console.clock());
                return step(anchorer, ledger.head().head().size());
            }
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private int step(Anchorer anchorer, long size) throws FailedException {
        Instant deadline = console.clock().instant().plus(Duration.ofSeconds(waitSeconds));
        AnchorStage stage = anchorer.step();
        AnchorStatus status = anchorer.status();
        while (status.anchoredSize() < size && console.clock().instant().isBefore(deadline)) {
            if (status.trouble() != null && stage == AnchorStage.IDLE) {
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
}
