package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What demands forced in, who announces it, and who the log is: I47, I48, I49. */
class ForcedBreachTest {
    private final Scene scene = new Scene();

    @TempDir
    Path folder;

    private static EntryForced forced(long id, byte[] entry, long length) {
        var demand = new EntryForced.Demand("eip155:1", "0x" + "11".repeat(20), id, 7);
        return new EntryForced(demand, TreeHasher.leaf(entry), length, ForcedReason.NOT_AN_EVENT);
    }

    private Event announce(long id, byte[] entry) {
        return scene.say(scene.log.issuer(), forced(id, entry, entry.length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void assertOnly(Invariant invariant, long index) throws Exception {
        Audits.assertOnly(Audits.of(scene.log), invariant, index);
    }

    @Test
    void takesWhateverStandsBehindItsAnnouncement() throws Exception {
        Event known = scene.first;
        byte[][] leaves = {
            bytes("{}"),
            {0},
            new byte[65_535],
            known.entry(),
            scene.draft(Scene.CONTRIBUTOR, Scene.upload(9, Permission.ALLOWED))
                    .sign(Scene.CONTRIBUTOR)
                    .entry(),
            // Names the next leaf, which is an event all the same.
            SampleEvents.firstOf(forced(99, bytes("never"), 5)).entry(),
        };
        for (int i = 0; i < leaves.length; i++) {
            announce(i, leaves[i]);
            scene.log.add(leaves[i]);
        }
        scene.say(Scene.OPERATOR, scene.answer());
        AuditResult result = Audits.of(scene.log);
        assertThat(Audits.violations(result)).isEmpty();
        assertThat(result.of(Invariant.FORCED_FOLLOWS).checked()).isEqualTo(leaves.length);
        assertThat(result.of(Invariant.FORCED_IS_DEMANDED).uncheckable()).isEqualTo(leaves.length);
        assertThat(result.of(Invariant.LEDGER_WRITES).standing()).isEqualTo(Standing.HOLDS);
        assertThat(result.figures().eventsByKind()).containsEntry("forced", (long) leaves.length);
    }

    @Test
    void anAnnouncementAmongForcedBytesAnnouncesNothing() throws Exception {
        Event next = scene.draft(Scene.CONTRIBUTOR, Scene.upload(9, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        byte[] fake =
                SampleEvents.firstOf(forced(99, next.entry(), next.entrySize())).entry();
        announce(0, fake);
        scene.log.add(fake);
        scene.put(next);
        AuditResult result = Audits.of(scene.log);
        assertThat(Audits.violations(result)).isEmpty();
        assertThat(result.of(Invariant.FORCED_FOLLOWS).checked()).isEqualTo(1);
        // The event counts: one that goes on from it has no gap before it.
        scene.say(Scene.CONTRIBUTOR, Scene.upload(10, Permission.ALLOWED));
        assertThat(Audits.violations(Audits.of(scene.log))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void goesOnBetweenAnAnnouncementAndItsBytes(long firstSize) throws Exception {
        announce(0, bytes("{}"));
        scene.log.add(bytes("{}"));
        try (Auditor auditor = Auditor.open(folder, scene.log.key(), Audits.OPTIONS)) {
            auditor.audit(scene.log.fetcher(), scene.log.checkpoint(firstSize), (done, total) -> {});
        }
        try (Auditor auditor = Auditor.open(folder, scene.log.key(), Audits.OPTIONS)) {
            AuditResult result = auditor.audit(scene.log.fetcher(), scene.log.checkpoint(), (done, total) -> {});
            assertThat(Audits.violations(result)).isEmpty();
            assertThat(result.of(Invariant.FORCED_FOLLOWS).checked()).isEqualTo(1);
        }
        assertThat(Files.exists(folder)).isTrue();
    }

    @Test
    void findsAnAnnouncementWithoutItsBytes() throws Exception {
        announce(0, bytes("{}"));
        long index = scene.lastIndex();
        assertOnly(Invariant.FORCED_FOLLOWS, index);
        scene.say(Scene.OPERATOR, scene.answer());
        assertOnly(Invariant.FORCED_FOLLOWS, index);
    }

    @Test
    void findsBytesThatNothingAnnounces() throws Exception {
        long index = scene.log.add(bytes("{}"));
        Audits.assertHas(Audits.of(scene.log), Invariant.UNITS_AND_RANGES, index);
    }

    @Test
    void findsBytesOfAnotherHash() throws Exception {
        announce(0, bytes("{}"));
        long index = scene.lastIndex();
        scene.log.add(bytes("{ }"));
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.FORCED_FOLLOWS, index);
        assertThat(Audits.violations(result)).hasSize(2);
    }

    @Test
    void findsBytesOfAnotherLength() throws Exception {
        scene.say(scene.log.issuer(), forced(0, bytes("{}"), 3));
        long index = scene.lastIndex();
        scene.log.add(bytes("{}"));
        assertOnly(Invariant.FORCED_FOLLOWS, index);
    }

    @Test
    void findsTheSecondOfTwoLeavesBehindOneAnnouncement() throws Exception {
        announce(0, bytes("{}"));
        scene.log.add(bytes("{}"));
        long index = scene.log.add(bytes("{}"));
        AuditResult result = Audits.of(scene.log);
        assertThat(Audits.violations(result)).hasSize(1);
        Audits.assertHas(result, Invariant.UNITS_AND_RANGES, index);
    }

    @Test
    void findsADemandThatIsAnnouncedTwice() throws Exception {
        announce(0, bytes("{}"));
        scene.log.add(bytes("{}"));
        announce(0, bytes("[]"));
        long index = scene.lastIndex();
        scene.log.add(bytes("[]"));
        assertOnly(Invariant.FORCED_FOLLOWS, index);
    }

    @Test
    void findsAnAnnouncementByAStranger() throws Exception {
        scene.say(Scene.OPERATOR, forced(0, bytes("{}"), 2));
        long index = scene.lastIndex();
        scene.log.add(bytes("{}"));
        assertOnly(Invariant.LEDGER_WRITES, index);
    }

    @Test
    void findsAConflictThatAStrangerProves() throws Exception {
        Event one = scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        Event other = scene.draft(Scene.CONTRIBUTOR, Scene.upload(4, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        scene.put(one);
        scene.say(Scene.OPERATOR, IssuerConflict.of(one.id(), other));
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.LEDGER_WRITES, scene.lastIndex());
        Audits.assertHas(result, Invariant.NO_ISSUER_EQUIVOCATES, scene.lastIndex());
    }

    private static SignerKey oldKey() throws MalformedException {
        return new SignerKey(
                "ledger.example.org/attribution",
                KeyType.ED25519,
                SampleEvents.hash("old key").bytes());
    }

    private LogHandover handover(long size) throws MalformedException {
        return new LogHandover(
                List.of(oldKey().verifierKey()), List.of(scene.log.key()), scene.log.head(size), null, null);
    }

    @Test
    void takesWhatTheOldKeyWroteUpToTheHandover() throws Exception {
        EventSigner old = EventSigner.ed25519(oldKey().seed());
        scene.say(old, forced(0, bytes("{}"), 2));
        scene.log.add(bytes("{}"));
        scene.say(scene.log.issuer(), handover(scene.log.size()));
        announce(1, bytes("[]"));
        scene.log.add(bytes("[]"));
        assertThat(Audits.violations(Audits.of(scene.log))).isEmpty();

        scene.say(old, forced(2, bytes("x"), 1));
        long index = scene.lastIndex();
        scene.log.add(bytes("x"));
        assertOnly(Invariant.LEDGER_WRITES, index);
    }

    @Test
    void findsAHandoverByAStranger() throws Exception {
        scene.say(Scene.OPERATOR, handover(scene.log.size()));
        assertOnly(Invariant.LEDGER_WRITES, scene.lastIndex());
    }

    @Test
    void findsAHandoverToAStranger() throws Exception {
        var body = new LogHandover(
                List.of(scene.log.key()),
                List.of(oldKey().verifierKey()),
                scene.log.head(scene.log.size()),
                null,
                null);
        scene.say(EventSigner.ed25519(oldKey().seed()), body);
        assertOnly(Invariant.LEDGER_WRITES, scene.lastIndex());
    }

    @Test
    void findsAHandoverFromAKeyThatTheLogNeverHad() throws Exception {
        scene.say(scene.log.issuer(), handover(scene.log.size()));
        var again = new LogHandover(
                List.of(SampleEvents.logKey(3)),
                List.of(scene.log.key()),
                scene.log.head(scene.log.size()),
                null,
                null);
        scene.say(scene.log.issuer(), again);
        assertOnly(Invariant.LEDGER_WRITES, scene.lastIndex());
    }

    @Test
    void findsAHandoverThatLeavesEntriesOut() throws Exception {
        scene.say(scene.log.issuer(), handover(scene.log.size() - 1));
        assertOnly(Invariant.LEDGER_WRITES, scene.lastIndex());
    }

    @Test
    void findsAHandoverOfAnotherTree() throws Exception {
        long size = scene.log.size();
        var body = new LogHandover(
                List.of(oldKey().verifierKey()),
                List.of(scene.log.key()),
                new TreeHead(size, SampleEvents.hash("another tree")),
                new LogHandover.Anchored("eip155:1", "0x" + "11".repeat(20), scene.log.head(size - 1), 7),
                null);
        scene.say(scene.log.issuer(), body);
        assertOnly(Invariant.AS_OF_IS_THIS_LOG, scene.lastIndex());
    }
}
