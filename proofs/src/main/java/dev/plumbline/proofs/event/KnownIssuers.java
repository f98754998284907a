package dev.plumbline.proofs.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The issuers that were read lately, by their text, so that a stream of events decodes and prepares each key once.
 *
 * <p>Reading a DID is a pure function, so nothing but time depends on what is held here. A stranger who sends many fresh
 * DIDs can empty it, which costs him as much for each as it costs us to read one again. Safe for any number of threads.
 */
final class KnownIssuers {
    /** Issuers held; with a prepared Ed25519 key of 11 KiB each they take 22 MiB. */
    static final int ISSUERS_MAX = 2_048;

    private static final Map<String, Issuer> KNOWN = new ConcurrentHashMap<>();

    private KnownIssuers() {}

    static @Nullable Issuer find(String did) {
        return KNOWN.get(did);
    }

    /** How many are held. */
    static int count() {
        return KNOWN.size();
    }

    /** Starts anew when full: simpler than to track use, and a refill is cheap. */
    static void remember(Issuer issuer) {
        if (KNOWN.size() >= ISSUERS_MAX) {
            KNOWN.clear();
        }
        KNOWN.put(issuer.encode(), issuer);
    }
}
