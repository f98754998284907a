package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.sequence.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What goes on, in numbers, as Prometheus reads them. Figures of the ledger are asked for when they are read. */
final class Metrics {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter fresh = events("new");
    private final Counter known = events("known");
    private final Counter conflicts = events("conflict");
    private final Counter rejections = events("rejected");

    Metrics(Services services, EventStreams streams) {
        Ledger ledger = services.ledger();
        gauge("plumbline.tree.size", "Leaves of the tree", services, s -> size(ledger));
        gauge(
                "plumbline.published.size",
                "Leaves under the checkpoint among the static files",
                services,
                s -> ledger.figures().publishedSize());
        gauge(
                "plumbline.pool.events",
                "Events that wait for the writer",
                services,
                s -> ledger.figures().waitingEvents());
        gauge(
                "plumbline.tiles.waiting",
                "Full tiles that are not yet files",
                services,
                s -> ledger.figures().waitingTiles());
        gauge(
                "plumbline.writer.up",
                "1 while the writer takes events",
                services,
                s -> ledger.failure() == null ? 1 : 0);
        gauge(
                "plumbline.index.lag",
                "Entries that the search index has yet to see",
                services,
                s -> size(ledger) - s.search().indexedSize());
        gauge("plumbline.anchor.lag", "Entries that no final anchor covers", services, Metrics::anchorLag);
        AnchorMetrics.register(registry, services);
        DemandMetrics.register(registry, services);
        SequencerMetrics.register(registry, services, streams);
        FunctionCounter.builder("plumbline.batches", ledger, l -> l.figures().batches())
                .description("Batches made durable, one fsync each")
                .register(registry);
    }

    private Counter events(String status) {
        return Counter.builder("plumbline.events")
                .description("Submitted events")
                .tag("status", status)
                .register(registry);
    }

    private void gauge(String name, String description, Services services, ToDoubleFunction<Services> figure) {
        Gauge.builder(name, services, figure).description(description).register(registry);
    }

    private static double size(Ledger ledger) {
        return ledger.head().head().size();
    }

    private static double anchorLag(Services services) {
        try {
            List<Anchors.Anchor> anchors = services.anchors().all();
            double anchored =
                    anchors.isEmpty() ? 0 : anchors.get(anchors.size() - 1).size();
            return size(services.ledger()) - anchored;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    void rejected(int count) {
        rejections.increment(count);
    }

    void sequenced(List<Outcome> outcomes) {
        int freshCount = 0;
        int conflictCount = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Logged logged) {
                freshCount += logged.status() == Outcome.Status.NEW ? 1 : 0;
            } else {
                conflictCount++;
            }
        }
        fresh.increment(freshCount);
        conflicts.increment(conflictCount);
        known.increment(outcomes.size() - freshCount - conflictCount);
    }

    /** @param route as in the route table, never as the client wrote it, so that no client can make up new series */
    void answered(String method, String route, int status, Duration took) {
        Timer.builder("plumbline.request")
                .description("Requests, from their last byte to their answer")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    String scrape() {
        return registry.scrape(MEDIA_TYPE);
    }
}
