package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.Purpose;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What whoever imports says of data, because the files do not.
 *
 * @param namespace the datanet that the events go to
 * @param contributor who contributes
 * @param payout who is to be paid
 * @param use what may be done with the data; empty to leave it to what the file says of its license
 * @param pii what the data says of persons; null for the cautious assumption, {@link Pii#PERSONAL}
 * @param contentRule what counts as the content
 */
public record Terms(
        Namespace namespace,
        Issuer contributor,
        Issuer payout,
        Map<Purpose, Permission> use,
        @Nullable Pii pii,
        ContentRule contentRule) {
    /** Copies the map. */
    public Terms {
        use = Map.copyOf(use);
    }
}
