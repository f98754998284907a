package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.crypto.VerifyingKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A party that can sign: a W3C {@code did:key} of one of three key types, or a {@code did:pkh} of an Ethereum account.
 *
 * <p>The text is canonical: one party of one kind has exactly one spelling, and two issuers are equal when their texts
 * are. A {@code did:key} that exists holds a point of its curve; whether an Ed25519 point is strong enough to be a key is
 * asked when it first verifies something. Immutable to callers, safe for any number of threads.
 */
public final class Issuer {
    /** The kinds of party, each with the one signature algorithm that fits it. */
    public enum Kind {
        /** {@code did:key} with multicodec 0xed. */
        ED25519(0xed, 32),
        /** {@code did:key} with multicodec 0x1200, the key compressed. */
        P256(0x1200, 33),
        /** {@code did:key} with multicodec 0xe7, the key compressed. */
        SECP256K1(0xe7, 33),
        /** {@code did:pkh:eip155:<chain>:<address>}: the Ethereum address of an externally owned account. */
        ETHEREUM_ACCOUNT(0, 20);

        private static final int MULTICODEC_BYTES = 2;

        private final int multicodec;
        private final int subjectBytes;

        Kind(int multicodec, int subjectBytes) {
            this.multicodec = multicodec;
            this.subjectBytes = subjectBytes;
        }

        /** The key behind its multicodec: an unsigned varint of two bytes, as every code from 2^7 to 2^14 is. */
        private byte[] multikey(byte[] key) {
            return ByteBuffer.allocate(MULTICODEC_BYTES + key.length)
                    .put((byte) ((multicodec & 0x7f) | 0x80))
                    .put((byte) (multicodec >>> 7))
                    .put(key)
                    .array();
        }

        private boolean isMultikey(byte[] bytes) {
            return this != ETHEREUM_ACCOUNT
                    && bytes.length == MULTICODEC_BYTES + subjectBytes
                    && (bytes[0] & 0xff) == ((multicodec & 0x7f) | 0x80)
                    && bytes[1] == multicodec >>> 7;
        }
    }

    /** Characters of the longest DID: a {@code did:pkh} with a chain of 16 digits has 74. */
    public static final int CHARS_MAX = 80;

    private static final String KEY_PREFIX = "did:key:z";
    private static final String ACCOUNT_PREFIX = "did:pkh:eip155:";
    private static final int ADDRESS_CHARS = 42;
    private static final HexFormat HEX = HexFormat.of();

    private final String text;
    private final Kind kind;
    private final byte[] subject;
    // Volatile: set by whichever thread first verifies, read by all. Two that race compute the same key.
    private volatile @Nullable VerifyingKey key;

    private Issuer(String text, Kind kind, byte[] subject) {
        this.text = text;
        this.kind = kind;
        this.subject = subject;
    }

    /**
     * Reads a DID of at most {@link #CHARS_MAX} characters.
     *
     * <p>Refuses every other method, multibase, key type and spelling, keys off their curve, uppercase or checksummed
     * addresses, and chains outside 1 to 2^53−1. Costs 10 to 20 microseconds for a key, next to nothing for a DID that
     * was read not long ago.
     */
    public static Issuer parse(String did) throws MalformedException {
        if (did.length() > CHARS_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, "DID", "has " + did.length() + " characters, want at most " + CHARS_MAX);
        }
        Issuer known = KnownIssuers.find(did);
        if (known != null) {
            return known;
        }
        Issuer issuer;
        if (did.startsWith(KEY_PREFIX)) {
            issuer = parseKey(did);
        } else if (did.startsWith(ACCOUNT_PREFIX)) {
            issuer = parseAccount(did);
        } else {
            throw refused(Malformed.UNSUPPORTED, did, "want did:key:z… or did:pkh:eip155:…");
        }
        if (!issuer.text.equals(did)) {
            throw refused(Malformed.NOT_CANONICAL, did, "want " + issuer.text);
        }
        KnownIssuers.remember(issuer);
        return issuer;
    }

    /** The {@code did:key} of a raw public key: 32 bytes for Ed25519, 33 or 65 for P-256 and secp256k1. */
    public static Issuer ofKey(Kind kind, byte[] publicKey) throws MalformedException {
        byte[] canonical = canonicalKey(kind, publicKey);
        if (canonical == null) {
            throw new MalformedException(
                    Malformed.VALUE, "public key", publicKey.length + " bytes that are no " + kind + " key");
        }
        return new Issuer(KEY_PREFIX + Base58.encode(kind.multikey(canonical)), kind, canonical);
    }

    /**
     * The {@code did:pkh} of an Ethereum account.
     *
     * @throws IllegalArgumentException if the chain is outside 1 to 2^53−1 or the address not 20 bytes
     */
    public static Issuer ofAccount(long chain, byte[] address) {
        if (chain < 1 || chain > Limits.JSON_INTEGER_MAX) {
            throw new IllegalArgumentException("chain is " + chain + ", want 1 to 2^53-1");
        }
        if (address.length != Kind.ETHEREUM_ACCOUNT.subjectBytes) {
            throw new IllegalArgumentException("address of " + address.length + " bytes, want 20");
        }
        String text = ACCOUNT_PREFIX + chain + ":0x" + HEX.formatHex(address);
        return new Issuer(text, Kind.ETHEREUM_ACCOUNT, address.clone());
    }

    private static Issuer parseKey(String did) throws MalformedException {
        byte[] multikey = Base58.decode(did.substring(KEY_PREFIX.length()));
        if (multikey == null) {
            throw refused(Malformed.SYNTAX, did, "want base58btc after did:key:z");
        }
        for (Kind kind : Kind.values()) {
            if (kind.isMultikey(multikey)) {
                return ofKey(kind, Arrays.copyOfRange(multikey, Kind.MULTICODEC_BYTES, multikey.length));
            }
        }
        throw refused(Malformed.UNSUPPORTED, did, "want an Ed25519, P-256 or secp256k1 key");
    }

    private static Issuer parseAccount(String did) throws MalformedException {
        int colon = did.length() - ADDRESS_CHARS - 1;
        if (colon <= ACCOUNT_PREFIX.length() || did.charAt(colon) != ':' || !did.startsWith("0x", colon + 1)) {
            throw refused(Malformed.SYNTAX, did, "want did:pkh:eip155:<chain>:0x and 40 hex digits");
        }
        try {
            long chain = Long.parseLong(did, ACCOUNT_PREFIX.length(), colon, 10);
            // Accepts uppercase too, and parseLong a sign, zeros and foreign digits: the caller compares the spelling.
            return ofAccount(chain, HEX.parseHex(did, colon + 3, did.length()));
        } catch (IllegalArgumentException e) {
            throw refused(Malformed.VALUE, did, "want a chain of 1 to 2^53-1 and an address of 40 hex digits");
        }
    }

    private static byte @Nullable [] canonicalKey(Kind kind, byte[] publicKey) {
        return switch (kind) {
            case ED25519 -> Ed25519.isPoint(publicKey) ? publicKey.clone() : null;
            case P256 -> canonical(VerifyingKey.p256(publicKey));
            case SECP256K1 -> canonical(VerifyingKey.secp256k1(publicKey));
            case ETHEREUM_ACCOUNT -> throw new IllegalArgumentException("an Ethereum account is known by its address");
        };
    }

    private static byte @Nullable [] canonical(@Nullable VerifyingKey key) {
        return key == null ? null : key.bytes();
    }

    private static MalformedException refused(Malformed code, String did, String wanted) {
        return new MalformedException(code, "DID", "is " + MalformedException.quote(did) + ", " + wanted);
    }

    /** What kind of party this is, and so which algorithm it signs with. */
    public Kind kind() {
        return kind;
    }

    /** The canonical public key of a {@code did:key}, compressed for the curves, or the 20-byte address. A fresh copy. */
    public byte[] subject() {
        return subject.clone();
    }

    /** The key of a {@code did:key}, prepared once; null for an account, and for an Ed25519 point that is no key. */
    @Nullable
    VerifyingKey key() {
        VerifyingKey prepared = key;
        if (prepared == null) {
            prepared = switch (kind) {
                case ED25519 -> VerifyingKey.ed25519(subject);
                case P256 -> VerifyingKey.p256(subject);
                case SECP256K1 -> VerifyingKey.secp256k1(subject);
                case ETHEREUM_ACCOUNT -> null;
            };
            key = prepared;
        }
        return prepared;
    }

    /** The DID, in the form that {@link #parse} reads. */
    public String encode() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Issuer issuer && text.equals(issuer.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
