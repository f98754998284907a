package dev.plumbline.api.cli;

import dev.plumbline.ledger.rpc.PasswordSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The password of a keystore: the first line of a file, or an environment variable, or what somebody types.
 *
 * @param keystore the file that it opens, to say so
 * @param file closed to group and others; null to look further
 * @param variable null to look further
 */
record KeystorePassword(
        Path keystore, @Nullable Path file, @Nullable String variable) implements PasswordSource {
    private static final int BYTES_MAX = 4_096;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public byte[] password() throws IOException {
        if (file != null) {
            return fromFile(file);
        }
        if (variable != null) {
            String value = System.getenv(variable);
            if (value == null) {
                throw new IOException("environment variable " + variable + ": is not set, want the password in it");
            }
            return value.getBytes(StandardCharsets.UTF_8);
        }
        return ask();
    }

    // From JDK 22 on there is a console even without a terminal; then nobody types, and null is read instead.
    @SuppressWarnings("SystemConsoleNull")
    private byte[] ask() throws IOException {
        java.io.Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("Password of %s: ", keystore);
        if (typed == null) {
            throw new IOException("anchor key " + keystore
                    + ": is a keystore and there is nobody to ask for its password, want --anchor-password-file");
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        Arrays.fill(typed, ' ');
        byte[] password = new byte[bytes.remaining()];
        bytes.get(password);
        return password;
    }

    private static byte[] fromFile(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("password file " + file + ": is open as " + PosixFilePermissions.toString(permissions)
                    + ", want rw------- (0600)");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException(
                    "password file " + file + ": has " + Files.size(file) + " bytes, want at most " + BYTES_MAX);
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        return Arrays.copyOf(bytes, end);
    }
}
