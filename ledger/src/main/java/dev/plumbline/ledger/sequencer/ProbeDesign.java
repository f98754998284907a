package dev.plumbline.ledger.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.fairness.ProbeDraw;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicyMethod.Parameter;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What is fixed of an experiment with paired probes before the first is sent, and logged as a {@code policy.method}: two
 * arms, how many pairs, how the result is judged, and the commitment to the seed that draws which probe of a pair goes
 * into which arm ({@link ProbeDraw}).
 *
 * <p>All probes are alike but for their sender and nonce: same callee, data, gas and fees.
 *
 * @param chainId EIP-155 id of the rollup
 * @param first the arm whose name sorts first
 * @param second the other
 * @param pairs how many, 1 to {@link #PAIRS_MAX}
 * @param to whom each probe calls
 * @param data with what
 * @param gasLimit most gas of a probe
 * @param fees what each offers
 */
public record ProbeDesign(
        long chainId, ProbeArm first, ProbeArm second, int pairs, Address to, String data, long gasLimit, Fees fees) {
    /** Pairs of one experiment. */
    public static final int PAIRS_MAX = 10_000;
    /** Name of the method in the log. */
    public static final String METHOD_ID = "plumbline.paired-probes";
    /** How the result is judged; its hash stands in the log as the code of the method. */
    public static final String ANALYSIS =
            "difference of waits in each pair, first arm less second; median with order-statistic interval; sign-flip test";

    /**
     * Checks the numbers and the arms.
     *
     * @throws IllegalArgumentException if the arms are not two of different names and accounts, in the order of their names,
     *     or the number of pairs is out of range
     */
    public ProbeDesign {
        if (pairs < 1 || pairs > PAIRS_MAX) {
            throw new IllegalArgumentException("there are " + pairs + " pairs, want 1 to " + PAIRS_MAX);
        }
        if (first.name().compareTo(second.name()) >= 0
                || first.key().address().equals(second.key().address())) {
            throw new IllegalArgumentException("arms " + first.name() + " and " + second.name()
                    + ": want two of different names and accounts, in the order of their names");
        }
    }

    /** The arm that a probe of a pair is drawn into. */
    ProbeArm arm(byte[] seed, int pair, int slot) {
        boolean isInSecond = ProbeDraw.isSwapped(seed, pair) == (slot == 0);
        return isInSecond ? second : first;
    }

    /** What is logged before the first probe. */
    PolicyMethod announcement(byte[] seed) {
        return method(Version.of(1), List.of(new Parameter("seed-commitment", ProbeDraw.commitment(seed))));
    }

    /** What is logged after the last. */
    PolicyMethod disclosure(byte[] seed) {
        return method(
                Version.of(2),
                List.of(
                        new Parameter("seed", HexFormat.of().formatHex(seed)),
                        new Parameter("seed-commitment", ProbeDraw.commitment(seed))));
    }

    private PolicyMethod method(Version version, List<Parameter> drawn) {
        var all = new ArrayList<>(drawn);
        all.add(new Parameter("analysis", ANALYSIS));
        all.add(new Parameter("arm-1", first.described()));
        all.add(new Parameter("arm-2", second.described()));
        all.add(new Parameter("chain", "eip155:" + chainId));
        all.add(new Parameter("fees", "cap " + fees.maxFee() + " tip " + fees.priorityFee()));
        all.add(new Parameter("pairs", Integer.toString(pairs)));
        all.sort(Comparator.comparing(Parameter::name));
        return new PolicyMethod(METHOD_ID, version, Family.OTHER, all, codeDigest(), Determinism.SEEDED, null);
    }

    private static Hash codeDigest() {
        return TreeHasher.sha256(ANALYSIS.getBytes(UTF_8));
    }

    /** The signed probe of an arm. */
    SubmittedTransaction probe(ProbeArm arm, long nonce) {
        Eip1559Transaction transaction =
                Eip1559Transaction.call(chainId, nonce, fees, gasLimit, to, BigInteger.ZERO, data.getBytes(UTF_8));
        return SubmittedTransaction.of(transaction.sign(arm.key()));
    }
}
