package dev.plumbline.samples.cheats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ethereum chain for this program alone: anvil on a free port, asked over JSON-RPC. Its answers hold one string that
 * matters, so they are searched and not parsed. Do not copy that: a real node's answers are hostile.
 */
final class Chain implements AutoCloseable {
    private static final String LISTENING = "Listening on ";
    private static final Pattern TEXT_RESULT = Pattern.compile("\"result\":\"([^\"]*)\"");
    private static final Pattern REVERT = Pattern.compile("\"data\":\"0x([0-9a-f]*)\"");
    private static final Pattern NEW_CONTRACT = Pattern.compile("\"contractAddress\":\"(0x[0-9a-f]{40})\"");

    private final Process process;
    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Chain(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Chain start(Path anvil) throws IOException {
        Process process = new ProcessBuilder(List.of(anvil.toString(), "--host", "127.0.0.1", "--port", "0"))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                var reader = new Thread(() -> drain(output), "anvil-output");
                reader.setDaemon(true);
                reader.start();
                return new Chain(process, URI.create("http://" + line.substring(LISTENING.length())));
            }
        }
        throw new IOException("anvil ended before it listened");
    }

    /** Keeps the pipe empty, or the node would block once it is full. */
    private static void drain(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The node is gone, which is how the story ends.
            return;
        }
    }

    /** One of the accounts that the node has money and keys for. */
    String account(int number) {
        Matcher found = Pattern.compile("0x[0-9a-f]{40}").matcher(ask("eth_accounts", ""));
        for (int i = 0; i <= number; i++) {
            if (!found.find()) {
                throw new AssertionError("the node has no account " + number);
            }
        }
        return found.group();
    }

    /** Creates a contract and says where it is. */
    String create(String from, String code) {
        String receipt = mined(ask("eth_sendTransaction", "{\"from\":\"%s\",\"data\":\"0x%s\"}".formatted(from, code)));
        return only(NEW_CONTRACT, receipt);
    }

    /** Sends a call and waits for its block. The caller has asked {@link #refusal} before. */
    String send(String from, String to, String call, String wei) {
        return mined(ask("eth_sendTransaction", transaction(from, to, call, wei)));
    }

    /** What the contract would revert with if the call were sent now, as hex; empty if it would go through. */
    String refusal(String from, String to, String call, String wei) {
        Matcher data = REVERT.matcher(ask("eth_call", transaction(from, to, call, wei) + ",\"latest\""));
        return data.find() ? data.group(1) : "";
    }

    /** What a view returns, as hex with 0x. */
    String view(String from, String to, String call) {
        return only(TEXT_RESULT, ask("eth_call", transaction(from, to, call, "0x0") + ",\"latest\""));
    }

    void sleep(long seconds) {
        ask("evm_increaseTime", String.valueOf(seconds));
        ask("evm_mine", "");
    }

    private static String transaction(String from, String to, String call, String wei) {
        return "{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"0x%s\",\"value\":\"%s\"}".formatted(from, to, call, wei);
    }

    private String mined(String answer) {
        String hash = only(TEXT_RESULT, answer);
        String receipt = ask("eth_getTransactionReceipt", "\"" + hash + "\"");
        // The node may answer a transaction before it has made the block.
        for (int tries = 0; tries < 100 && !receipt.contains("\"status\""); tries++) {
            ask("evm_mine", "");
            receipt = ask("eth_getTransactionReceipt", "\"" + hash + "\"");
        }
        if (!receipt.contains("\"status\":\"0x1\"")) {
            throw new AssertionError("transaction " + hash + " failed: " + receipt);
        }
        return receipt;
    }

    private static String only(Pattern pattern, String answer) {
        Matcher found = pattern.matcher(answer);
        if (!found.find()) {
            throw new AssertionError("not the answer that was wanted: " + answer);
        }
        return found.group(1);
    }

    private String ask(String method, String params) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}".formatted(method, params);
        HttpRequest post = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(post, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError("the node is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
