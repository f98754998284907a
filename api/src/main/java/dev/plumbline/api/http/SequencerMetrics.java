package dev.plumbline.api.http;

import dev.plumbline.api.http.SequencerStanding.Head;
import dev.plumbline.api.http.SequencerStanding.Level;
import dev.plumbline.api.http.SequencerStanding.ObserverRow;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of the rollup that is followed. A process that follows none has none of them but the listeners. */
final class SequencerMetrics {
    private SequencerMetrics() {}

    static void register(MeterRegistry registry, Services services, EventStreams streams) {
        Gauge.builder("plumbline.sequencer.listeners", streams, EventStreams::clientCount)
                .description("Clients that listen to events")
                .register(registry);
        FollowedSequencer sequencer = services.sequencer();
        if (sequencer == null) {
            return;
        }
        for (Level level : Level.values()) {
            Gauge.builder("plumbline.sequencer.head", sequencer, s -> number(s, level))
                    .description("Number of the newest block, by how far it has settled")
                    .tag("grade", SequencerJson.wire(level))
                    .register(registry);
        }
        gauge(
                registry,
                "plumbline.sequencer.block.age.seconds",
                "Seconds since the newest block was first seen",
                sequencer,
                SequencerStanding::secondsSinceBlock);
        gauge(
                registry,
                "plumbline.sequencer.gap",
                "1 while no block comes although observers answer",
                sequencer,
                standing -> standing.gap() != null && standing.gap().answering() > 0 ? 1 : 0);
        gauge(
                registry,
                "plumbline.sequencer.blind",
                "1 while nothing is followed: no observer can be used, or following has stopped",
                sequencer,
                SequencerMetrics::blind);
        gauge(
                registry,
                "plumbline.sequencer.in.flight",
                "Submitted transactions that are in no block that was seen",
                sequencer,
                SequencerStanding::inFlightCount);
        counter(
                registry,
                "plumbline.sequencer.blocks",
                "Blocks that joined the chain",
                sequencer,
                standing -> standing.counts().blocks());
        counter(
                registry,
                "plumbline.sequencer.transactions",
                "Transactions in them",
                sequencer,
                standing -> standing.counts().transactions());
        counter(
                registry,
                "plumbline.sequencer.reorgs",
                "Times that blocks were taken away",
                sequencer,
                standing -> standing.counts().reorgs());
        counter(
                registry,
                "plumbline.sequencer.time.gaps",
                "Times without blocks",
                sequencer,
                standing -> standing.counts().timeGaps());
        for (ObserverRow observer : sequencer.standing().observers()) {
            registerObserver(registry, sequencer, observer.name());
        }
    }

    private static void registerObserver(MeterRegistry registry, FollowedSequencer sequencer, String name) {
        Gauge.builder("plumbline.sequencer.observer.lag.blocks", sequencer, s -> lag(s.standing(), name))
                .description("Blocks that an observer lacks of the newest")
                .tag("observer", name)
                .register(registry);
        for (ObserverTrouble.Kind kind : ObserverTrouble.Kind.values()) {
            if (kind == ObserverTrouble.Kind.OVER) {
                continue;
            }
            FunctionCounter.builder(
                            "plumbline.sequencer.observer.troubles", sequencer, s -> troubles(s.standing(), name, kind))
                    .description("Times that an observer began to be in trouble")
                    .tag("observer", name)
                    .tag("trouble", kind.name())
                    .register(registry);
        }
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            FollowedSequencer sequencer,
            ToDoubleFunction<SequencerStanding> figure) {
        Gauge.builder(name, sequencer, s -> figure.applyAsDouble(s.standing()))
                .description(description)
                .register(registry);
    }

    private static void counter(
            MeterRegistry registry,
            String name,
            String description,
            FollowedSequencer sequencer,
            ToDoubleFunction<SequencerStanding> figure) {
        FunctionCounter.builder(name, sequencer, s -> figure.applyAsDouble(s.standing()))
                .description(description)
                .register(registry);
    }

    private static double number(FollowedSequencer sequencer, Level level) {
        Head head = sequencer.standing().heads().get(level);
        return head == null ? Double.NaN : head.number();
    }

    private static double blind(SequencerStanding standing) {
        boolean isUnseen = standing.gap() != null && standing.gap().answering() == 0;
        return standing.trouble() != null || isUnseen ? 1 : 0;
    }

    private static double lag(SequencerStanding standing, String name) {
        return standing.observers().stream()
                .filter(observer -> observer.name().equals(name))
                .mapToDouble(standing::lagBlocks)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double troubles(SequencerStanding standing, String name, ObserverTrouble.Kind kind) {
        return standing.observers().stream()
                .filter(observer -> observer.name().equals(name))
                .mapToDouble(observer -> observer.troubles().getOrDefault(kind, 0L))
                .findFirst()
                .orElse(0);
    }
}
