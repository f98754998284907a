package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The secp256k1 key of an account that sends transactions and pays for their gas.
 *
 * <p>Its file holds {@code 0x}, 64 lowercase hex digits and a newline, or is a keystore that a password opens, and must be
 * closed to group and others. The key is never printed.
 */
public final class AccountKey {
    private static final int KEY_BYTES = 32;
    private static final int KEYSTORE_BYTES_MAX = 1 << 16;
    private static final int FILE_BYTES = 2 + 2 * KEY_BYTES + 1;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] secret;
    private final Address address;

    private AccountKey(byte[] secret) {
        this.secret = secret;
        this.address = Address.of(Secp256k1.address(Secp256k1.publicKey(secret)));
    }

    /**
     * A key from its 32 bytes.
     *
     * @throws IllegalArgumentException if they are no scalar in [1, n−1]
     */
    public static AccountKey of(byte[] secret) {
        return new AccountKey(secret.clone());
    }

    /**
     * A key from text that holds {@code 0x} and 64 lowercase hex digits, as an environment variable may.
     *
     * @param name what to call the text in a message, which never quotes it
     * @throws IOException if it is not exactly a key
     */
    public static AccountKey parse(String text, String name) throws IOException {
        try {
            return new AccountKey(HexData.parseExactly(text, "key", KEY_BYTES));
        } catch (MalformedException | IllegalArgumentException e) {
            // Neither cause is passed on: its message might quote the key.
            throw new IOException("anchor key in " + name + ": is no key, want 0x and 64 lowercase hex digits");
        }
    }

    /**
     * Reads a key file, plain or a keystore (Web3 Secret Storage, version 3).
     *
     * @param password asked if the file is a keystore
     * @throws IOException if it cannot be read, is open to others, is not exactly a key, or the password does not open it
     */
    public static AccountKey load(Path file, PasswordSource password) throws IOException {
        requireClosed(file);
        if (Files.size(file) > KEYSTORE_BYTES_MAX) {
            throw notAKey(file, "has " + Files.size(file) + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0 || bytes[0] != '{') {
            return load(file);
        }
        byte[] secret = password.password();
        try {
            return Keystore.parse(bytes).open(secret);
        } catch (IOException e) {
            throw new IOException("anchor key " + file + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Reads a plain key file.
     *
     * @throws IOException if it cannot be read, is open to others, or is not exactly a key
     */
    public static AccountKey load(Path file) throws IOException {
        requireClosed(file);
        if (Files.size(file) != FILE_BYTES) {
            throw notAKey(file, "has " + Files.size(file) + " bytes");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n")) {
            throw notAKey(file, "does not end its line");
        }
        try {
            return new AccountKey(HexData.parseExactly(text.substring(0, text.length() - 1), "key", KEY_BYTES));
        } catch (MalformedException | IllegalArgumentException e) {
            // Neither cause is passed on: its message might quote the key.
            throw notAKey(file, "does not hold a key");
        }
    }

    /** Checks that a file with a secret is closed to group and others. */
    private static void requireClosed(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("anchor key " + file + ": is open as " + PosixFilePermissions.toString(permissions)
                    + ", want rw------- (0600)");
        }
    }

    private static IOException notAKey(Path file, String found) {
        return new IOException(
                "anchor key " + file + ": " + found + ", want 0x, 64 lowercase hex digits and a newline");
    }

    /** Writes the key to a new file that only its owner can read, and forces it to the disk. */
    public void save(Path file) throws IOException {
        String line = HexData.encode(secret) + "\n";
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The account. */
    public Address address() {
        return address;
    }

    /** r || s || v over a 32-byte digest. */
    public byte[] sign(byte[] digest) {
        return Secp256k1.sign(secret, digest);
    }

    @Override
    public String toString() {
        return "key of " + address;
    }
}
