package dev.plumbline.api.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Every address of the server, on one screen. What is not here is answered with 404. */
final class Routes {
    /** Where events are submitted, and searched. */
    static final String SUBMISSIONS = "/v1/events";

    /** What goes on without an end. */
    static final String EVENT_STREAM = "/v1/sequencer/events";

    private static final Set<String> NONE = Set.of();

    private Routes() {}

    /**
     * One row.
     *
     * @param method GET, which answers HEAD too, or POST
     * @param path {@code {name}} stands for one segment, {@code <name>} for the rest
     * @param query names of the query's parameters
     */
    record Route(HandlerType method, String path, Set<String> query, Handler handler) {}

    static List<Route> table(
            Submissions submissions,
            EventPages events,
            ReceiptPages receipts,
            TracePages traces,
            ProofPages proofs,
            TilePages tiles,
            LogPages log,
            DemandPages demands,
            SequencerPages sequencer,
            Turnstile costly) {
        return List.of(
                new Route(HandlerType.POST, SUBMISSIONS, NONE, submissions::submit),
                get(SUBMISSIONS, EventPages.SEARCH_PARAMETERS, costly.guard(events::search)),
                get("/v1/events/{id}", NONE, costly.guard(events::event)),
                get("/v1/events/{id}/standing", NONE, costly.guard(traces::standing)),
                get("/v1/trace/{id}", TracePages.TRACE_PARAMETERS, costly.guard(traces::trace)),
                get("/v1/issuers/{did}/head", EventPages.HEAD_PARAMETERS, costly.guard(events::issuerHead)),
                get("/v1/receipts/{id}", NONE, costly.guard(receipts::receipt)),
                get("/v1/proofs/inclusion/{index}/{size}", NONE, costly.guard(proofs::inclusion)),
                get("/v1/proofs/consistency/{from}/{to}", NONE, costly.guard(proofs::consistency)),
                get("/v1/anchors", NONE, log::anchors),
                get("/v1/demands", NONE, demands::demands),
                get("/v1/sequencer", NONE, sequencer::status),
                get("/v1/sequencer/report", SequencerPages.REPORT_PARAMETERS, costly.guard(sequencer::report)),
                get(EVENT_STREAM, NONE, sequencer::events),
                get("/v1/log", NONE, log::log),
                get("/checkpoint", NONE, tiles::checkpoint),
                get("/tile/<address>", NONE, tiles::tile),
                get("/health/live", NONE, log::live),
                get("/health/ready", NONE, log::ready),
                get("/metrics", NONE, log::metrics),
                get("/openapi.json", NONE, log::description),
                get("/sequencer", NONE, sequencer::live),
                get("/verify.html", NONE, WebPages::verify),
                get("/", NONE, log::welcome));
    }

    private static Route get(String path, Set<String> query, Handler handler) {
        return new Route(HandlerType.GET, path, query, handler);
    }
}
