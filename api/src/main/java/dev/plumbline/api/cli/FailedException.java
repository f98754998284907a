package dev.plumbline.api.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends a verb with an exit code and one sentence: what is wrong and what to do about it. */
final class FailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    FailedException(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    FailedException(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** The command line asks for something that makes no sense. */
    static FailedException usage(String sentence) {
        return new FailedException(ExitCode.USAGE, sentence);
    }

    /** Something outside this process is in the way. */
    static FailedException notChecked(String sentence, @Nullable Throwable cause) {
        return new FailedException(ExitCode.NOT_CHECKED, sentence, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
