package dev.plumbline.api.http;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Decimal;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is seen of the rollup that this process follows: how it stands, as it happens, and what it comes to. */
final class SequencerPages {
    static final Set<String> REPORT_PARAMETERS = Set.of("from", "to");

    private static final long DAY_MILLIS = 86_400_000;
    /** Longest time of one report. */
    private static final long WINDOW_MILLIS_MAX = 92 * DAY_MILLIS;

    private static final List<String> HTML_RANGES = List.of("*/*", "text/*", "text/html");
    private static final List<String> JSON_RANGES = List.of("*/*", "application/*", "application/json");
    /** What a report may ask for, in the header as in the page. */
    private static final String REPORT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final @Nullable FollowedSequencer sequencer;
    private final @Nullable ReportShelf shelf;
    private final EventStreams streams;

    SequencerPages(Services services, EventStreams streams) {
        this.sequencer = services.sequencer();
        this.shelf = sequencer == null ? null : new ReportShelf(sequencer);
        this.streams = streams;
    }

    /** {@code GET /v1/sequencer}. */
    void status(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        Pages.json(ctx, Pages.NO_STORE, SequencerJson.of(required().standing(), streams.clientCount()));
    }

    /** {@code GET /v1/sequencer/report?from=&to=}. */
    void report(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, REPORT_PARAMETERS);
        FollowedSequencer followed = required();
        long from = parameters.number("from", -1, 0, Long.MAX_VALUE);
        long to = parameters.number("to", -1, 0, Long.MAX_VALUE);
        long end = to < 0 ? followed.standing().asOfMillis() : to;
        if (from > end || (from >= 0 && end - from > WINDOW_MILLIS_MAX)) {
            throw Parameters.bad("from is " + from + ", want at most " + end + " and at least "
                    + Math.max(0, end - WINDOW_MILLIS_MAX));
        }
        boolean isHtml = isHtml(ctx.header("Accept"));
        ReportShelf reports = shelf;
        if (reports == null) {
            throw none();
        }
        SequencerReports.Forms forms = reports.of(new ReportShelf.Window(from, to), DAY_MILLIS);
        ctx.header("Vary", "Accept");
        if (isHtml) {
            ctx.header("Content-Security-Policy", REPORT_POLICY);
            ctx.header("Referrer-Policy", "no-referrer");
            Pages.bytes(ctx, "text/html;charset=utf-8", Pages.NO_STORE, forms.html());
        } else {
            Pages.bytes(ctx, "application/json", Pages.NO_STORE, forms.json());
        }
    }

    private static boolean isHtml(@Nullable String accept) throws ProblemException {
        if (accept == null || accept.isBlank()) {
            return false;
        }
        double html = AcceptedForm.quality(accept, HTML_RANGES);
        double json = AcceptedForm.quality(accept, JSON_RANGES);
        if (Math.max(html, json) <= 0) {
            throw Problem.of(ApiReason.NOT_ACCEPTABLE, "want application/json or text/html")
                    .toException();
        }
        return html > json;
    }

    /** {@code GET /v1/sequencer/events}. */
    void events(Context ctx) throws ProblemException, IOException {
        Parameters.of(ctx, Set.of());
        FollowedSequencer followed = required();
        Long after = lastId(ctx.header("Last-Event-ID"));
        if (!ctx.method().equals(HandlerType.HEAD)) {
            ServletOutputStream out = ctx.res().getOutputStream();
            EventStream stream = streams.open(followed.events(), after);
            if (stream == null) {
                throw Problem.of(ApiReason.TOO_MANY_LISTENERS, streams.clientsMax() + " listen already")
                        .toException();
            }
            ctx.future(() -> stream.start(out));
        }
        ctx.contentType(EventStream.MEDIA_TYPE).header("Cache-Control", Pages.NO_STORE);
        // Proxies that gather answers before they pass them on would hold back what is news.
        ctx.header("X-Accel-Buffering", "no");
    }

    private static @Nullable Long lastId(@Nullable String header) throws ProblemException {
        try {
            return header == null ? null : Decimal.parse(header, "Last-Event-ID");
        } catch (MalformedException e) {
            throw Parameters.bad(String.valueOf(e.getMessage()));
        }
    }

    /** {@code GET /sequencer}: for people. */
    void live(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        byte[] page = LivePage.render(required().standing());
        ctx.header("Content-Security-Policy", LivePage.SECURITY_POLICY + "; frame-ancestors 'none'");
        ctx.header("Referrer-Policy", "no-referrer");
        Pages.bytes(ctx, "text/html;charset=utf-8", Pages.NO_STORE, page);
    }

    private FollowedSequencer required() throws ProblemException {
        if (sequencer == null) {
            throw none();
        }
        return sequencer;
    }

    private static ProblemException none() {
        return Problem.of(ApiReason.NOT_FOUND, "this process follows no sequencer")
                .toException();
    }
}
