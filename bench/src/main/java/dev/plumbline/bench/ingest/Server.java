package dev.plumbline.bench.ingest;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code plumb serve} of our own, in its own process, on a fresh data directory that goes when it goes. */
final class Server implements Closeable {
    private static final String ORIGIN = "bench.example.org/load";
    private static final int START_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 30;
    private static final Pattern URL = Pattern.compile("https?://[^\\s]+?:(\\d+)");

    private final Process process;
    private final Path folder;
    private final Thread hook;
    private @Nullable URI url;

    private Server(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.hook = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a server and waits until it says where it listens.
     *
     * @param jar the operator's jar
     * @param jvmOptions for its process
     * @param parent where its folder goes; the temporary folder of the system if null
     */
    static Server start(Path jar, List<String> jvmOptions, @Nullable Path parent)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is not there; build it with: mvn -DskipTests package");
        }
        Path folder = parent == null
                ? Files.createTempDirectory("plumbline-bench")
                : Files.createTempDirectory(parent, "plumbline-bench");
        String key = folder.resolve("log.key").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var keygen = List.of(java, "-jar", jar.toString(), "keygen", "--origin", ORIGIN, "--out", key);
        Process made = new ProcessBuilder(keygen)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keygen.log").toFile())
                .start();
        if (!made.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS) || made.exitValue() != 0) {
            made.destroyForcibly();
            String said = Files.readString(folder.resolve("keygen.log"));
            delete(folder);
            throw new IOException("plumb keygen failed: " + said);
        }
        var command = new ArrayList<>(List.of(java));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "serve", "--origin", ORIGIN, "--key", key, "--port", "0"));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("serve.log").toFile())
                .start();
        var server = new Server(process, folder);
        try {
            server.url = server.readUrl();
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private URI readUrl() throws IOException, InterruptedException {
        var found = new CompletableFuture<URI>();
        var reader = new Thread(() -> drain(found), "server-stdout");
        reader.setDaemon(true);
        reader.start();
        try {
            return found.get(START_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "plumb serve did not say where it listens: " + Files.readString(folder.resolve("serve.log")), e);
        }
    }

    /** Reads to the end, so that the server is never held up by what it prints. */
    private void drain(CompletableFuture<URI> found) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = URL.matcher(line);
                if (matcher.find()) {
                    found.complete(URI.create("http://127.0.0.1:" + matcher.group(1)));
                }
            }
            found.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            found.completeExceptionally(e);
        }
    }

    URI url() {
        if (url == null) {
            throw new IllegalStateException("not started");
        }
        return url;
    }

    /** Its process, for what it burns. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Processor time that a process has had so far. */
    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(folder);
        } catch (IOException e) {
            System.err.println("could not remove " + folder + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
