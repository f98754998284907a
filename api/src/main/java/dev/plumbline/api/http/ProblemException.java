package dev.plumbline.api.http;

import java.io.Serial;

/** Ends a request with a {@link Problem}. Without a stack trace: it is an answer and not a fault. */
final class ProblemException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
