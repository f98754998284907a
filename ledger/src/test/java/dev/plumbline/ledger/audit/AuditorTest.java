package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.view.TileFetcher;
import dev.plumbline.testkit.RawLog;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One audit or many, killed or not: the same is found. Takes seconds: each step opens and closes a state on the disk. */
class AuditorTest {
    @TempDir
    Path folder;

    /** A log of some hundred entries with a bit of everything wrong, in an order that the seed decides. */
    private static RawLog muddle(SplittableRandom random) {
        var scene = new Scene();
        CleanLogTest.wholeLife(scene);
        var said = new ArrayList<Event>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> said.add(scene.say(Scene.OPERATOR, scene.answer()));
                case 2 -> {
                    if (!said.isEmpty()) {
                        Event answer = said.get(random.nextInt(said.size()));
                        int moved = random.nextInt(2);
                        scene.say(Scene.OPERATOR, scene.accrual(answer, 125 + moved, 250 - moved, 125));
                    }
                }
                case 3 -> scene.log.add(new byte[] {(byte) step});
                case 4 -> {
                    // Signed, numbered, and never logged: a gap.
                    Event lost = scene.draft(Scene.REQUESTER, scene.refusal()).sign(Scene.REQUESTER);
                    scene.last.put(lost.issuer().encode(), lost);
                    if (random.nextInt(3) > 0) {
                        scene.log.add(lost);
                    }
                }
                default -> scene.say(Scene.CONTRIBUTOR, Scene.upload(step, Permission.ALLOWED));
            }
        }
        return scene.log;
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void findsTheSameInOneGoAndInManySteps(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        RawLog log = muddle(random);
        AuditResult whole = Audits.of(log);
        assertThat(whole.isClean()).isFalse();
        AuditResult last = null;
        for (long size = 0; size < log.size(); ) {
            size = Math.min(log.size(), size + 1 + random.nextInt(150));
            try (Auditor auditor = Auditor.open(folder, log.key(), Audits.OPTIONS)) {
                last = auditor.audit(log.fetcher(), log.checkpoint(size), (done, total) -> {});
                assertThat(auditor.audited()).isEqualTo(log.head(size));
            }
        }
        assertThat(last).isNotNull();
        assertThat(last.results()).isEqualTo(whole.results());
        assertThat(last.figures()).isEqualTo(whole.figures());
        assertThat(last.head()).isEqualTo(whole.head());
    }

    @Test
    void goesOnAfterItWasKilled() throws Exception {
        RawLog log = muddle(new SplittableRandom(1));
        AuditResult whole = Audits.of(log);
        TileFetcher<IOException> dying = (path, bytesMax) -> {
            if (path.contains("entries/001")) {
                throw new IOException("the network is gone");
            }
            return log.fetcher().fetch(path, bytesMax);
        };
        Auditor killed = Auditor.open(folder, log.key(), Audits.OPTIONS);
        assertThatThrownBy(() -> killed.audit(dying, log.checkpoint(), (done, total) -> {}))
                .isInstanceOf(IOException.class);
        try (Auditor auditor = Auditor.open(folder, log.key(), Audits.OPTIONS)) {
            AuditResult result = auditor.audit(log.fetcher(), log.checkpoint(), (done, total) -> {});
            assertThat(result.results()).isEqualTo(whole.results());
            assertThat(result.figures()).isEqualTo(whole.figures());
        }
    }

    @Test
    void tellsALogThatWentBackFromOneThatForked() throws Exception {
        var scene = new Scene();
        var forked = new Scene();
        scene.say(Scene.OPERATOR, scene.answer());
        forked.say(Scene.OPERATOR, forked.refusal());
        forked.say(Scene.OPERATOR, forked.refusal());
        audit(scene.log, scene.log.checkpoint());
        AuditResult back = audit(scene.log, scene.log.checkpoint(scene.log.size() - 1));
        Audits.assertOnly(back, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
        AuditResult fork = audit(forked.log, forked.log.checkpoint());
        Audits.assertOnly(fork, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
        assertThat(Audits.violations(back).get(0)).contains("shows 5 entries, and had 6");
        assertThat(Audits.violations(fork).get(0)).contains("the first 6 entries have the root");
        // Neither has spoilt the state.
        assertThat(audit(scene.log, scene.log.checkpoint()).isClean()).isTrue();
    }

    private AuditResult audit(RawLog log, byte[] checkpoint) throws Exception {
        try (Auditor auditor = Auditor.open(folder, log.key(), Audits.OPTIONS)) {
            return auditor.audit(log.fetcher(), checkpoint, (done, total) -> {});
        }
    }

    @Test
    void believesNoCheckpointOfAnotherKey() throws Exception {
        var scene = new Scene();
        AuditResult result = audit(scene.log, new RawLog("ledger.example.org/other").checkpoint());
        Audits.assertOnly(result, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
        assertThat(result.of(Invariant.SIGNED).standing()).isEqualTo(Standing.CANNOT_CHECK);
        assertThat(result.head()).isEqualTo(TreeHead.EMPTY);
    }

    @Test
    void refusesAStateOfAnotherLog() throws Exception {
        var scene = new Scene();
        audit(scene.log, scene.log.checkpoint());
        var other = new RawLog("ledger.example.org/other");
        assertThatThrownBy(() -> Auditor.open(folder, other.key(), Audits.OPTIONS))
                .isInstanceOf(AuditStateException.class)
                .hasMessageContaining("another log");
    }

    @Test
    void refusesAStateThatIsDamaged() throws Exception {
        var scene = new Scene();
        audit(scene.log, scene.log.checkpoint());
        Path file = folder.resolve("audit.mv");
        Files.write(file, new byte[5_000]);
        assertThatThrownBy(() -> Auditor.open(folder, scene.log.key(), Audits.OPTIONS))
                .isInstanceOf(AuditStateException.class);
    }

    @Test
    void checksTheSignaturesThatWereDrawnAndNoOthers() throws Exception {
        RawLog log = muddle(new SplittableRandom(2));
        var drawn = new AuditOptions.Signatures.Drawn(SampleEvents.hash("seed"), 40);
        AuditResult result = Audits.of(log, Audits.OPTIONS.withSignatures(drawn));
        SignatureSample sample = result.sample();
        assertThat(sample).isNotNull();
        assertThat(sample.commitment()).isEqualTo(SignatureSample.commitment(SampleEvents.hash("seed")));
        Set<Long> indexes = sample.draw();
        assertThat(indexes).hasSize(40).allMatch(index -> index < log.size());
        InvariantResult signed = result.of(Invariant.SIGNED);
        assertThat(signed.checked()).isBetween(1L, 40L);
        assertThat(signed.uncheckable()).isPositive();
        assertThat(Audits.of(log, Audits.OPTIONS.withSignatures(new AuditOptions.Signatures.None()))
                        .of(Invariant.SIGNED)
                        .standing())
                .isEqualTo(Standing.CANNOT_CHECK);
    }

    @Test
    void drawsEveryEntryOfASmallLog() {
        var head = new TreeHead(30, SampleEvents.hash("root"));
        Set<Long> all =
                SignatureSample.of(SampleEvents.hash("seed"), 10, head, 100).draw();
        Set<Long> wanted = LongStream.range(10, 30).boxed().collect(Collectors.toSet());
        assertThat(all).isEqualTo(wanted);
    }

    @Test
    void tellsHowFarItHasGot() throws Exception {
        RawLog log = muddle(new SplittableRandom(3));
        List<Long> told = new ArrayList<>();
        try (Auditor auditor = Auditor.open(folder, log.key(), Audits.OPTIONS)) {
            auditor.audit(log.fetcher(), log.checkpoint(), (done, total) -> {
                assertThat(total).isEqualTo(log.size());
                told.add(done);
            });
        }
        assertThat(told).isSorted().endsWith(log.size());
    }

    @Test
    void idsAreNumberedFromOneInTheirOrder() {
        List<String> ids = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            ids.add(invariant.id());
        }
        assertThat(ids)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith("I01", "I02")
                .hasSize(49)
                .endsWith("I49");
    }
}
