package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be done with an upload, packed into one number of two bits for each purpose. */
final class UseCode {
    private UseCode() {}

    static long of(Map<Purpose, Permission> use) {
        long code = 0;
        for (Map.Entry<Purpose, Permission> entry : use.entrySet()) {
            code |= bits(entry.getValue()) << shift(entry.getKey());
        }
        return code;
    }

    /** What a code says of a purpose; null if nothing. */
    static @Nullable Permission permission(long code, Purpose purpose) {
        long bits = (code >>> shift(purpose)) & 3;
        for (Permission permission : Permission.values()) {
            if (bits(permission) == bits) {
                return permission;
            }
        }
        return null;
    }

    private static long bits(Permission permission) {
        return switch (permission) {
            case ALLOWED -> 1;
            case NOT_ALLOWED -> 2;
            case CONSTRAINED -> 3;
        };
    }

    private static int shift(Purpose purpose) {
        return switch (purpose) {
            case TRAIN -> 0;
            case FINETUNE -> 2;
            case RAG -> 4;
            case EVAL -> 6;
            case REDISTRIBUTE -> 8;
        };
    }
}
