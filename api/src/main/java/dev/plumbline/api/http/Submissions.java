package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@code POST /v1/events}. Holds no thread while the writer makes the events durable. */
final class Submissions {
    private final Ledger ledger;
    private final AdmissionDesk desk;
    private final Executor threads;
    private final Metrics metrics;
    private final int answerMillisMax;

    /** @param threads answers are written on */
    Submissions(Ledger ledger, AdmissionDesk desk, Executor threads, Metrics metrics, int answerMillisMax) {
        this.ledger = ledger;
        this.desk = desk;
        this.threads = threads;
        this.metrics = metrics;
        this.answerMillisMax = answerMillisMax;
    }

    void submit(Context ctx) throws ProblemException {
        RequestEntries request = entries(ctx);
        List<Admission> admissions = desk.admit(request.entries());
        if (request.form() == RequestEntries.Form.SINGLE && !(admissions.get(0) instanceof Admission.Admitted)) {
            metrics.rejected(1);
            throw SubmissionAnswer.rejection(admissions.get(0)).toException();
        }
        var admitted = new ArrayList<AdmittedEvent>(admissions.size());
        for (Admission admission : admissions) {
            if (admission instanceof Admission.Admitted passed) {
                admitted.add(passed.event());
            }
        }
        metrics.rejected(admissions.size() - admitted.size());
        CompletableFuture<Submission> submission = ledger.submit(admitted);
        ctx.future(() -> submission
                .orTimeout(answerMillisMax, TimeUnit.MILLISECONDS)
                .thenAcceptAsync(submitted -> answer(ctx, request, admissions, submitted), threads));
    }

    private static RequestEntries entries(Context ctx) throws ProblemException {
        byte[] body = BodyGate.bodyOf(ctx.req());
        if (BodyGate.MediaType.of(ctx.contentType()) == BodyGate.MediaType.NDJSON) {
            return RequestEntries.ofLines(body);
        }
        RequestEntries request = RequestEntries.ofJson(body);
        if (request.form() == RequestEntries.Form.SINGLE && body.length > RequestEntries.SINGLE_BYTES_MAX) {
            throw Problem.of(
                            ApiReason.BODY_TOO_LARGE,
                            "one event of " + body.length + " bytes, want at most " + RequestEntries.SINGLE_BYTES_MAX)
                    .toException();
        }
        return request;
    }

    private void answer(Context ctx, RequestEntries request, List<Admission> admissions, Submission submission) {
        try {
            if (submission instanceof Submission.Refused refused) {
                throw Problems.of(refused).toException();
            }
            var sequenced = (Submission.Sequenced) submission;
            metrics.sequenced(sequenced.outcomes());
            var answer = new SubmissionAnswer(ledger, request, admissions, sequenced);
            if (request.form() == RequestEntries.Form.SINGLE) {
                answerSingle(ctx, answer, sequenced.outcomes().get(0));
            } else {
                answerBulk(ctx, answer, request.form());
            }
        } catch (ProblemException | IOException e) {
            // Unwrapped again by whoever waits for this stage.
            throw new CompletionException(e);
        }
    }

    private static void answerSingle(Context ctx, SubmissionAnswer answer, Outcome outcome)
            throws ProblemException, IOException {
        byte[] body = answer.single();
        var logged = (Outcome.Logged) outcome;
        boolean isNew = logged.status() == Outcome.Status.NEW;
        if (isNew) {
            ctx.header("Location", Routes.SUBMISSIONS + "/" + logged.eventId().encode());
        }
        ctx.status(isNew ? 201 : 200).contentType(BodyGate.MediaType.JSON.text());
        ctx.result(body);
    }

    private static void answerBulk(Context ctx, SubmissionAnswer answer, RequestEntries.Form form) throws IOException {
        boolean isArray = form == RequestEntries.Form.ARRAY;
        ctx.contentType((isArray ? BodyGate.MediaType.JSON : BodyGate.MediaType.NDJSON).text());
        OutputStream out = ctx.res().getOutputStream();
        answer.bulk(piece -> piece.drainTo(out));
        out.close();
    }
}
