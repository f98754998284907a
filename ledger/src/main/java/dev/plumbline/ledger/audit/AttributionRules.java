package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an inference says of model, method and uploads: I15, I16, I18, I29, I39, I45, I46. */
final class AttributionRules implements Rule {
    private final Books books;
    private final KeyRules keys;
    private final Rivals rivals;
    private final Figures figures;

    AttributionRules(Books books, KeyRules keys, Rivals rivals, Figures figures) {
        this.books = books;
        this.keys = keys;
        this.rivals = rivals;
        this.figures = figures;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof Inference inference)) {
            return;
        }
        checkAttempt(event, inference);
        if (event.event().cosignatures().isEmpty()) {
            books.tallies().asserted(Invariant.REQUESTER_COSIGNS);
        } else {
            books.tallies().hold(Invariant.REQUESTER_COSIGNS, 1);
        }
        Facts model = books.find(inference.model());
        checkRegistered(event, "model", model, EventKind.MODEL_REGISTER);
        Facts method = inference.method() == null ? null : books.find(inference.method());
        if (inference.method() != null) {
            checkRegistered(event, "method", method, EventKind.POLICY_METHOD);
        }
        if (inference.attribution() != null) {
            books.tallies().asserted(Invariant.METHOD_YIELDS_WEIGHTS);
            boolean isRetrieval =
                    method != null && method.detail() instanceof Facts.Method family && family.isRetrieval();
            figures.rest(inference.attribution());
            for (Attribution.Line line : inference.attribution().lines()) {
                check(event, line, inference.attribution(), model, isRetrieval);
            }
        }
    }

    /** The hash that stands for an attempt of an issuer. */
    static Hash attempt(LoggedEvent event, Inference inference) {
        String key = event.issuer() + " " + event.namespace() + " " + inference.attempt();
        return TreeHasher.sha256(key.getBytes(UTF_8));
    }

    private void checkAttempt(LoggedEvent event, Inference inference) {
        Hash attempt = attempt(event, inference);
        books.tallies().hold(Invariant.ONE_OUTCOME, 1);
        for (long index : books.store().attempts().find(attempt.prefix())) {
            Facts other = books.store().at(index);
            if (other != null
                    && other.detail() instanceof Facts.Answer answer
                    && answer.attempt().equals(attempt)) {
                rivals.pair(Invariant.ONE_OUTCOME, event.index(), index, 0);
            }
        }
    }

    private void checkRegistered(LoggedEvent event, String what, @Nullable Facts named, EventKind wanted) {
        if (named == null) {
            books.missing(Invariant.MODEL_REGISTERED, event, "names a " + what + " that is not registered before it");
            return;
        }
        if (named.kind() == null) {
            books.tallies().uncheckable(Invariant.MODEL_REGISTERED, 1, "the entry that is named is no event");
            return;
        }
        String problem = null;
        if (named.kind() != wanted) {
            problem = "names entry " + named.index() + " as its " + what + ", which is a " + named.kind();
        } else if (books.isSuperseded(named.index())) {
            problem = "names the " + what + " of entry " + named.index() + ", which entry "
                    + books.correctionOf(named.index()) + " has superseded";
        } else if (keys.isRevoked(named.issuer(), named.index())) {
            problem = "names the " + what + " of entry " + named.index() + ", whose key is revoked there";
        }
        books.judge(Invariant.MODEL_REGISTERED, event, problem);
    }

    private void check(
            LoggedEvent event,
            Attribution.Line line,
            Attribution attribution,
            @Nullable Facts model,
            boolean isRetrieval) {
        Facts upload = books.find(line.upload());
        if (upload == null) {
            books.missing(
                    Invariant.UPLOAD_BEFORE_USE,
                    event,
                    "gives a weight to " + line.upload() + ", which is not in the log before it");
            return;
        }
        if (!(upload.detail() instanceof Facts.Upload detail)) {
            books.judge(
                    Invariant.UPLOAD_BEFORE_USE,
                    event,
                    "gives a weight to entry " + upload.index() + ", which is no upload");
            return;
        }
        figures.weight(upload.index(), line.weight());
        books.judge(Invariant.UPLOAD_BEFORE_USE, event, place(line, attribution, upload, detail));
        checkLicense(event, upload, detail, isRetrieval);
        checkTraining(event, upload, detail, model, isRetrieval);
    }

    private static @Nullable String place(
            Attribution.Line line, Attribution attribution, Facts upload, Facts.Upload detail) {
        if (upload.index() >= attribution.asOf().size()) {
            return "gives a weight to the upload of entry " + upload.index() + ", behind the "
                    + attribution.asOf().size() + " entries that were looked at";
        }
        if (line.row() != null && line.row() >= detail.rowCount()) {
            return "gives a weight to row " + line.row() + " of entry " + upload.index() + ", which has "
                    + Math.max(0, detail.rowCount()) + " rows";
        }
        return null;
    }

    private void checkLicense(LoggedEvent event, Facts upload, Facts.Upload detail, boolean isRetrieval) {
        Facts.Upload current = detail;
        if (books.isSuperseded(upload.index())) {
            Facts replacement = books.store().at(books.replacementOf(upload.index()));
            if (replacement == null || !(replacement.detail() instanceof Facts.Upload replaced)) {
                figures.licenseConflict(upload.index());
                books.judge(
                        Invariant.LICENSE_PERMITS,
                        event,
                        "gives a weight to entry " + upload.index() + ", which was withdrawn");
                return;
            }
            current = replaced;
        }
        Set<Purpose> purposes = isRetrieval ? EnumSet.of(Purpose.RAG) : EnumSet.of(Purpose.TRAIN, Purpose.FINETUNE);
        var said = EnumSet.noneOf(Permission.class);
        for (Purpose purpose : purposes) {
            Permission permission = UseCode.permission(current.use(), purpose);
            if (permission != null) {
                said.add(permission);
            }
        }
        if (said.contains(Permission.ALLOWED)) {
            books.judge(Invariant.LICENSE_PERMITS, event, null);
        } else if (said.contains(Permission.CONSTRAINED)) {
            books.tallies().asserted(Invariant.LICENSE_PERMITS);
        } else if (said.contains(Permission.NOT_ALLOWED)) {
            figures.licenseConflict(upload.index());
            books.judge(
                    Invariant.LICENSE_PERMITS,
                    event,
                    "gives a weight to entry " + upload.index() + ", which is not allowed for " + purposes);
        } else {
            books.tallies().uncheckable(Invariant.LICENSE_PERMITS, 1, "the upload says nothing of that purpose");
        }
    }

    private void checkTraining(
            LoggedEvent event, Facts upload, Facts.Upload detail, @Nullable Facts model, boolean isRetrieval) {
        if (isRetrieval || model == null || !(model.detail() instanceof Facts.Model registered)) {
            books.tallies().uncheckable(Invariant.TRAINED_ON, 1, "what was searched is not in the log");
            return;
        }
        var models = new ArrayList<>(List.of(model));
        for (long other : registered.others()) {
            Facts facts = books.store().at(other);
            if (facts != null) {
                models.add(facts);
            }
        }
        boolean isKnown = true;
        for (Facts one : models) {
            if (isTrainedOn(one, upload, detail)) {
                books.judge(Invariant.TRAINED_ON, event, null);
                return;
            }
            isKnown &= one.detail() instanceof Facts.Model each && each.isKnown();
        }
        if (isKnown) {
            books.judge(
                    Invariant.TRAINED_ON,
                    event,
                    "gives a weight to entry " + upload.index() + ", on which the model of entry " + model.index()
                            + " was not trained");
        } else {
            books.tallies()
                    .uncheckable(Invariant.TRAINED_ON, 1, "the list of uploads is not in the log, only its root");
        }
    }

    private static boolean isTrainedOn(Facts model, Facts upload, Facts.Upload detail) {
        return model.detail() instanceof Facts.Model registered
                && registered.isKnown()
                && upload.namespace() == model.namespace()
                && upload.index() < registered.asOfSize()
                && (!registered.isPermittedOnly() || Trainings.maybeTrainedOn(detail));
    }
}
