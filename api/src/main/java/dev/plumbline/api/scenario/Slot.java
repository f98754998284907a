package dev.plumbline.api.scenario;

import java.math.BigInteger;

/**
 * The place of one block to be made.
 *
 * @param number its number
 * @param timeMillis its time, in milliseconds since the epoch
 * @param baseFee wei that a unit of gas burns in it
 * @param transactionsMax transactions that fit
 */
public record Slot(long number, long timeMillis, BigInteger baseFee, int transactionsMax) {}
