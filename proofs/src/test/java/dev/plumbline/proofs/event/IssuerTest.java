package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ADDRESS = "ab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private static final String ACCOUNT = "did:pkh:eip155:1612:0x" + ADDRESS;
    private static final String ED25519 = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    /** Examples of the W3C did:key registration and its test vectors. */
    @ParameterizedTest
    @CsvSource({
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK, ED25519",
        "did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH, ED25519",
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169, P256",
        "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv, P256",
        "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme, SECP256K1",
        "did:key:zQ3shtxV1FrJfhqE1dvxYRcCknWNjHc3c5X1y3ZSoPDi2aur2, SECP256K1",
    })
    void readsWellKnownKeysAndWritesThemBack(String did, Issuer.Kind kind) throws MalformedException {
        Issuer issuer = Issuer.parse(did);
        assertThat(issuer.kind()).isEqualTo(kind);
        assertThat(issuer.encode()).isEqualTo(did);
        assertThat(Issuer.ofKey(kind, issuer.subject())).isEqualTo(issuer).hasSameHashCodeAs(issuer);
    }

    @Test
    void encodesTheFirstKeyOfRfc8032() throws MalformedException {
        byte[] key = HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        Issuer issuer = Issuer.ofKey(Issuer.Kind.ED25519, key);
        byte[] multikey = HEX.parseHex("ed01" + HEX.formatHex(key));
        assertThat(issuer.encode()).isEqualTo("did:key:z" + slowBase58(multikey));
        assertThat(issuer.subject()).isEqualTo(key);
    }

    @Test
    void readsAnAccount() throws MalformedException {
        Issuer issuer = Issuer.parse(ACCOUNT);
        assertThat(issuer.kind()).isEqualTo(Issuer.Kind.ETHEREUM_ACCOUNT);
        assertThat(HEX.formatHex(issuer.subject())).isEqualTo(ADDRESS);
        assertThat(issuer).isEqualTo(Issuer.ofAccount(1612, HEX.parseHex(ADDRESS)));
        assertThat(Issuer.parse("did:pkh:eip155:9007199254740991:0x" + ADDRESS).encode())
                .hasSizeLessThanOrEqualTo(Issuer.CHARS_MAX);
    }

    @Test
    void anUncompressedKeyIsTheSameIssuer() throws MalformedException {
        byte[] key = new byte[32];
        key[31] = 7;
        Issuer issuer = EventSigner.secp256k1(key).issuer();
        byte[] uncompressed = dev.plumbline.proofs.crypto.Secp256k1.publicKey(key);
        assertThat(Issuer.ofKey(Issuer.Kind.SECP256K1, uncompressed)).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "did:",
                "did:key:",
                "did:web:example.org",
                "DID:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                "did:key:f6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                "did:pkh:solana:1612:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb",
            })
    void refusesOtherMethodsAndBases(String did) {
        assertThat(codeOf(did)).isEqualTo(Malformed.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, VALUE",
        "-1, VALUE",
        "+1, NOT_CANONICAL",
        "01, NOT_CANONICAL",
        "00, VALUE",
        "1e3, VALUE",
        "0x1, VALUE",
        "' 1', VALUE",
        "'', SYNTAX",
        "9007199254740992, VALUE",
        "99999999999999999999, VALUE",
        "\u0661, NOT_CANONICAL",
        "\uff11, NOT_CANONICAL",
        "1:1, VALUE",
    })
    void refusesOtherSpellingsOfTheChain(String chain, Malformed code) {
        assertThat(codeOf("did:pkh:eip155:" + chain + ":0x" + ADDRESS)).isEqualTo(code);
    }

    @Test
    void refusesOtherSpellingsOfTheAddress() {
        String prefix = "did:pkh:eip155:1612:";
        String upper = ADDRESS.toUpperCase(Locale.ROOT);
        assertThat(codeOf(prefix + "0x" + upper)).isEqualTo(Malformed.NOT_CANONICAL);
        assertThat(codeOf(prefix + "0x" + upper.substring(0, 1) + ADDRESS.substring(1)))
                .isEqualTo(Malformed.NOT_CANONICAL);
        assertThat(codeOf(prefix + "0X" + ADDRESS)).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOf(prefix + ADDRESS)).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOf(prefix + "0x" + ADDRESS.substring(1))).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOf(prefix + "0x" + ADDRESS + "0")).isEqualTo(Malformed.SYNTAX);
        assertThat(codeOf(prefix + "0xg" + ADDRESS.substring(1))).isEqualTo(Malformed.VALUE);
        assertThat(codeOf(prefix.substring(0, prefix.length() - 1))).isEqualTo(Malformed.SYNTAX);
    }

    @Test
    void refusesEveryOtherCharacterInAKey() {
        for (int at = "did:key:z".length(); at < ED25519.length(); at++) {
            for (char c : "0OIl+/ \u00e9\u0100".toCharArray()) {
                assertThat(codeOf(ED25519.substring(0, at) + c + ED25519.substring(at + 1)))
                        .isEqualTo(Malformed.SYNTAX);
            }
        }
    }

    @Test
    void refusesKeysOfOtherLengthsAndTypes() {
        byte[] multikey = HEX.parseHex("ed01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(codeOf(did(Arrays.copyOf(multikey, 33)))).isEqualTo(Malformed.UNSUPPORTED);
        assertThat(codeOf(did(Arrays.copyOf(multikey, 35)))).isEqualTo(Malformed.UNSUPPORTED);
        assertThat(codeOf("did:key:z1" + slowBase58(multikey))).isEqualTo(Malformed.UNSUPPORTED);
        assertThat(codeOf("did:key:z")).isEqualTo(Malformed.UNSUPPORTED);
        assertThat(codeOf("did:key:z1111")).isEqualTo(Malformed.UNSUPPORTED);
        // X25519, a key that agrees but does not sign.
        multikey[0] = (byte) 0xec;
        assertThat(codeOf(did(multikey))).isEqualTo(Malformed.UNSUPPORTED);
        // The address of an account is no key, whatever codec claims it.
        assertThat(codeOf(did(HEX.parseHex("8000" + ADDRESS)))).isEqualTo(Malformed.UNSUPPORTED);
    }

    @Test
    void refusesKeysOffTheirCurve() {
        // y = 2 has no x on edwards25519; x = 5 and x = 1 have no y on secp256k1 and P-256.
        assertThat(codeOf(did(HEX.parseHex("ed01" + "02" + "00".repeat(31))))).isEqualTo(Malformed.VALUE);
        assertThat(codeOf(did(HEX.parseHex("e701" + "02" + "00".repeat(31) + "05"))))
                .isEqualTo(Malformed.VALUE);
        assertThat(codeOf(did(HEX.parseHex("8024" + "02" + "00".repeat(31) + "01"))))
                .isEqualTo(Malformed.VALUE);
    }

    @Test
    void refusesThePrefixOfAnUncompressedPoint() {
        byte[] multikey = HEX.parseHex("e701" + "04" + "00".repeat(31) + "01");
        assertThat(codeOf(did(multikey))).isEqualTo(Malformed.VALUE);
    }

    @Test
    void readsTheSameAfterMoreDidsThanAreRemembered() throws MalformedException {
        for (int chain = 1; chain <= 2 * KnownIssuers.ISSUERS_MAX + 1; chain++) {
            String did = "did:pkh:eip155:" + chain + ":0x" + ADDRESS;
            assertThat(Issuer.parse(did).encode()).isEqualTo(did);
            assertThat(Issuer.parse(did)).isSameAs(Issuer.parse(did));
        }
        assertThat(Issuer.parse("did:pkh:eip155:1:0x" + ADDRESS)).isEqualTo(Issuer.ofAccount(1, HEX.parseHex(ADDRESS)));
    }

    @Test
    void refusesLongTextBeforeAnyArithmetic() {
        assertThat(codeOf("did:key:z" + "z".repeat(10_000_000))).isEqualTo(Malformed.LIMIT_EXCEEDED);
        assertThat(codeOf("did:key:z" + "z".repeat(Issuer.CHARS_MAX - 9))).isEqualTo(Malformed.UNSUPPORTED);
        assertThat(codeOf("did:key:z" + "z".repeat(Issuer.CHARS_MAX - 8))).isEqualTo(Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void refusesEmptyAndOversizedRawValues() {
        assertThatThrownBy(() -> Issuer.ofAccount(0, new byte[20])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Issuer.ofAccount(1L << 53, new byte[20])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Issuer.ofAccount(1, new byte[21])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Issuer.ofKey(Issuer.Kind.P256, new byte[0])).isInstanceOf(MalformedException.class);
    }

    @Test
    void base58AgreesWithLongDivision() {
        var random = new SplittableRandom(58);
        for (int length = 0; length <= 40; length++) {
            for (int zeros = 0; zeros <= Math.min(3, length); zeros++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                Arrays.fill(bytes, 0, zeros, (byte) 0);
                assertThat(Base58.encode(bytes)).isEqualTo(slowBase58(bytes));
                assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
            }
        }
    }

    @Test
    void base58GivesThePublishedExample() {
        assertThat(Base58.encode("Hello World!".getBytes(US_ASCII))).isEqualTo("2NEpo7TZRRrLZSi2U");
    }

    private static String did(byte[] multikey) {
        return "did:key:z" + slowBase58(multikey);
    }

    private static String slowBase58(byte[] bytes) {
        String alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var text = new StringBuilder();
        BigInteger radix = BigInteger.valueOf(58);
        for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(radix)) {
            text.insert(0, alphabet.charAt(rest.mod(radix).intValue()));
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.insert(0, '1');
        }
        return text.toString();
    }

    private static Malformed codeOf(String did) {
        try {
            Issuer.parse(did);
        } catch (MalformedException e) {
            return e.code();
        }
        throw new AssertionError("taken: " + did);
    }
}
