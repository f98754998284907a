package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that is encrypted with a password, in version 3 of Ethereum's Web3 Secret Storage, as wallets and nodes write it.
 * Read only: {@link AccountKey#save} writes the plain form.
 *
 * <p>What the file may cost is bounded before anything is derived: 512 MiB of memory for scrypt, ten million rounds for
 * PBKDF2. A wrong password is found out by the file's own code, before the key is used for anything.
 */
final class Keystore {
    private static final int KEY_BYTES = 32;
    private static final int CIPHER_KEY_BYTES = 16;
    private static final int IV_BYTES = 16;
    private static final int SALT_BYTES_MAX = 1_024;
    private static final long SCRYPT_MEMORY_MAX = 1L << 29;
    private static final int SCRYPT_LANES_MAX = 16;
    private static final int PBKDF2_ROUNDS_MAX = 10_000_000;
    private static final int NUMBER_MAX = 1 << 28;

    private final JsonNode crypto;

    private Keystore(JsonNode crypto) {
        this.crypto = crypto;
    }

    /**
     * Reads a keystore, unopened.
     *
     * @throws IOException if it is no keystore of version 3
     */
    static Keystore parse(byte[] json) throws IOException {
        JsonNode root;
        try {
            root = StrictJson.read(json);
        } catch (IOException e) {
            // The cause is not passed on: it might quote what it could not read.
            throw new IOException("keystore: is not JSON");
        }
        if (root.path("version").asInt() != 3) {
            throw new IOException("keystore: has version "
                    + MalformedException.quote(root.path("version").asText()) + ", want 3");
        }
        // The first wallets wrote it with a capital.
        return new Keystore(root.has("crypto") ? root.path("crypto") : root.path("Crypto"));
    }

    /**
     * The key inside.
     *
     * @throws IOException if the password is wrong, the file is damaged, or opening it would cost too much
     */
    AccountKey open(byte[] password) throws IOException {
        if (!crypto.path("cipher").asText().equals("aes-128-ctr")) {
            throw new IOException("keystore: has cipher "
                    + MalformedException.quote(crypto.path("cipher").asText()) + ", want aes-128-ctr");
        }
        byte[] sealed = hex(crypto, "ciphertext", KEY_BYTES);
        byte[] code = hex(crypto, "mac", Word.LENGTH);
        byte[] iv = hex(crypto.path("cipherparams"), "iv", IV_BYTES);
        if (sealed.length != KEY_BYTES || code.length != Word.LENGTH || iv.length != IV_BYTES) {
            throw new IOException("keystore: has " + sealed.length + " bytes of key, " + code.length + " of mac and "
                    + iv.length + " of iv, want 32, 32 and 16");
        }
        byte[] derived = derive(password);
        if (!MessageDigest.isEqual(code(derived, sealed), code)) {
            throw new IOException("keystore: does not open: the password is wrong, or the file is damaged");
        }
        try {
            return AccountKey.of(decrypt(derived, iv, sealed));
        } catch (IllegalArgumentException e) {
            throw new IOException("keystore: holds no key of the curve");
        }
    }

    /** Over the half of the derived key that does not encrypt, and what is encrypted. */
    private static byte[] code(byte[] derived, byte[] sealed) {
        byte[] both = Arrays.copyOfRange(derived, CIPHER_KEY_BYTES, KEY_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, KEY_BYTES - CIPHER_KEY_BYTES, sealed.length);
        return Word.keccak(both).bytes();
    }

    private byte[] derive(byte[] password) throws IOException {
        JsonNode params = crypto.path("kdfparams");
        if (number(params, "dklen") != KEY_BYTES) {
            throw new IOException("keystore: derives " + params.path("dklen") + " bytes, want " + KEY_BYTES);
        }
        byte[] salt = hex(params, "salt", SALT_BYTES_MAX);
        String kdf = crypto.path("kdf").asText();
        return switch (kdf) {
            case "scrypt" -> scrypt(params, salt, password);
            case "pbkdf2" -> pbkdf2(params, salt, password);
            default ->
                throw new IOException("keystore: has kdf " + MalformedException.quote(kdf) + ", want scrypt or pbkdf2");
        };
    }

    private static byte[] scrypt(JsonNode params, byte[] salt, byte[] password) throws IOException {
        int n = number(params, "n");
        int r = number(params, "r");
        int p = number(params, "p");
        boolean isPowerOfTwo = n > 1 && Integer.bitCount(n) == 1;
        if (!isPowerOfTwo || 128L * n * r > SCRYPT_MEMORY_MAX || p > SCRYPT_LANES_MAX || (long) r * p > n) {
            throw new IOException("keystore: asks scrypt for n " + n + ", r " + r + ", p " + p
                    + ", want a power of two, at most " + SCRYPT_MEMORY_MAX + " bytes and " + SCRYPT_LANES_MAX
                    + " lanes");
        }
        return Scrypt.derive(password, salt, n, r, p, KEY_BYTES);
    }

    private static byte[] pbkdf2(JsonNode params, byte[] salt, byte[] password) throws IOException {
        int rounds = number(params, "c");
        if (rounds > PBKDF2_ROUNDS_MAX || !params.path("prf").asText().equals("hmac-sha256")) {
            throw new IOException("keystore: asks pbkdf2 for " + rounds + " rounds of "
                    + MalformedException.quote(params.path("prf").asText()) + ", want at most " + PBKDF2_ROUNDS_MAX
                    + " of hmac-sha256");
        }
        return Scrypt.pbkdf2(password, salt, rounds, KEY_BYTES);
    }

    private static byte[] decrypt(byte[] derived, byte[] iv, byte[] sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOf(derived, CIPHER_KEY_BYTES), "AES"),
                    new IvParameterSpec(iv));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES in counter mode", e);
        }
    }

    private static int number(JsonNode object, String name) throws IOException {
        JsonNode node = object.path(name);
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.intValue() < 1
                || node.intValue() > NUMBER_MAX) {
            throw new IOException("keystore: " + name + " is no whole number from 1 to " + NUMBER_MAX);
        }
        return node.intValue();
    }

    private static byte[] hex(JsonNode object, String name, int bytesMax) throws IOException {
        String text = object.path(name).asText().toLowerCase(Locale.ROOT);
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.isEmpty() || digits.length() > 2 * bytesMax) {
            throw new IOException(
                    "keystore: " + name + " has " + digits.length() + " digits, want 1 to " + 2 * bytesMax);
        }
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IOException("keystore: " + name + " is not hex");
        }
    }
}
