package dev.plumbline.api.http;

import dev.plumbline.ledger.demand.DemandStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of demands, NaN for a process that serves none. */
final class DemandMetrics {
    private DemandMetrics() {}

    static void register(MeterRegistry registry, Services services) {
        gauge(
                registry,
                "plumbline.demands.open",
                "Demands that are in the log and not yet shown to the contract",
                services,
                status -> status.open().size());
        gauge(
                registry,
                "plumbline.demands.waiting",
                "Open demands that could not be brought into the log yet",
                services,
                DemandStatus::waitingCount);
        gauge(
                registry,
                "plumbline.demands.overdue.seconds",
                "Seconds since the deadline of the oldest, negative before it",
                services,
                DemandStatus::overdueSeconds);
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            Services services,
            ToDoubleFunction<DemandStatus> figure) {
        Gauge.builder(name, services, all -> {
                    DemandStatus status = all.anchors().demands();
                    return status == null ? Double.NaN : figure.applyAsDouble(status);
                })
                .description(description)
                .register(registry);
    }
}
