package dev.plumbline.ledger.publish;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A private key in a file that nobody but its owner may read: one line, mode 0600. */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long BYTES_MAX = 4_096;

    private KeyFile() {}

    /**
     * Writes a new key file.
     *
     * @throws IOException if the file is there already, which is never overwritten, or cannot be written
     */
    public static void create(Path file, SignerKey key) throws IOException {
        createLine(file, key.encode());
    }

    /**
     * Writes a new file that holds a secret of another kind, one line of ASCII.
     *
     * @throws IOException as {@link #create}
     */
    public static void createLine(Path file, String secret) throws IOException {
        byte[] line = (secret + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("key file " + file + " exists already and is not overwritten", e);
        }
    }

    /**
     * Reads a key file.
     *
     * @throws IOException if the file cannot be read, or others than its owner may read or write it
     * @throws MalformedException if it does not hold a key; the message quotes nothing of it
     */
    public static SignerKey read(Path file) throws IOException, MalformedException {
        return SignerKey.parse(readLine(file));
    }

    /**
     * The one line of a file that holds a secret, without its newline.
     *
     * @throws IOException if the file cannot be read, or others than its owner may read or write it
     */
    public static String readLine(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("key file " + file + " has mode " + PosixFilePermissions.toString(permissions)
                    + ", want rw------- (chmod 600): others than its owner may use it");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("key file " + file + " has " + Files.size(file) + " bytes, want one line");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
