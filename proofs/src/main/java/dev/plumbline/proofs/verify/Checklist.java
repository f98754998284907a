package dev.plumbline.proofs.verify;

import java.io.Serial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps what was checked, in the order of {@link Check.Name}, and turns it into a verdict. One for each file. */
final class Checklist {
    private final Map<Check.Name, Check> checks = new EnumMap<>(Check.Name.class);

    void pass(Check.Name name, String detail) {
        checks.put(name, new Check(name, Check.Result.PASSED, detail));
    }

    void skip(Check.Name name, String why) {
        checks.putIfAbsent(name, new Check(name, Check.Result.NOT_CHECKED, why));
    }

    FailedException fail(Check.Name name, Reason reason, String detail) {
        checks.put(name, new Check(name, Check.Result.FAILED, detail));
        return new FailedException(reason, detail);
    }

    /** Passes or fails a check; the detail serves for both. */
    void require(boolean holds, Check.Name name, Reason reason, String detail) throws FailedException {
        if (!holds) {
            throw fail(name, reason, detail);
        }
        pass(name, detail);
    }

    Verdict verified(VerifiedReceipt receipt) {
        return new Verdict.Verified(receipt, inOrder(Check.Name.OF_RECEIPTS, "the receipt has no anchor"));
    }

    Verdict rejected(FailedException failed) {
        return new Verdict.Rejected(
                failed.reason, failed.detail, inOrder(Check.Name.OF_RECEIPTS, "an earlier check failed"));
    }

    /** The checks of one kind of file, those that were not made included. */
    List<Check> inOrder(List<Check.Name> names, String whyNotChecked) {
        var ordered = new ArrayList<Check>();
        for (Check.Name name : names) {
            Check made = checks.get(name);
            ordered.add(made == null ? new Check(name, Check.Result.NOT_CHECKED, whyNotChecked) : made);
        }
        return ordered;
    }

    /** Ends the work at the first check that fails; never leaves this package. */
    static final class FailedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final String detail;

        private FailedException(Reason reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }

        Reason reason() {
            return reason;
        }

        String detail() {
            return detail;
        }
    }
}
