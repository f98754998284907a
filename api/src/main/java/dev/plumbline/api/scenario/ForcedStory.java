package dev.plumbline.api.scenario;

import dev.plumbline.api.demo.DemoScreen;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.rollup.AttributionRegistry;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.ForcedSubmission;
import dev.plumbline.ledger.sequencer.force.ForcedCollector;
import dev.plumbline.ledger.sequencer.force.PortalDeposit;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What contributors force into the rollup through the portal on L1 while it is dark, each a call that records an event of the log,
 * and what evidence says of it before and after. For one thread.
 */
final class ForcedStory {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long ROLLUP_GAS = 100_000;

    private final LiveStage stage;
    private final LiveStage.Play play;
    private final StageL1 l1;
    private final Ledger ledger;
    private final EthereumRpc node;
    private final ForcedCollector collector;
    private final List<Forced> all = new ArrayList<>();

    /**
     * A deposit.
     *
     * @param contributor who made it
     * @param event what the call records
     * @param made what L1 says of it
     * @param whileDark what evidence said when there was no block yet; null if it was taken over
     */
    record Forced(
            int contributor,
            EventId event,
            ForcedCollector.Deposited made,
            @Nullable Reason whileDark) {
        /** The transaction's hash on the rollup. */
        Word tx() {
            return made.transaction().hash();
        }
    }

    ForcedStory(LiveStage stage, LiveStage.Play play, StageL1 l1, Ledger ledger) {
        this.stage = stage;
        this.play = play;
        this.l1 = l1;
        this.ledger = ledger;
        this.node = new EthereumRpc(l1.url(), TIMEOUT);
        this.collector = new ForcedCollector(l1.url(), stage.rollup(), l1.portal(), TIMEOUT);
    }

    /** Has a contributor make a deposit at a time of the play. */
    void enter(int contributor, long atMillis) {
        stage.at(atMillis, () -> deposit(contributor, atMillis));
    }

    private void deposit(int contributor, long atMillis) throws IOException, InterruptedException {
        AccountKey key = play.reserve(contributor);
        EventId event = newest();
        l1.fund(key.address());
        byte[] call = AttributionRegistry.record(event, Word.ZERO);
        PortalDeposit deposit = PortalDeposit.prepare(node, l1.portal(), key, StageL1.REGISTRY, ROLLUP_GAS, call);
        l1.setTime(atMillis);
        deposit.send();
        ForcedCollector.Deposited made = collector.deposit(deposit.hash());
        Reason whileDark = verify(collector.decide(made).encode()) instanceof ForcedVerdict.Rejected rejected
                ? rejected.reason()
                : null;
        var forced = new Forced(contributor, event, made, whileDark);
        all.add(forced);
        stage.add(new ForcedSubmission(
                forced.tx(),
                event,
                TrackedTransaction.NOT_LOGGED,
                Cast.name(contributor),
                made.transaction().from(),
                timeMillis(forced),
                timeMillis(forced) + windowMillis()));
    }

    /** The newest entry of the log, which its holder wants to see on the rollup. */
    private EventId newest() throws IOException {
        try {
            return Event.parse(ledger.entry(ledger.head().head().size() - 1)).id();
        } catch (MalformedException e) {
            throw new IllegalStateException("the log's own entry cannot be read", e);
        }
    }

    private static long timeMillis(Forced forced) {
        try {
            return forced.made().evidence().header().readHeader().timestampSeconds() * 1_000;
        } catch (MalformedException e) {
            throw new IllegalStateException("the header of a deposit's block cannot be read", e);
        }
    }

    private long windowMillis() {
        return StageL1.WINDOW_BLOCKS * StageL1.ROLLUP_BLOCKS * play.time().blockMillis();
    }

    /** Trusts blocks of L1 that the own node has, and those of the rollup on which the observers agreed. */
    private ForcedVerdict verify(byte[] file) throws IOException {
        Set<Word> agreed = new HashSet<>();
        try {
            ForcedEvidence evidence = ForcedEvidence.parse(file);
            stage.observations().read(observation -> {
                if (observation instanceof BlockSeen block) {
                    agreed.add(block.hash());
                }
            });
            var policy = new ForcedPolicy(
                    l1.portal(),
                    (long) StageL1.WINDOW_BLOCKS,
                    new PinnedHeads(ownBlocks(evidence)),
                    new PinnedHeads(agreed),
                    Set.of());
            return new ForcedVerifier(policy).verify(file);
        } catch (MalformedException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    private Set<Word> ownBlocks(ForcedEvidence evidence) throws RpcException, MalformedException {
        Set<Word> own = new HashSet<>();
        var headers = new ArrayList<>(List.of(evidence.header()));
        if (evidence.latest() != null) {
            headers.add(evidence.latest());
        }
        for (var header : headers) {
            Word hash = node.hashAt(header.readHeader().number());
            if (hash != null) {
                own.add(hash);
            }
        }
        return own;
    }

    /** The deposit of a contributor; there has to be one. */
    Forced of(int contributor) {
        return all.stream()
                .filter(each -> each.contributor() == contributor)
                .findFirst()
                .orElseThrow();
    }

    /** Writes the evidence on each deposit down, and holds what it shows against what the sequencer did. */
    void tell(DemoScreen screen, StoryChecks checks, PlantedTruth truth, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Forced forced : all) {
            screen.line(
                    "%s deposits in L1 block %d, %s; on the rollup that is %s",
                    Cast.name(forced.contributor()),
                    forced.made().l1Block(),
                    Instant.ofEpochMilli(timeMillis(forced)),
                    forced.tx());
            checks.check("while the rollup is dark it is pending", forced.whileDark() == Reason.FORCED_PENDING);
            Path file = folder.resolve(Cast.name(forced.contributor()) + ForcedEvidence.FILE_SUFFIX);
            Files.write(file, collector.decide(forced.made()).encode());
            judge(screen, checks, truth, forced, file);
        }
        checks.check(
                "of what was forced in one is taken over and one left out",
                truth.forced().size() == 1 && truth.leftOut().size() == 1 && all.size() == 2);
    }

    private void judge(DemoScreen screen, StoryChecks checks, PlantedTruth truth, Forced forced, Path file)
            throws IOException {
        ForcedVerdict verdict = verify(Files.readAllBytes(file));
        if (verdict instanceof ForcedVerdict.Included included) {
            screen.line(
                    "%s  in block %d, place %d: %s",
                    screen.good("included"), included.rollupBlock(), included.index(), file);
            checks.check(
                    "that it is in the first block of its epoch is decided, from the file alone",
                    truth.forced().contains(included.transaction()));
        } else if (verdict instanceof ForcedVerdict.Rejected rejected) {
            screen.line("%s  %s", screen.bad(rejected.reason().name()), file);
            checks.check(
                    "that it was left out is decided, from the file alone",
                    rejected.reason() == Reason.FORCED_OMITTED
                            && truth.leftOut().contains(forced.tx()));
        }
    }
}
