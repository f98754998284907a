package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.ForcedDecision;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from one file, whether a rollup took over a transaction that was forced on it by L1: {@code .forced.json}
 * (docs/format/sequencer-evidence.md). Total; offline if the reader's trust in blocks is; any thread.
 *
 * <p>That can be decided for a forced transaction because L1 fixes which block of the rollup has to hold it. Of an ordinary
 * transaction, which a sequencer was handed and may leave lying, nothing like it can be shown.
 */
public final class ForcedVerifier {
    private final ForcedPolicy policy;

    /** A verifier under a reader's policy. */
    public ForcedVerifier(ForcedPolicy policy) {
        this.policy = policy;
    }

    /** Checks the bytes of a file. */
    public ForcedVerdict verify(byte[] file) {
        var checks = new ArrayList<Check>();
        ForcedEvidence evidence;
        try {
            evidence = ForcedEvidence.parse(file);
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            return failed(checks, Check.Name.FORMAT, reason, String.valueOf(e.getMessage()));
        }
        pass(checks, Check.Name.FORMAT, file.length + " bytes");
        BlockHeader origin;
        DepositedTransaction deposit;
        try {
            origin = evidence.header().readHeader();
            deposit = evidence.deposit();
        } catch (MalformedException e) {
            return failed(checks, Check.Name.DEPOSIT, Reason.SEQUENCER_EVIDENCE_BAD, String.valueOf(e.getMessage()));
        }
        Address portal = policy.portal();
        if (portal == null) {
            return failed(
                    checks,
                    Check.Name.DEPOSIT,
                    Reason.FORCED_UNDECIDED,
                    "the file says portal " + evidence.portal() + "; name the rollup's portal yourself");
        }
        if (!portal.equals(evidence.portal())) {
            return failed(
                    checks,
                    Check.Name.DEPOSIT,
                    Reason.SEQUENCER_EVIDENCE_BAD,
                    "is of portal " + evidence.portal() + ", want " + portal);
        }
        pass(
                checks,
                Check.Name.DEPOSIT,
                "by portal " + portal + " in L1 block " + origin.number() + "; on " + evidence.rollup() + " it is "
                        + deposit.hash());
        return judged(checks, evidence, origin, deposit);
    }

    private ForcedVerdict judged(
            List<Check> checks, ForcedEvidence evidence, BlockHeader origin, DepositedTransaction deposit) {
        var grounds = new ArrayList<String>();
        HeadStanding standing = policy.l1().judge(evidence.l1().encode(), origin);
        if (standing instanceof HeadStanding.Refused refused) {
            return failed(checks, Check.Name.DEPOSIT_BLOCK, reason(refused.cause()), refused.detail());
        }
        grounds.add(words("L1 block " + origin.number(), (HeadStanding.Trusted) standing, origin));
        pass(checks, Check.Name.DEPOSIT_BLOCK, grounds.get(0));
        ForcedDecision decision;
        try {
            decision = ForcedDecision.of(deposit, origin, evidence.blocks());
            if (decision.outcome() == ForcedDecision.Outcome.NO_BLOCK) {
                return waiting(checks, evidence, origin);
            }
            for (RollupBlock block : evidence.blocks()) {
                String ground = ground(evidence, block);
                if (ground == null) {
                    return failed(
                            checks,
                            Check.Name.ROLLUP_BLOCK,
                            Reason.FORCED_UNDECIDED,
                            "nobody vouches for block " + block.open().hash() + " of the rollup");
                }
                grounds.add(ground);
            }
            pass(checks, Check.Name.ROLLUP_BLOCK, String.join("; ", grounds.subList(1, grounds.size())));
            return verdict(checks, grounds, decision, deposit, origin, evidence);
        } catch (MalformedException e) {
            return failed(
                    checks, Check.Name.ROLLUP_BLOCK, Reason.SEQUENCER_EVIDENCE_BAD, String.valueOf(e.getMessage()));
        }
    }

    private static ForcedVerdict verdict(
            List<Check> checks,
            List<String> grounds,
            ForcedDecision decision,
            DepositedTransaction deposit,
            BlockHeader origin,
            ForcedEvidence evidence)
            throws MalformedException {
        return switch (decision.outcome()) {
            case INCLUDED -> {
                pass(checks, Check.Name.FORCED, decision.detail());
                List<RollupBlock> blocks = evidence.blocks();
                long number = blocks.get(blocks.size() - 1).open().number();
                yield new ForcedVerdict.Included(
                        deposit.hash(), origin.number(), number, decision.index(), grounds, checks);
            }
            case OMITTED, PASSED_OVER ->
                failed(checks, Check.Name.FORCED, Reason.FORCED_OMITTED, deposit.hash() + ": " + decision.detail());
            case SAME_CONTENT, OTHER_L1, NOT_ITS_EPOCH, NO_BLOCK ->
                failed(checks, Check.Name.FORCED, Reason.FORCED_UNDECIDED, decision.detail());
        };
    }

    /** No block that decides is shown: whether one must be there by now depends on how far L1 is. */
    private ForcedVerdict waiting(List<Check> checks, ForcedEvidence evidence, BlockHeader origin)
            throws MalformedException {
        Long window = policy.windowBlocks();
        RawRlp latest = evidence.latest();
        if (window == null || latest == null) {
            return failed(
                    checks,
                    Check.Name.ROLLUP_BLOCK,
                    Reason.FORCED_UNDECIDED,
                    "no block of the rollup is shown, nor how far L1 is beyond a window that you named");
        }
        BlockHeader newest = latest.readHeader();
        long deadline = origin.number() + window;
        String when = "has to be taken over under L1 block " + deadline + " at the latest; L1 is shown up to "
                + newest.number();
        if (policy.l1().judge(evidence.l1().encode(), newest) instanceof HeadStanding.Refused refused) {
            return failed(checks, Check.Name.DEPOSIT_BLOCK, reason(refused.cause()), refused.detail());
        }
        return newest.number() <= deadline
                ? failed(checks, Check.Name.FORCED, Reason.FORCED_PENDING, when)
                : failed(
                        checks,
                        Check.Name.FORCED,
                        Reason.FORCED_UNDECIDED,
                        when + ", and no block of the rollup is shown");
    }

    /** On whose word a block is the rollup's, or null if on nobody's. */
    private @Nullable String ground(ForcedEvidence evidence, RollupBlock block) throws MalformedException {
        if (block instanceof RollupBlock.BySignature signed) {
            Address signer = signed.block().signer(evidence.rollup());
            return signer != null && policy.sequencers().contains(signer)
                    ? "block " + signed.block().height() + " of the rollup as " + signer
                            + ", the sequencer that you named, " + "signed it: "
                            + signed.block().hash() + " (unsafe: L1 may not have its data)"
                    : null;
        }
        BlockHeader header = ((RollupBlock.ByHeader) block).header().readHeader();
        return policy.rollup().judge(evidence.rollup().encode(), header) instanceof HeadStanding.Trusted trusted
                ? words("block " + header.number() + " of the rollup", trusted, header)
                : null;
    }

    private static String words(String which, HeadStanding.Trusted trusted, BlockHeader header) {
        return which + ", " + trusted.level().ground() + ": " + header.hash() + " (" + trusted.level() + ")";
    }

    private static Reason reason(HeadStanding.Cause cause) {
        return switch (cause) {
            case UNASKED, UNKNOWN, DISAGREE -> Reason.HEADER_UNTRUSTED;
            case NOT_FINAL -> Reason.ANCHOR_NOT_FINAL;
            case WRONG_CHAIN -> Reason.WRONG_CHAIN;
            case UNREACHABLE -> Reason.RPC_UNREACHABLE;
        };
    }

    private static void pass(List<Check> checks, Check.Name name, String detail) {
        checks.add(new Check(name, Check.Result.PASSED, detail));
    }

    private static ForcedVerdict failed(List<Check> checks, Check.Name name, Reason reason, String detail) {
        checks.add(new Check(name, Check.Result.FAILED, detail));
        return new ForcedVerdict.Rejected(reason, detail, checks);
    }
}
