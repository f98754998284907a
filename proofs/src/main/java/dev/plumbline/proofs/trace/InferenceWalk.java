package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.trace.TraceEvents.Named;
import dev.plumbline.proofs.trace.TraceStep.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks and explains inferences, and the uploads to which their attribution points. */
final class InferenceWalk {
    /** Lines that are written out; the rest are checked and counted. */
    static final int LINES_SHOWN_MAX = 20;

    private final TraceWalk walk;
    private final Set<EventId> said = new HashSet<>();

    InferenceWalk(TraceWalk walk) {
        this.walk = walk;
    }

    /** An inference that is itself the subject. */
    void alone(Named<Inference> inference) throws BrokenTraceException {
        describe(inference);
        Attribution attribution = inference.body().attribution();
        if (attribution == null) {
            return;
        }
        int shown = Math.min(LINES_SHOWN_MAX, attribution.lines().size());
        for (int i = 0; i < attribution.lines().size(); i++) {
            Attribution.Line line = attribution.lines().get(i);
            Named<DatanetUpload> upload = upload(inference, line);
            if (i < shown) {
                walk.say(Topic.INFERENCE, inference.logged(), words(line));
                describe(line.upload(), upload);
            }
        }
        if (shown < attribution.lines().size()) {
            walk.say(
                    Topic.NOT_SHOWN,
                    (attribution.lines().size() - shown) + " more lines of the attribution, which were checked too");
        }
        for (LoggedEvent later : walk.events().all()) {
            if (later.event().references().stream()
                    .anyMatch(named -> named.target().equals(inference.logged().id()))) {
                walk.say(Topic.ACCRUAL, later, "named by the " + later.words());
            }
        }
    }

    /** Says what was asked, of which model and by which method. */
    void describe(Named<Inference> inference) throws BrokenTraceException {
        Inference body = inference.body();
        var fee = new TokenAmount(body.fee().token(), body.fee().amount());
        String weights = body.attribution() == null
                ? ", no attribution"
                : ", " + body.attribution().lines().size() + " lines of attribution, "
                        + body.attribution().rest() + " of 10^18 not listed";
        walk.say(
                Topic.INFERENCE,
                inference.logged(),
                inference.logged().words() + ": " + body.outcome().wireName() + ", fee " + fee.words() + weights);
        Named<ModelRegister> model =
                walk.events().ifPresent(body.model(), ModelRegister.class, inference.logged(), "model");
        if (model == null) {
            notShown(body.model(), "model ");
        } else {
            describe(
                    model.logged(),
                    "model " + model.body().modelId() + " version "
                            + model.body().version());
        }
        EventId methodId = body.method();
        if (methodId == null) {
            return;
        }
        Named<PolicyMethod> method =
                walk.events().ifPresent(methodId, PolicyMethod.class, inference.logged(), "method");
        if (method == null) {
            notShown(methodId, "method ");
        } else {
            describe(
                    method.logged(),
                    "method " + method.body().methodId() + " version "
                            + method.body().version() + " ("
                            + method.body().family().wireName() + ", "
                            + method.body().determinism().wireName() + ")");
        }
    }

    private void describe(LoggedEvent logged, String text) throws BrokenTraceException {
        walk.touch(logged);
        if (said.add(logged.id())) {
            walk.say(Topic.MODEL, logged, text + ", " + logged.words());
        }
    }

    private void notShown(EventId id, String what) {
        if (said.add(id)) {
            walk.say(Topic.NOT_SHOWN, what + id);
        }
    }

    /** The upload of a line, checked against it; null if the file does not hold it. */
    @Nullable
    Named<DatanetUpload> upload(Named<Inference> inference, Attribution.Line line) throws BrokenTraceException {
        Named<DatanetUpload> upload =
                walk.events().ifPresent(line.upload(), DatanetUpload.class, inference.logged(), "upload");
        if (upload == null) {
            return null;
        }
        Attribution attribution = inference.body().attribution();
        if (attribution != null && upload.logged().index() >= attribution.asOf().size()) {
            throw TraceWalk.broken(inference.logged().words() + " looked at the log at size "
                    + attribution.asOf().size() + ", which lacks the "
                    + upload.logged().words());
        }
        DatanetUpload.Rows rows = upload.body().rows();
        Long row = line.row();
        if (row != null && (rows == null || row >= rows.count())) {
            throw TraceWalk.broken(inference.logged().words() + " names row " + row + " of the "
                    + upload.logged().words() + ", which has " + (rows == null ? "no rows" : rows.count() + " rows"));
        }
        walk.touch(upload.logged());
        return upload;
    }

    /** Says whose data it was; once for each upload. */
    void describe(EventId id, @Nullable Named<DatanetUpload> upload) {
        if (upload == null) {
            notShown(id, "upload ");
        } else if (said.add(id)) {
            DatanetUpload body = upload.body();
            walk.say(
                    Topic.UPLOAD,
                    upload.logged(),
                    upload.logged().words() + ": contributed by " + body.contributor() + ", payout to " + body.payout()
                            + ", licence " + body.license().spdx() + " ("
                            + body.license().evidence().wireName() + "), use: " + use(body.use()));
        }
    }

    static String words(Attribution.Line line) {
        return "weight of upload " + line.upload() + (line.row() == null ? "" : ", row " + line.row()) + ": "
                + Sums.weight(line.weight());
    }

    private static String use(Map<Purpose, Permission> use) {
        List<String> words = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            Permission permission = use.get(purpose);
            if (permission != null) {
                words.add(purpose.wireName() + " " + permission.wireName());
            }
        }
        return String.join(", ", words);
    }
}
