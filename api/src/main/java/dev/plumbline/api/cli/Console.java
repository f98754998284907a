package dev.plumbline.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;

/**
 * What a verb may touch of the process: its streams, its clock, and whether a person is looking.
 *
 * @param out for answers, which a program may read
 * @param err for everything else
 * @param in what {@code -} as a file name stands for
 * @param isTerminal whether the output goes to a person's terminal, so that colour and moving lines make sense
 * @param hasColour whether colour may be used; never where {@code NO_COLOR} is set
 * @param clock tells the time
 */
record Console(
        PrintStream out, PrintStream err, InputStream in, boolean isTerminal, boolean hasColour, InstantSource clock) {
    private static final int STDIN_BYTES_MAX = 64 << 20;

    /** That of this process. */
    static Console ofProcess() {
        boolean isTerminal = hasTerminal() && !"dumb".equals(System.getenv("TERM"));
        String noColour = System.getenv("NO_COLOR");
        boolean hasColour = isTerminal && (noColour == null || noColour.isEmpty());
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.in,
                isTerminal,
                hasColour,
                InstantSource.system());
    }

    // Up to Java 21 there is a console only if there is a terminal; from 22 on it has to be asked.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
        java.io.Console system = System.console();
        if (system == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(system));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Prints a line to stdout. */
    void line(String text) {
        out.print(text + "\n");
    }

    /** Prints a formatted line to stdout. Numbers are written the same everywhere. */
    void line(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    /** Prints a line to stderr. */
    void say(String text) {
        err.print(text + "\n");
    }

    /** Everything that stdin holds, at most 64 MiB. */
    byte[] readAll() throws IOException {
        byte[] bytes = in.readNBytes(STDIN_BYTES_MAX + 1);
        if (bytes.length > STDIN_BYTES_MAX) {
            throw new IOException("stdin has more than 64 MiB");
        }
        return bytes;
    }

    String green(String text) {
        return coloured("32", text);
    }

    String red(String text) {
        return coloured("31", text);
    }

    String dim(String text) {
        return coloured("2", text);
    }

    String bold(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return hasColour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
