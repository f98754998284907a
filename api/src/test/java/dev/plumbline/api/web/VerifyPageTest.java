package dev.plumbline.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser. */
final class VerifyPageTest {
    private final VerifyPage page = VerifyPage.load();
    private final String html = new String(page.html(), UTF_8);

    VerifyPageTest() throws IOException {}

    @Test
    void thePolicyAllowsTheScriptAndTheStyleOfThePageAndNothingElse() throws GeneralSecurityException {
        assertThat(page.securityPolicy().split("; "))
                .containsExactly(
                        "default-src 'none'",
                        "script-src " + sourceHash("script"),
                        "style-src " + sourceHash("style"),
                        "connect-src 'none'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
    }

    @Test
    void thePageNamesNoOtherAddress() {
        assertThat(html).doesNotContain("http://", "https://", " src=", "@import", "url(", "import(", "eval(");
    }

    @Test
    void thePageIsWhatItsSourcesMake() throws Exception {
        Node.Outcome check = Node.run(List.of(Node.WEB.resolve("build.mjs").toString(), "--check"));
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    @Test
    void theWordsOfItsVerdictsAreThoseOfTheEnums() throws IOException {
        String source = Files.readString(Node.WEB.resolve("verify/vocabulary.mjs"));
        var reasons = new ArrayList<List<String>>();
        for (JsonNode reason : exported(source, "REASONS")) {
            reasons.add(texts(reason, "name", "outcome", "sentence", "meaning", "action"));
        }
        assertThat(reasons)
                .isEqualTo(Arrays.stream(Reason.values())
                        .map(reason -> List.of(
                                reason.name(),
                                reason.outcome().name(),
                                reason.sentence(),
                                reason.meaning(),
                                reason.action()))
                        .toList());
        var checks = new ArrayList<List<String>>();
        for (JsonNode check : exported(source, "CHECKS")) {
            checks.add(texts(check, "name", "title"));
        }
        assertThat(checks)
                .isEqualTo(Arrays.stream(Check.Name.values())
                        .map(name -> List.of(name.name(), name.title()))
                        .toList());
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        var arguments = new ArrayList<>(List.of("--test"));
        try (Stream<Path> files = Files.list(Node.TESTS)) {
            files.filter(file -> file.toString().endsWith(".test.mjs"))
                    .sorted()
                    .forEach(file -> arguments.add(file.toString()));
        }
        assertThat(arguments).hasSizeGreaterThan(2);
        Node.Outcome tests = Node.run(arguments);
        assertThat(tests.exitCode()).as(tests.output()).isZero();
    }

    private String sourceHash(String element) throws GeneralSecurityException {
        int start = html.indexOf("<" + element + ">") + element.length() + 2;
        String source = html.substring(start, html.indexOf("</" + element + ">", start));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    private static JsonNode exported(String source, String name) throws IOException {
        int start = source.indexOf("export const " + name + " = ");
        return new ObjectMapper()
                .readTree(source.substring(source.indexOf('[', start), source.indexOf("];", start) + 1));
    }

    private static List<String> texts(JsonNode object, String... members) {
        return Arrays.stream(members)
                .map(member -> object.path(member).asText())
                .toList();
    }
}
