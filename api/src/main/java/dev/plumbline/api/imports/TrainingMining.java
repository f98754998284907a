package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CAWG training and data mining assertion, and the C2PA one that it replaced: which of its entries speak of which purpose
 * of an upload. Where two speak of one purpose, the stricter holds.
 */
final class TrainingMining {
    private static final Map<String, List<Purpose>> PURPOSES = Map.of(
            "ai_training", List.of(Purpose.TRAIN, Purpose.FINETUNE),
            "ai_generative_training", List.of(Purpose.TRAIN, Purpose.FINETUNE),
            "ai_inference", List.of(Purpose.RAG));

    private final DefectList defects;
    private final Map<Purpose, Permission> use = new EnumMap<>(Purpose.class);

    TrainingMining(DefectList defects) {
        this.defects = defects;
    }

    /** What the assertions allow, and the stricter of that and {@code terms} where both speak; empty if nobody does. */
    Map<Purpose, Permission> use(List<JsonPlace> assertions, Map<Purpose, Permission> terms) {
        for (JsonPlace assertion : assertions) {
            for (JsonPlace entry : assertion.at("entries").members()) {
                read(entry);
            }
        }
        if (!use.isEmpty()) {
            terms.forEach(this::restrict);
        }
        return use;
    }

    private void read(JsonPlace entry) {
        String key = entry.pointer().substring(entry.pointer().lastIndexOf('/') + 1);
        List<Purpose> purposes = PURPOSES.get(key.substring(key.indexOf('.') + 1));
        if (purposes == null) {
            defects.note(entry.pointer(), "speaks of no purpose of an upload", "it is left out");
            return;
        }
        JsonPlace stated = entry.at("use");
        Permission permission = permission(stated.textOrEmpty());
        if (permission == null) {
            defects.wrong(
                    stated.pointer(),
                    "is " + stated.quoted() + ", want allowed, notAllowed or constrained",
                    "read as notAllowed");
            permission = Permission.NOT_ALLOWED;
        }
        for (Purpose purpose : purposes) {
            restrict(purpose, permission);
        }
    }

    private static @Nullable Permission permission(String name) {
        for (Permission permission : Permission.values()) {
            if (permission.wireName().equals(name)) {
                return permission;
            }
        }
        return null;
    }

    private void restrict(Purpose purpose, Permission permission) {
        use.merge(purpose, permission, (first, second) -> strictness(first) >= strictness(second) ? first : second);
    }

    private static int strictness(Permission permission) {
        return switch (permission) {
            case ALLOWED -> 0;
            case CONSTRAINED -> 1;
            case NOT_ALLOWED -> 2;
        };
    }
}
