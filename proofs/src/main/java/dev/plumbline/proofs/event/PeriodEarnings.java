package dev.plumbline.proofs.event;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the inferences of a period earned together: the sum of their fees, and for each upload the sum of fee times weight,
 * which is what the contributors' part is divided by, once, when the period is over (docs/format/events.md, "Splitting an
 * amount").
 *
 * <p>Exact: nothing is rounded before that one division. The order in which inferences are added does not matter. Holds one
 * number for each upload and none for each inference. Mutable, owned by one thread.
 */
public final class PeriodEarnings {
    private final SortedMap<EventId, BigInteger> weights = new TreeMap<>();
    private BigInteger rest = BigInteger.ZERO;
    private BigInteger total = BigInteger.ZERO;
    private long count;

    /** Earnings of no inference. */
    public PeriodEarnings() {}

    /** Adds one inference. Whether it belongs to the period, and is of the one token, is the caller's to know. */
    public void add(Inference inference) {
        BigInteger fee = inference.fee().amount();
        total = total.add(fee);
        count++;
        Attribution attribution = inference.attribution();
        if (attribution == null || fee.signum() == 0) {
            return;
        }
        for (Attribution.Line line : attribution.lines()) {
            weights.merge(line.upload(), fee.multiply(BigInteger.valueOf(line.weight())), BigInteger::add);
        }
        rest = rest.add(fee.multiply(BigInteger.valueOf(attribution.rest())));
    }

    /** How many inferences were added. */
    public long count() {
        return count;
    }

    /** Sum of the fees, in the token's smallest unit. */
    public BigInteger total() {
        return total;
    }

    /** For each upload that earned anything the sum of fee times weight, ascending by id. A view. */
    public SortedMap<EventId, BigInteger> weights() {
        return Collections.unmodifiableSortedMap(weights);
    }

    /** The sum of fee times the weight that no listed upload earned. */
    public BigInteger rest() {
        return rest;
    }
}
