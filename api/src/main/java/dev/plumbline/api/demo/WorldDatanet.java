package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Payees;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One datanet of the big world: its uploads, its model, its policies, and the money that goes through it. */
final class WorldDatanet implements Payees {
    private static final int LINES_MAX = 5;
    private static final BigInteger WEI_PER_TOKEN = BigInteger.valueOf(1_000_000_000_003L);

    final Namespace namespace;
    final WorldUploads uploads;
    final WorldPolicies policies;
    final WorldDebts debts = new WorldDebts();
    final WorldRollup rollup;
    final EventSigner operator;

    private final WorldLog log;
    private final SplittableRandom random;
    private final EventSigner owner;
    private final EventSigner paymaster;
    private final List<EventId> covered = new ArrayList<>();
    private PeriodEarnings earnings = new PeriodEarnings();
    private TreeHead looked = TreeHead.EMPTY;
    private List<EventId> trained = List.of();
    private @Nullable EventId method;
    private @Nullable EventId model;
    private long attempts;
    private int models;
    private int rounds;
    private long periodStart;

    WorldDatanet(WorldLog log, String slug, int contributors, long startMillis, SplittableRandom random) {
        this.log = log;
        this.namespace = new Namespace(WorldKeys.CHAIN_ID, slug);
        this.random = random;
        this.periodStart = startMillis;
        this.uploads = new WorldUploads(log, namespace, contributors);
        this.policies = new WorldPolicies(log, namespace);
        this.rollup = new WorldRollup(log, namespace, startMillis, random.split());
        this.operator = WorldKeys.key(slug + " inference server");
        this.owner = WorldKeys.key(slug + " model owner");
        this.paymaster = WorldKeys.key(slug + " paymaster");
    }

    /** Says how weights are computed. */
    void declareMethod(long atMillis) throws IOException {
        method = policies.method(atMillis);
    }

    /** Trains the next version of the model on all that may be used by now. */
    void train(long atMillis) throws IOException {
        looked = log.head();
        models++;
        String file = namespace.slug() + " weights " + models;
        var register = new ModelRegister(
                namespace.slug() + "-7b",
                Version.of(models),
                List.of(new ModelRegister.Artifact("model.safetensors", WorldKeys.hash(file), 14_483_464_192L)),
                null,
                model,
                List.of(),
                uploads.training(looked),
                null,
                owner.issuer());
        model = log.append(owner, namespace, register, atMillis).id();
        trained = uploads.trainable();
    }

    /** Looks at the log anew; what is attributed from now on is attributed as of here. */
    void look() throws IOException {
        looked = log.head();
    }

    /** Leaves an upload out of what is attributed. */
    void stopUsing(EventId upload) {
        trained = trained.stream().filter(other -> !other.equals(upload)).toList();
    }

    /** Answers a request. One in fifty from the cache, one in a hundred not at all. */
    Logged infer(TimedRequest request, long finishedAtMillis) throws IOException {
        attempts++;
        Outcome outcome = attempts % 200 == 77 ? Outcome.REFUSED : Outcome.SERVED;
        outcome = attempts % 200 == 177 ? Outcome.ERROR : attempts % 50 == 33 ? Outcome.CACHED : outcome;
        boolean isAnswer = outcome == Outcome.SERVED || outcome == Outcome.CACHED;
        BigInteger fee = WEI_PER_TOKEN.multiply(BigInteger.valueOf(request.tokensIn() + 3 * request.tokensOut()));
        String name = namespace.slug() + " " + attempts;
        var inference = new Inference(
                "synthetic-" + attempts,
                outcome,
                known(model),
                isAnswer ? method : null,
                request.atMillis(),
                finishedAtMillis,
                WorldKeys.hash("prompt " + name),
                isAnswer ? WorldKeys.hash("response " + name) : null,
                WorldKeys.hash("params " + name),
                new Inference.Tokens(request.tokensIn(), request.tokensOut()),
                new Inference.Fee(WorldKeys.TOKEN, isAnswer ? fee : BigInteger.ZERO),
                isAnswer ? attribution() : null);
        return logInference(inference, finishedAtMillis);
    }

    private Logged logInference(Inference inference, long atMillis) throws IOException {
        if (attempts % 32 == 5) {
            // Attested by the requester too; its key is one of all algorithms.
            EventSigner requester = WorldKeys.anyKey("requester " + attempts % 7, (int) (attempts / 32));
            return log.append(operator, namespace, inference, atMillis, requester);
        }
        return log.append(operator, namespace, inference, atMillis);
    }

    /** The same answer with other weights, as a later look finds them. */
    Logged reweigh(Inference wrong, long atMillis) throws IOException {
        var right = new Inference(
                wrong.attempt(),
                wrong.outcome(),
                wrong.model(),
                wrong.method(),
                wrong.startedAtMillis(),
                wrong.finishedAtMillis(),
                wrong.prompt(),
                wrong.response(),
                wrong.params(),
                wrong.tokens(),
                wrong.fee(),
                attribution());
        return log.append(operator, namespace, right, atMillis);
    }

    /** Made-up weights: few uploads have most of them, as is usual. The sum is exact. */
    private Attribution attribution() {
        int count = Math.min(1 + random.nextInt(LINES_MAX), trained.size());
        var ids = new TreeSet<EventId>();
        while (ids.size() < count) {
            double skewed = random.nextDouble();
            ids.add(trained.get((int) (trained.size() * skewed * skewed)));
        }
        var raw = new ArrayList<BigInteger>();
        for (int i = 0; i < count + 2; i++) {
            raw.add(BigInteger.valueOf(1 + random.nextInt(1_000_000)));
        }
        boolean hasTail = random.nextInt(4) == 0;
        if (!hasTail) {
            raw.set(count + 1, BigInteger.ZERO);
        }
        List<BigInteger> weights = LargestRemainder.split(BigInteger.valueOf(Weight.WHOLE), raw);
        var lines = new ArrayList<Attribution.Line>();
        for (EventId id : ids) {
            Long row = uploads.rows(id) > 0 ? random.nextLong(uploads.rows(id)) : null;
            lines.add(new Attribution.Line(id, row, weights.get(lines.size()).longValueExact()));
        }
        Attribution.Tail tail = hasTail
                ? new Attribution.Tail(
                        1 + random.nextInt(500), weights.get(count + 1).longValueExact())
                : null;
        return new Attribution(looked, lines, weights.get(count).longValueExact(), tail, null);
    }

    /** Accrues what one answer earned. */
    Logged accrue(Logged inference, long atMillis) throws IOException {
        Logged split = policies.inForce(inference.index());
        var due = DueAccrual.ofInference(
                inference.id(), (Inference) inference.body(), split.id(), WorldPolicies.body(split));
        Logged accrual = log.append(owner, namespace, due.accrual(this), atMillis);
        debts.owe(accrual);
        return accrual;
    }

    /** Keeps an answer for the accrual of its period. */
    void keep(Logged inference) {
        Inference body = (Inference) inference.body();
        if (body.fee().amount().signum() > 0) {
            covered.add(inference.id());
            earnings.add(body);
        }
    }

    /** Accrues what all answers kept since the last time earned, which ended before {@code end}. */
    void accruePeriod(long end) throws IOException {
        if (!covered.isEmpty()) {
            Logged split = policies.inForce(log.size());
            var period = new RewardAccrue.Period(periodStart, end, EventIdSet.root(covered), covered.size());
            PolicySplit policy = WorldPolicies.body(split);
            var due = DueAccrual.ofPeriod(period, earnings, split.id(), policy);
            debts.owe(log.append(owner, namespace, due.accrual(this), end));
        }
        covered.clear();
        earnings = new PeriodEarnings();
        periodStart = end;
    }

    /** Pays all that is owed: each payment handed to the rollup, seen in a block, and logged. */
    void settle(long atMillis) throws IOException {
        rounds++;
        debts.payAll(uploads::current, (lines, to, amount, batch) -> {
            WorldRollup.Sent sent = rollup.submit(null, atMillis);
            Hash batchId = WorldKeys.hash(namespace.slug() + " batch " + rounds + " " + batch);
            var pay = new RewardPay(lines, to, amount, sent.settlement(batchId));
            log.append(paymaster, namespace, pay, atMillis);
        });
        rollup.observeAll();
    }

    @Override
    public Issuer ofUpload(EventId upload) {
        return uploads.payeeOf(upload);
    }

    @Override
    public Issuer ofRole(String role) {
        return role.equals("model")
                ? owner.issuer()
                : WorldKeys.account(namespace.slug() + " " + role).issuer();
    }

    private static EventId known(@Nullable EventId id) {
        if (id == null) {
            throw new IllegalStateException("no model is trained yet");
        }
        return id;
    }
}
