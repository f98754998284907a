package dev.plumbline.api.scenario;

import dev.plumbline.api.demo.DemoChain;
import dev.plumbline.api.demo.DemoLedger;
import dev.plumbline.api.demo.DemoScreen;
import dev.plumbline.api.demo.Programs;
import dev.plumbline.ledger.devnet.ForgeArtifacts;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.fairness.Question;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.ledger.sequencer.InFlight;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The demonstration of a sequencer that is watched, step by step: what it does is planted, what is found is computed from the log and
 * from what three observers showed, and the two are held against each other. Made once, run once.
 */
public final class SequencerDemo {
    private static final long BLOCK_MILLIS = 20_000;
    private static final int EVENTS = 480;
    private static final long SEED = 1;
    /** So much earlier L1 starts, for the contracts that are there when the story begins. */
    private static final long L1_LEAD_SECONDS = 3_600;

    private final DemoScreen screen;
    private final Setting setting;
    private final StoryScript story = new StoryScript(BLOCK_MILLIS);
    private final StoryChecks checks;

    /**
     * Where the demonstration finds and puts things.
     *
     * @param work an empty folder, for everything that it makes
     * @param root the project's root, where npm has put the Ethereum node
     * @param classPath class path of this program
     * @param logKey the log's key, which {@code work} holds as {@code log.key} as well
     */
    public record Setting(Path work, Path root, List<Path> classPath, SignerKey logKey) {
        /** Copies the list. */
        public Setting {
            classPath = List.copyOf(classPath);
        }
    }

    /** A demonstration on a screen. */
    public SequencerDemo(DemoScreen screen, Setting setting) {
        this.screen = screen;
        this.setting = setting;
        this.checks = new StoryChecks(screen);
    }

    /**
     * Runs all steps.
     *
     * @return whether all that was planted was found, and nothing else
     * @throws IOException if there is no node to run, or one fails
     */
    public boolean run() throws IOException, MalformedException, InterruptedException {
        screen.step("Start two Ethereum nodes, L1 and a rollup, and three observers of the rollup");
        Path anvil = Programs.anvil(setting.root());
        if (anvil == null) {
            throw new IOException("there is no anvil in " + setting.root().resolve("contracts/node_modules")
                    + "; install Node.js 20 or newer, run 'npm ci' in contracts/, start the demo again");
        }
        var clock = new SimulatedClock(story.time().startMillis());
        var play = new LiveStage.Play(anvil, setting.work(), story, SEED, story.time(), EVENTS, observers());
        Path data = setting.work().resolve("data");
        String origin = setting.logKey().verifierKey().name();
        long l1Seconds = story.time().startMillis() / 1_000 - L1_LEAD_SECONDS;
        try (DemoChain chain = DemoChain.startAt(anvil, setting.work(), origin, l1Seconds)) {
            StageL1 l1 = StageL1.open(URI.create(chain.rpc()), artifacts(), SettledStory.CLOCKS);
            screen.line("L1 at %s with the log's contract %s", chain.rpc(), chain.contract());
            screen.line(
                    "and the rollup's own: portal %s, dispute games %s",
                    l1.portal(), l1.disputes().factory());
            try (ScenarioLedger ledger = ScenarioLedger.open(data, setting.logKey(), clock);
                    LiveStage stage = LiveStage.open(play, ledger.log(), clock, l1)) {
                tell(ledger, stage, l1, clock, new ForcedStory(stage, play, l1, ledger.ledger()));
            }
            anchor(chain);
        }
        return summary();
    }

    private ForgeArtifacts artifacts() throws IOException {
        Path folder = setting.root().resolve("contracts").resolve(ForgeArtifacts.IN_NODE_MODULES);
        if (!Files.isDirectory(folder)) {
            throw new IOException("there are no contracts of a rollup in " + folder
                    + "; run 'npm ci' in contracts/, start the demo again");
        }
        return new ForgeArtifacts(folder);
    }

    /** One sound observer, one who lies and one whose blocks are twenty minutes old. */
    private static Map<String, ObserverFault> observers() {
        var observers = new LinkedHashMap<String, ObserverFault>();
        observers.put("north", ObserverFault.NONE);
        observers.put("east", ObserverFault.LYING);
        observers.put("south", ObserverFault.STALE);
        return observers;
    }

    private void tell(ScenarioLedger ledger, LiveStage stage, StageL1 l1, SimulatedClock clock, ForcedStory forced)
            throws IOException, MalformedException, InterruptedException {
        screen.line(
                "rollup %d with the sequencer's pool in our hands; observers: %s",
                SequencerNode.CHAIN_ID,
                observers().entrySet().stream()
                        .map(each ->
                                each.getKey() + " (" + each.getValue().name().toLowerCase(Locale.ROOT) + ")")
                        .collect(Collectors.joining(", ")));
        screen.step("Three hours in seconds: an honest one, and two bad ones with an outage between");
        double start = screen.seconds();
        forced.enter(StoryScript.DROPPED, story.takenAtMillis());
        forced.enter(StoryScript.LEFT_OUT, story.leftOutAtMillis());
        stage.run();
        PlantedTruth truth = stage.truth();
        screen.line(
                "%d transactions of %d contributors, each logged before it was sent; one block in %d s, time-lapsed",
                truth.handedIn(), LiveStage.Play.CONTRIBUTORS, BLOCK_MILLIS / 1_000);
        screen.line(
                "the ledger took %d entries, throughout; %.0f s",
                ledger.ledger().head().head().size(), screen.seconds() - start);
        check(
                "the ledger took two entries for every transaction",
                ledger.ledger().head().head().size() == 2L * truth.handedIn() && truth.handedIn() == EVENTS);
        honestHour(ledger, stage);
        badHalfHour(ledger, stage);
        InFlightAccount account = outage(ledger, stage, truth, clock.millis());
        screen.step("Two deposits with the portal on L1, made while the rollup was dark");
        forced.tell(screen, checks, truth, evidence());
        replacement(stage);
        equivocation(stage, truth);
        screen.step("The last block is claimed on L1, and the claim stands");
        new SettledStory(l1, stage.rollup(), clock.millis())
                .tell(screen, checks, forced.of(StoryScript.DROPPED), setting.work(), evidence())
                .forEach(stage::add);
        settled(stage.casebook(ledger.ledger(), story.badFromMillis(), clock.millis()), account);
    }

    /** The claim is of the last block, so with it all that the chain holds has settled. */
    private void settled(Casebook casebook, InFlightAccount account) throws IOException {
        report("two-bad-hours", casebook, List.of(account));
        List<SettlementSeen> grades = casebook.transactions().stream()
                .map(TrackedTransaction::inclusion)
                .filter(Objects::nonNull)
                .map(casebook::settlementOf)
                .toList();
        screen.line("%d transactions are in blocks before it or in it", grades.size());
        check(
                "the report has every one of them as finalized, and as proven",
                grades.stream()
                        .allMatch(seen -> seen != null
                                && seen.grade() == Grade.FINALIZED
                                && seen.basis() == SettlementSeen.Basis.PROVEN));
    }

    /** Where a follower looks for evidence of its rollup. */
    private Path evidence() {
        return setting.work().resolve("observations").resolve("evidence");
    }

    private void honestHour(ScenarioLedger ledger, LiveStage stage) throws IOException, MalformedException {
        screen.step("The honest hour");
        Casebook casebook = stage.casebook(ledger.ledger(), story.time().startMillis(), story.badFromMillis());
        FairnessReport report = report("honest-hour", casebook, List.of());
        screen.line(
                "%d transactions, %d pairs in blocks judged, %d unexplained, %d alarms",
                casebook.transactions().size(),
                casebook.order().pairs(),
                casebook.order().unexplainedCount(),
                report.alarms().size());
        check(
                "nothing is found in the honest hour",
                report.alarms().isEmpty()
                        && casebook.order().unexplainedCount() == 0
                        && casebook.gaps().isEmpty());
        for (ObserverStanding each : casebook.observers()) {
            screen.line(
                    "observer %-6s %s",
                    each.name(), each.worst() == null ? screen.good("sound") : screen.bad(each.worst()));
        }
        check(
                "the observers with whom something is wrong are named, and no other",
                casebook.observers().stream()
                        .filter(each -> each.worst() != null)
                        .map(ObserverStanding::name)
                        .collect(Collectors.toSet())
                        .equals(Set.of("east", "south")));
    }

    private void badHalfHour(ScenarioLedger ledger, LiveStage stage) throws IOException, MalformedException {
        screen.step("Half an hour in which somebody is delayed by one block, and another loses what he sends");
        Casebook casebook = stage.casebook(ledger.ledger(), story.badFromMillis(), story.darkFromMillis());
        FairnessReport report = report("bad-half-hour", casebook, List.of());
        report.alarms()
                .forEach(alarm ->
                        screen.line("%s  %s: %s", screen.bad(alarm.verdict().words()), alarm.cohort(), alarm.words()));
        Set<String> delayed = report.alarms().stream()
                .filter(alarm -> alarm.question() == Question.DELAY)
                .map(alarm -> alarm.cohort())
                .collect(Collectors.toSet());
        check("the delayed contributor is found, and no other", delayed.equals(Set.of(Cast.name(StoryScript.DELAYED))));
        check("blocks are in the usual order", casebook.order().unexplainedCount() == 0);
    }

    private InFlightAccount outage(ScenarioLedger ledger, LiveStage stage, PlantedTruth truth, long endMillis)
            throws IOException, MalformedException {
        screen.step("An hour without a block, and a backlog served from the wrong end");
        Casebook casebook = stage.casebook(ledger.ledger(), story.badFromMillis(), endMillis);
        check(
                "the outage is one gap, of its whole length",
                casebook.gaps().size() == 1
                        && casebook.gaps().get(0).millis()
                                == story.darkToMillis() - story.darkFromMillis() + BLOCK_MILLIS);
        InFlightAccount account = InFlight.of(casebook, story.darkFromMillis(), story.darkToMillis());
        fates(account, truth);
        omissions(FairnessReport.of(casebook, FairnessOptions.DEFAULT));
        absences(casebook, truth);
        return account;
    }

    private void fates(InFlightAccount account, PlantedTruth truth) {
        account.counts().forEach((fate, count) -> screen.line("%5d %s", count, fate.words()));
        int sum = account.counts().values().stream().mapToInt(Integer::intValue).sum();
        screen.line("%5d in flight when the blocks stopped or handed in before they went on", account.total());
        check("the counts add up exactly", sum == account.total());
        Set<Word> missing = account.lines().stream()
                .filter(line -> line.fate() == InFlightAccount.Fate.MISSING)
                .map(InFlightAccount.Line::tx)
                .collect(Collectors.toSet());
        check("missing are exactly those that are in no block", isDisjointAndWhole(account, missing, truth));
        check(
                "what was forced in through L1 and taken over is accounted for as that",
                account.counts().getOrDefault(InFlightAccount.Fate.FORCED, 0) == 1);
        check("the backlog's disorder is seen", account.counts().getOrDefault(InFlightAccount.Fate.REORDERED, 0) > 0);
    }

    /** Whose transactions are dropped is found by counting and checked by itself; here it is about what is forced in. */
    private void omissions(FairnessReport report) {
        check(
                "what was forced in and left out past its window is an omission, and no other",
                report.alarms().stream()
                        .filter(alarm -> alarm.question() == Question.OMISSION)
                        .map(alarm -> alarm.cohort())
                        .filter(cohort -> !cohort.equals(Cast.name(StoryScript.DROPPED)))
                        .toList()
                        .equals(List.of(Cast.name(StoryScript.LEFT_OUT))));
    }

    private void absences(Casebook casebook, PlantedTruth truth) {
        Set<Word> absent = casebook.transactions().stream()
                .filter(each -> each.way() == Way.ORDINARY && each.inclusion() == null)
                .map(TrackedTransaction::tx)
                .collect(Collectors.toSet());
        Set<Word> unexplained = Detection.absentWithoutCause(FairnessReport.of(casebook, FairnessOptions.DEFAULT));
        screen.line(
                "%d of those handed to the sequencer are in no block; for %d of them an innocent cause is shown, for %d none",
                absent.size(), absent.size() - unexplained.size(), unexplained.size());
        check(
                "what was dropped is found to the last transaction, and nothing else",
                unexplained.equals(truth.dropped()) && !unexplained.isEmpty());
    }

    private static boolean isDisjointAndWhole(InFlightAccount account, Set<Word> missing, PlantedTruth truth) {
        return account.lines().stream()
                .allMatch(line -> missing.contains(line.tx())
                        != (truth.included().contains(line.tx())
                                || truth.forced().contains(line.tx())));
    }

    private void replacement(LiveStage stage) {
        screen.step("Another operator: a set of three who take turns");
        Map<Address, Integer> signers = stage.gossip().signers();
        signers.forEach((signer, blocks) -> screen.line("%s signed %d blocks", signer, blocks));
        check(
                "one operator's key is followed by the three of the other",
                signers.keySet()
                        .equals(Set.of(
                                SequencerNode.signer(0),
                                SequencerNode.signer(1),
                                SequencerNode.signer(2),
                                SequencerNode.signer(3))));
    }

    private void equivocation(LiveStage stage, PlantedTruth truth) throws IOException {
        screen.step("Two signed blocks of one height");
        var heights = new TreeSet<Long>();
        var verifier = new SequencerEvidenceVerifier(Set.of(SequencerNode.signer(0)));
        for (SequencerEquivocation evidence : stage.gossip().equivocations()) {
            long height = evidence.first().height();
            heights.add(height);
            Path file = setting.work().resolve(height + SequencerEquivocation.FILE_SUFFIX);
            Files.write(file, evidence.encode());
            Reason reason = verifier.verify(Files.readAllBytes(file)).reason();
            screen.line("%s  %s", screen.bad(reason.name()), file);
            check("the evidence stands by itself", reason == Reason.SEQUENCER_EQUIVOCATION);
        }
        check(
                "the equivocation is found, and no other",
                heights.equals(new TreeSet<>(truth.equivocal())) && heights.size() == 1);
    }

    private void anchor(DemoChain l1) throws IOException {
        screen.step("Anchor the log that saw it all on L1");
        l1.keepPace();
        var ledger = new DemoLedger(
                setting.classPath(),
                setting.work(),
                setting.logKey().verifierKey().name(),
                List.of());
        var arguments = new ArrayList<>(List.of(
                "anchor",
                "now",
                "--data",
                ledger.data().toString(),
                "--key",
                ledger.keyFile().toString(),
                "--wait",
                "60"));
        arguments.addAll(l1.serveOptions());
        for (String line : ledger.run(arguments.toArray(String[]::new)).strip().split("\n", -1)) {
            screen.line("%s", line);
        }
    }

    private FairnessReport report(String name, Casebook casebook, List<InFlightAccount> accounts) throws IOException {
        FairnessReport report = FairnessReport.of(casebook, FairnessOptions.DEFAULT);
        screen.line("report: %s", StoryReport.write(setting.work(), name, report, accounts));
        return report;
    }

    private void check(String what, boolean holds) {
        checks.check(what, holds);
    }

    private boolean summary() {
        List<String> wrong = checks.wrong();
        screen.heading(wrong.isEmpty() ? "All that was planted was found, and nothing else" : "Not as planted");
        wrong.forEach(each -> screen.line("%s", each));
        screen.pair("everything is in", "%s", setting.work());
        screen.pair("time", "%.0f s", screen.seconds());
        return wrong.isEmpty();
    }
}
