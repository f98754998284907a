package dev.plumbline.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that are named on the command line. */
final class InputFiles {
    private static final long BYTES_MAX = 64L << 20;

    private InputFiles() {}

    /** The bytes of a file, or of stdin for {@code -}. */
    static byte[] read(String name, Console console) throws FailedException {
        try {
            return name.equals("-") ? console.readAll() : read(Path.of(name));
        } catch (IOException e) {
            throw FailedException.notChecked(describe(e), e);
        }
    }

    /**
     * At most one byte more than a parser takes of a file, or of stdin for {@code -}: enough for it to refuse the rest by its
     * own limit, unread.
     */
    static byte[] readForLimit(String name, int bytesMax, Console console) throws FailedException {
        try {
            if (name.equals("-")) {
                return console.in().readNBytes(bytesMax + 1);
            }
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new IOException(file + " is a folder, want a file");
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                return bytes.readNBytes(bytesMax + 1);
            }
        } catch (IOException e) {
            throw FailedException.notChecked(describe(e), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, want a file");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException(file + " has " + Files.size(file) + " bytes, want at most 64 MiB");
        }
        return Files.readAllBytes(file);
    }

    /** What went wrong, in words. */
    static String describe(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": is there already and is not overwritten";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }
}
