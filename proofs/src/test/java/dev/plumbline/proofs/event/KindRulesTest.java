package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.EventRow;
import dev.plumbline.testkit.SampleEvents;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each rule of a kind, kept and broken, at its edge. */
final class KindRulesTest {
    /** Each signed once. */
    private static final Map<EventKind, EditedEvent> SAMPLES =
            SampleEvents.everyKind().values().stream().collect(Collectors.toMap(Body::kind, EditedEvent::of));

    static Stream<EventRow> rows() {
        return EventRow.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holdsEachKindToItsRules(EventRow row) throws MalformedException {
        EditedEvent edited = SAMPLES.get(row.kind()).with(row.pointer(), row.json());
        if (row.isAccepted()) {
            edited.assertAccepted();
            assertEncodesAgain(edited);
        } else {
            edited.assertRefused(Malformed.valueOf(row.code()), row.subject());
        }
    }

    /** The record says all that the event said, but for an optional list that the issuer wrote empty. */
    private static void assertEncodesAgain(EditedEvent edited) throws MalformedException {
        Event event = Event.parse(edited.entry());
        Body again = event.kind().parseBody(Fields.of(event.body().encode(), ""));
        assertThat(again).isEqualTo(event.body());
    }

    @Test
    void hasRowsOfBothSortsForEveryKind() {
        for (EventKind kind : EventKind.values()) {
            var names = new HashSet<String>();
            assertThat(EventRow.of(kind)).allMatch(row -> names.add(row.name()), "has a name of its own");
            boolean isOfThisTable = !EventRow.of(kind).isEmpty();
            assertThat(EventRow.of(kind).stream().anyMatch(EventRow::isAccepted))
                    .isEqualTo(isOfThisTable);
            assertThat(EventRow.of(kind).stream().anyMatch(row -> !row.isAccepted()))
                    .isEqualTo(isOfThisTable);
        }
        assertThat(EventRow.all()).hasSizeGreaterThan(280);
    }
}
