package dev.plumbline.proofs.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key of the prime-order subgroup with the table of its negative, by the rule stated at {@link Ed25519}.
 *
 * <p>The equation is computed here and not by Bouncy Castle because the latter checks a random-looking multiple of it,
 * so that whether it takes an R outside the subgroup depends on the message. Field arithmetic is still Bouncy
 * Castle's.
 */
final class Ed25519Key implements VerifyingKey {
    private static final byte[] ENCODED_ORDER = EdwardsPoint.littleEndian(EdwardsScalar.ORDER);
    private static final EdwardsTable BASE = baseTable();
    private static final ThreadLocal<MessageDigest> SHA512 = ThreadLocal.withInitial(Ed25519Key::newSha512);
    // The point that a verification adds up: eleven field elements that would be garbage after it.
    private static final ThreadLocal<EdwardsPoint> SUM = ThreadLocal.withInitial(EdwardsPoint::new);

    private final byte[] encoded;
    private final EdwardsTable negative;

    private Ed25519Key(byte[] encoded, EdwardsTable negative) {
        this.encoded = encoded;
        this.negative = negative;
    }

    static @Nullable Ed25519Key of(byte[] publicKey) {
        if (publicKey.length != Ed25519.PUBLIC_KEY_BYTES) {
            return null;
        }
        byte[] encoded = publicKey.clone();
        EdwardsPoint point = EdwardsPoint.decode(encoded);
        if (point == null || point.isNeutral()) {
            return null;
        }
        point.negate();
        var negative = new EdwardsTable(point);
        // A point with a part of order 2, 4 or 8 keeps it when multiplied by the odd order of the subgroup.
        return negative.times(ENCODED_ORDER).isNeutral() ? new Ed25519Key(encoded, negative) : null;
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        byte[] s = Arrays.copyOfRange(signature, EdwardsPoint.ENCODED_BYTES, Ed25519.SIGNATURE_BYTES);
        if (!EdwardsPoint.isBelow(s, ENCODED_ORDER)) {
            return false;
        }
        // Comparing encodings and not points refuses every R that is not canonical.
        EdwardsPoint sum = SUM.get();
        BASE.timesPlus(s, negative, challenge(signature, message), sum);
        return Arrays.equals(sum.encode(), 0, EdwardsPoint.ENCODED_BYTES, signature, 0, EdwardsPoint.ENCODED_BYTES);
    }

    /** SHA-512(R || A || message) modulo the order, where R is the first half of the signature. */
    private byte[] challenge(byte[] signature, byte[] message) {
        MessageDigest sha512 = SHA512.get();
        sha512.update(signature, 0, EdwardsPoint.ENCODED_BYTES);
        sha512.update(encoded);
        return EdwardsScalar.remainder(sha512.digest(message));
    }

    @Override
    public byte[] bytes() {
        return encoded.clone();
    }

    private static EdwardsTable baseTable() {
        // y = 4/5 with the even x (RFC 8032 section 5.1).
        byte[] encoded = new byte[EdwardsPoint.ENCODED_BYTES];
        Arrays.fill(encoded, (byte) 0x66);
        encoded[0] = 0x58;
        EdwardsPoint base = EdwardsPoint.decode(encoded);
        if (base == null) {
            throw new AssertionError("the base point is a point");
        }
        return new EdwardsTable(base);
    }

    private static MessageDigest newSha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-512", e);
        }
    }
}
