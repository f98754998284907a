package dev.plumbline.ledger.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.audit.FsckReport;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.EquivocationVerdict;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TakeoverTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnWithTheSameTreeUnderANewKeyAndSaysSoInTheNextEntry() throws Exception {
        var old = new OldLog(300);
        KnownAnchor anchor = old.anchor(200);
        Recovered log = old.recover(anchor, old.mirror("mirror", 300, 300));
        assertThat(log.head()).isEqualTo(old.head(300));
        assertThat(log.signatureCount()).isEqualTo(300);
        Path data = folder.resolve("new");
        NewLog.rebuild(data, log);

        try (Ledger ledger = NewLog.open(data, anchor)) {
            assertThat(ledger.head().head().size()).isEqualTo(301);
            assertThat(ledger.headAt(300)).isEqualTo(old.head(300));
            assertThat(ledger.proveConsistency(200, 301)
                            .check(old.head(200), ledger.head().head()))
                    .isEqualTo(ProofStatus.VALID);
            var handover = (LogHandover) Event.parse(ledger.entry(300)).body();
            assertThat(handover.from()).containsExactly(old.key());
            assertThat(handover.to()).containsExactly(NewLog.KEY.verifierKey());
            assertThat(handover.recovered()).isEqualTo(old.head(300));
            assertThat(handover.anchored().head()).isEqualTo(old.head(200));
        }
        assertThat(NewLog.fsck(data)).matches(FsckReport::isClean);
        for (TileAddress full : Tiles.completedBetween(0, 300)) {
            assertThat(Files.readAllBytes(data.resolve("public").resolve(full.path())))
                    .isEqualTo(old.log.fetcher().fetch(full.path(), Integer.MAX_VALUE));
        }
    }

    @Test
    void countsWhatIsInAMirrorOnlyInAReceiptAndNowhere() throws Exception {
        var old = new OldLog(40);
        // The mirror was signed at 20 and has some more entries; one receipt is in neither, and four places are
        // nowhere.
        old.receipt(3, 5);
        old.receipt(15, 18);
        old.receipt(22, 33);
        old.receipt(30, 33);
        old.bareProof(31, 40);
        old.bareProof(24, 40);
        KnownAnchor anchor = old.anchor(10);
        Recovered log = old.recover(anchor, old.mirror("mirror", 28, 20));
        assertThat(log.head()).isEqualTo(old.head(20));
        Path data = folder.resolve("new");
        NewLog.rebuild(data, log);

        InFlight counted = NewLog.resubmit(data, log, old);
        assertThat(nonZero(counted.places()))
                .isEqualTo(Map.of(
                        Fate.PRESENT_BEFORE_ANCHOR, 10L,
                        Fate.PRESENT_AFTER_ANCHOR, 10L,
                        Fate.LOGGED_AGAIN, 9L,
                        Fate.WITHOUT_BYTES, 11L));
        assertThat(counted.places().total()).isEqualTo(40);
        assertThat(nonZero(counted.receipts()))
                .isEqualTo(Map.of(
                        Fate.PRESENT_BEFORE_ANCHOR, 1L,
                        Fate.PRESENT_AFTER_ANCHOR, 1L,
                        Fate.KNOWN_ALREADY, 2L,
                        Fate.LOGGED_AGAIN, 1L,
                        Fate.WITHOUT_BYTES, 1L));
        assertThat(nonZero(counted.tails())).isEqualTo(Map.of(Fate.LOGGED_AGAIN, 8L));
        assertThat(counted.contradicted()).isEmpty();
        try (Ledger ledger = NewLog.open(data, anchor)) {
            assertThat(ledger.head().head().size()).isEqualTo(20 + 1 + 9);
            assertThat(ledger.indexOf(old.events.get(30).id())).isEqualTo(29);
            assertThat(ledger.indexOf(old.events.get(31).id())).isEqualTo(-1);
        }
        // The same again changes nothing and counts the same.
        assertThat(NewLog.resubmit(data, log, old)).isEqualTo(counted);
    }

    @Test
    void aReceiptsCheckpointKeepsEntriesOfAMirrorWhereTheyWere() throws Exception {
        var old = new OldLog(40);
        old.receipt(3, 27);
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 28, 20));
        assertThat(log.head()).isEqualTo(old.head(27));
        assertThat(log.vouchedBy()).isEqualTo("r3-27.receipt.json");
    }

    @Test
    void whatContradictsTheLogOrIsNoEventIsCountedAndNotLogged() throws Exception {
        var old = new OldLog(12);
        // Numbers 1 to 3 of the same issuer once more, and bytes that are nothing.
        old.grow(3, 1);
        old.log.add("nonsense".getBytes(StandardCharsets.UTF_8));
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 16, 12));
        Path data = folder.resolve("new");
        NewLog.rebuild(data, log);
        InFlight counted = NewLog.resubmit(data, log, old);
        assertThat(nonZero(counted.tails())).isEqualTo(Map.of(Fate.CONFLICTING, 3L, Fate.REFUSED, 1L));
        assertThat(nonZero(counted.places()))
                .isEqualTo(Map.of(Fate.PRESENT_BEFORE_ANCHOR, 10L, Fate.PRESENT_AFTER_ANCHOR, 2L));
        assertThat(counted.lines().get(0).newIndex()).isEqualTo(13);
        assertThat(counted.lines().get(3).detail()).isNotEmpty();
        assertThat(NewLog.resubmit(data, log, old)).isEqualTo(counted);
    }

    @Test
    void bytesThatWereForcedInStayAndThoseBehindWaitForTheirDemand() throws Exception {
        var old = new OldLog(5);
        force(old, "recovered");
        long recovered = old.log.size();
        force(old, "lost");
        KnownAnchor anchor = old.anchor(5);
        Recovered log = old.recover(anchor, old.mirror("mirror", recovered + 2, recovered));
        Path data = folder.resolve("new");
        NewLog.rebuild(data, log);
        assertThat(nonZero(NewLog.resubmit(data, log, old).tails())).isEqualTo(Map.of(Fate.REFUSED, 2L));
        assertThat(NewLog.fsck(data)).matches(FsckReport::isClean);
        try (Ledger ledger = NewLog.open(data, anchor)) {
            assertThat(ledger.entry(recovered - 1)).isEqualTo("recovered".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void force(OldLog old, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var demand = new EntryForced.Demand("eip155:31337", "0x00112233445566778899aabbccddeeff00112233", 0, 17);
        var body = new EntryForced(demand, TreeHasher.leaf(bytes), bytes.length, ForcedReason.NOT_AN_EVENT);
        old.log.add(EventDraft.first(
                        body, SampleEvents.NAMESPACE, SampleEvents.signer(9).issuer(), 5)
                .sign(SampleEvents.signer(9)));
        old.log.add(bytes);
    }

    @Test
    void aDryRunCountsTheSameAndLogsNothing() throws Exception {
        var old = new OldLog(40);
        old.receipt(30, 33);
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 28, 20));
        InFlight counted = Resubmission.dryRun(log, old::file);
        assertThat(nonZero(counted.places()))
                .isEqualTo(Map.of(
                        Fate.PRESENT_BEFORE_ANCHOR, 10L,
                        Fate.PRESENT_AFTER_ANCHOR, 10L,
                        Fate.TO_BE_LOGGED, 9L,
                        Fate.WITHOUT_BYTES, 4L));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAMirrorThatForkedBehindTheAnchorWithEvidenceThatHolds() throws Exception {
        var old = new OldLog(20);
        var fork = new OldLog(15);
        fork.grow(10, 2);
        Refusal refusal = old.refuse(old.anchor(10), old.mirror("good", 20, 20), fork.mirror("fork", 25, 25));
        assertThat(refusal.cause()).isEqualTo(Refusal.Cause.EQUIVOCATION);
        Equivocation evidence = Equivocation.parse(refusal.evidence().bytes());
        assertThat(evidence.check(TrustPolicy.ofLog(old.key()))).isInstanceOf(EquivocationVerdict.Proven.class);
    }

    @Test
    void refusesAMirrorWhoseTreeDoesNotStartWithTheAnchor() throws Exception {
        var old = new OldLog(20);
        var fork = new OldLog(5);
        fork.grow(20, 2);
        Refusal refusal = old.refuse(old.anchor(10), fork.mirror("fork", 25, 25));
        assertThat(refusal.cause()).isEqualTo(Refusal.Cause.ANCHOR_CONTRADICTED);
        assertThat(new String(refusal.evidence().bytes(), StandardCharsets.UTF_8))
                .contains("\"kind\":\"anchor-contradiction\"", "\"size\":10");
    }

    @Test
    void refusesADamagedMirrorAndNamesTheFileAndTakesAnotherThatIsWhole() throws Exception {
        for (String path : new String[] {"tile/entries/000", "tile/0/000", "tile/1/000.p/1", "tile/entries/001.p/44"}) {
            var old = new OldLog(300);
            Source whole = new OldLog(300).mirror("whole", 300, 300);
            old.log.replace(path, bytes -> {
                byte[] changed = bytes.clone();
                changed[changed.length - 2] ^= 1;
                return changed;
            });
            Source damaged = old.mirror("damaged", 300, 300);
            Refusal refusal = old.refuse(old.anchor(200), damaged);
            assertThat(refusal.cause()).as(path).isEqualTo(Refusal.Cause.DAMAGED);
            assertThat(refusal.detail()).contains("damaged: damaged: ", path.startsWith("tile/1") ? "tile/" : path);
            Recovered log = old.recover(old.anchor(200), damaged, whole);
            assertThat(log.source()).isSameAs(whole);
            assertThat(log.sources().get(0).words()).startsWith("damaged: ");
        }
    }

    @Test
    void aMirrorThatIsCutShortStillServesUpToTheAnchorAndTheRestIsHandedInAgain() throws Exception {
        var old = new OldLog(300);
        Recovered log = old.recover(old.anchor(200), old.mirror("short", 256, 300));
        assertThat(log.head()).isEqualTo(old.head(200));
        assertThat(log.sources().get(0).words()).contains("cut short", "300");
        InFlight counted = Resubmission.dryRun(log, old::file);
        assertThat(nonZero(counted.places()))
                .isEqualTo(Map.of(Fate.PRESENT_BEFORE_ANCHOR, 200L, Fate.TO_BE_LOGGED, 56L, Fate.WITHOUT_BYTES, 44L));
        Refusal refusal = old.refuse(old.anchor(280), old.mirror("short", 256, 300));
        assertThat(refusal.cause()).isEqualTo(Refusal.Cause.TOO_SHORT);
        assertThat(refusal.detail()).contains("ends at entry 256", "280");
    }

    @Test
    void withoutAnAnchorOnlyTheOldKeyCounts() throws Exception {
        var old = new OldLog(20);
        assertThat(old.recover(null, old.mirror("mirror", 20, 15)).head()).isEqualTo(old.head(15));
        assertThat(old.refuse(null, old.mirror("unsigned", 20, -1)).cause()).isEqualTo(Refusal.Cause.TOO_SHORT);
        // Under an anchor an unsigned mirror is as good as any.
        assertThat(old.recover(old.anchor(12), old.mirror("unsigned", 20, -1)).head())
                .isEqualTo(old.head(12));
    }

    @Test
    void aReceiptThatTheLogContradictsIsEvidenceAgainstTheOldOperator() throws Exception {
        var old = new OldLog(20);
        var fork = new OldLog(8);
        fork.grow(4, 2);
        String name = fork.receipt(9, 12);
        old.receipts.put(name, fork.receipts.get(name));
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 20, 20));
        Path data = folder.resolve("new");
        NewLog.rebuild(data, log);
        InFlight counted = NewLog.resubmit(data, log, old);
        assertThat(counted.contradicted()).containsExactly(name);
        assertThat(Equivocation.parse(counted.evidence().get(0).bytes()).check(TrustPolicy.ofLog(old.key())))
                .isInstanceOf(EquivocationVerdict.Proven.class);
        // The event itself is its contributor's, and is logged.
        assertThat(nonZero(counted.receipts())).isEqualTo(Map.of(Fate.LOGGED_AGAIN, 1L));
    }

    @Test
    void filesThatAreNoReceiptsOfThisLogAreNamedAndNotCounted() throws Exception {
        var old = new OldLog(20);
        old.receipts.put("nonsense.receipt.json", "{}".getBytes(StandardCharsets.UTF_8));
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 20, 20));
        assertThat(log.noReceipts()).extracting(Recovered.NoReceipt::name).containsExactly("nonsense.receipt.json");
        assertThat(Resubmission.dryRun(log, old::file).receipts().total()).isZero();
    }

    @Test
    void killedAnywhereAndRunAgainEndsWithTheSameBytes() throws Exception {
        var old = new OldLog(600);
        Recovered log = old.recover(old.anchor(270), old.mirror("mirror", 600, 600));
        Path undisturbed = folder.resolve("undisturbed");
        NewLog.rebuild(undisturbed, log);
        for (int killedAt = 1; killedAt <= 4; killedAt++) {
            Path data = folder.resolve("killed-" + killedAt);
            int[] left = {killedAt};
            var successor = new Successor(
                    NewLog.KEY,
                    () -> {
                        // The handover is the fourth thing that happens.
                        kill(left);
                        return NewLog.CLOCK.instant();
                    },
                    null);
            assertThatThrownBy(
                            () -> Rebuild.into(data, log, successor, NewLog.SEGMENT_BYTES, (done, total) -> kill(left)))
                    .isInstanceOf(Killed.class);
            assertThat(data).doesNotExist();
            NewLog.rebuild(data, log);
            assertThat(bytes(data)).isEqualTo(bytes(undisturbed));
            // Once it is finished the same takeover changes nothing more.
            NewLog.rebuild(data, log);
            assertThat(bytes(data)).isEqualTo(bytes(undisturbed));
        }
    }

    private static void kill(int[] left) {
        if (--left[0] == 0) {
            throw new Killed();
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Map<String, String> bytes(Path data) throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = data.relativize(file).toString();
                // A spare segment is prepared in the background, or not.
                if (!name.endsWith(".tmp")) {
                    all.put(name, TreeHasher.sha256(Files.readAllBytes(file)).hex());
                }
            }
        }
        return all;
    }

    @Test
    void refusesAPlaceThatIsTakenAndAnotherPlanForOneThatIsBegun() throws Exception {
        var old = new OldLog(20);
        Recovered log = old.recover(old.anchor(10), old.mirror("mirror", 20, 20));
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken);
        Files.writeString(taken.resolve("something"), "else");
        assertThatThrownBy(() -> NewLog.rebuild(taken, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty");

        Path data = folder.resolve("new");
        int[] left = {1};
        assertThatThrownBy(() ->
                        Rebuild.into(data, log, NewLog.successor(), NewLog.SEGMENT_BYTES, (done, total) -> kill(left)))
                .isInstanceOf(Killed.class);
        Recovered other = old.recover(old.anchor(10), old.mirror("mirror", 20, 15));
        assertThatThrownBy(() -> NewLog.rebuild(data, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was begun from other sources");
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void countsEveryPlaceAsAModelDoes(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 6; round++) {
            int size = random.nextInt(2, 300);
            var old = new OldLog(size);
            int anchored = random.nextInt(0, size);
            KnownAnchor anchor = anchored == 0 ? null : old.anchor(anchored);
            int entries = random.nextInt(Math.max(1, anchored), size + 1);
            int signed = random.nextInt(1, size + 1);
            Set<Long> heads = new HashSet<>(List.of((long) signed, (long) anchored));
            Set<Integer> held = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                int index = random.nextInt(size);
                int under = random.nextInt(index + 1, size + 1);
                old.receipt(index, under);
                heads.add((long) under);
                held.add(index);
            }
            long recovered = heads.stream()
                    .filter(head -> head <= entries)
                    .mapToLong(head -> head)
                    .max()
                    .orElse(0);
            if (recovered == 0) {
                continue;
            }
            Recovered log = old.recover(anchor, old.mirror("mirror", entries, signed));
            assertThat(log.head()).isEqualTo(old.head(recovered));
            Path data = folder.resolve("new-" + seed + "-" + round);
            NewLog.rebuild(data, log);
            InFlight counted = NewLog.resubmit(data, log, old);

            long acknowledged = heads.stream().mapToLong(head -> head).max().orElse(0);
            var model = new Tally.Counting();
            long again = 0;
            for (int index = 0; index < acknowledged; index++) {
                boolean isShown = index < entries || held.contains(index);
                Fate fate = index < anchored
                        ? Fate.PRESENT_BEFORE_ANCHOR
                        : index < recovered
                                ? Fate.PRESENT_AFTER_ANCHOR
                                : isShown ? Fate.LOGGED_AGAIN : Fate.WITHOUT_BYTES;
                model.add(fate);
            }
            for (int index = (int) recovered; index < size; index++) {
                again += index < entries || held.contains(index) ? 1 : 0;
            }
            assertThat(counted.places()).isEqualTo(model.done());
            assertThat(counted.receipts().total()).isEqualTo(old.receipts.size());
            assertThat(counted.contradicted()).isEmpty();
            try (Ledger ledger = NewLog.open(data, anchor)) {
                assertThat(ledger.head().head().size()).isEqualTo(recovered + 1 + again);
            }
            assertThat(NewLog.fsck(data)).matches(FsckReport::isClean);
        }
    }

    private static Map<Fate, Long> nonZero(Tally tally) {
        var counts = new TreeMap<Fate, Long>();
        tally.byFate().forEach((fate, count) -> {
            if (count > 0) {
                counts.put(fate, count);
            }
        });
        return counts;
    }
}
