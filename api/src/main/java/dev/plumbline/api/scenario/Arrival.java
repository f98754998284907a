package dev.plumbline.api.scenario;

import java.math.BigInteger;

/**
 * A transaction that a contributor is going to send.
 *
 * @param atMillis when, in milliseconds since the epoch
 * @param contributor who, as a position in the list of contributors
 * @param maxFee the most it pays for a unit of gas, in wei
 * @param maxTip the most of that which is a tip, in wei
 */
public record Arrival(long atMillis, int contributor, BigInteger maxFee, BigInteger maxTip) {}
