package dev.plumbline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Ethereum node for one test: anvil, as {@code npm ci} in {@code contracts/} installs it, on a port of its own. It is
 * installed if it is not there and there is an npm.
 *
 * <p>Finality is two blocks behind the newest unless {@code --slots-in-an-epoch} says otherwise, and blocks are made only when {@link #mine} is called or, until {@link
 * #minesByHand}, when a transaction comes. When the node is not installed the calling test is skipped, and says so.
 */
@NullMarked
public final class Anvil implements AutoCloseable {
    /** Key of the first account, which anvil funds and prints at every start. */
    public static final String FIRST_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    /** Key of the second account. */
    public static final String SECOND_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

    /** EIP-155 id of the chain unless another is asked for. */
    public static final long CHAIN_ID = 31_337;

    private static final String EPOCH = "--slots-in-an-epoch";
    private static final String LISTENING = "Listening on 127.0.0.1:";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long INSTALL_SECONDS_MAX = 180;

    // Guarded by the class.
    private static boolean isInstallTried;

    private final Process process;
    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Anvil(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a node with further arguments; it has mined one block, because anvil's block 0 has no true state root. */
    public static Anvil start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binary().toString());
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
        command.addAll(Arrays.asList(arguments));
        if (!command.contains(EPOCH)) {
            command.addAll(List.of(EPOCH, "1"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith(LISTENING)) {
                drain(output);
                var anvil = new Anvil(process, URI.create("http://127.0.0.1:" + line.substring(LISTENING.length())));
                anvil.mine(1);
                return anvil;
            }
        }
        throw new IOException("anvil ended before it listened:\n" + printed);
    }

    /** The installed program; skips the calling test, loudly, if there is none. */
    public static Path binary() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "win32" : "linux";
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path root = Path.of(System.getProperty("plumbline.root", ".."));
        Path binary = root.resolve("contracts/node_modules/@foundry-rs")
                .resolve("anvil-" + os + "-" + cpu)
                .resolve("bin")
                .resolve(os.equals("win32") ? "anvil.exe" : "anvil");
        if (!Files.isExecutable(binary)) {
            install(root.resolve("contracts"));
        }
        if (!Files.isExecutable(binary)) {
            String skipped =
                    "SKIPPED: no node at " + binary.toAbsolutePath().normalize() + "; run npm ci in contracts/";
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        return binary;
    }

    /** Runs {@code npm ci} once in a process, if there is an npm; what comes of it the caller sees. */
    private static synchronized void install(Path contracts) {
        if (isInstallTried) {
            return;
        }
        isInstallTried = true;
        System.err.println("no anvil in " + contracts.normalize() + "/node_modules: running npm ci there");
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--loglevel=error", "--no-progress")
                    .directory(contracts.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!npm.waitFor(INSTALL_SECONDS_MAX, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println("npm could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the pipe empty, or the node would block once it is full. */
    private static void drain(BufferedReader output) {
        var thread = new Thread(
                () -> {
                    try (output) {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The node is gone, which is what ends every test.
                        return;
                    }
                },
                "anvil-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** Makes that many blocks. */
    public void mine(int blocks) {
        call("anvil_mine", "0x" + Integer.toHexString(blocks));
    }

    /** From here on transactions wait until {@link #mine} is called. */
    public void minesByHand() {
        call("evm_setAutomine", false);
    }

    /** Replaces the newest blocks by as many empty ones. */
    public void reorg(int blocks) {
        call("anvil_reorg", blocks, List.of());
    }

    /** Asks the node; fails the test if it refuses. */
    public JsonNode call(String method, @Nullable Object... params) {
        ObjectNode request = JSON.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(params));
        HttpRequest post = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            JsonNode answer = JSON.readTree(
                    client.send(post, HttpResponse.BodyHandlers.ofString()).body());
            if (answer.has("error")) {
                throw new AssertionError(method + ": " + answer.path("error"));
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new AssertionError(method + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
