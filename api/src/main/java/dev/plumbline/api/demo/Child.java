package dev.plumbline.api.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which says on a line of its output where it listens. */
public final class Child implements Closeable {
    private static final int CLOSE_SECONDS = 10;

    private final Process process;
    private final String address;

    private Child(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a program and waits for the line that says where it listens.
     *
     * @param marker what stands in front of the address on that line
     * @param log where its stderr goes
     */
    public static Child start(List<String> command, String marker, Path log) throws IOException {
        File stderr = log.toFile();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(marker)) {
                drain(output);
                return new Child(process, line.substring(marker.length()).strip());
            }
        }
        process.destroyForcibly();
        throw new IOException(command.get(0) + " ended before it listened; see " + log);
    }

    /** Keeps the pipe empty, or the child would block once it is full. */
    private static void drain(BufferedReader output) {
        var thread = new Thread(
                () -> {
                    try (output) {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The child is gone, which is how each of them ends.
                        return;
                    }
                },
                "child-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** What stood behind the marker. */
    public String address() {
        return address;
    }

    /** Ends it as a power cut would, as far as a process can be: SIGKILL, nothing is flushed or said. */
    public void kill() throws IOException {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        await();
    }

    private void await() throws IOException {
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was stopped", e);
        }
    }
}
