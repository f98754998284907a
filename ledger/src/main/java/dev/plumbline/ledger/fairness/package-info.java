/**
 * What the records of a sequencer's conduct say, and how surely: delays, order, omission, outages, with intervals and
 * one family of tests whose rate of false alarms is bounded.
 *
 * <p>Pure: a {@link dev.plumbline.ledger.fairness.Casebook} goes in, a report comes out; there is no clock, no network
 * and no chance but a seed in it. Times are milliseconds since the epoch, fees are wei. Distributions come from a
 * statistics library that only this package sees; what it lacks is here, one idea a file.
 *
 * <p>A statistic is a ground for a question. The words of a verdict are those of {@link
 * dev.plumbline.ledger.fairness.VerdictWord}, and none of them accuses.
 */
@NullMarked
package dev.plumbline.ledger.fairness;

import org.jspecify.annotations.NullMarked;
