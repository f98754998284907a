package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Signed blocks as people come by them: the gossip's own message without Snappy, as bytes or as hex in text, or the JSON with
 * {@code data} and {@code signature} that Helios' server of sequencer commitments answers; from a file or from an address.
 */
final class SignedBlockFiles {
    private static final int TEXT_BYTES_MAX = 2 * Limits.UNSAFE_BLOCK_BYTES_MAX + 4_096;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String SUBJECT = "signed block";

    private SignedBlockFiles() {}

    /** Reads a file, stdin for {@code -}, or what an http address answers. */
    static UnsafeBlock read(String name, Console console) throws FailedException {
        boolean isAddress = name.startsWith("http://") || name.startsWith("https://");
        byte[] bytes = isAddress ? fetch(name) : InputFiles.readForLimit(name, TEXT_BYTES_MAX, console);
        try {
            return UnsafeBlock.parse(message(bytes));
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] message(byte[] bytes) throws MalformedException {
        if (bytes.length > 0 && bytes[0] == '{') {
            return ofJson(bytes);
        }
        boolean isHex = bytes.length > 2 && bytes[0] == '0' && bytes[1] == 'x';
        return isHex ? hex(new String(bytes, StandardCharsets.ISO_8859_1).strip()) : bytes;
    }

    private static byte[] hex(String text) throws MalformedException {
        return HexData.parse(text, SUBJECT, Limits.UNSAFE_BLOCK_BYTES_MAX);
    }

    private static byte[] ofJson(byte[] json) throws MalformedException {
        JsonNode answer;
        try {
            answer = Json.parse(json);
        } catch (IOException e) {
            throw new MalformedException(Malformed.SYNTAX, SUBJECT, "is neither a message nor JSON");
        }
        JsonNode signature = answer.path("signature");
        byte[] data = hex(answer.path("data").asText());
        byte[] message = new byte[2 * Word.LENGTH + 1 + data.length];
        number(signature.path("r").asText(), message, 0);
        number(signature.path("s").asText(), message, Word.LENGTH);
        message[2 * Word.LENGTH] = (byte) (signature.path("yParity").asText().equals("0x1") ? 1 : 0);
        System.arraycopy(data, 0, message, 2 * Word.LENGTH + 1, data.length);
        return message;
    }

    /** A number of at most 32 bytes, in hex that may lack leading zeros. */
    private static void number(String text, byte[] target, int at) throws MalformedException {
        String even = text.length() % 2 == 0 || !text.startsWith("0x") ? text : "0x0" + text.substring(2);
        byte[] number = HexData.parse(even, SUBJECT, Word.LENGTH);
        System.arraycopy(number, 0, target, at + Word.LENGTH - number.length, number.length);
    }

    private static byte[] fetch(String address) throws FailedException {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw FailedException.notChecked("HTTP status " + response.statusCode(), null);
                }
                return body.readNBytes(TEXT_BYTES_MAX + 1);
            }
        } catch (IllegalArgumentException e) {
            // Its message quotes the whole address, which may hold an access token.
            throw FailedException.usage("a FILE that starts with http is no URL");
        } catch (IOException e) {
            throw FailedException.notChecked("no signed block came: " + InputFiles.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted while a signed block was asked for", e);
        }
    }
}
