package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebPagesTest {
    @TempDir
    private Path folder;

    @Test
    void thePageIsSentWithThePolicyThatItCarriesAndMayStandInNoFrame() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            HttpResponse<byte[]> page = server.get("/verify.html");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'sha256-")
                    .contains("connect-src 'none'")
                    .endsWith("; frame-ancestors 'none'");
            assertThat(new String(page.body(), StandardCharsets.UTF_8))
                    .startsWith("<!doctype html>")
                    .contains(policy.substring(0, policy.indexOf("; frame-ancestors")));
        }
    }
}
