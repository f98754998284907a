package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Inference;
import org.jspecify.annotations.Nullable;

/**
 * What an entry shows by itself: I01, I05 to I10, I12, I13. An event that parses keeps all of them, since the parser asks for
 * each; of one that does not, the parser's refusal tells which it breaks.
 */
final class EntryRules implements Rule {
    private final Books books;

    EntryRules(Books books) {
        this.books = books;
    }

    @Override
    public void apply(LoggedEvent event) {
        Tallies tallies = books.tallies();
        tallies.hold(Invariant.CANONICAL_BYTES, 1);
        tallies.hold(Invariant.UNITS_AND_RANGES, 1);
        if (event.event().body() instanceof Inference inference) {
            tallies.hold(Invariant.NO_ANSWER_NO_FEE, 1);
            if (inference.attribution() != null) {
                tallies.hold(Invariant.WEIGHTS_SUM, 1);
                tallies.hold(Invariant.WEIGHTS_ORDERED, 1);
            }
        } else if (event.event().kind() == EventKind.POLICY_SPLIT) {
            tallies.hold(Invariant.SHARES_SUM, 1);
        } else if (event.event().kind() == EventKind.REWARD_ACCRUE) {
            tallies.hold(Invariant.POOL_SUMS, 1);
            tallies.hold(Invariant.LINES_SUM, 1);
            tallies.hold(Invariant.NOTHING_OF_NOTHING, 1);
        }
    }

    /** Judges an entry that is no event. */
    void refuse(long index, ReadEntry.Broken broken) {
        Remains.Numbered numbered = broken.remains().numbered();
        EventId id = numbered == null ? null : numbered.id();
        String problem = broken.cause().getMessage();
        if (isUnknownForm(broken)) {
            books.tallies()
                    .uncheckable(Invariant.CANONICAL_BYTES, 1, "of a version or kind that this build does not know");
            return;
        }
        books.tallies().judge(broken(broken), index, id, problem);
    }

    private static boolean isUnknownForm(ReadEntry.Broken broken) {
        String pointer = pointer(broken.cause());
        return broken.cause().code() == Malformed.UNSUPPORTED && (pointer.equals("/v") || pointer.equals("/kind"));
    }

    /** Which invariant the parser has found broken. */
    private static Invariant broken(ReadEntry.Broken broken) {
        return switch (broken.cause().code()) {
            case SYNTAX, ENCODING, NOT_CANONICAL, NULL_VALUE, DUPLICATE_KEY, KEY_NAME -> Invariant.CANONICAL_BYTES;
            case UNSUPPORTED, LIMIT_EXCEEDED, NUMBER, UNKNOWN_KEY -> Invariant.UNITS_AND_RANGES;
            case MISSING_KEY, VALUE, RULE -> brokenRule(broken);
        };
    }

    private static Invariant brokenRule(ReadEntry.Broken broken) {
        Invariant special = brokenRule(
                broken.remains(), pointer(broken.cause()), broken.cause().code());
        return special == null ? Invariant.UNITS_AND_RANGES : special;
    }

    private static @Nullable Invariant brokenRule(Remains remains, String pointer, Malformed code) {
        EventKind kind = remains.kind();
        if (kind == EventKind.INFERENCE) {
            return brokenInference(remains, pointer, code);
        }
        if (kind == EventKind.POLICY_SPLIT && pointer.startsWith("/body/shares")) {
            return Invariant.SHARES_SUM;
        }
        if (kind == EventKind.REWARD_ACCRUE && pointer.startsWith("/body/pool")) {
            return Invariant.POOL_SUMS;
        }
        if (kind == EventKind.REWARD_ACCRUE && pointer.startsWith("/body/lines")) {
            return "0".equals(remains.bodyText("total")) ? Invariant.NOTHING_OF_NOTHING : Invariant.LINES_SUM;
        }
        return kind == EventKind.KEY_ROTATE && pointer.startsWith("/cosig") ? Invariant.SIGNED : null;
    }

    private static @Nullable Invariant brokenInference(Remains remains, String pointer, Malformed code) {
        String outcome = remains.bodyText("outcome");
        boolean isUnanswered = "refused".equals(outcome) || "error".equals(outcome);
        boolean isAbsent = code == Malformed.MISSING_KEY
                && (pointer.equals("/body/attribution")
                        || pointer.equals("/body/method")
                        || pointer.equals("/body/response"));
        if (isAbsent || (isUnanswered && code == Malformed.RULE)) {
            return Invariant.NO_ANSWER_NO_FEE;
        }
        if (pointer.startsWith("/body/attribution/lines/")) {
            return Invariant.WEIGHTS_ORDERED;
        }
        return pointer.equals("/body/attribution") ? Invariant.WEIGHTS_SUM : null;
    }

    /** The JSON pointer at the end of a refusal's subject; empty for the whole entry. */
    private static String pointer(MalformedException cause) {
        int start = cause.subject().indexOf(" at ");
        return start < 0 ? "" : cause.subject().substring(start + " at ".length());
    }
}
