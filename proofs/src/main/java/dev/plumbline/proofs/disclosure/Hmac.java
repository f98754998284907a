package dev.plumbline.proofs.disclosure;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key, and HKDF (RFC 5869) by it. Used by one thread; the JDK's. */
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Hmac(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }

    /** The 32 bytes for the concatenated parts. */
    byte[] of(byte[]... parts) {
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** HKDF-SHA-256 with an output of 32 bytes, which one block of it is: extract, then expand. */
    static byte[] hkdf(byte[] salt, byte[] secret, byte[] info) {
        byte[] pseudorandomKey = new Hmac(salt).of(secret);
        return new Hmac(pseudorandomKey).of(info, new byte[] {1});
    }
}
