package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.AccrualDifference;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.trace.TraceEvents.Named;
import dev.plumbline.proofs.trace.TraceStep.Topic;
import dev.plumbline.proofs.verify.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the sums of one accrual again and explains one line of it, or all. */
final class AccrualWalk {
    private static final int ALL_LINES = -1;

    private final TraceWalk walk;
    private final InferenceWalk inferences;
    private final Named<RewardAccrue> accrual;
    private final int focus;

    /** @param focus index of the line to explain, or -1 for all */
    AccrualWalk(TraceWalk walk, Named<RewardAccrue> accrual, int focus) {
        this.walk = walk;
        this.inferences = new InferenceWalk(walk);
        this.accrual = accrual;
        this.focus = focus;
    }

    void walk() throws BrokenTraceException {
        RewardAccrue body = accrual.body();
        walk.say(
                Topic.ACCRUAL,
                accrual.logged(),
                accrual.logged().words() + " divides " + new TokenAmount(body.token(), body.total()).words() + " in "
                        + body.lines().size() + " lines"
                        + (focus == ALL_LINES ? "" : "; line " + focus + " is " + line(focus)));
        Named<PolicySplit> policy =
                walk.events().required(body.policy(), PolicySplit.class, accrual.logged(), "split policy");
        walk.requireCounted(policy.logged(), accrual.logged());
        walk.say(
                Topic.POLICY,
                policy.logged(),
                "policy " + policy.body().policyId() + " version "
                        + policy.body().version() + ", " + policy.logged().words());
        RewardAccrue.Period period = body.period();
        EventId inference = body.inference();
        if (period != null) {
            ofPeriod(period, policy);
        } else if (inference != null) {
            ofInference(inference, policy);
        }
    }

    private String line(int index) {
        RewardAccrue.Line line = accrual.body().lines().get(index);
        return new TokenAmount(accrual.body().token(), line.amount()).words() + " to " + line.to() + " as "
                + line.role();
    }

    private void ofInference(EventId id, Named<PolicySplit> policy) throws BrokenTraceException {
        Named<Inference> inference = walk.events().required(id, Inference.class, accrual.logged(), "inference");
        requireCovered(inference, policy);
        inferences.describe(inference);
        checkUploads(List.of(inference));
        DueAccrual due =
                DueAccrual.ofInference(id, inference.body(), policy.logged().id(), policy.body());
        judge(due, policy.body());
        Attribution attribution = inference.body().attribution();
        explain(policy.body(), (line, place) -> {
            if (attribution == null || place >= attribution.lines().size()) {
                return null;
            }
            Attribution.Line weight = attribution.lines().get(place);
            walk.say(Topic.INFERENCE, inference.logged(), InferenceWalk.words(weight));
            return new Claim(BigInteger.valueOf(weight.weight()), BigInteger.valueOf(Weight.WHOLE));
        });
    }

    private void ofPeriod(RewardAccrue.Period period, Named<PolicySplit> policy) throws BrokenTraceException {
        List<Named<Inference>> covered = covered(period);
        walk.say(
                Topic.ACCRUAL,
                accrual.logged(),
                "the period from " + period.from() + " to " + period.to() + " covers " + period.count()
                        + " inferences, of which this file holds " + covered.size());
        var earnings = new PeriodEarnings();
        for (Named<Inference> inference : covered) {
            requireCovered(inference, policy);
            earnings.add(inference.body());
        }
        checkUploads(covered);
        if (covered.size() < period.count()) {
            walk.say(
                    Topic.NOT_SHOWN,
                    (period.count() - covered.size()) + " inferences of the period, so the sums were not made again");
            throw new BrokenTraceException(
                    Reason.TRACE_INCOMPLETE,
                    "holds " + covered.size() + " of the " + period.count() + " inferences of the period");
        }
        Hash root = EventIdSet.root(
                covered.stream().map(inference -> inference.logged().id()).toList());
        if (covered.size() != period.count() || !root.equals(period.inferencesRoot())) {
            throw TraceWalk.broken(accrual.logged().words() + " counts " + period.count()
                    + " inferences and has another root than the " + covered.size()
                    + " that are in the period by its own rules");
        }
        judge(DueAccrual.ofPeriod(period, earnings, policy.logged().id(), policy.body()), policy.body());
        BigInteger whole = earnings.total().multiply(BigInteger.valueOf(Weight.WHOLE));
        explain(policy.body(), (line, place) -> {
            BigInteger weight =
                    line.upload() == null ? null : earnings.weights().get(line.upload());
            if (weight == null) {
                return null;
            }
            explainWeights(line.upload(), covered);
            walk.say(
                    Topic.ARITHMETIC,
                    "the sum of fee × weight of upload " + line.upload() + " is " + weight + " of " + whole + " = "
                            + Sums.percent(weight, whole));
            return new Claim(weight, whole);
        });
    }

    /** Says in which inferences the upload has which weight. */
    private void explainWeights(@Nullable EventId upload, List<Named<Inference>> covered) throws BrokenTraceException {
        int count = 0;
        for (Named<Inference> inference : covered) {
            Attribution attribution = inference.body().attribution();
            if (attribution == null) {
                continue;
            }
            for (Attribution.Line line : attribution.lines()) {
                if (line.upload().equals(upload) && ++count <= InferenceWalk.LINES_SHOWN_MAX) {
                    inferences.describe(inference);
                    walk.say(
                            Topic.INFERENCE,
                            inference.logged(),
                            "fee " + inference.body().fee().amount() + " × " + InferenceWalk.words(line));
                }
            }
        }
        if (count > InferenceWalk.LINES_SHOWN_MAX) {
            walk.say(
                    Topic.NOT_SHOWN,
                    (count - InferenceWalk.LINES_SHOWN_MAX) + " more lines of its weights, which are in the sum too");
        }
    }

    /** The inferences of the file that are in the period by the rules of an accrual. */
    private List<Named<Inference>> covered(RewardAccrue.Period period) {
        var covered = new ArrayList<Named<Inference>>();
        for (LoggedEvent logged : walk.events().all()) {
            if (logged.event().body() instanceof Inference inference
                    && logged.index() < accrual.logged().index()
                    && logged.event()
                            .namespace()
                            .equals(accrual.logged().event().namespace())
                    && inference.fee().token().equals(accrual.body().token())
                    && inference.fee().amount().signum() > 0
                    && inference.finishedAtMillis() >= period.from()
                    && inference.finishedAtMillis() < period.to()
                    && isAnswer(inference.outcome())
                    && !isSupersededBefore(logged)) {
                covered.add(new Named<>(logged, inference));
            }
        }
        return covered;
    }

    private static boolean isAnswer(Outcome outcome) {
        return outcome == Outcome.SERVED || outcome == Outcome.CACHED;
    }

    private boolean isSupersededBefore(LoggedEvent logged) {
        long supersededAt = walk.lifeCycle().supersededAt(logged);
        return supersededAt >= 0 && supersededAt < accrual.logged().index();
    }

    /** Demands that the inference counted, and that the policy was in force for it. */
    private void requireCovered(Named<Inference> inference, Named<PolicySplit> policy) throws BrokenTraceException {
        LoggedEvent logged = inference.logged();
        walk.requireCounted(logged, accrual.logged());
        if (!logged.event().namespace().equals(accrual.logged().event().namespace())) {
            throw TraceWalk.broken(
                    accrual.logged().words() + " is for the " + logged.words() + " of another namespace");
        }
        if (policy.logged().index() >= logged.index() || policy.body().effectiveFrom() > logged.index()) {
            throw TraceWalk.broken(policy.logged().words() + " holds from size "
                    + policy.body().effectiveFrom() + " on, not yet for the " + logged.words());
        }
        for (LoggedEvent other : walk.events().all()) {
            if (other.index() > policy.logged().index()
                    && other.index() < logged.index()
                    && other.event().body() instanceof PolicySplit later
                    && later.policyId().equals(policy.body().policyId())
                    && later.effectiveFrom() <= logged.index()
                    && other.event().namespace().equals(policy.logged().event().namespace())
                    && other.event().issuer().equals(policy.logged().event().issuer())) {
                throw TraceWalk.broken(policy.logged().words() + " was replaced by the " + other.words()
                        + " before the " + logged.words());
            }
        }
    }

    /** Checks every upload that the file holds against the lines of attribution that point to it. */
    private void checkUploads(List<Named<Inference>> answered) throws BrokenTraceException {
        for (Named<Inference> inference : answered) {
            Attribution attribution = inference.body().attribution();
            if (attribution != null) {
                for (Attribution.Line line : attribution.lines()) {
                    if (inferences.upload(inference, line) == null && isWanted(line.upload())) {
                        throw new BrokenTraceException(
                                Reason.TRACE_INCOMPLETE, "lacks the upload of the line, " + line.upload());
                    }
                }
            }
        }
    }

    private boolean isWanted(EventId upload) {
        return focus != ALL_LINES
                && upload.equals(accrual.body().lines().get(focus).upload());
    }

    /** Compares the accrual with the one that is due, and payees with those that the uploads and the policy name. */
    private void judge(DueAccrual due, PolicySplit policy) {
        AccrualDifference difference = due.differenceFrom(accrual.body());
        if (difference != null) {
            walk.wrong(accrual.logged().words() + ": " + difference.sentence());
        }
        List<RewardAccrue.Line> lines = accrual.body().lines();
        for (int i = 0; i < lines.size(); i++) {
            Issuer payee = payee(lines.get(i), policy);
            if (payee != null && !payee.equals(lines.get(i).to())) {
                walk.wrong(accrual.logged().words() + ": line " + i + " pays "
                        + lines.get(i).to() + ", due to " + payee);
            }
        }
    }

    /** Who a line has to pay, or null if nothing in the file says so. */
    private @Nullable Issuer payee(RewardAccrue.Line line, PolicySplit policy) {
        EventId uploadId = line.upload();
        LoggedEvent upload = uploadId == null ? null : walk.events().find(uploadId);
        if (upload != null && upload.event().body() instanceof DatanetUpload body) {
            return walk.lifeCycle().successor(body.payout(), accrual.logged().index());
        }
        PolicySplit.Unattributed unattributed = policy.unattributed();
        return unattributed != null && line.role().equals(DueAccrual.UNATTRIBUTED) ? unattributed.to() : null;
    }

    /** By what a contributor's line is divided; says where it comes from. */
    private interface Claims {
        @Nullable
        Claim of(RewardAccrue.Line line, int place) throws BrokenTraceException;
    }

    private record Claim(BigInteger weight, BigInteger whole) {}

    /** Writes the sums down, line by line. */
    private void explain(PolicySplit policy, Claims claims) throws BrokenTraceException {
        RewardAccrue body = accrual.body();
        List<BigInteger> parts = policy.split(body.total());
        for (int i = 0; i < policy.shares().size(); i++) {
            PolicySplit.Share share = policy.shares().get(i);
            if (focus == ALL_LINES
                    || share.role().equals(roleOfPart(body.lines().get(focus), policy))) {
                walk.say(Topic.ARITHMETIC, Sums.share(body.token(), body.total(), share, parts.get(i)));
            }
        }
        int place = 0;
        int shown = 0;
        for (int i = 0; i < body.lines().size(); i++) {
            RewardAccrue.Line line = body.lines().get(i);
            boolean isContributor = line.upload() != null;
            if ((focus == ALL_LINES || focus == i) && shown++ < InferenceWalk.LINES_SHOWN_MAX) {
                explain(i, line, isContributor ? claims.of(line, place) : null, policy, parts);
            }
            place += isContributor ? 1 : 0;
        }
        if (shown > InferenceWalk.LINES_SHOWN_MAX) {
            walk.say(
                    Topic.NOT_SHOWN,
                    (shown - InferenceWalk.LINES_SHOWN_MAX) + " more lines, which were checked in the same way");
        }
    }

    private void explain(
            int index, RewardAccrue.Line line, @Nullable Claim claim, PolicySplit policy, List<BigInteger> parts)
            throws BrokenTraceException {
        EventId uploadId = line.upload();
        if (claim == null || uploadId == null) {
            walk.say(Topic.ARITHMETIC, "line " + index + ": " + line(index) + ", out of that role's part");
            return;
        }
        BigInteger rolePart = BigInteger.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            if (policy.shares().get(i).role().equals(line.role())) {
                rolePart = parts.get(i);
            }
        }
        inferences.describe(
                uploadId, walk.events().ifPresent(uploadId, DatanetUpload.class, accrual.logged(), "upload"));
        walk.say(
                Topic.ARITHMETIC,
                "line " + index + ": "
                        + Sums.part(accrual.body().token(), rolePart, claim.weight(), claim.whole(), line.amount())
                        + ", to " + line.to());
    }

    /** The role of the policy out of whose part a line is paid: what nobody earned comes from the contributors'. */
    private static String roleOfPart(RewardAccrue.Line line, PolicySplit policy) {
        boolean isOwnRole =
                policy.shares().stream().anyMatch(share -> share.role().equals(line.role()));
        return isOwnRole
                ? line.role()
                : policy.shares().stream()
                        .map(PolicySplit.Share::role)
                        .filter(role -> role.startsWith("contributor"))
                        .findFirst()
                        .orElse(line.role());
    }
}
