package dev.plumbline.vectors;

import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.testkit.EventRow;
import dev.plumbline.testkit.SampleEvents;

/** {@code verify-event}: the rules of the kinds whose rows are shared with the tests of the reader. */
final class KindVectors {
    private KindVectors() {}

    static void addTo(Suite suite) {
        for (EventKind kind : EventKind.values()) {
            if (!EventRow.of(kind).isEmpty()) {
                add(suite, kind);
            }
        }
    }

    private static void add(Suite suite, EventKind kind) {
        SignedEvent sample = SignedEvent.first(SampleEvents.everyKind().get(kind));
        String name = kind.wireName().replace('.', '-');
        String spec = "docs/format/events.md#" + kind.wireName().replace(".", "");
        // The split that leaves its route open has that name already.
        suite.add(SignedEvent.accept(name + (kind == EventKind.POLICY_SPLIT ? "-routed" : "-full"), sample)
                .about(spec, "An event of this kind with every field that it may have."));
        for (EventRow row : EventRow.of(kind)) {
            SignedEvent edited = sample.with(row.pointer(), row.json()).signed();
            Vector vector = row.isAccepted()
                    ? SignedEvent.accept(name + "-" + row.name(), edited)
                    : SignedEvent.reject(name + "-" + row.name(), edited.text(), row.code());
            suite.add(vector.about(spec, row.sentence() + " (" + row.pointer() + ")"));
        }
    }
}
