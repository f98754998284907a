package dev.plumbline.vectors;

import static dev.plumbline.testkit.SignedPayload.filled;

import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.testkit.SignedPayload;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** {@code verify-sequencer-equivocation}: two signed blocks of one height, and pairs that accuse nobody. */
final class SequencerVectors {
    private static final String SPEC = "docs/format/sequencer-evidence.md#two-blocks-of-one-height";
    private static final String OPERATION = "verify-sequencer-equivocation";
    private static final String AREA = "sequencer-equivocation";
    private static final String BAD = "SEQUENCER_EVIDENCE_BAD";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final String SEQUENCER = address(SignedPayload.SEQUENCER_KEY);
    private static final String STRANGER = address(SignedPayload.STRANGER_KEY);
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int PAYLOAD_AT = 65 + 32;

    private final Suite suite;

    private SequencerVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new SequencerVectors(suite);
        vectors.proven();
        vectors.accusingNobody();
        vectors.signatures();
        vectors.messages();
        vectors.formats();
    }

    private static String address(byte[] key) {
        return Address.of(Secp256k1.address(Secp256k1.publicKey(key))).hex();
    }

    private static byte[] message(int topic, Consumer<SignedPayload> change) {
        var payload = new SignedPayload(topic);
        change.accept(payload);
        return payload.message();
    }

    private static Map<String, Object> evidence(byte[] first, byte[] second) {
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("kind", "sequencer-equivocation");
        members.put("chain", "eip155:901");
        members.put("sequencer", SEQUENCER);
        members.put("first", HexData.encode(first));
        members.put("second", HexData.encode(second));
        return members;
    }

    private static Map<String, Object> evidence(int topic, Consumer<SignedPayload> change) {
        return evidence(message(topic, payload -> {}), message(topic, change));
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> members = evidence(4, payload -> payload.timestamp++);
        members.put(key, value);
        return members;
    }

    private void proven() {
        for (int topic = 1; topic <= 4; topic++) {
            alarm(
                    "topic-" + topic,
                    evidence(topic, payload -> payload.transactions.remove(1)),
                    "Two blocks of topic blocksv" + topic + ", one of them without a transaction of the other.");
        }
        alarm(
                "high-s",
                evidence(highS(message(4, payload -> {})), message(4, payload -> payload.timestamp++)),
                "One signature has the high s, which the gossip takes.");
        alarm(
                "other-order",
                evidence(message(4, payload -> payload.timestamp++), message(4, payload -> {})),
                "The later block stands first.");
        alarm("empty-block", evidence(4, payload -> payload.transactions.clear()), "One block has no transactions.");
        alarm(
                "number-508",
                evidence(message(4, payload -> payload.number = 508), message(4, payload -> {
                    payload.number = 508;
                    payload.timestamp++;
                })),
                "The height is what the first offset of another topic would be.");
    }

    private static byte[] highS(byte[] message) {
        byte[] s = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(message, 32, 64)))
                .toByteArray();
        System.arraycopy(s, s.length - 32, message, 32, 32);
        message[64] ^= 1;
        return message;
    }

    private void accusingNobody() {
        add("same-block", BAD, evidence(4, payload -> {}), "Both are the same message.");
        add(
                "same-block-signed-twice",
                BAD,
                evidence(message(4, payload -> {}), highS(message(4, payload -> {}))),
                "One block carries two signatures of one key.");
        add("other-height", BAD, evidence(4, payload -> payload.number++), "The blocks have two heights.");
        add(
                "other-chain",
                BAD,
                evidence(4, payload -> {
                    payload.timestamp++;
                    payload.chain++;
                }),
                "One block is signed for another chain.");
        add(
                "second-by-other-key",
                BAD,
                evidence(4, payload -> {
                    payload.timestamp++;
                    payload.key = SignedPayload.STRANGER_KEY;
                }),
                "The second block is signed by another key.");
        add("chain-renamed", BAD, with("chain", "eip155:902"), "The file names another chain than was signed.");
        add("sequencer-renamed", BAD, with("sequencer", STRANGER), "The file names another signer.");
        add(
                "hash-of-another-block",
                BAD,
                evidence(4, payload -> payload.statedHash = filled(32, 9)),
                "The second payload names a hash that is not that of its fields.");
        add(
                "first-hash-of-another-block",
                BAD,
                evidence(
                        message(4, payload -> payload.statedHash = filled(32, 9)),
                        message(4, payload -> payload.timestamp++)),
                "The first payload names a hash that is not that of its fields.");
        add(
                "first-by-other-key",
                BAD,
                evidence(
                        message(4, payload -> payload.key = SignedPayload.STRANGER_KEY),
                        message(4, payload -> payload.timestamp++)),
                "The first block is signed by another key.");
        suite.add(Vector.reject(AREA, "sequencer-not-the-readers", OPERATION, BAD)
                .about(SPEC, "The reader names another address as the sequencer's.")
                .with("sequencer", STRANGER)
                .with("evidence", PrettyJson.write(evidence(4, payload -> payload.timestamp++))));
        suite.add(Vector.reject(AREA, "sequencer-not-named", OPERATION, "SEQUENCER_UNKNOWN")
                .about(SPEC, "The reader names no sequencer.")
                .with("evidence", PrettyJson.write(evidence(4, payload -> payload.timestamp++))));
    }

    private void signatures() {
        byte[] none = new byte[32];
        byte[] order = Arrays.copyOfRange(ORDER.toByteArray(), 1, 33);
        add("r-zero", BAD, withFirst(0, none), "The first signature's r is 0.");
        add("s-zero", BAD, withFirst(32, none), "The first signature's s is 0.");
        add("r-is-the-order", BAD, withFirst(0, order), "The first signature's r is the order of the curve.");
        add("s-is-the-order", BAD, withFirst(32, order), "The first signature's s is the order of the curve.");
        byte parity = message(4, payload -> {})[64];
        add("parity-other", BAD, withFirst(64, parity ^ 1), "The first signature has the other parity.");
        add("parity-27", UNREADABLE, withFirst(64, parity + 27), "The parity counts from 27.");
        add("parity-2", UNREADABLE, withFirst(64, 2), "The parity is 2.");
    }

    private static Map<String, Object> withFirst(int at, int value) {
        return withFirst(at, new byte[] {(byte) value});
    }

    /** The first message with other bytes at one place, and not signed again. */
    private static Map<String, Object> withFirst(int at, byte[] bytes) {
        byte[] message = message(4, payload -> {});
        System.arraycopy(bytes, 0, message, at, bytes.length);
        return with("first", HexData.encode(message));
    }

    private void messages() {
        byte[] good = message(4, payload -> {});
        laidOut("first-offset-moved", "FORMAT_UNSUPPORTED", 436, "The first offset is of no topic.", 49);
        laidOut("transactions-before-fixed-part", UNREADABLE, 504, "The transactions begin in the fixed part.", 1, 1);
        laidOut("withdrawal", UNREADABLE, 508, "The last 44 bytes are a withdrawal.", 0xdd, 0x02);
        laidOut(
                "transaction-offset-moved",
                UNREADABLE,
                good.length - 208 - PAYLOAD_AT,
                "The first transaction begins a byte behind the offsets.",
                9);
        signedAs("first-cut", good.length - 1, "The first message lacks its last byte.");
        signedAs("first-longer", good.length + 1, "The first message has a byte too many.");
        add(
                "first-is-a-signature",
                UNREADABLE,
                with("first", HexData.encode(Arrays.copyOf(good, 64))),
                "The first message ends inside its signature.");
        both("number-beyond-json", payload -> payload.number = 1L << 53, "The height is 2^53.");
        both(
                "extra-data-of-33-bytes",
                payload -> payload.extraData = new byte[33],
                "There are 33 bytes of extra data.");
        both("empty-transaction", payload -> payload.transactions.add(new byte[0]), "The last transaction is empty.");
        both(
                "two-readings",
                payload -> {
                    payload.number = 508;
                    payload.prevRandao = new byte[32];
                    payload.statedHash = new byte[32];
                    payload.statedHash[0] = (byte) 508;
                    payload.statedHash[1] = 508 >> 8;
                    payload.statedHash[4] = 4;
                },
                "Each message can be read as of two topics.");
    }

    /** Two blocks of one height that differ in their time, and share what is wrong. */
    private void both(String name, Consumer<SignedPayload> wrong, String about) {
        byte[] later = message(4, payload -> {
            wrong.accept(payload);
            payload.timestamp++;
        });
        add(name, UNREADABLE, evidence(message(4, wrong), later), about);
    }

    /** Other bytes at one place of the payload, signed. */
    private void laidOut(String name, String reason, int at, String about, int... bytes) {
        byte[] signed = new SignedPayload(4).signed();
        for (int i = 0; i < bytes.length; i++) {
            signed[at + 32 + i] = (byte) bytes[i];
        }
        add(name, reason, with("first", signed(signed)), about);
    }

    /** The message of another length, signed. */
    private void signedAs(String name, int length, String about) {
        byte[] signed = Arrays.copyOf(new SignedPayload(4).signed(), length - 65);
        add(name, UNREADABLE, with("first", signed(signed)), about);
    }

    private static String signed(byte[] signed) {
        return HexData.encode(Bytes.concat(new SignedPayload(4).sign(signed), signed));
    }

    private void formats() {
        add("version-2", "FORMAT_UNSUPPORTED", with("v", 2), "The version is 2.");
        add("kind-other", "FORMAT_UNSUPPORTED", with("kind", "equivocation-of-sequencers"), "The kind is another one.");
        add("key-unknown", UNREADABLE, with("note", "x"), "There is a member that the format does not have.");
        add(
                "chain-with-leading-zero",
                UNREADABLE,
                with("chain", "eip155:0901"),
                "The chain's number has a leading zero.");
        add("chain-not-eip155", UNREADABLE, with("chain", "cosmos:901"), "The chain is of another kind.");
        add(
                "sequencer-in-upper-case",
                UNREADABLE,
                with("sequencer", upperCase(SEQUENCER)),
                "The address has capitals.");
        add(
                "first-in-upper-case",
                UNREADABLE,
                with("first", upperCase(HexData.encode(message(4, payload -> {})))),
                "The first message has capitals.");
        for (String key : List.of("v", "kind", "chain", "sequencer", "first", "second")) {
            Map<String, Object> members = evidence(4, payload -> payload.timestamp++);
            members.remove(key);
            add("without-" + key, UNREADABLE, members, "The member " + key + " is left out.");
        }
    }

    private static String upperCase(String hex) {
        return "0x" + hex.substring(2).toUpperCase(Locale.ROOT);
    }

    private void alarm(String name, Map<String, Object> evidence, String about) {
        suite.add(Vector.alarm(AREA + "/accept/" + name, OPERATION, "SEQUENCER_EQUIVOCATION")
                .about(SPEC, about)
                .with("sequencer", SEQUENCER)
                .with("evidence", PrettyJson.write(evidence)));
    }

    private void add(String name, String reason, Map<String, Object> evidence, String about) {
        suite.add(Vector.reject(AREA, name, OPERATION, reason)
                .about(SPEC, about)
                .with("sequencer", SEQUENCER)
                .with("evidence", PrettyJson.write(evidence)));
    }
}
