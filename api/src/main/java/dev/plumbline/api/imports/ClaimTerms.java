package dev.plumbline.api.imports;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.Namespace;

/**
 * What has to be known to read claims of payments, because the logs do not say it.
 *
 * @param namespace the datanet that the accruals are in and the payments go to
 * @param token CAIP-19 asset that the contract pays in; accruals of other tokens are none of its business
 * @param chain EIP-155 id of the chain that the logs are from
 * @param contract the contract that pays; anybody can deploy another one that announces the same
 * @param finalizedBlock the newest block that the chain calls final; −1 if that is not known
 */
public record ClaimTerms(Namespace namespace, String token, long chain, Address contract, long finalizedBlock) {}
