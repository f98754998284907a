package dev.plumbline.ledger.fairness;

/**
 * How the transactions of one cohort get into blocks over time.
 *
 * @param cohort the cohort; {@link Alarm#EVERYBODY} for all
 * @param curve the share that still waits
 */
public record DelayCurve(String cohort, KaplanMeier curve) {}
