package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Reference;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.trace.TraceEvents.Named;
import dev.plumbline.proofs.trace.TraceStep.Topic;
import dev.plumbline.proofs.verify.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes from the subject of a trace to all that it rests on, checks that each event fits the one that names it, makes the sums
 * again, and writes down what it found. One for each trace; its events are known to be in the log and signed.
 */
final class TraceWalk {
    private final TraceEvents events;
    private final LifeCycle lifeCycle;
    private final List<TraceStep> steps = new ArrayList<>();
    private final Set<LoggedEvent> touched = new LinkedHashSet<>();
    private @Nullable TokenAmount amount;
    private @Nullable String amountDefect;

    TraceWalk(TraceEvents events) {
        this.events = events;
        this.lifeCycle = new LifeCycle(events.all());
    }

    /** Explains the subject, or stops at the first thing that does not fit. */
    void walk(EventId subjectId, @Nullable Long line) throws BrokenTraceException {
        LoggedEvent subject = events.required(subjectId, "its subject");
        say(
                Topic.SUBJECT,
                subject,
                subject.words() + (line == null ? "" : ", line " + line) + ", issued by "
                        + subject.event().issuer());
        touch(subject);
        if (subject.event().body() instanceof RewardPay pay) {
            payment(new Named<>(subject, pay), line);
        } else if (subject.event().body() instanceof RewardAccrue accrual) {
            accrual(new Named<>(subject, accrual), line);
            otherPayments(subject, line, subject);
        } else if (line != null) {
            throw broken(subject.words() + " has no lines, want none named");
        } else if (subject.event().body() instanceof Inference inference) {
            new InferenceWalk(this).alone(new Named<>(subject, inference));
        } else {
            references(subject);
        }
    }

    /** What later entries of the file say of those that were looked at, and what no file says. */
    void end(long size) {
        for (LoggedEvent logged : touched) {
            for (LifeCycle.Turn turn : lifeCycle.of(logged)) {
                String valid = turn.counts() && turn.change() == LifeCycle.Change.SUPERSEDED
                        ? "valid when issued, superseded at index " + turn.index() + ": "
                        : "at index " + turn.index() + ": ";
                say(Topic.LIFE_CYCLE, turn.entry(), logged.words() + ": " + valid + turn.text());
            }
        }
        say(
                Topic.NOT_PROVEN,
                "that no later correction, dispute, payment or revocation was left out: the file shows the log at size "
                        + size + " as far as its maker chose");
        say(Topic.NOT_PROVEN, "that the weights are the true influence of the data: they are what the issuer computed");
        if (touched.stream().anyMatch(logged -> logged.event().body() instanceof RewardPay)) {
            say(Topic.NOT_PROVEN, "that the transaction is on its chain: the settlement is the operator's word");
        }
    }

    private void payment(Named<RewardPay> pay, @Nullable Long line) throws BrokenTraceException {
        RewardPay body = pay.body();
        if (line != null && line >= body.accruals().size()) {
            throw broken(pay.logged().words() + " is for " + body.accruals().size() + " lines, want one of them");
        }
        var sum = BigInteger.ZERO;
        int notShown = 0;
        String token = null;
        for (int i = 0; i < body.accruals().size(); i++) {
            RewardPay.Paid paid = body.accruals().get(i);
            boolean isWanted = line == null || line == i;
            Named<RewardAccrue> accrual = isWanted
                    ? events.required(paid.event(), RewardAccrue.class, pay.logged(), "accrual")
                    : events.ifPresent(paid.event(), RewardAccrue.class, pay.logged(), "accrual");
            if (accrual == null) {
                notShown++;
                continue;
            }
            RewardAccrue.Line due = paidLine(pay, accrual, paid);
            if (token != null && !token.equals(accrual.body().token())) {
                throw broken(pay.logged().words() + " pays accruals in two tokens");
            }
            token = accrual.body().token();
            sum = sum.add(due.amount());
            if (line != null && isWanted) {
                amount = new TokenAmount(token, due.amount());
            }
        }
        if (amount == null && token != null) {
            amount = new TokenAmount(token, body.amount());
        }
        say(Topic.PAYMENT, pay.logged(), settled(pay.body(), token));
        if (notShown > 0) {
            say(Topic.NOT_SHOWN, notShown + " other lines that are paid with it, so its whole amount was not added up");
        } else if (!sum.equals(body.amount())) {
            wrong(pay.logged().words() + " pays " + body.amount() + ", its lines sum to " + sum);
        }
        for (int i = 0; i < body.accruals().size(); i++) {
            if (line == null || line == i) {
                RewardPay.Paid paid = body.accruals().get(i);
                accrual(events.required(paid.event(), RewardAccrue.class, pay.logged(), "accrual"), paid.line());
                otherPayments(events.required(paid.event(), "accrual"), paid.line(), pay.logged());
            }
        }
    }

    private RewardAccrue.Line paidLine(Named<RewardPay> pay, Named<RewardAccrue> accrual, RewardPay.Paid paid)
            throws BrokenTraceException {
        if (paid.line() >= accrual.body().lines().size()) {
            throw broken(pay.logged().words() + " pays line " + paid.line() + " of the "
                    + accrual.logged().words() + ", which has "
                    + accrual.body().lines().size());
        }
        requireCounted(accrual.logged(), pay.logged());
        RewardAccrue.Line due = accrual.body().lines().get((int) paid.line());
        Issuer payee = lifeCycle.successor(due.to(), pay.logged().index());
        if (!pay.body().to().equals(payee)) {
            throw broken(pay.logged().words() + " pays " + pay.body().to() + ", line " + paid.line() + " is due to "
                    + payee);
        }
        return due;
    }

    private void accrual(Named<RewardAccrue> accrual, @Nullable Long line) throws BrokenTraceException {
        RewardAccrue body = accrual.body();
        if (line != null && line >= body.lines().size()) {
            throw broken(accrual.logged().words() + " has " + body.lines().size() + " lines, want one of them");
        }
        if (amount == null) {
            amount = new TokenAmount(
                    body.token(),
                    line == null
                            ? body.total()
                            : body.lines().get(line.intValue()).amount());
        }
        new AccrualWalk(this, accrual, line == null ? -1 : line.intValue()).walk();
    }

    /** Other payments of the same line, as far as the file holds them. */
    private void otherPayments(LoggedEvent accrual, @Nullable Long line, LoggedEvent known) {
        for (LoggedEvent logged : events.all()) {
            if (!logged.equals(known) && logged.event().body() instanceof RewardPay pay) {
                boolean isOfLine = pay.accruals().stream()
                        .anyMatch(paid -> paid.event().equals(accrual.id()) && (line == null || line == paid.line()));
                if (isOfLine) {
                    touched.add(logged);
                    say(Topic.PAYMENT, logged, settled(pay, null));
                }
            }
        }
    }

    private static String settled(RewardPay pay, @Nullable String token) {
        Settlement settlement = pay.settlement();
        String paid = token == null ? pay.amount() + " units" : new TokenAmount(token, pay.amount()).words();
        String place = settlement.block() == null ? "" : " in block " + settlement.block();
        return paid + " paid to " + pay.to() + " in tx 0x" + settlement.tx().hex() + " on " + settlement.chain() + place
                + " (" + settlement.status().wireName() + ", operator's word)";
    }

    /** What an event of a kind without sums names, as far as it is there. */
    private void references(LoggedEvent subject) {
        for (Reference reference : subject.event().references()) {
            LoggedEvent named = events.find(reference.target());
            if (named != null) {
                touched.add(named);
                say(Topic.SUBJECT, named, "names as " + reference.relation().wireName() + " the " + named.words());
            } else {
                say(Topic.NOT_SHOWN, reference.relation().wireName() + " " + reference.target());
            }
        }
    }

    /** Notes that something rests on the event, which must not be by a key that was revoked before. */
    void touch(LoggedEvent logged) throws BrokenTraceException {
        touched.add(logged);
        if (lifeCycle.wasRevokedBefore(logged)) {
            throw broken(logged.words() + " is by " + logged.event().issuer() + ", whose key was revoked before");
        }
    }

    /** Demands that an event still counted when another was logged that rests on it. */
    void requireCounted(LoggedEvent logged, LoggedEvent by) throws BrokenTraceException {
        touch(logged);
        long supersededAt = lifeCycle.supersededAt(logged);
        if (supersededAt >= 0 && supersededAt < by.index()) {
            throw broken(
                    by.words() + " rests on the " + logged.words() + ", which was superseded at index " + supersededAt);
        }
    }

    void say(Topic topic, LoggedEvent logged, String text) {
        steps.add(TraceStep.of(topic, logged, text));
    }

    void say(Topic topic, String text) {
        steps.add(TraceStep.of(topic, text));
    }

    /** Keeps the first amount that is not what is due; the walk goes on, so that what else is shown is checked. */
    void wrong(String defect) {
        if (amountDefect == null) {
            amountDefect = defect;
        }
    }

    static BrokenTraceException broken(String detail) {
        return new BrokenTraceException(Reason.TRACE_BROKEN, detail);
    }

    TraceEvents events() {
        return events;
    }

    LifeCycle lifeCycle() {
        return lifeCycle;
    }

    List<TraceStep> steps() {
        return steps;
    }

    @Nullable
    TokenAmount amount() {
        return amount;
    }

    /** What is wrong with an amount or its payee, or null. */
    @Nullable
    String amountDefect() {
        return amountDefect;
    }
}
