package dev.plumbline.ledger.index;

import org.jspecify.annotations.Nullable;

/**
 * How far an issuer has got in a namespace, and whether a number is missing.
 *
 * @param count events of the issuer in the namespace, 0 if there is none
 * @param highestIseq the highest sequence number among them, 0 if there is none
 * @param leafIndex where the event with that number was logged first, −1 if there is none
 * @param firstMissingIseq the lowest number below the highest that no event has; null if all are there
 * @param indexedSize how many entries of the log were indexed when the question was answered
 */
public record IssuerHead(
        long count,
        long highestIseq,
        long leafIndex,
        @Nullable Long firstMissingIseq,
        long indexedSize) {}
