/** JMH benchmarks of the verifier's and the prover's arithmetic, as ratios to the work that no code can avoid. */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
