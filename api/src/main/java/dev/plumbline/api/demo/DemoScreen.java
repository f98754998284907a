package dev.plumbline.api.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What the person sees: numbered steps, what each has found, and a table or two. */
public final class DemoScreen {
    private final PrintStream out;
    private final boolean hasColour;
    private final InstantSource clock;
    private final Instant start;
    private int steps;

    /** @param hasColour whether a terminal shows it */
    public DemoScreen(PrintStream out, boolean hasColour, InstantSource clock) {
        this.out = out;
        this.hasColour = hasColour;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Seconds since the screen was made. */
    public double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1e3;
    }

    /** Begins a numbered step. */
    public void step(String title) {
        steps++;
        out.print(String.format(Locale.ROOT, "%n%s %s%n", bold(String.format("%2d ", steps)), bold(title)));
    }

    /** One line of what a step has found. */
    public void line(String format, Object... values) {
        out.print(("    " + String.format(Locale.ROOT, format, values)).stripTrailing() + "\n");
    }

    /** An empty line. */
    public void blank() {
        out.print("\n");
    }

    /** A title without a number. */
    public void heading(String title) {
        out.print("\n" + bold(title) + "\n");
    }

    /** A line of a table with two columns. */
    public void pair(String name, String format, Object... values) {
        out.print(String.format(Locale.ROOT, "  %-20s %s%n", name, String.format(Locale.ROOT, format, values)));
    }

    /** Text that says that all is well. */
    public String good(String text) {
        return coloured("32", text);
    }

    /** Text that says that something is not. */
    public String bad(String text) {
        return coloured("31", text);
    }

    private String bold(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return hasColour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
