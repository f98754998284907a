package dev.plumbline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.audit.AuditOptions;
import dev.plumbline.ledger.audit.AuditOptions.PromisedEntry;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.AuditStateException;
import dev.plumbline.ledger.audit.Auditor;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.ledger.audit.Standing;
import dev.plumbline.ledger.audit.Violation;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many frauds, each alone in an otherwise honest world, and what an auditor says of each: by which invariant, and at which
 * entry. Prints a table. Takes a minute or so, since every fraud has a log of its own.
 */
final class FraudsTest {
    @TempDir
    Path folder;

    static List<Fraud> frauds() {
        return Stream.of(
                        AttributionFrauds.all(),
                        MoneyFrauds.accruals(),
                        MoneyFrauds.periods(),
                        MoneyFrauds.payments(),
                        HistoryFrauds.numbers(),
                        HistoryFrauds.keys(),
                        HistoryFrauds.corrections(),
                        HistoryFrauds.disputes(),
                        HistoryFrauds.bytes(),
                        HistoryFrauds.ledger())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frauds")
    void isFoundNamedAndLocated(Fraud fraud) throws IOException {
        var committed = new Fraud.Committed(fraud);
        SmallWorld log = SmallWorld.with(committed);
        assertThat(committed.at()).as("the fraud was committed").isNotNegative();
        AuditResult result = audit(log, state(), AuditOptions.standard());
        assertFound(fraud.name(), result, fraud.breaks(), committed.at());
    }

    private static void assertFound(String name, AuditResult result, Invariant invariant, long index) {
        List<Violation> kept = result.of(invariant).kept();
        System.out.printf(
                "| %-55s | %s %-22s | %5d | %s%n",
                name,
                invariant.id(),
                invariant,
                index,
                kept.stream()
                        .filter(violation -> violation.index() == index)
                        .map(Violation::detail)
                        .findFirst()
                        .orElse("NOT FOUND"));
        assertThat(result.isClean()).isFalse();
        assertThat(kept).as("%s", all(result)).extracting(Violation::index).contains(index);
    }

    private static List<String> all(AuditResult result) {
        return result.results().stream()
                .flatMap(found -> found.kept().stream())
                .map(Violation::toString)
                .limit(20)
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anHonestWorldGivesNoAlarm(long seed) throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE, seed);
        AuditResult result = audit(log, state(), AuditOptions.standard());
        assertThat(all(result)).isEmpty();
        assertThat(result.isClean()).isTrue();
        for (Invariant invariant : List.of(
                Invariant.EXACT_SPLIT,
                Invariant.PERIOD_IS_COMPLETE,
                Invariant.PAID_ONCE,
                Invariant.CORRECTIONS_CHAIN,
                Invariant.DISPUTES_ARE_HEARD,
                Invariant.KEYS_CHANGE_ONCE,
                Invariant.TRAINED_ON)) {
            assertThat(result.of(invariant).standing()).as("%s", invariant).isEqualTo(Standing.HOLDS);
            assertThat(result.of(invariant).checked()).isPositive();
        }
    }

    @Test
    void anEditedBundleIsLocated() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        byte[] bundle = log.files().get(new TileAddress(TileAddress.ENTRIES, 1, TileAddress.FULL_WIDTH).path());
        bundle[bundle.length / 2] ^= 1;
        AuditResult result = audit(log, state(), AuditOptions.standard());
        assertFound("edited bundle of entries", result, Invariant.READABLE, TileAddress.FULL_WIDTH);
    }

    @Test
    void anEditedTileIsLocated() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        byte[] tile = log.files().get(new TileAddress(0, 1, TileAddress.FULL_WIDTH).path());
        tile[100] ^= 1;
        AuditResult result = audit(log, state(), AuditOptions.standard());
        assertFound("edited tile of hashes", result, Invariant.READABLE, TileAddress.FULL_WIDTH);
    }

    @Test
    void aDroppedTailIsAnAlarm() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        Path state = state();
        assertThat(audit(log, state, AuditOptions.standard()).isClean()).isTrue();
        TreeHead shorter = log.head(log.size() - 10);
        AuditResult result = audit(log, state, AuditOptions.standard(), log.checkpoint(shorter));
        assertFound("dropped tail", result, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
    }

    @Test
    void aForkIsAnAlarm() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        SmallWorld fork =
                SmallWorld.with(new Fraud.Committed(HistoryFrauds.numbers().get(3)));
        Path state = state();
        assertThat(audit(log, state, AuditOptions.standard()).isClean()).isTrue();
        AuditResult result = audit(fork, state, AuditOptions.standard());
        assertFound("forked head", result, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
    }

    @Test
    void anAnchorOfAnotherHistoryIsAnAlarm() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        var another = new TreeHead(100, WorldKeys.hash("another history"));
        AuditResult result = audit(log, state(), AuditOptions.standard().withRemembered(Map.of("an anchor", another)));
        assertFound("anchor of another history", result, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
    }

    @Test
    void aPromisedEntryThatIsNotThereIsAnAlarm() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE);
        var promised = new PromisedEntry("a receipt", 7, WorldKeys.hash("an entry that was promised"));
        AuditResult result = audit(log, state(), AuditOptions.standard().withReceipts(List.of(promised)));
        assertThat(result.of(Invariant.RECEIPTS_ARE_KEPT).violated()).isEqualTo(1);
        assertFound(
                "promised entry is not there",
                result,
                Invariant.RECEIPTS_ARE_KEPT,
                result.of(Invariant.RECEIPTS_ARE_KEPT).kept().get(0).index());
    }

    @Test
    void anUnknownKindIsNeverTakenForGood() throws IOException {
        Fraud unknown = Fraud.ofEntry(
                "unknown kind",
                Invariant.CANONICAL_BYTES,
                SequencerObserve.class,
                moment -> true,
                text -> text.replace("\"sequencer.observe\"", "\"sequencer.absolve\""));
        SmallWorld log = SmallWorld.with(new Fraud.Committed(unknown));
        AuditResult result = audit(log, state(), AuditOptions.standard());
        assertThat(result.of(Invariant.CANONICAL_BYTES).uncheckable()).isEqualTo(1);
        assertThat(result.of(Invariant.CANONICAL_BYTES).checked()).isEqualTo(log.size() - 1L);
    }

    /** Audits all of a log, going on from what is kept in a folder. */
    private static AuditResult audit(SmallWorld log, Path state, AuditOptions options) throws IOException {
        return audit(log, state, options, log.checkpoint(log.head(log.size())));
    }

    private static AuditResult audit(SmallWorld log, Path state, AuditOptions options, byte[] checkpoint)
            throws IOException {
        try (Auditor auditor = Auditor.open(state, log.vkey(), options)) {
            return auditor.audit((path, bytesMax) -> log.files().get(path), checkpoint, (done, all) -> {});
        } catch (AuditStateException e) {
            throw new AssertionError(e);
        }
    }

    private Path state() throws IOException {
        return Files.createTempDirectory(folder, "audit");
    }
}
