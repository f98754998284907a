package dev.plumbline.api.cli;

import dev.plumbline.proofs.verify.Reason;
import java.util.List;

/** How the process ends: formats section 10. */
final class ExitCode {
    /** Done, or verified. */
    static final int OK = 0;
    /** Checked, and found wrong. */
    static final int FALSE = Reason.Outcome.FALSE.exitCode();
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** Could not be checked or done: a file, the network or a node is in the way. */
    static final int NOT_CHECKED = Reason.Outcome.NOT_CHECKED.exitCode();
    /** Not yet. */
    static final int PENDING = Reason.Outcome.PENDING.exitCode();
    /** The log has equivocated or was rolled back, and that is proven. */
    static final int ALARM = Reason.Outcome.ALARM.exitCode();
    /** Our own fault. */
    static final int INTERNAL = 70;

    private static final List<Integer> BY_WEIGHT = List.of(OK, PENDING, NOT_CHECKED, FALSE, ALARM, INTERNAL);

    private ExitCode() {}

    /** The one of two that a caller has to hear about: an alarm drowns a falsehood, which drowns a failure to look. */
    static int worse(int first, int second) {
        return BY_WEIGHT.indexOf(first) >= BY_WEIGHT.indexOf(second) ? first : second;
    }
}
