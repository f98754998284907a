package dev.plumbline.vectors;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** {@code parse-vkey}: the text form of a public key. */
final class VerifierKeyVectors {
    private static final String SPEC = "c2sp.org/signed-note#verifier-keys";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final TestKey KEY = TestKey.LOG;
    private static final String NAME = KEY.name();
    private static final byte[] TYPE_AND_KEY = typed(1, KEY.publicKey());

    private final Suite suite;

    private VerifierKeyVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new VerifierKeyVectors(suite);
        vectors.accepted();
        vectors.parts();
        vectors.names();
        vectors.keyMaterial();
    }

    private void accepted() {
        accept("ed25519", KEY, "An Ed25519 key as a log has it.");
        accept("cosignature", TestKey.witness(1), "An Ed25519 key as a witness has it, type 0x04.");
        accept(
                "name-not-ascii",
                KEY.named("l\u00f6g.example.org/\u65e5\u672c"),
                "A name beyond ASCII, without spaces.");
        accept("name-of-one-character", KEY.named("x"), "The shortest name.");
        accept("name-without-dot", KEY.named("log"), "A name that is no URL; that form is only recommended.");
        TestKey withPlus = TestKey.log(NAME, "plus 1");
        for (int i = 2; !withPlus.vkey().substring(NAME.length() + 10).contains("+"); i++) {
            withPlus = TestKey.log(NAME, "plus " + i);
        }
        accept("plus-in-base64", withPlus, "A key whose base64 has a plus sign, so that the text has four parts.");
        suite.add(Vector.accept("vkey", "c2sp-example", "parse-vkey")
                .about(SPEC, "The example of the specification.")
                .with("vkey", NoteVectors.EXAMPLE_VKEY)
                .proves("name", "example.com/foo")
                .proves("type", 1)
                .proves("key_id", "530d903a")
                .proves("key", "6TJ5GubnqECkYWTJBHhkJtXngh3YspoA1hyucq/dTaQ="));
    }

    private void parts() {
        String vkey = KEY.vkey();
        String id = HexFormat.of().formatHex(KEY.id());
        reject("key-id-other", vkey.replace(id, "00000000"), UNREADABLE, "The key id is not the hash of the key.");
        reject(
                "key-id-uppercase",
                vkey.replace(id, id.toUpperCase(Locale.ROOT)),
                UNREADABLE,
                "The hex of the key id is in upper case.");
        reject(
                "key-id-seven-digits",
                vkey.replace(id, id.substring(1)),
                UNREADABLE,
                "The key id lacks its first digit.");
        reject("key-id-nine-digits", vkey.replace(id, "0" + id), UNREADABLE, "The key id has a zero before it.");
        reject("key-id-with-0x", vkey.replace(id, "0x" + id), UNREADABLE, "The key id has the prefix 0x.");
        reject(
                "key-id-missing",
                TestKey.witness(1)
                        .vkey()
                        .replace(
                                "+"
                                        + HexFormat.of()
                                                .formatHex(TestKey.witness(1).id()),
                                ""),
                UNREADABLE,
                "The part with the key id is left out.");
        reject(
                "key-id-without-newline",
                TestKey.vkey(NAME, first4(Bytes.sha256(Bytes.of(NAME), TYPE_AND_KEY)), TYPE_AND_KEY),
                UNREADABLE,
                "The key id was computed without the newline after the name.");
        reject(
                "key-id-without-type",
                TestKey.vkey(NAME, first4(Bytes.sha256(Bytes.of(NAME + "\n"), KEY.publicKey())), TYPE_AND_KEY),
                UNREADABLE,
                "The key id was computed without the type byte.");
        reject(
                "key-id-of-other-type",
                TestKey.vkey(NAME, KEY.typed(4).id(), TYPE_AND_KEY),
                UNREADABLE,
                "The key id is the one that the key has as type 0x04.");
        reject("empty", "", UNREADABLE, "Nothing at all.");
        reject("only-a-name", NAME, UNREADABLE, "The name alone.");
        reject("key-missing", NAME + "+" + id + "+", UNREADABLE, "Nothing stands behind the second plus.");
        reject("newline-at-end", vkey + "\n", UNREADABLE, "A newline stands behind the key.");
        reject("space-before", " " + vkey, UNREADABLE, "A space stands before the name.");
        reject(
                "private-key",
                "PRIVATE+KEY+" + TestKey.vkey(NAME, KEY.id(), typed(1, KEY.seed())),
                UNREADABLE,
                "The private half, in the form of Go's note package, where the public half is wanted.");
    }

    private void names() {
        reject("name-empty", KEY.named("").vkey(), UNREADABLE, "The name is empty; the key id fits it.");
        reject(
                "name-with-space",
                KEY.named("ledger example").vkey(),
                UNREADABLE,
                "The name has a space; the key id fits it.");
        reject(
                "name-with-no-break-space",
                KEY.named("ledger\u00a0example").vkey(),
                UNREADABLE,
                "The name has U+00A0, a Unicode space; the key id fits it.");
        reject(
                "name-with-ideographic-space",
                KEY.named("ledger\u3000example").vkey(),
                UNREADABLE,
                "The name has U+3000, a Unicode space; the key id fits it.");
        reject(
                "name-with-newline",
                KEY.named("ledger\nexample").vkey(),
                UNREADABLE,
                "The name has a newline; the key id fits it.");
        reject(
                "name-with-plus",
                KEY.named("ledger+example").vkey(),
                UNREADABLE,
                "The name has a plus sign; the key id fits it.");
        suite.add(vector(
                        "name-of-256-characters",
                        KEY.named("n".repeat(256)).vkey(),
                        UNREADABLE,
                        "The name has 256 characters; a cosignature of type 0x06 carries it behind one length byte.")
                .chosen());
    }

    private void keyMaterial() {
        byte[] key = KEY.publicKey();
        reject(
                "key-of-31-bytes",
                ofType(1, Bytes.cut(key)),
                UNREADABLE,
                "The key lacks its last byte; the key id fits it.");
        reject(
                "key-of-33-bytes",
                ofType(1, Arrays.copyOf(key, 33)),
                UNREADABLE,
                "The key has a zero byte behind it; the key id fits it.");
        reject(
                "type-without-key",
                ofType(1, new byte[0]),
                UNREADABLE,
                "The type byte has no key behind it; the key id fits it.");
        for (int type : new int[] {0x00, 0x02, 0x03, 0x05, 0xfa, 0xff}) {
            suite.add(vector(
                            String.format("type-%02x", type),
                            ofType(type, key),
                            "FORMAT_UNSUPPORTED",
                            String.format("The type byte is 0x%02x, which is no key that these formats use.", type))
                    .chosen());
        }
        String base64 = Bytes.base64(TYPE_AND_KEY);
        String head = KEY.vkey().substring(0, KEY.vkey().length() - base64.length());
        reject(
                "base64-with-padding",
                head + base64 + "=",
                UNREADABLE,
                "The base64 of 33 bytes needs no padding and has some.");
        TestKey slash = TestKey.log(NAME, "slash 1");
        for (int i = 2; !Bytes.base64(typed(1, slash.publicKey())).contains("/"); i++) {
            slash = TestKey.log(NAME, "slash " + i);
        }
        String urlSafe = Base64.getUrlEncoder().encodeToString(typed(1, slash.publicKey()));
        reject(
                "base64-url-alphabet",
                TestKey.vkey(NAME, slash.id(), new byte[0]) + urlSafe,
                UNREADABLE,
                "The base64 is in the alphabet for URLs.");
        reject(
                "base64-with-newline",
                head + base64.substring(0, 20) + "\n" + base64.substring(20),
                UNREADABLE,
                "The base64 is broken into two lines.");
        reject(
                "base64-cut",
                head + base64.substring(0, base64.length() - 1),
                UNREADABLE,
                "The base64 lacks its last character.");
    }

    private void accept(String name, TestKey key, String about) {
        suite.add(Vector.accept("vkey", name, "parse-vkey")
                .about(SPEC, about)
                .with("vkey", key.vkey())
                .proves("name", key.name())
                .proves("type", key.type())
                .proves("key_id", HexFormat.of().formatHex(key.id()))
                .proves("key", Bytes.base64(key.publicKey())));
    }

    private void reject(String name, String vkey, String reason, String about) {
        suite.add(vector(name, vkey, reason, about));
    }

    private static Vector vector(String name, String vkey, String reason, String about) {
        return Vector.reject("vkey", name, "parse-vkey", reason)
                .about(SPEC, about)
                .with("vkey", vkey);
    }

    private static String ofType(int type, byte[] key) {
        return TestKey.vkey(NAME, TestKey.id(NAME, type, key), typed(type, key));
    }

    private static byte[] typed(int type, byte[] key) {
        return Bytes.concat(new byte[] {(byte) type}, key);
    }

    private static byte[] first4(byte[] hash) {
        return Arrays.copyOf(hash, 4);
    }
}
