package dev.plumbline.api.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the programs lie that the demonstration starts. */
public final class Programs {
    private Programs() {}

    /** The Java that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The Ethereum node that npm has installed under a project's root, or null. */
    public static @Nullable Path anvil(Path root) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "win32" : "linux";
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path binary = root.resolve("contracts/node_modules/@foundry-rs")
                .resolve("anvil-" + os + "-" + cpu)
                .resolve("bin")
                .resolve(os.equals("win32") ? "anvil.exe" : "anvil");
        return Files.isExecutable(binary) ? binary : null;
    }
}
