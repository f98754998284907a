package dev.plumbline.api.cli;

import dev.plumbline.api.demo.DemoScreen;
import dev.plumbline.api.scenario.ScenarioLedger;
import dev.plumbline.api.scenario.SequencerDemo;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb demo sequencer}. */
@Command(
        name = "sequencer",
        description = {
            "See a rollup's sequencer cross-checked against what was planted, in a minute or so.",
            "Two real Ethereum nodes, three observers of which two cannot be relied on, an honest hour, a bad one,",
            "an outage in which two force something in through L1, a change of operator, and a block that",
            "settles on L1. Ends with 0 if what was planted was found and nothing else, with 1 if not."
        },
        footer = {"", "Example:", "  plumb demo sequencer --out /tmp/plumbline-sequencer"})
final class ShowSequencerDemo implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where everything goes (default: a new temporary folder)")
    private @Nullable Path out;

    @Option(names = "--root", hidden = true, paramLabel = "DIR", description = "the project's root")
    private @Nullable Path root;

    ShowSequencerDemo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException, MalformedException {
        if (options.isJson()) {
            throw FailedException.usage("the demo is for people and has no JSON form");
        }
        Path work = out == null ? Files.createTempDirectory("plumbline-sequencer-") : out;
        if (Files.exists(work.resolve("data"))) {
            throw FailedException.usage(work + " holds an earlier demo; choose another folder");
        }
        Files.createDirectories(work);
        var key = new SignerKey(ScenarioLedger.ORIGIN, KeyType.ED25519, ShowDemo.seed());
        KeyFile.create(work.resolve("log.key"), key);
        var setting =
                new SequencerDemo.Setting(work.toAbsolutePath(), DemoPlace.root(root), DemoPlace.classPath(), key);
        var demo = new SequencerDemo(new DemoScreen(console.out(), console.hasColour(), console.clock()), setting);
        try {
            return demo.run() ? ExitCode.OK : ExitCode.FALSE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
