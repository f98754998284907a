package dev.plumbline.api.demo;

import dev.plumbline.api.demo.Fraud.Moment;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frauds with weights: what an inference says of models, uploads and the log. */
final class AttributionFrauds {
    private static final Pattern UNATTRIBUTED_DIGIT = Pattern.compile("\"unattributed\":\"\\d");

    private AttributionFrauds() {}

    static List<Fraud> all() {
        return List.of(
                inference(
                        "weight to an unknown upload",
                        Invariant.UPLOAD_BEFORE_USE,
                        moment -> all(moment, new EventId(WorldKeys.hash("no upload")), null, asOf(moment))),
                inference(
                        "weight to a row that is not there",
                        Invariant.UPLOAD_BEFORE_USE,
                        moment -> all(moment, someUpload(moment, true), 1_000_000L, asOf(moment))),
                inference(
                        "weight to the model itself",
                        Invariant.UPLOAD_BEFORE_USE,
                        moment -> all(moment, moment.body().model(), null, asOf(moment))),
                inference(
                        "licence breach",
                        Invariant.LICENSE_PERMITS,
                        moment -> all(moment, someUpload(moment, false), null, asOf(moment))),
                inference(
                        "as_of root wrong",
                        Invariant.AS_OF_IS_THIS_LOG,
                        moment -> as(moment, new TreeHead(asOf(moment).size(), WorldKeys.hash("another root")))),
                inference(
                        "as_of ahead of the log",
                        Invariant.AS_OF_IS_THIS_LOG,
                        moment -> as(
                                moment,
                                new TreeHead(moment.index() + 5, asOf(moment).root()))),
                inference(
                        "model that nobody registered",
                        Invariant.MODEL_REGISTERED,
                        moment -> with(
                                moment.body(),
                                new EventId(WorldKeys.hash("no model")),
                                moment.body().method())),
                inference(
                        "method that is no method",
                        Invariant.MODEL_REGISTERED,
                        moment -> with(
                                moment.body(),
                                moment.body().model(),
                                moment.body().model())),
                Fraud.of(
                        "upload after as_of",
                        Invariant.UPLOAD_BEFORE_USE,
                        Inference.class,
                        AttributionFrauds::isOfSecondModel,
                        moment -> moment.saying(all(moment, lastUpload(moment), null, firstAsOf(moment)))),
                Fraud.of(
                        "attributed, but not trained on",
                        Invariant.TRAINED_ON,
                        Inference.class,
                        AttributionFrauds::isOfSecondModel,
                        moment -> moment.saying(with(
                                all(moment, lastUpload(moment), null, asOf(moment)),
                                firstModel(moment),
                                moment.body().method()))),
                Fraud.of(
                        "withdrawn upload is used",
                        Invariant.LICENSE_PERMITS,
                        Inference.class,
                        moment -> isAnswer(moment) && withdrawn(moment) != null,
                        moment -> moment.saying(all(moment, withdrawn(moment), null, asOf(moment)))),
                Fraud.of(
                        "one attempt ends twice",
                        Invariant.ONE_OUTCOME,
                        Inference.class,
                        AttributionFrauds::isAnswer,
                        moment -> moment.andThen(as(moment, asOf(moment), 1))),
                Fraud.of(
                        "erasure of what was never committed to",
                        Invariant.ERASED_BY_NOTICE,
                        ErasureNotice.class,
                        moment -> true,
                        moment -> moment.saying(new ErasureNotice(
                                moment.body().target(),
                                List.of("content"),
                                moment.body().authority(),
                                moment.body().atMillis()))),
                Fraud.of(
                        "upload repeats one that is not there",
                        Invariant.REFERENCES_HOLD,
                        DatanetUpload.class,
                        moment -> moment.index() > 6,
                        moment -> moment.saying(moment.body().withDuplicateOf(new EventId(WorldKeys.hash("nothing"))))),
                Fraud.ofEntry(
                        "weights sum to one part too few",
                        Invariant.WEIGHTS_SUM,
                        Inference.class,
                        moment ->
                                isAnswer(moment) && moment.body().attribution().unattributed() > 1,
                        text -> UNATTRIBUTED_DIGIT.matcher(text).replaceFirst("\"unattributed\":\"1")),
                Fraud.ofEntry(
                        "weight of zero",
                        Invariant.WEIGHTS_ORDERED,
                        Inference.class,
                        AttributionFrauds::isAnswer,
                        text -> text.replaceFirst("\"weight\":\"\\d+\"", "\"weight\":\"0\"")),
                Fraud.ofEntry(
                        "refused request with a fee",
                        Invariant.NO_ANSWER_NO_FEE,
                        Inference.class,
                        moment -> moment.body().attribution() == null,
                        text -> text.replace("\"amount\":\"0\"", "\"amount\":\"5\"")),
                Fraud.ofEntry(
                        "shares sum to one part too many",
                        Invariant.SHARES_SUM,
                        PolicySplit.class,
                        moment -> true,
                        text -> text.replaceFirst("\"ppm\":100000", "\"ppm\":100001")),
                Fraud.of(
                        "model of a state that never was",
                        Invariant.AS_OF_IS_THIS_LOG,
                        ModelRegister.class,
                        moment -> true,
                        AttributionFrauds::anotherState));
    }

    private static List<dev.plumbline.proofs.event.EventDraft> anotherState(Moment<ModelRegister> moment) {
        ModelRegister model = moment.body();
        var training = new ModelRegister.Training(
                model.training().uploadsRoot(),
                model.training().uploadsCount(),
                new TreeHead(model.training().asOf().size(), WorldKeys.hash("another root")));
        return moment.saying(new ModelRegister(
                model.modelId(),
                model.version(),
                model.artifacts(),
                null,
                null,
                List.of(),
                training,
                null,
                model.owner()));
    }

    private interface Rewrite {
        Inference of(Moment<Inference> moment);
    }

    private static Fraud inference(String name, Invariant breaks, Rewrite rewrite) {
        Predicate<Moment<Inference>> late = moment -> isAnswer(moment) && moment.index() > 100;
        return Fraud.of(name, breaks, Inference.class, late, moment -> moment.saying(rewrite.of(moment)));
    }

    static boolean isAnswer(Moment<Inference> moment) {
        return moment.body().attribution() != null;
    }

    private static boolean isOfSecondModel(Moment<Inference> moment) {
        return isAnswer(moment)
                && moment.draft().namespace().slug().startsWith("talk")
                && !moment.body().model().equals(firstModel(moment));
    }

    private static EventId firstModel(Moment<Inference> moment) {
        return moment.past()
                .first(
                        ModelRegister.class,
                        model -> model.draft().namespace().equals(moment.draft().namespace()))
                .id();
    }

    private static TreeHead asOf(Moment<Inference> moment) {
        return moment.body().attribution().asOf();
    }

    private static TreeHead firstAsOf(Moment<Inference> moment) {
        return moment.past()
                .first(Inference.class, inference -> inference.body().attribution() != null)
                .body()
                .attribution()
                .asOf();
    }

    private static EventId someUpload(Moment<Inference> moment, boolean isPermitted) {
        return moment.past()
                .first(
                        DatanetUpload.class,
                        upload -> isPermitted(upload.body()) == isPermitted
                                && upload.draft()
                                        .namespace()
                                        .equals(moment.draft().namespace()))
                .id();
    }

    private static boolean isPermitted(DatanetUpload upload) {
        return upload.use().get(Purpose.TRAIN) == Permission.ALLOWED;
    }

    private static EventId lastUpload(Moment<Inference> moment) {
        return moment.past()
                .last(
                        DatanetUpload.class,
                        upload -> isPermitted(upload.body())
                                && upload.draft()
                                        .namespace()
                                        .equals(moment.draft().namespace()))
                .id();
    }

    private static @Nullable EventId withdrawn(Moment<Inference> moment) {
        Predicate<Past.Logged<Correction>> isWithdrawal =
                correction -> correction.body().correctionClass() == CorrectionClass.WITHDRAWAL
                        && correction.draft().namespace().equals(moment.draft().namespace());
        return moment.past().has(Correction.class, isWithdrawal)
                ? moment.past().first(Correction.class, isWithdrawal).body().target()
                : null;
    }

    /** The same answer, with all of the weight on one upload. */
    private static Inference all(Moment<Inference> moment, EventId upload, @Nullable Long row, TreeHead asOf) {
        var line = new Attribution.Line(upload, row, Weight.WHOLE);
        return with(moment.body(), new Attribution(asOf, List.of(line), 0, null, null), 0);
    }

    private static Inference as(Moment<Inference> moment, TreeHead asOf) {
        return as(moment, asOf, 0);
    }

    /** The same answer, as of another state, finished so much later. */
    private static Inference as(Moment<Inference> moment, TreeHead asOf, long laterMillis) {
        Attribution old = moment.body().attribution();
        var attribution = new Attribution(asOf, old.lines(), old.unattributed(), old.tail(), null);
        return with(moment.body(), attribution, laterMillis);
    }

    private static Inference with(Inference old, EventId model, @Nullable EventId method) {
        return new Inference(
                old.attempt(),
                old.outcome(),
                model,
                method,
                old.startedAtMillis(),
                old.finishedAtMillis(),
                old.prompt(),
                old.response(),
                old.params(),
                old.tokens(),
                old.fee(),
                old.attribution());
    }

    private static Inference with(Inference old, Attribution attribution, long laterMillis) {
        return new Inference(
                old.attempt(),
                old.outcome(),
                old.model(),
                old.method(),
                old.startedAtMillis(),
                old.finishedAtMillis() + laterMillis,
                old.prompt(),
                old.response(),
                old.params(),
                old.tokens(),
                old.fee(),
                attribution);
    }
}
