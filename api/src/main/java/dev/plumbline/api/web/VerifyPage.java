package dev.plumbline.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The page that checks receipts in a browser, and the security policy that it is sent with.
 *
 * <p>The policy allows the one script and the one style that stand in the page, by their hashes, and nothing else: no
 * connection, no picture, no form. The page carries the same policy in itself, for whoever saves it and opens the file.
 */
public final class VerifyPage {
    /** The media type of the page. */
    public static final String MEDIA_TYPE = "text/html;charset=utf-8";

    private static final String RESOURCE = "verify.html";
    private static final String POLICY_START = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    // A page cannot say of itself who may frame it; only the header can.
    private static final String NO_FRAMES = "; frame-ancestors 'none'";

    private final byte[] html;
    private final String securityPolicy;

    private VerifyPage(byte[] html, String securityPolicy) {
        this.html = html;
        this.securityPolicy = securityPolicy;
    }

    /**
     * Reads the page.
     *
     * @throws IOException if it is not in the jar, or has no policy
     */
    public static VerifyPage load() throws IOException {
        try (InputStream resource = VerifyPage.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException(RESOURCE + " is not in the jar");
            }
            byte[] html = resource.readAllBytes();
            return new VerifyPage(html, policyIn(new String(html, StandardCharsets.UTF_8)) + NO_FRAMES);
        }
    }

    private static String policyIn(String html) throws IOException {
        int start = html.indexOf(POLICY_START) + POLICY_START.length();
        int end = html.indexOf('"', start);
        if (start < POLICY_START.length() || end < 0) {
            throw new IOException(RESOURCE + " has no security policy");
        }
        return html.substring(start, end);
    }

    /** The bytes of the page, a fresh copy. */
    public byte[] html() {
        return html.clone();
    }

    /** The value of the header {@code Content-Security-Policy}. */
    public String securityPolicy() {
        return securityPolicy;
    }
}
