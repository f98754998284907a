package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One way to a rollup's sequencer: a node that takes transactions and says that it hands them on.
 *
 * @param name what reports call it, {@code [a-z0-9][a-z0-9.-]{0,31}}; the URL may hold a token and is never printed
 * @param url https, or http on this machine
 */
public record Endpoint(String name, URI url) {
    private static final int NAME_CHARS_MAX = 32;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public Endpoint {
        boolean isSpelled = name.chars().allMatch(c -> isPlain(c) || c == '-' || c == '.');
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isSpelled || !isPlain(name.charAt(0))) {
            throw new IllegalArgumentException("endpoint has no name of the form [a-z0-9][a-z0-9.-]{0,31}");
        }
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** How the log names it: the SHA-256 of the URL as it was given. A reader who is told the URL can check that. */
    public Hash identity() {
        return TreeHasher.sha256(url.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
