package dev.plumbline.proofs.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a receipt that is well formed and proves nothing, for a test to change one of them. */
final class MadeUpReceipt {
    static final String HASH = TreeHasher.emptyRoot().base64();
    static final String ENTRY = "{\"entry\":\"\u00e9\"}";

    private final Map<String, JsonValue> receipt = new TreeMap<>();
    private final Map<String, JsonValue> anchor = new TreeMap<>();

    MadeUpReceipt() {
        receipt.put("v", new JsonInteger(1));
        receipt.put("entry", JsonString.of(ENTRY));
        receipt.put("proof", JsonString.of(proof()));
        anchor.put("chain", JsonString.of("eip155:1"));
        anchor.put("contract", JsonString.of("0x" + "c0".repeat(20)));
        anchor.put("size", new JsonInteger(7));
        anchor.put("path", strings(2, HASH));
        anchor.put("header", JsonString.of("0x0a"));
        anchor.put("account_proof", strings(1, "0x0b"));
        anchor.put("storage_proof", strings(3, "0x0c"));
    }

    static String proof() {
        try {
            SignerKey key = new SignerKey("example.com/log", KeyType.ED25519, new byte[32]);
            return "c2sp.org/tlog-proof@v1\nindex 3\n" + HASH + "\n\n"
                    + key.sign("text\n").encode();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonArray strings(int count, String text) {
        return new JsonArray(Collections.nCopies(count, JsonString.of(text)));
    }

    /** Replaces a member of the receipt, adds it, or takes it away if {@code value} is null. */
    MadeUpReceipt with(String key, @Nullable JsonValue value) {
        change(receipt, key, value);
        return this;
    }

    /** The same in its anchor. */
    MadeUpReceipt withAnchored(String key, @Nullable JsonValue value) {
        change(anchor, key, value);
        return this;
    }

    private static void change(Map<String, JsonValue> members, String key, @Nullable JsonValue value) {
        if (value == null) {
            members.remove(key);
        } else {
            members.put(key, value);
        }
    }

    /** The canonical bytes, without the anchor. */
    byte[] bytes() {
        return CanonicalJson.encode(object(receipt));
    }

    /** The canonical bytes. */
    byte[] anchoredBytes() {
        var all = new TreeMap<>(receipt);
        all.put("anchor", object(anchor));
        return CanonicalJson.encode(object(all));
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObject.Builder object = JsonObject.builder();
        members.forEach(object::put);
        return object.build();
    }

    /** That a receipt is refused with this code, of this place. */
    static void assertRefused(byte[] json, Malformed code, String subject) {
        assertThatThrownBy(() -> Receipt.parse(json)).isInstanceOfSatisfying(MalformedException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.subject()).isEqualTo(subject);
        });
    }
}
