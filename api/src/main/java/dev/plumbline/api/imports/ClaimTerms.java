package dev.plumbline.api.imports;

import dev.plumbline.proofs.event.Namespace;

/**
 * What has to be known to read claims of payments.
 *
 * @param namespace the datanet that the events go to
 * @param chain EIP-155 id of the chain that the logs are from
 * @param finalizedBlock the newest block that the chain calls final; −1 if that is not known
 */
public record ClaimTerms(Namespace namespace, long chain, long finalizedBlock) {}
