package dev.plumbline.api.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** {@code plumb serve} as a real child process on one folder, started again and again. */
final class ServerProcess {
    static final String ORIGIN = "crash.example.org/log";

    private static final String LISTENING = "Listening on ";

    private final Path folder;
    private final String classPath;
    private @Nullable Path archive;
    private @Nullable Process process;
    private @Nullable BufferedReader output;

    /**
     * A server that is not started yet.
     *
     * @param folder holds {@code log.key}, gets {@code data} and {@code serve.log}
     */
    ServerProcess(Path folder) throws IOException {
        this.folder = folder;
        this.classPath = jars(folder);
        Files.writeString(
                folder.resolve("serve.properties"), "journal_segment_bytes = 262144\npublish_interval_millis = 50\n");
    }

    /** Runs once to the end and keeps the classes as the JVM has loaded them, which halves every later start. */
    void rehearse() throws IOException, InterruptedException {
        Path jsa = folder.resolve("classes.jsa");
        start("-XX:ArchiveClassesAtExit=" + jsa);
        url();
        stop();
        archive = Files.exists(jsa) ? jsa : null;
    }

    /** Starts it and returns at once. */
    void start() throws IOException {
        start(archive == null ? "-Xshare:auto" : "-XX:SharedArchiveFile=" + archive);
    }

    private void start(String flag) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                flag,
                "-cp",
                classPath,
                Plumb.class.getName(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--key",
                folder.resolve("log.key").toString(),
                "--origin",
                ORIGIN,
                "--port",
                "0",
                "--config",
                folder.resolve("serve.properties").toString());
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("serve.log").toFile()))
                .start();
        process = started;
        output = started.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits until it answers and returns its URL. */
    String url() throws IOException {
        BufferedReader reader = output;
        for (String line = reader == null ? null : reader.readLine();
                line != null && reader != null;
                line = reader.readLine()) {
            if (line.startsWith(LISTENING)) {
                return line.substring(LISTENING.length());
            }
        }
        throw new IOException("the server ended before it listened:\n" + Files.readString(folder.resolve("serve.log")));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws InterruptedException {
        Process running = process;
        if (running == null) {
            return -1;
        }
        running.destroy();
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
        return running.waitFor();
    }

    /** The class path of this test with folders packed into jars, for only those can be archived. */
    private static String jars(Path folder) throws IOException {
        var parts = new ArrayList<String>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes-" + parts.size() + ".jar");
                pack(path, jar);
                parts.add(jar.toString());
            } else if (Files.exists(path)) {
                parts.add(part);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static void pack(Path from, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                var zip = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(from)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(from.relativize(path).toString().replace(File.separatorChar, '/')));
                try (InputStream bytes = Files.newInputStream(path)) {
                    bytes.transferTo(zip);
                }
            }
        }
    }
}
