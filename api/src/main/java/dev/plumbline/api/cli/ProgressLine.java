package dev.plumbline.api.cli;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Says on stderr how far a long check has got: a moving bar for people, a plain line every few seconds elsewhere. */
final class ProgressLine implements Closeable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Console console;
    private final String task;
    private final String unit;
    private final Instant start;
    private final @Nullable ProgressBar bar;
    private Instant lastLine;

    ProgressLine(Console console, String task) {
        this(console, task, "entries");
    }

    /** @param unit what is counted, in the plural */
    ProgressLine(Console console, String task, String unit) {
        this.console = console;
        this.task = task;
        this.unit = unit;
        this.start = console.clock().instant();
        this.lastLine = start;
        this.bar = console.isTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build()
                : null;
    }

    void report(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
            return;
        }
        Instant now = console.clock().instant();
        if (Duration.between(lastLine, now).compareTo(PAUSE) >= 0) {
            lastLine = now;
            double seconds = Duration.between(start, now).toMillis() / 1e3;
            long left = (long) (seconds * (total - done) / Math.max(1, done));
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %d of %d %s, %.0f a second, about %d s left",
                    task,
                    done,
                    total,
                    unit,
                    done / seconds,
                    left));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
