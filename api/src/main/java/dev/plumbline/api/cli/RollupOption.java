package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.rollup.RollupProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the caller knows of a rollup: which L1 contract is its, and by which rules that is read. */
final class RollupOption {
    @Option(
            names = "--rollup",
            paramLabel = "FILE",
            description = "what you know of a rollup, a .rollup.json: its L1 contract, its delay, the code it runs")
    private @Nullable String file;

    RollupOption() {}

    /** What the caller said; he has to say something. */
    RollupProfile required(Console console) throws FailedException {
        return required(stated(console));
    }

    /** The profile that was stated; refuses where none was. */
    static RollupProfile required(@Nullable RollupProfile stated) throws FailedException {
        if (stated == null) {
            throw FailedException.notChecked(
                    "nothing says which L1 contract is the rollup's; pass what you know of it with --rollup", null);
        }
        return stated;
    }

    /** What the caller said, or null if he said nothing. */
    @Nullable
    RollupProfile stated(Console console) throws FailedException {
        if (file == null) {
            return null;
        }
        return parse(file, InputFiles.read(file, console));
    }

    /** What a file says that a configuration names. */
    static RollupProfile read(Path file) throws FailedException {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw FailedException.usage(InputFiles.describe(e));
        }
    }

    private static RollupProfile parse(String name, byte[] bytes) throws FailedException {
        try {
            return RollupProfile.parse(bytes);
        } catch (MalformedException e) {
            throw FailedException.usage(name + ": " + e.getMessage());
        }
    }
}
