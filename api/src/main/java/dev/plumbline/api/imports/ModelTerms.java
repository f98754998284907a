package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * What whoever imports says of a model, because its signature does not.
 *
 * @param namespace the datanet that the event goes to
 * @param owner who is paid as the model's owner
 * @param modelId the model's name; null to take the one that was signed
 * @param version which version this is; null to take the digest that was signed
 */
public record ModelTerms(
        Namespace namespace,
        Issuer owner,
        @Nullable String modelId,
        @Nullable String version) {}
