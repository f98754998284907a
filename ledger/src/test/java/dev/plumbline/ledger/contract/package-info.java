/**
 * The anchor contract itself, as compiled, on a real node: what it takes, what it refuses, what it holds and what it costs.
 *
 * <p>The code under test is that of the artifact which {@code -Dplumbline.contract.artifact} names, if it names one: so
 * the mutation test runs these tests against contracts with one line changed.
 */
@NullMarked
package dev.plumbline.ledger.contract;

import org.jspecify.annotations.NullMarked;
