package dev.plumbline.api.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the page's tests in Node. */
final class Node {
    static final Path ROOT = Path.of(System.getProperty("plumbline.root", "..")).toAbsolutePath();
    static final Path WEB = ROOT.resolve("api/src/main/web");
    static final Path TESTS = ROOT.resolve("api/src/test/web");

    private static final long MINUTES_MAX = 10;

    private Node() {}

    /**
     * What came of a run.
     *
     * @param exitCode 0 if all is well
     * @param output standard output and standard error
     */
    record Outcome(int exitCode, String output) {}

    static Outcome run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        Path output = Files.createTempFile("plumbline-node", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("PLUMBLINE_SHARED", System.getProperty("plumbline.shared", "../shared"));
            Process process = builder.start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("node " + arguments + " did not end in " + MINUTES_MAX + " minutes");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
