package dev.plumbline.api.cli;

import dev.plumbline.api.demo.Demo;
import dev.plumbline.api.demo.DemoScreen;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb demo}. */
@Command(
        name = "demo",
        description = {
            "See all of it in a minute: a real ledger and a real Ethereum node, events, receipts, a stranger who",
            "verifies them without network, one flipped byte in each part, a kill -9, and a summary."
        },
        footer = {"", "Example:", "  plumb demo --out /tmp/plumbline-demo"})
final class ShowDemo implements Callable<Integer> {
    private static final int SEED_BYTES = 32;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where everything goes (default: a new temporary folder)")
    private @Nullable Path out;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "the public data to make events from (default: shared beside the project, if it is there)")
    private @Nullable Path dataDir;

    @Option(names = "--root", hidden = true, paramLabel = "DIR", description = "the project's root")
    private @Nullable Path root;

    ShowDemo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException, MalformedException {
        if (options.isJson()) {
            throw FailedException.usage("the demo is for people and has no JSON form");
        }
        Path work = out == null ? Files.createTempDirectory("plumbline-demo-") : out;
        if (Files.exists(work.resolve("data"))) {
            throw FailedException.usage(work + " holds an earlier demo; choose another folder");
        }
        Files.createDirectories(work);
        var key = new SignerKey(Demo.ORIGIN, KeyType.ED25519, seed());
        KeyFile.create(work.resolve("log.key"), key);
        Path project = DemoPlace.root(root);
        var setting = new Demo.Setting(
                work.toAbsolutePath(),
                project,
                sharedData(project),
                DemoPlace.classPath(),
                key.verifierKey().encode(),
                console.clock().millis());
        new Demo(new DemoScreen(console.out(), console.hasColour(), console.clock()), setting).run();
        return ExitCode.OK;
    }

    static byte[] seed() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    private @Nullable Path sharedData(Path project) throws FailedException {
        if (dataDir != null) {
            Path folder = dataFolder(dataDir);
            if (folder == null) {
                throw FailedException.usage("--data-dir is " + dataDir + ", want a folder that holds croissant/");
            }
            return folder;
        }
        String property = System.getProperty("plumbline.shared", System.getenv("PLUMBLINE_SHARED"));
        if (property != null) {
            return dataFolder(Path.of(property));
        }
        Path parent = project.getParent();
        return parent == null ? null : dataFolder(parent.resolve("shared"));
    }

    /** The folder itself, or the {@code data} in it; null if neither holds the data. */
    private static @Nullable Path dataFolder(Path folder) {
        for (Path candidate : List.of(folder, folder.resolve("data"))) {
            if (Files.isDirectory(candidate.resolve("croissant"))) {
                return candidate;
            }
        }
        return null;
    }
}
