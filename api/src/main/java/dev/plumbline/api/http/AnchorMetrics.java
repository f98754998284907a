package dev.plumbline.api.http;

import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.anchor.AnchorTrouble;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/** The figures of anchoring. Those that a log which is not anchored does not have are NaN, and its troubles are 0. */
final class AnchorMetrics {
    private AnchorMetrics() {}

    static void register(MeterRegistry registry, Services services) {
        gauge(registry, "plumbline.anchors.final", "Final anchors with stored evidence", services, s -> {
            try {
                return s.anchors().all().size();
            } catch (IOException e) {
                return Double.NaN;
            }
        });
        gauge(
                registry,
                "plumbline.anchor.lag.seconds",
                "Seconds for which there have been entries that no final anchor covers",
                services,
                of(AnchorStatus::lagSeconds));
        gauge(
                registry,
                "plumbline.anchor.budget.left.wei",
                "Wei that are left of the day's budget",
                services,
                of(status -> status.costs().leftTodayWei().doubleValue()));
        FunctionCounter.builder(
                        "plumbline.anchor.spent.wei",
                        services,
                        of(status -> status.costs().totalWei().doubleValue()))
                .description("Wei that anchoring has cost")
                .register(registry);
        for (AnchorTrouble trouble : AnchorTrouble.values()) {
            Gauge.builder("plumbline.anchor.trouble", services, s -> has(s, trouble) ? 1 : 0)
                    .description("1 for what stood in the way of the newest step")
                    .tag("trouble", trouble.name())
                    .register(registry);
        }
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            Services services,
            ToDoubleFunction<Services> figure) {
        Gauge.builder(name, services, figure).description(description).register(registry);
    }

    private static ToDoubleFunction<Services> of(ToDoubleFunction<AnchorStatus> figure) {
        return services -> {
            AnchorStatus status = services.anchors().status();
            return status == null ? Double.NaN : figure.applyAsDouble(status);
        };
    }

    private static boolean has(Services services, AnchorTrouble trouble) {
        AnchorStatus status = services.anchors().status();
        return status != null && status.trouble() == trouble;
    }
}
