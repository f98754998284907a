package dev.plumbline.api.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the demonstration runs {@code plumb} in processes of their own, always on one folder. */
public final class DemoLedger {
    private static final String MAIN = "dev.plumbline.api.cli.Plumb";
    private static final String SETTINGS = """
            {"journal_segment_bytes": 1048576, "publish_interval_millis": 200,
             "l1_anchor_interval_seconds": 1, "l1_poll_seconds": 1}
            """;

    private final List<Path> classPath;
    private final Path work;
    private final String origin;
    private final List<String> l1;

    /** @param l1 options that say where to anchor; none to anchor nowhere */
    public DemoLedger(List<Path> classPath, Path work, String origin, List<String> l1) {
        this.classPath = classPath;
        this.work = work;
        this.origin = origin;
        this.l1 = List.copyOf(l1);
    }

    public Path log() {
        return work.resolve("ledger.log");
    }

    public Path data() {
        return work.resolve("data");
    }

    public Path keyFile() {
        return work.resolve("log.key");
    }

    /** Starts the server; its address is its URL. */
    public Child serve() throws IOException {
        Path settings = work.resolve("serve.json");
        Files.writeString(settings, SETTINGS, StandardCharsets.UTF_8);
        List<String> command = plumb("serve");
        command.addAll(List.of("--data", data().toString(), "--key", keyFile().toString()));
        command.addAll(List.of("--origin", origin, "--port", "0", "--config", settings.toString()));
        command.addAll(l1);
        return Child.start(command, "Listening on ", log());
    }

    /** Runs a short verb and returns what it printed; its exit code has to be 0. */
    public String run(String... arguments) throws IOException {
        List<String> command = plumb(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException("plumb " + arguments[0] + " ended with " + exitCode + ": " + output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while plumb " + arguments[0] + " ran", e);
        }
    }

    private List<String> plumb(String... arguments) {
        String joined = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(
                List.of(Programs.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", joined, MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
