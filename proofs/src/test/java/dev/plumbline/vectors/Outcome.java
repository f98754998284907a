package dev.plumbline.vectors;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.verify.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this implementation made of a vector.
 *
 * @param result accepted, rejected or alarm
 * @param reason the reason for either of the last two, else empty
 * @param code the kind of defect, where something could not be read; else empty
 * @param checks the checklist of a receipt, else empty
 * @param value what was proven
 */
record Outcome(String result, String reason, String code, List<List<String>> checks, Map<String, Object> value) {
    static Outcome accepted(Object... keysAndValues) {
        Map<String, Object> value = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            value.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Outcome("accepted", "", "", List.of(), value);
    }

    static Outcome rejected(Reason reason) {
        boolean isAlarm = reason.outcome() == Reason.Outcome.ALARM;
        return new Outcome(isAlarm ? "alarm" : "rejected", reason.name(), "", List.of(), Map.of());
    }

    /** Bytes that could not be read. */
    static Outcome unreadable(MalformedException refusal) {
        return unreadable(refusal, Reason.FORMAT_UNREADABLE);
    }

    /** Bytes that could not be read, where that has a reason of its own. */
    static Outcome unreadable(MalformedException refusal, Reason reason) {
        Reason given = refusal.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : reason;
        return new Outcome("rejected", given.name(), refusal.code().name(), List.of(), Map.of());
    }

    /** What an inclusion check came to. */
    static Outcome ofInclusion(ProofStatus status) {
        return switch (status) {
            case VALID -> accepted();
            case INDEX_OUTSIDE_TREE -> rejected(Reason.INDEX_OUT_OF_RANGE);
            case WRONG_PATH_LENGTH -> rejected(Reason.PATH_LENGTH_WRONG);
            case ROOT_MISMATCH, SIZES_OUT_OF_ORDER, WRONG_LEAF_COUNT, INDEXES_OUT_OF_ORDER ->
                rejected(Reason.ROOT_MISMATCH);
        };
    }

    /** What a consistency check came to. */
    static Outcome ofConsistency(ProofStatus status) {
        return switch (status) {
            case VALID -> accepted();
            case WRONG_PATH_LENGTH -> rejected(Reason.PATH_LENGTH_WRONG);
            case ROOT_MISMATCH, SIZES_OUT_OF_ORDER, INDEX_OUTSIDE_TREE, WRONG_LEAF_COUNT, INDEXES_OUT_OF_ORDER ->
                rejected(Reason.TREE_INCONSISTENT);
        };
    }
}
