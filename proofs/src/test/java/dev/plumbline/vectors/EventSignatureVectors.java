package dev.plumbline.vectors;

import dev.plumbline.proofs.crypto.EcdsaP256;
import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code verify-event}: what each algorithm signs, and which other signatures of the same event do not hold. */
final class EventSignatureVectors {
    private static final String SPEC = "docs/format/events.md#signatures";
    private static final BigInteger K1_ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final byte[] BATCH_PREFIX = Bytes.of("plumbline/batch/v1\0");
    private static final byte[] ED25519_KEY = TestKey.seed("event ed25519");
    private static final byte[] P256_KEY = TestKey.seed("event p-256");
    private static final byte[] K1_KEY = TestKey.seed("event secp256k1");
    private static final byte[] ACCOUNT_KEY = TestKey.seed("event account");
    private static final SignedEvent BASE = SignedEvent.first(SampleEvents.smallUpload(0));
    private static final SignedEvent ED25519 = unsigned("ed25519", EventSigner.ed25519(ED25519_KEY));
    private static final SignedEvent P256 = unsigned("es256", EventSigner.p256(P256_KEY));
    private static final SignedEvent K1 = unsigned("es256k", EventSigner.secp256k1(K1_KEY));
    private static final SignedEvent ACCOUNT = unsigned("eip712", EventSigner.ethereumAccount(1612, ACCOUNT_KEY));

    private final Suite suite;

    private EventSignatureVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new EventSignatureVectors(suite);
        vectors.accepted();
        vectors.ed25519();
        vectors.ecdsa();
        vectors.account();
        vectors.batches(11, 3);
        vectors.cosignatures();
    }

    private static SignedEvent unsigned(String algorithm, EventSigner signer) {
        return BASE.with("/issuer", "\"" + signer.issuer().encode() + "\"").with("/sig/alg", "\"" + algorithm + "\"");
    }

    private static SignedEvent valued(SignedEvent event, byte[] signature) {
        return event.with("/sig/value", "\"0x" + HexFormat.of().formatHex(signature) + "\"");
    }

    private void accepted() {
        accept("ed25519", valued(ED25519, ed25519(ED25519.signedBytes())), "An Ed25519 signature.");
        accept("es256", valued(P256, EcdsaP256.sign(P256_KEY, P256.signedBytes())), "A P-256 signature.");
        accept(
                "es256k",
                valued(K1, Secp256k1.signMessage(K1_KEY, K1.signedBytes())),
                "A secp256k1 signature of a did:key.");
        accept(
                "eip712",
                valued(ACCOUNT, Secp256k1.sign(ACCOUNT_KEY, typed(ACCOUNT))),
                "An Ethereum account's signature of typed data.");
        accept(
                "es256-high-s",
                valued(P256, twin(EcdsaP256.sign(P256_KEY, P256.signedBytes()), P256_ORDER)),
                "The high s of a P-256 signature; ordinary libraries make either.");
        accept(
                "es256k-high-s",
                valued(K1, twin(Secp256k1.signMessage(K1_KEY, K1.signedBytes()), K1_ORDER)),
                "The high s of a secp256k1 signature of a did:key; ordinary libraries make either.");
    }

    private void ed25519() {
        byte[] good = ed25519(ED25519.signedBytes());
        bad("ed25519-r-flipped", valued(ED25519, Bytes.flipped(good, 3)), "A bit of R is flipped.");
        bad("ed25519-s-flipped", valued(ED25519, Bytes.flipped(good, 40)), "A bit of S is flipped.");
        bad(
                "ed25519-s-not-reduced",
                valued(ED25519, NoteVectors.withOrderAdded(good)),
                "S is larger by the order of the group.");
        bad("ed25519-without-prefix", valued(ED25519, ed25519(ED25519.id())), "The bare event id was signed.");
        bad(
                "ed25519-prefix-of-batch",
                valued(ED25519, ed25519(Bytes.concat(BATCH_PREFIX, ED25519.id()))),
                "The event id was signed behind the prefix of batches.");
        bad(
                "ed25519-of-hex-id",
                valued(
                        ED25519,
                        ed25519(Bytes.of("plumbline/sig/v1\0" + HexFormat.of().formatHex(ED25519.id())))),
                "The event id was signed in hex.");
        bad(
                "ed25519-of-entry",
                valued(ED25519, ed25519(ED25519.entry())),
                "The entry was signed, and not the event id.");
        SignedEvent later = ED25519.with("/issued_at", "1763700000001");
        bad(
                "ed25519-of-other-event",
                valued(ED25519, ed25519(later.signedBytes())),
                "Another event of the issuer was signed.");
        bad(
                "ed25519-by-other-key",
                valued(
                        ED25519,
                        dev.plumbline.proofs.crypto.Ed25519.sign(TestKey.seed("somebody"), ED25519.signedBytes())),
                "Another key signed.");
        bad("ed25519-zero", valued(ED25519, new byte[64]), "The signature is 64 zero bytes.");
        byte[] neutral = new byte[64];
        neutral[0] = 1;
        bad(
                "ed25519-key-of-small-order",
                valued(weakIssuer(BASE), neutral),
                "The issuer's key is the neutral point, under which R = [S]B signs everything.");
        malformed(
                "ed25519-value-of-63-bytes", valued(ED25519, Bytes.cut(good)), "VALUE", "The signature has 63 bytes.");
        malformed(
                "ed25519-value-in-upper-case",
                ED25519.with(
                        "/sig/value", "\"0x" + HexFormat.of().withUpperCase().formatHex(good) + "\""),
                "VALUE",
                "The signature is in upper case.");
        malformed(
                "ed25519-value-without-0x",
                ED25519.with("/sig/value", "\"" + HexFormat.of().formatHex(good) + "\""),
                "VALUE",
                "The signature lacks its 0x.");
        malformed(
                "ed25519-value-in-base64",
                ED25519.with("/sig/value", "\"" + Bytes.base64(good) + "\""),
                "VALUE",
                "The signature is in base64.");
        bad(
                "algorithm-of-other-key",
                valued(ED25519.with("/sig/alg", "\"es256\""), good),
                "The issuer's key is Ed25519, and the signature says es256.");
        bad(
                "algorithm-es256k-of-p256-key",
                valued(P256.with("/sig/alg", "\"es256k\""), EcdsaP256.sign(P256_KEY, P256.signedBytes())),
                "The issuer's key is P-256, and the signature says es256k.");
    }

    /** The did:key of the neutral point, spelled out so that no other code has to take such a key. */
    private static SignedEvent weakIssuer(SignedEvent event) {
        return event.with("/issuer", "\"did:key:z" + base58("ed01" + "01" + "00".repeat(31)) + "\"");
    }

    private static String base58(String hex) {
        String alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var text = new StringBuilder();
        for (BigInteger rest = new BigInteger(hex, 16); rest.signum() > 0; rest = rest.divide(BigInteger.valueOf(58))) {
            text.insert(0, alphabet.charAt(rest.mod(BigInteger.valueOf(58)).intValue()));
        }
        return text.toString();
    }

    private void ecdsa() {
        byte[] p256 = EcdsaP256.sign(P256_KEY, P256.signedBytes());
        byte[] k1 = Secp256k1.signMessage(K1_KEY, K1.signedBytes());
        bad("es256-flipped", valued(P256, Bytes.flipped(p256, 5)), "A bit of r is flipped.");
        bad("es256k-flipped", valued(K1, Bytes.flipped(k1, 40)), "A bit of s is flipped.");
        bad("es256-r-and-s-swapped", valued(P256, swapped(p256)), "r and s are exchanged.");
        bad("es256-zero", valued(P256, new byte[64]), "r and s are 0.");
        bad("es256-s-zero", valued(P256, Arrays.copyOf(Arrays.copyOf(p256, 32), 64)), "s is 0.");
        bad(
                "es256k-r-is-order",
                valued(K1, Bytes.concat(word(K1_ORDER), Arrays.copyOfRange(k1, 32, 64))),
                "r is the order of the curve.");
        bad(
                "es256-hashed-twice",
                valued(P256, EcdsaP256.sign(P256_KEY, Bytes.sha256(P256.signedBytes()))),
                "The message was hashed before it was signed and hashed.");
        bad(
                "es256k-keccak",
                valued(K1, Arrays.copyOf(Secp256k1.sign(K1_KEY, Keccak256.digest(K1.signedBytes())), 64)),
                "The message was hashed with Keccak-256.");
        malformed(
                "es256-in-der",
                P256.with("/sig/value", "\"0x" + HexFormat.of().formatHex(der(p256)) + "\""),
                "VALUE",
                "The signature is in DER.");
        malformed(
                "es256k-with-v",
                valued(K1, Bytes.concat(k1, new byte[] {27})),
                "VALUE",
                "A recovery byte follows the signature.");
    }

    private void account() {
        byte[] good = Secp256k1.sign(ACCOUNT_KEY, typed(ACCOUNT));
        byte[] twin = Bytes.concat(twin(Arrays.copyOf(good, 64), K1_ORDER), new byte[] {(byte) (55 - good[64])});
        bad(
                "eip712-high-s",
                valued(ACCOUNT, twin),
                "The high s with the other v: it recovers the right address, and a second spelling is refused.");
        for (int v : new int[] {0, 1, 26, 29, 35}) {
            byte[] other = good.clone();
            other[64] = (byte) v;
            bad("eip712-v-" + v, valued(ACCOUNT, other), "v is " + v + "; only 27 and 28 are taken.");
        }
        byte[] wrongV = good.clone();
        wrongV[64] = (byte) (55 - good[64]);
        bad(
                "eip712-other-v",
                valued(ACCOUNT, wrongV),
                "v is the other of 27 and 28, so that another address is recovered.");
        bad("eip712-flipped", valued(ACCOUNT, Bytes.flipped(good, 8)), "A bit of r is flipped.");
        bad("eip712-r-zero", valued(ACCOUNT, Bytes.concat(new byte[32], Arrays.copyOfRange(good, 32, 65))), "r is 0.");
        bad(
                "eip712-by-other-account",
                valued(ACCOUNT, Secp256k1.sign(K1_KEY, typed(ACCOUNT))),
                "Another account signed.");
        bad(
                "eip712-as-personal-message",
                valued(
                        ACCOUNT,
                        Secp256k1.sign(
                                ACCOUNT_KEY,
                                Keccak256.digest(
                                        Bytes.concat(Bytes.of("\u0019Ethereum Signed Message:\n32"), ACCOUNT.id())))),
                "The event id was signed as a personal message (EIP-191, version E).");
        bad(
                "eip712-of-bare-id",
                valued(ACCOUNT, Secp256k1.sign(ACCOUNT_KEY, ACCOUNT.id())),
                "The event id was signed as a digest.");
        bad(
                "eip712-domain-of-version-2",
                valued(ACCOUNT, Secp256k1.sign(ACCOUNT_KEY, typed(ACCOUNT, "2", ""))),
                "The typed data is of a domain of version 2.");
        bad(
                "eip712-other-kind",
                valued(ACCOUNT, Secp256k1.sign(ACCOUNT_KEY, typed(ACCOUNT, "1", "x"))),
                "The typed data names another kind than the event.");
        malformed("eip712-of-64-bytes", valued(ACCOUNT, Arrays.copyOf(good, 64)), "VALUE", "The signature has no v.");
        SignedEvent batch = valued(ACCOUNT, good).with("/sig/batch", "{\"index\":0,\"size\":1,\"path\":[]}");
        bad("eip712-of-batch", batch, "An account's signature is said to be of a batch.");
    }

    private void batches(int size, int index) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            ids.add(SlowTree.leaf(i == index ? ED25519.id() : Bytes.sha256(Bytes.of("batch " + i))));
        }
        List<String> path = SlowTree.path(index, ids);
        byte[] good = ed25519(batch(size, SlowTree.root(ids)));
        accept(
                "batch",
                batched(ED25519, good, index, size, path),
                "Event 3 of a batch of 11, under one Ed25519 signature.");
        String own = SlowTree.leaf(ED25519.id());
        accept("batch-of-one", batched(ED25519, ed25519(batch(1, own)), 0, 1, List.of()), "The only event of a batch.");
        accept(
                "batch-es256",
                batched(P256, EcdsaP256.sign(P256_KEY, batch(1, SlowTree.leaf(P256.id()))), 0, 1, List.of()),
                "A batch under a P-256 signature.");
        accept(
                "batch-es256k",
                batched(K1, Secp256k1.signMessage(K1_KEY, batch(1, SlowTree.leaf(K1.id()))), 0, 1, List.of()),
                "A batch under a secp256k1 signature.");
        accept("batch-of-4096", batchOf4096(), "The last event of the largest batch.");
        bad("batch-index-other", batched(ED25519, good, 2, size, path), "The index in the batch is one less.");
        bad(
                "batch-size-other",
                batched(ED25519, good, index, 12, path),
                "The size of the batch is one more; its path would be as long.");
        var flipped = new ArrayList<>(path);
        flipped.set(1, InclusionVectors.flipped(path.get(1)));
        bad(
                "batch-path-flipped",
                batched(ED25519, good, index, size, flipped),
                "A bit of the path in the batch is flipped.");
        bad("batch-alone", valued(ED25519, good), "The signature of a batch stands as one of the event alone.");
        bad(
                "batch-of-event-signature",
                batched(ED25519, ed25519(ED25519.signedBytes()), 0, 1, List.of()),
                "The signature of the event stands as one of a batch.");
        bad(
                "batch-without-size",
                batched(
                        ED25519,
                        ed25519(Bytes.concat(BATCH_PREFIX, Bytes.unbase64(SlowTree.root(ids)))),
                        index,
                        size,
                        path),
                "The size of the batch is not under the signature.");
        byte[] size32 = Arrays.copyOfRange(Bytes.uint64(size), 4, 8);
        bad(
                "batch-size-of-4-bytes",
                batched(
                        ED25519,
                        ed25519(Bytes.concat(BATCH_PREFIX, size32, Bytes.unbase64(SlowTree.root(ids)))),
                        index,
                        size,
                        path),
                "The size of the batch was signed in four bytes.");
        bad(
                "batch-root-over-raw-ids",
                batched(ED25519, ed25519(batch(1, Bytes.base64(ED25519.id()))), 0, 1, List.of()),
                "The root of the batch is the event id itself, and not its leaf hash.");
        malformed(
                "batch-path-long",
                batched(ED25519, good, index, size, SlowTree.with(path, path.get(0))),
                "RULE",
                "A hash follows the path in the batch.");
        malformed(
                "batch-path-trailing-bits",
                batched(
                        ED25519,
                        good,
                        index,
                        size,
                        List.of(path.get(0), path.get(1), path.get(2), Bytes.withTrailingBits(path.get(3)))),
                "",
                "A hash of the path has a bit set that no byte holds.");
    }

    private static SignedEvent batchOf4096() {
        List<String> siblings = SlowTree.leaves(12);
        String node = SlowTree.leaf(ED25519.id());
        for (String sibling : siblings) {
            node = SlowTree.node(sibling, node);
        }
        return batched(ED25519, ed25519(batch(4096, node)), 4095, 4096, siblings);
    }

    private void cosignatures() {
        UnaryOperator<SignedEvent> sign = event -> valued(event, ed25519(event.signedBytes()));
        SignedEvent event = sign.apply(ED25519);
        String p256 = EventSigner.p256(P256_KEY).issuer().encode();
        String account = EventSigner.ethereumAccount(1612, ACCOUNT_KEY).issuer().encode();
        byte[] byP256 = EcdsaP256.sign(P256_KEY, event.signedBytes());
        byte[] byAccount = Secp256k1.sign(ACCOUNT_KEY, typed(event));
        accept(
                "cosigned-by-two-schemes",
                event.with(
                        "/cosig", "[" + cosig("es256", p256, byP256) + "," + cosig("eip712", account, byAccount) + "]"),
                "A P-256 key and an account cosigned.");
        bad(
                "cosignature-flipped",
                event.with("/cosig", "[" + cosig("es256", p256, Bytes.flipped(byP256, 9)) + "]"),
                "A bit of the cosignature is flipped.");
        bad(
                "cosignature-by-other",
                event.with("/cosig", "[" + cosig("eip712", account, Secp256k1.sign(K1_KEY, typed(event))) + "]"),
                "Another account made the cosignature.");
        bad(
                "cosignature-second-bad",
                event.with(
                        "/cosig",
                        "[" + cosig("eip712", account, byAccount) + "," + cosig("es256", p256, new byte[64]) + "]"),
                "The first cosignature holds and the second does not.");
        bad(
                "cosigned-and-issuer-bad",
                valued(ED25519, new byte[64]).with("/cosig", "[" + cosig("es256", p256, byP256) + "]"),
                "The cosignature holds and the issuer's signature does not.");
    }

    private static String cosig(String algorithm, String by, byte[] value) {
        return "{\"alg\":\"" + algorithm + "\",\"by\":\"" + by + "\",\"value\":\"0x"
                + HexFormat.of().formatHex(value) + "\"}";
    }

    private static SignedEvent batched(SignedEvent event, byte[] value, int index, int size, List<String> path) {
        return valued(event, value)
                .with(
                        "/sig/batch",
                        "{\"index\":" + index + ",\"size\":" + size + ",\"path\":["
                                + String.join(
                                        ",",
                                        path.stream()
                                                .map(hash -> "\"" + hash + "\"")
                                                .toList()) + "]}");
    }

    private static byte[] batch(int size, String root) {
        return Bytes.concat(
                BATCH_PREFIX, Bytes.uint64(size), Base64.getDecoder().decode(root));
    }

    private static byte[] ed25519(byte[] message) {
        return dev.plumbline.proofs.crypto.Ed25519.sign(ED25519_KEY, message);
    }

    private static byte[] typed(SignedEvent event) {
        return typed(event, "1", "");
    }

    /** EIP-712, word by word. */
    private static byte[] typed(SignedEvent event, String version, String kindSuffix) {
        byte[] domain = Keccak256.digest(
                Bytes.concat(keccak("EIP712Domain(string name,string version)"), keccak("Plumbline"), keccak(version)));
        byte[] message = Keccak256.digest(Bytes.concat(
                keccak("AttributionEvent(bytes32 eventId,string kind,string namespace,uint64 issuedAt)"),
                event.id(),
                keccak(event.at("/kind") + kindSuffix),
                keccak(event.at("/ns")),
                word(new BigInteger(event.at("/issued_at")))));
        return Keccak256.digest(Bytes.concat(new byte[] {0x19, 0x01}, domain, message));
    }

    private static byte[] keccak(String text) {
        return Keccak256.digest(Bytes.of(text));
    }

    private static byte[] twin(byte[] signature, BigInteger order) {
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        return Bytes.concat(Arrays.copyOf(signature, 32), word(order.subtract(s)));
    }

    private static byte[] swapped(byte[] signature) {
        return Bytes.concat(Arrays.copyOfRange(signature, 32, 64), Arrays.copyOf(signature, 32));
    }

    private static byte[] word(BigInteger number) {
        return HexFormat.of().parseHex(String.format("%064x", number));
    }

    private static byte[] der(byte[] signature) {
        byte[] r = new BigInteger(1, Arrays.copyOf(signature, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
        return Bytes.concat(
                new byte[] {0x30, (byte) (4 + r.length + s.length), 2, (byte) r.length},
                r,
                new byte[] {2, (byte) s.length},
                s);
    }

    private void accept(String name, SignedEvent event, String about) {
        suite.add(SignedEvent.accept("signature-" + name, event).about(SPEC, about));
    }

    private void bad(String name, SignedEvent event, String about) {
        suite.add(Vector.reject("event", "signature-" + name, "verify-event", "EVENT_SIGNATURE_BAD")
                .about(SPEC, about)
                .with("entry", event.text()));
    }

    private void malformed(String name, SignedEvent event, String code, String about) {
        suite.add(SignedEvent.reject("signature-" + name, event.text(), code).about(SPEC, about));
    }
}
