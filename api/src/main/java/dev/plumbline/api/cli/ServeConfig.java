package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file of {@code serve} may say: a flat list of keys and values, as JSON or as Java properties. An
 * unknown key is an error, because a misspelt limit is no limit.
 */
final class ServeConfig {
    /** The keys, with what they mean. */
    enum Key {
        /** Interface to bind; default 127.0.0.1. */
        HOST,
        /** URLs of the Ethereum nodes to anchor on, with commas between, the preferred first; without it nothing is anchored. */
        L1_RPC,
        /** File with the key of the account that anchors, plain or a keystore. */
        L1_ANCHOR_KEY,
        /** Environment variable that holds that key instead. */
        L1_ANCHOR_KEY_ENV,
        /** File with the password of the keystore. */
        L1_ANCHOR_PASSWORD_FILE,
        /** Environment variable that holds that password instead. */
        L1_ANCHOR_PASSWORD_ENV,
        /** Address of the log's anchor contract, with or without its chain before it, as {@code eip155:1:0x…}. */
        L1_CONTRACT,
        /** Hash of the chain's block 0, to tell it from another of the same id; default: not checked. */
        L1_GENESIS,
        /** Seconds between the end of one anchor and the beginning of the next; default 3600. */
        L1_ANCHOR_INTERVAL_SECONDS,
        /** Entries without an anchor at which that wait is cut short; default 100000. */
        L1_ANCHOR_ENTRIES_MAX,
        /** Seconds between two looks at an anchor under way; default 12. */
        L1_POLL_SECONDS,
        /** Most gwei to pay for a unit of gas; default 200. */
        L1_FEE_GWEI_MAX,
        /** Most gwei to spend in a UTC day; default 250000000, a quarter of an ether. */
        L1_BUDGET_GWEI_PER_DAY,
        /** Blocks without its transaction after which an anchor is offered for more; default 10. */
        L1_STUCK_BLOCKS,
        /** Seconds for which a node may bring nothing forward, or have no new block, before the next is asked; default 1800. */
        L1_PATIENCE_SECONDS,
        /** {@code true} to build transactions, to say what they would cost, and to send none; default {@code false}. */
        L1_DRY_RUN,
        /** The rollup whose sequencer is followed: a built-in profile, or a file; without it none is. */
        SEQUENCER,
        /** Its nodes as {@code NAME=URL}, with commas between; three tell who is wrong. */
        SEQUENCER_OBSERVERS,
        /** File with the issuer key under which what is observed of submissions is logged; without it nothing is. */
        SEQUENCER_SIGNER,
        /** What is known of how the rollup settles, a {@code .rollup.json}; without it evidence of settlement does not count in reports. */
        SEQUENCER_ROLLUP,
        /** URLs of nodes of the chain that it settles on, with commas between; more than half have to call a block final. */
        SEQUENCER_L1,
        /** Bytes of one file of the journal; default 64 MiB. */
        JOURNAL_SEGMENT_BYTES,
        /** Milliseconds between two updates of the static files; default 1000. */
        PUBLISH_INTERVAL_MILLIS,
        /** Events that may wait for the writer; default 65536. */
        POOL_EVENTS_MAX,
        /** Bytes of entries that may wait for the writer; default 128 MiB. */
        POOL_BYTES_MAX,
        /** Bytes of one request's body; default 16 MiB. */
        BODY_BYTES_MAX,
        /** Bytes of the bodies of all requests under way; default 64 MiB. */
        BODIES_BYTES_MAX,
        /** Connections at a time; default 2048. */
        CONNECTIONS_MAX,
        /** Proofs and searches at a time; default 32. */
        COSTLY_REQUESTS_MAX,
        /** Milliseconds to wait for the writer before a submission is answered with 503; default 10000. */
        ANSWER_MILLIS_MAX;

        /** How the key is written. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final String source;
    private final Map<Key, String> values;

    private ServeConfig(String source, Map<Key, String> values) {
        this.source = source;
        this.values = values;
    }

    /** A configuration that says nothing. */
    static ServeConfig empty() {
        return new ServeConfig("no configuration file", Map.of());
    }

    /** Reads a file: JSON if its first character is a brace, else properties. */
    static ServeConfig parse(String source, byte[] bytes) throws FailedException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Map<String, String> raw = text.stripLeading().startsWith("{") ? json(source, bytes) : properties(source, text);
        var values = new HashMap<Key, String>();
        for (Map.Entry<String, String> entry : raw.entrySet()) {
            values.put(key(source, entry.getKey()), entry.getValue());
        }
        return new ServeConfig(source, values);
    }

    private static Key key(String source, String text) throws FailedException {
        for (Key key : Key.values()) {
            if (key.text().equals(text)) {
                return key;
            }
        }
        var known = new StringBuilder();
        for (Key key : Key.values()) {
            known.append(known.length() == 0 ? "" : ", ").append(key.text());
        }
        throw FailedException.usage(source + ": unknown key \"" + text + "\", want one of " + known);
    }

    private static Map<String, String> json(String source, byte[] bytes) throws FailedException {
        JsonNode json;
        try {
            json = Json.parse(bytes);
        } catch (IOException e) {
            throw FailedException.usage(source + ": is not JSON: "
                    + InputFiles.describe(e).lines().findFirst().orElse(""));
        }
        var values = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            JsonNode value = field.getValue();
            if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
                throw FailedException.usage(
                        source + ": " + field.getKey() + ": want a text, a whole number, or true or false");
            }
            values.put(field.getKey(), field.getValue().asText());
        }
        return values;
    }

    private static Map<String, String> properties(String source, String text) throws FailedException {
        var doubled = new StringBuilder();
        var properties = new Properties() {
            @java.io.Serial
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    doubled.append(key);
                }
                return before;
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw FailedException.usage(source + ": is no properties file: " + e.getMessage());
        }
        if (doubled.length() > 0) {
            throw FailedException.usage(source + ": names the key \"" + doubled + "\" twice");
        }
        var values = new TreeMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(name -> values.put(name, properties.getProperty(name).strip()));
        return values;
    }

    /** The text under a key, or null. */
    @Nullable
    String text(Key key) {
        return values.get(key);
    }

    /** The text under a key, or a default. */
    String text(Key key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** Whether a key says {@code true}; without the key it is false. */
    boolean flag(Key key) throws FailedException {
        String text = values.getOrDefault(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw FailedException.usage(source + ": " + key.text() + " is \"" + text + "\", want true or false");
        }
        return text.equals("true");
    }

    /** The number under a key, or a default. */
    long number(Key key, long otherwise, long max) throws FailedException {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        boolean isDecimal =
                !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = isDecimal ? Long.parseLong(text) : 0;
        if (value < 1 || value > max) {
            throw FailedException.usage(
                    source + ": " + key.text() + " is \"" + text + "\", want a whole number from 1 to " + max);
        }
        return value;
    }
}
