package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.Facts.Detail;
import dev.plumbline.ledger.audit.Facts.Owed;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Takes from an event what later events are judged by, once all rules have judged it. */
final class FactTaker implements Rule {
    private final Books books;
    private final Trainings trainings;
    private final Periods periods;

    FactTaker(Books books, Trainings trainings, Periods periods) {
        this.books = books;
        this.trainings = trainings;
        this.periods = periods;
    }

    @Override
    public void apply(LoggedEvent event) {
        Detail detail = detail(event);
        books.store()
                .add(new Facts(
                        event.index(),
                        event.id(),
                        event.event().kind(),
                        event.namespace(),
                        event.issuer(),
                        event.event().iseq(),
                        event.event().issuedAtMillis(),
                        detail));
        if (detail instanceof Facts.Upload) {
            trainings.add(event.namespace(), event.id(), event.index());
        } else if (detail instanceof Facts.Answer answer) {
            periods.add(event, answer);
        }
    }

    private Detail detail(LoggedEvent event) {
        Body body = event.event().body();
        if (body instanceof DatanetUpload upload) {
            return new Facts.Upload(
                    books.number(upload.payout().encode()),
                    UseCode.of(upload.use()),
                    upload.rows() == null ? -1 : upload.rows().count(),
                    upload.content().commitment() != null);
        }
        if (body instanceof ModelRegister model) {
            return model(event, model);
        }
        if (body instanceof PolicyMethod method) {
            return new Facts.Method(method.family() == Family.RETRIEVAL);
        }
        if (body instanceof PolicySplit) {
            return new Facts.Policy(event.event());
        }
        if (body instanceof Inference inference) {
            return answer(event, inference);
        }
        if (body instanceof RewardAccrue accrual) {
            return accrual(accrual);
        }
        EventId target = target(body);
        return target == null ? new Facts.Plain() : new Facts.About(books.indexOf(target));
    }

    private static @Nullable EventId target(Body body) {
        if (body instanceof RewardPay payment) {
            return payment.accruals().get(0).event();
        }
        if (body instanceof Correction correction) {
            return correction.target();
        }
        if (body instanceof DisputeOpen dispute) {
            return dispute.target();
        }
        return body instanceof DisputeResolve resolution ? resolution.dispute() : null;
    }

    private Facts.Model model(LoggedEvent event, ModelRegister model) {
        var others = new ArrayList<Long>();
        if (model.base() != null) {
            others.add(books.indexOf(model.base()));
        }
        for (EventId adapter : model.adapters()) {
            others.add(books.indexOf(adapter));
        }
        return trainings.facts(event.namespace(), model, others);
    }

    private Facts.Answer answer(LoggedEvent event, Inference inference) {
        var uploads = new ArrayList<Long>();
        var weights = new ArrayList<Long>();
        long rest = 0;
        Attribution attribution = inference.attribution();
        if (attribution != null) {
            for (Attribution.Line line : attribution.lines()) {
                uploads.add(books.indexOf(line.upload()));
                weights.add(line.weight());
            }
            rest = attribution.unattributed()
                    + (attribution.tail() == null ? 0 : attribution.tail().weight());
        }
        return new Facts.Answer(
                inference.outcome() == Outcome.SERVED || inference.outcome() == Outcome.CACHED,
                inference.response() != null,
                AttributionRules.attempt(event, inference),
                inference.finishedAtMillis(),
                books.number(inference.fee().token()),
                inference.fee().amount(),
                uploads,
                weights,
                rest);
    }

    private Facts.Accrual accrual(RewardAccrue accrual) {
        var lines = new ArrayList<Owed>();
        for (RewardAccrue.Line line : accrual.lines()) {
            lines.add(new Owed(books.number(line.to().encode()), line.amount()));
        }
        return new Facts.Accrual(books.indexOf(accrual.policy()), books.number(accrual.token()), lines);
    }
}
