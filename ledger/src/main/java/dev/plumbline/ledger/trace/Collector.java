package dev.plumbline.ledger.trace;

import dev.plumbline.ledger.trace.Tracer.Found;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Reference;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.trace.LoggedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes up, first what a trace needs, then what later entries say of that, then what completes it. One for each trace. */
final class Collector {
    /** Kinds whose events say of another what has become of it. */
    private static final List<EventKind> ABOUT_ANOTHER =
            List.of(EventKind.CORRECTION, EventKind.DISPUTE_OPEN, EventKind.ERASURE_NOTICE);

    private final Found found;
    private final List<LoggedEvent> central = new ArrayList<>();
    private final List<LoggedEvent> completing = new ArrayList<>();
    private final Set<Issuer> parties = new HashSet<>();

    Collector(Found found) {
        this.found = found;
    }

    void collect(LoggedEvent subject, @Nullable Long line) throws IOException, TraceRefusedException {
        require(subject);
        if (subject.event().body() instanceof RewardPay pay) {
            payment(pay, line);
        } else if (subject.event().body() instanceof RewardAccrue accrual) {
            accrual(subject, accrual, line);
        } else if (subject.event().body() instanceof Inference inference) {
            inference(inference, null);
            completing.addAll(naming(subject.id(), EventKind.REWARD_ACCRUE));
        } else {
            for (Reference reference : subject.event().references()) {
                complete(reference.target());
            }
        }
        later();
        completing.forEach(found::take);
    }

    /** The event, and what later entries say of it alone. */
    void standing(LoggedEvent event) throws IOException {
        found.take(event);
        central.add(event);
        parties.add(event.event().issuer());
        later();
    }

    private void payment(RewardPay pay, @Nullable Long line) throws IOException, TraceRefusedException {
        for (int i = 0; i < pay.accruals().size(); i++) {
            RewardPay.Paid paid = pay.accruals().get(i);
            LoggedEvent accrual = found.find(paid.event());
            if (accrual == null || !(accrual.event().body() instanceof RewardAccrue body)) {
                continue;
            }
            if (line == null || line == i) {
                require(accrual);
                accrual(accrual, body, paid.line());
            } else {
                completing.add(accrual);
            }
        }
    }

    private void accrual(LoggedEvent logged, RewardAccrue accrual, @Nullable Long line)
            throws IOException, TraceRefusedException {
        boolean isOneLine = line != null && line < accrual.lines().size();
        EventId upload =
                isOneLine && line != null ? accrual.lines().get(line.intValue()).upload() : null;
        for (int i = 0; i < accrual.lines().size(); i++) {
            if (!isOneLine || (line != null && line == i)) {
                parties.add(accrual.lines().get(i).to());
            }
        }
        LoggedEvent policy = requireIfLogged(accrual.policy());
        if (policy != null && policy.event().body() instanceof PolicySplit split) {
            otherVersions(policy, split, logged.index());
        }
        requireIfLogged(upload);
        EventId inferenceId = accrual.inference();
        RewardAccrue.Period period = accrual.period();
        if (inferenceId != null) {
            LoggedEvent inference = requireIfLogged(inferenceId);
            if (inference != null && inference.event().body() instanceof Inference body) {
                inference(body, upload);
            }
        } else if (period != null) {
            period(logged, accrual, period, upload, policy == null ? -1 : policy.index());
        }
        completing.addAll(naming(logged.id(), EventKind.REWARD_PAY));
    }

    /** All inferences of the period if they fit; else those in which the upload has a weight, as many as fit. */
    private void period(
            LoggedEvent logged,
            RewardAccrue accrual,
            RewardAccrue.Period period,
            @Nullable EventId upload,
            long policyIndex)
            throws IOException {
        var asked = new Tracer.Asked(
                EventKind.INFERENCE, logged.event().namespace().encode(), null, Tracer.PERIOD_READS_MAX);
        List<LoggedEvent> covered = found.search(
                asked,
                policyIndex,
                candidate -> candidate.index() < logged.index() && isIn(candidate, accrual, period));
        // What later entries say, and the events that complete the trace, come on top.
        boolean isAll = covered.size() + Tracer.LATER_MAX <= found.room();
        for (LoggedEvent inference : covered) {
            if (isAll || (upload != null && names(inference, upload))) {
                found.take(inference);
            }
        }
        var described = new HashSet<EventId>();
        for (LoggedEvent inference : covered) {
            if (inference.event().body() instanceof Inference body && described.add(body.model())) {
                inference(body, upload);
            }
        }
    }

    private static boolean isIn(LoggedEvent candidate, RewardAccrue accrual, RewardAccrue.Period period) {
        return candidate.event().body() instanceof Inference inference
                && inference.fee().token().equals(accrual.token())
                && inference.fee().amount().signum() > 0
                && inference.finishedAtMillis() >= period.from()
                && inference.finishedAtMillis() < period.to();
    }

    private static boolean names(LoggedEvent logged, EventId target) {
        return logged.event().references().stream()
                .anyMatch(reference -> reference.target().equals(target));
    }

    /** Model and method; uploads complete the trace, but for the one that is needed, which is there already. */
    private void inference(Inference inference, @Nullable EventId upload) throws IOException {
        complete(inference.model());
        EventId method = inference.method();
        if (method != null) {
            complete(method);
        }
        Attribution attribution = inference.attribution();
        if (attribution == null || upload != null) {
            return;
        }
        for (Attribution.Line line : attribution.lines()) {
            if (completing.size() < found.room()) {
                complete(line.upload());
            }
        }
    }

    private void otherVersions(LoggedEvent policy, PolicySplit split, long before) throws IOException {
        var asked = new Tracer.Asked(
                EventKind.POLICY_SPLIT, policy.event().namespace().encode(), null, Tracer.LATER_MAX);
        completing.addAll(found.search(
                asked,
                policy.index(),
                other -> other.index() < before
                        && other.event().issuer().equals(policy.event().issuer())
                        && other.event().body() instanceof PolicySplit version
                        && version.policyId().equals(split.policyId())));
    }

    /** What later entries say of each event that the trace rests on, and of the parties to it. */
    private void later() throws IOException {
        // Also uploads and models, which come last but are judged by their own corrections.
        var about = new ArrayList<>(central);
        about.addAll(completing.subList(0, Math.min(completing.size(), Tracer.LATER_MAX)));
        for (LoggedEvent logged : about) {
            parties.add(logged.event().issuer());
            if (logged.event().body() instanceof DatanetUpload upload) {
                parties.add(upload.payout());
            }
            for (EventKind kind : ABOUT_ANOTHER) {
                for (LoggedEvent later : naming(logged.id(), kind)) {
                    found.take(later);
                    if (kind == EventKind.DISPUTE_OPEN) {
                        naming(later.id(), EventKind.DISPUTE_RESOLVE).stream()
                                .limit(1)
                                .forEach(found::take);
                    }
                }
            }
        }
        for (Issuer party : parties) {
            keys(party);
        }
    }

    /** Changes and revocations of a party's key, and of the keys that came after it. */
    private void keys(Issuer party) throws IOException {
        var seen = new HashSet<Issuer>();
        Issuer current = party;
        while (current != null && seen.add(current) && seen.size() <= Tracer.LATER_MAX) {
            Issuer key = current;
            current = null;
            for (LoggedEvent revocation : mentioning(key, EventKind.KEY_REVOKE)) {
                if (revocation.event().body() instanceof KeyRevoke revoke
                        && revoke.revoked().equals(key)) {
                    found.take(revocation);
                }
            }
            for (LoggedEvent rotation : mentioning(key, EventKind.KEY_ROTATE)) {
                if (rotation.event().body() instanceof KeyRotate rotate
                        && rotate.oldIssuer().equals(key)) {
                    found.take(rotation);
                    current = rotate.newIssuer();
                }
            }
        }
    }

    private List<LoggedEvent> naming(EventId id, EventKind kind) throws IOException {
        var asked = new Tracer.Asked(kind, null, id.encode(), Tracer.LATER_MAX);
        return found.search(asked, -1, logged -> logged.event().kind() == kind && names(logged, id));
    }

    private List<LoggedEvent> mentioning(Issuer party, EventKind kind) throws IOException {
        var asked = new Tracer.Asked(kind, null, party.encode(), Tracer.LATER_MAX);
        return found.search(asked, -1, logged -> logged.event().kind() == kind);
    }

    private void complete(EventId id) throws IOException {
        LoggedEvent logged = found.find(id);
        if (logged != null) {
            completing.add(logged);
        }
    }

    private void require(LoggedEvent logged) throws TraceRefusedException {
        found.require(logged);
        central.add(logged);
    }

    private @Nullable LoggedEvent requireIfLogged(@Nullable EventId id) throws IOException, TraceRefusedException {
        LoggedEvent logged = id == null ? null : found.find(id);
        if (logged != null) {
            require(logged);
        }
        return logged;
    }
}
