package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.Answer;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ProbePlan;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins what the log says was handed to a sequencer with what a follower saw of its rollup: a {@link Casebook}, which is
 * all that a report is made of. Give it the log's entries in their order, the lines of the observation log in theirs, and
 * build. A casebook is as of the end of its time: what was noticed later is not in it. For one thread.
 */
public final class CasebookBuilder {
    /** How far two of the clocks involved may be apart unless somebody knows better. */
    public static final long CLOCK_UNCERTAINTY_MILLIS = 500;

    /** Time from a block to the next where the chain's profile does not say. */
    private static final long BLOCK_MILLIS = 2_000;

    private static final int ENDPOINT_DIGITS = 12;

    private final ChainProfile profile;
    private final long fromMillis;
    private final long toMillis;
    private final ChainView view;
    private final Map<Word, LoggedSubmission> submissions = new LinkedHashMap<>();
    private final Map<Word, SequencerObserve> observed = new HashMap<>();
    private final Map<Hash, String> endpointNames = new HashMap<>();
    private final List<ForcedSubmission> forced = new ArrayList<>();
    private final List<EquivocationSeen> equivocations = new ArrayList<>();
    private final List<SettlementSeen> settlements = new ArrayList<>();
    private CohortRule cohorts = CohortRule.byIssuer();
    private Accounts accounts = Accounts.NOTHING_SHOWN;
    private long clockUncertaintyMillis = CLOCK_UNCERTAINTY_MILLIS;
    private @Nullable Long deadlineMillis;
    private @Nullable ProbePlan probes;

    /**
     * A casebook of what was handed in from one time to another, both included.
     *
     * @throws IllegalArgumentException if the times are not in order
     */
    public CasebookBuilder(ChainProfile profile, long fromMillis, long toMillis) {
        if (fromMillis < 0 || toMillis < fromMillis) {
            throw new IllegalArgumentException("casebook from " + fromMillis + " to " + toMillis);
        }
        this.profile = profile;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.view = new ChainView(fromMillis, toMillis);
    }

    /** What reports are to call an endpoint; one without a name is called by the start of its identity. */
    public CasebookBuilder naming(Endpoint endpoint) {
        endpointNames.put(endpoint.identity(), endpoint.name());
        return this;
    }

    /** By which rule transactions are grouped; by issuer unless this is called. */
    public CasebookBuilder cohorts(CohortRule rule) {
        cohorts = rule;
        return this;
    }

    /** Who can show nonces and balances; nobody unless this is called. */
    public CasebookBuilder accounts(Accounts shown) {
        accounts = shown;
        return this;
    }

    /** How far two of the clocks involved may be apart. */
    public CasebookBuilder clockUncertainty(long millis) {
        clockUncertaintyMillis = millis;
        return this;
    }

    /** How long an ordinary transaction may take before it is counted as not in time; nothing is, unless this is called. */
    public CasebookBuilder deadline(long millis) {
        deadlineMillis = millis;
        return this;
    }

    /** The plan of paired probes in that time. */
    public CasebookBuilder probes(ProbePlan plan) {
        probes = plan;
        return this;
    }

    /** A transaction that was forced in through L1, of which whoever calls has checked the deposit. */
    public CasebookBuilder add(ForcedSubmission submission) {
        forced.add(submission);
        return this;
    }

    /** Two signed blocks of one height, whose signatures whoever calls has checked. */
    public CasebookBuilder add(EquivocationSeen seen) {
        equivocations.add(seen);
        return this;
    }

    /** How far a block has settled, which whoever calls has checked. It counts if the follower saw that block in this time. */
    public CasebookBuilder add(SettlementSeen seen) {
        settlements.add(seen);
        return this;
    }

    /** The next entry of the log, of whatever kind and chain; only submissions and observations of this chain count. */
    public CasebookBuilder add(long index, Event event) {
        if (event.body() instanceof SequencerSubmit body && body.chain().equals(profile.caip2())) {
            Word tx = Word.of(body.tx().bytes());
            LoggedSubmission known = submissions.get(tx);
            // The first to log a transaction has it; what others say of it is not heard.
            submissions.put(tx, known == null ? new LoggedSubmission(event, index, body) : known.with(event, body));
        } else if (event.body() instanceof SequencerObserve body && body.chain().equals(profile.caip2())) {
            observed.put(Word.of(body.tx().bytes()), body);
        }
        return this;
    }

    /** The next line of the observation log. */
    public CasebookBuilder add(Observation observation) {
        view.add(observation);
        return this;
    }

    /** The end of the casebook's time, in milliseconds since the epoch. */
    public long toMillis() {
        return toMillis;
    }

    /** Whether the observations that were added have a block of that time, and it was not replaced. */
    public boolean hasSeen(long number, Word hash) {
        return view.holds(number, hash);
    }

    /** The casebook of all that was added. May be called again after more was. */
    public Casebook build() {
        List<TrackedTransaction> transactions = transactions();
        List<SettlementSeen> grades = new ArrayList<>(view.settlements());
        settlements.stream()
                .filter(seen -> view.holds(seen.block(), seen.hash()))
                .forEach(grades::add);
        return new Casebook(
                profile.caip2(),
                fromMillis,
                toMillis,
                blockMillis(),
                transactions,
                view.order(),
                view.gaps().stream().map(gap -> gap(gap, transactions)).toList(),
                view.reorgs(),
                view.observers().standings(),
                equivocations,
                grades,
                probes,
                clockUncertaintyMillis);
    }

    private long blockMillis() {
        Long seconds = profile.blockSeconds();
        return seconds == null ? BLOCK_MILLIS : seconds * 1_000;
    }

    private List<TrackedTransaction> transactions() {
        List<LoggedSubmission> logged = submissions.values().stream()
                .filter(one -> one.submittedAtMillis() >= fromMillis && one.submittedAtMillis() <= toMillis)
                .sorted(Comparator.comparingLong(LoggedSubmission::index))
                .toList();
        var causes = new Causes(view, accounts);
        List<TrackedTransaction> all = new ArrayList<>();
        logged.forEach(one -> all.add(ordinary(one, causes)));
        forced.stream()
                .filter(one -> one.depositedAtMillis() >= fromMillis && one.depositedAtMillis() <= toMillis)
                .forEach(one -> all.add(forced(one)));
        return all;
    }

    private TrackedTransaction ordinary(LoggedSubmission logged, Causes causes) {
        SequencerSubmit body = logged.intended();
        Inclusion inclusion = inclusion(logged);
        Long deadline = deadlineMillis;
        return new TrackedTransaction(
                logged.tx(),
                logged.about(),
                logged.index(),
                cohorts.of(logged.intention(), body),
                logged.sender(),
                body.nonce(),
                body.maxFee(),
                body.maxTip(),
                Way.ORDINARY,
                logged.submittedAtMillis(),
                deadline == null ? null : Long.valueOf(logged.submittedAtMillis() + deadline),
                answers(logged),
                inclusion,
                Math.max(logged.submittedAtMillis(), view.watchedUntilMillis()),
                causes.of(logged, inclusion));
    }

    private TrackedTransaction forced(ForcedSubmission one) {
        return new TrackedTransaction(
                one.tx(),
                one.event(),
                one.logIndex(),
                one.cohort(),
                one.sender(),
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                Way.FORCED,
                one.depositedAtMillis(),
                one.dueAtMillis(),
                List.of(),
                inclusion(one),
                Math.max(one.depositedAtMillis(), view.watchedUntilMillis()),
                Cause.NONE);
    }

    /** Where the follower saw it, which watches only for what it is told of; else where evidence shows it in a block that was seen. */
    private @Nullable Inclusion inclusion(ForcedSubmission one) {
        Inclusion seen = view.inclusion(one.tx());
        ForcedSubmission.Place place = one.place();
        SeenBlock block = place == null ? null : view.blocks().get(place.block());
        if (seen != null || place == null || block == null || !block.hash().equals(place.hash())) {
            return seen;
        }
        var firstSeen = new TreeMap<String, Long>();
        firstSeen.put("evidence", block.seenAtMillis());
        return new Inclusion(
                place.block(),
                place.hash(),
                place.index(),
                block.timeSeconds(),
                block.baseFee(),
                BigInteger.ZERO,
                firstSeen);
    }

    /** Where the follower saw it; else where the log says that somebody did, by that time. */
    private @Nullable Inclusion inclusion(LoggedSubmission logged) {
        Inclusion seen = view.inclusion(logged.tx());
        SequencerObserve told = observed.get(logged.tx());
        if (seen != null || told == null || told.firstSeenAtMillis() > toMillis) {
            return seen;
        }
        SeenBlock block = view.blocks().get(told.block());
        if (block != null && !block.hash().equals(Word.of(told.blockHash().bytes()))) {
            // That block is not of the chain that the follower saw.
            return null;
        }
        // Without the block its base fee is not known; none makes the sender no less eligible than he was.
        BigInteger baseFee = block == null ? BigInteger.ZERO : block.baseFee();
        BigInteger left = logged.intended().maxFee().subtract(baseFee).max(BigInteger.ZERO);
        var firstSeen = new TreeMap<String, Long>();
        firstSeen.put("log", told.firstSeenAtMillis());
        return new Inclusion(
                told.block(),
                Word.of(told.blockHash().bytes()),
                Math.toIntExact(told.transactionIndex()),
                told.blockTimeSeconds(),
                baseFee,
                left.min(logged.intended().maxTip()),
                firstSeen);
    }

    private List<Answer> answers(LoggedSubmission logged) {
        List<Answer> answers = new ArrayList<>();
        for (SequencerSubmit.Via via : logged.via()) {
            if (via.response() != null && via.atMillis() != null) {
                answers.add(new Answer(nameOf(via.endpoint()), via.response(), via.atMillis()));
            }
        }
        return answers;
    }

    private String nameOf(Hash endpoint) {
        return endpointNames.getOrDefault(endpoint, "sha256:" + endpoint.hex().substring(0, ENDPOINT_DIGITS));
    }

    private static LivenessGap gap(TimeGap gap, List<TrackedTransaction> transactions) {
        long inFlight = transactions.stream()
                .filter(one -> one.submittedAtMillis() <= gap.toMillis())
                .filter(one -> one.inclusion() == null || one.inclusion().block() > gap.afterBlock())
                .count();
        return new LivenessGap(
                gap.afterBlock(), gap.beforeBlock(), gap.fromMillis(), gap.toMillis(), Math.toIntExact(inFlight));
    }
}
