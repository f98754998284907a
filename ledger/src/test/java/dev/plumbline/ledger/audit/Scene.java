package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardAccrue.Line;
import dev.plumbline.proofs.event.RewardAccrue.Pool;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Route;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.RawLog;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small log in which all is right, and the means to put something wrong into it. Two uploads, a model trained on both, a
 * method and a policy of 10, 20, 20 and 50 percent; amounts are small enough to be divided by hand.
 */
final class Scene {
    static final Namespace NS = SampleEvents.NAMESPACE;
    static final String TOKEN = SampleEvents.TOKEN;
    static final long WINDOW_MILLIS = 1_000;
    static final EventSigner OPERATOR = SampleEvents.signer(1);
    static final EventSigner CONTRIBUTOR = SampleEvents.signer(2);
    static final EventSigner REQUESTER = SampleEvents.signer(3);
    static final long QUARTER = Weight.WHOLE / 4;

    final RawLog log = new RawLog("ledger.example.org/attribution");
    final Map<String, Event> last = new HashMap<>();
    private int attempts;
    private long clockMillis = SampleEvents.ISSUED_AT;

    /** The two uploads of every scene, the one with the smaller id first. */
    final Event first;

    final Event second;
    final Event model;
    final Event method;
    final Event policy;

    Scene() {
        Event one = say(CONTRIBUTOR, upload(1, Permission.ALLOWED));
        Event other = say(CONTRIBUTOR, upload(2, Permission.ALLOWED));
        boolean isOrdered = one.id().encode().compareTo(other.id().encode()) < 0;
        first = isOrdered ? one : other;
        second = isOrdered ? other : one;
        model = say(OPERATOR, model(List.of(first, second)));
        method = say(OPERATOR, method());
        policy = say(OPERATOR, policy(1, 0));
    }

    static DatanetUpload upload(int number, Permission training) {
        return DatanetUpload.of(
                DatanetUpload.Content.ofCommitment(SampleEvents.hash("content " + number), 10, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, training),
                CONTRIBUTOR.issuer(),
                SampleEvents.account(number));
    }

    ModelRegister model(List<Event> uploads) {
        var tree = new Frontier();
        uploads.stream()
                .map(Event::id)
                .sorted(Comparator.comparing(EventId::encode))
                .forEach(id -> tree.append(TreeHasher.leaf(id.hash().bytes()), (level, index, hash) -> {}));
        return new ModelRegister(
                "notes-7b",
                Version.of(1),
                List.of(new ModelRegister.Artifact("model.bin", SampleEvents.hash("model"), 1)),
                null,
                null,
                List.of(),
                new ModelRegister.Training(tree.head().root(), uploads.size(), now()),
                null,
                OPERATOR.issuer());
    }

    static PolicyMethod method() {
        return new PolicyMethod(
                "spans",
                Version.of(1),
                Family.SUFFIX_ARRAY,
                List.of(),
                SampleEvents.hash("code"),
                Determinism.EXACT,
                null);
    }

    static PolicySplit policy(long version, long effectiveFrom) {
        return new PolicySplit(
                        "standard",
                        Version.of(version),
                        TOKEN,
                        List.of(
                                new PolicySplit.Share("platform", 100_000),
                                new PolicySplit.Share("model", 200_000),
                                new PolicySplit.Share("stakers", 200_000),
                                new PolicySplit.Share("contributors", 500_000)),
                        WINDOW_MILLIS,
                        effectiveFrom)
                .routing(Route.TREASURY, SampleEvents.account(99));
    }

    /** An answer that costs 1000: a quarter of the weight to the first upload, half to the second, a quarter to nobody. */
    Inference answer() {
        return answer(
                BigInteger.valueOf(1_000), now(), List.of(line(first, QUARTER), line(second, 2 * QUARTER)), QUARTER);
    }

    Inference answer(BigInteger fee, TreeHead asOf, List<Attribution.Line> lines, long unattributed) {
        return new Inference(
                "attempt-" + ++attempts,
                Outcome.SERVED,
                model.id(),
                method.id(),
                clockMillis,
                clockMillis + 1,
                SampleEvents.hash("prompt"),
                SampleEvents.hash("response"),
                SampleEvents.hash("params"),
                new Inference.Tokens(1, 1),
                new Inference.Fee(TOKEN, fee),
                new Attribution(asOf, lines, unattributed, null, null));
    }

    Inference refusal() {
        return new Inference(
                "attempt-" + ++attempts,
                Outcome.REFUSED,
                model.id(),
                null,
                clockMillis,
                clockMillis + 1,
                SampleEvents.hash("prompt"),
                null,
                SampleEvents.hash("params"),
                new Inference.Tokens(1, 0),
                new Inference.Fee(TOKEN, BigInteger.ZERO),
                null);
    }

    static Attribution.Line line(Event upload, long weight) {
        return new Attribution.Line(upload.id(), null, weight);
    }

    /** The one right accrual of {@link #answer}: 100, 200, 200, and of the contributors' 500 a quarter, a half, a quarter. */
    RewardAccrue accrual(Event inference) {
        return accrual(inference, 125, 250, 125);
    }

    RewardAccrue accrual(Event inference, long one, long other, long rest) {
        return accrual(inference, null, policy, payout(first), payout(second), List.of(one, other, rest), 1_000);
    }

    RewardAccrue accrual(
            @Nullable Event inference,
            RewardAccrue.@Nullable Period period,
            Event by,
            Issuer one,
            Issuer other,
            List<Long> amounts,
            long total) {
        return new RewardAccrue(
                inference == null ? null : inference.id(),
                period,
                by.id(),
                List.of(
                        new Pool("platform", BigInteger.valueOf(total / 10)),
                        new Pool("model", BigInteger.valueOf(total / 5)),
                        new Pool("stakers", BigInteger.valueOf(total / 5)),
                        new Pool("contributors", BigInteger.valueOf(amounts.get(0) + amounts.get(1))),
                        new Pool("unattributed", BigInteger.valueOf(amounts.get(2)))),
                List.of(
                        new Line(OPERATOR.issuer(), "platform", null, BigInteger.valueOf(total / 10)),
                        new Line(OPERATOR.issuer(), "model", null, BigInteger.valueOf(total / 5)),
                        new Line(OPERATOR.issuer(), "stakers", null, BigInteger.valueOf(total / 5)),
                        new Line(one, "contributors", first.id(), BigInteger.valueOf(amounts.get(0))),
                        new Line(other, "contributors", second.id(), BigInteger.valueOf(amounts.get(1))),
                        new Line(SampleEvents.account(99), "unattributed", null, BigInteger.valueOf(amounts.get(2)))),
                TOKEN,
                BigInteger.valueOf(total));
    }

    static Issuer payout(Event upload) {
        return ((DatanetUpload) upload.body()).payout();
    }

    /** The contributors' lines are numbers 3 and 4. */
    static RewardPay pay(Event accrual, long line, Issuer to, long amount, long logIndex) {
        return new RewardPay(
                List.of(new RewardPay.Paid(accrual.id(), line)),
                to,
                BigInteger.valueOf(amount),
                Settlement.included("eip155:1612", SampleEvents.hash("transaction"), 7, logIndex));
    }

    RewardAccrue.Period period(long from, long to, Event... inferences) {
        var tree = new Frontier();
        List<Hash> ids = new ArrayList<>();
        for (Event inference : inferences) {
            ids.add(inference.id().hash());
        }
        ids.sort(Comparator.comparing(Hash::hex));
        ids.forEach(id -> tree.append(TreeHasher.leaf(id.bytes()), (level, index, hash) -> {}));
        return new RewardAccrue.Period(from, to, tree.head().root(), inferences.length);
    }

    TreeHead now() {
        return log.head(log.size());
    }

    long clockMillis() {
        return clockMillis;
    }

    /** The next event of an issuer, logged. */
    Event say(EventSigner issuer, Body body) {
        Event event = draft(issuer, body).sign(issuer);
        return put(event);
    }

    Event put(Event event) {
        log.add(event);
        last.put(event.issuer().encode(), event);
        return event;
    }

    EventDraft draft(EventSigner issuer, Body body) {
        clockMillis += 10;
        Event before = last.get(issuer.issuer().encode());
        return before == null
                ? EventDraft.first(body, NS, issuer.issuer(), clockMillis)
                : EventDraft.after(before, body, clockMillis);
    }

    long lastIndex() {
        return log.size() - 1;
    }
}
