package dev.plumbline.api.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Payees;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.Route;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The demonstration's events. Names, licences, sizes, digests, arrival times and token counts are facts; keys, weights and
 * fees are made up, and every body that could be taken for real says "synthetic".
 */
final class DemoEvents implements Payees {
    /** The datanet of all events. */
    static final Namespace NAMESPACE = new Namespace("eip155:1612", "demo-synthetic");

    private static final String TOKEN = "eip155:1612/slip44:60";
    private static final int CONTRIBUTORS = 5;
    private static final int LINES_MAX = 4;
    private static final long DISPUTE_WINDOW_MILLIS = 7L * 24 * 3_600_000;
    private static final BigInteger WEI_PER_TOKEN = BigInteger.valueOf(1_000_000_000_003L);
    private static final long CHAIN = 1_612;

    private final Facts facts;
    private final long startMillis;
    private final SplittableRandom random;
    private final Map<EventSigner, Event> last = new HashMap<>();
    private final List<EventSigner> contributors = new ArrayList<>();
    private final EventSigner owner = EventSigner.ed25519(secret("model owner"));
    private final EventSigner server = EventSigner.ed25519(secret("inference server"));
    private final EventSigner platform = EventSigner.ethereumAccount(CHAIN, secret("platform account"));

    private final List<Event> uploads = new ArrayList<>();
    private final List<EventId> trainable = new ArrayList<>();
    private final Map<EventId, EventSigner> contributorOf = new HashMap<>();

    /**
     * @param startMillis the time that the first event claims
     * @param seed draws weights and contributors; the same seed makes the same events
     */
    DemoEvents(Facts facts, long startMillis, long seed) {
        this.facts = facts;
        this.startMillis = startMillis;
        this.random = new SplittableRandom(seed);
        for (int i = 1; i <= CONTRIBUTORS; i++) {
            contributors.add(EventSigner.ed25519(secret("contributor " + i)));
        }
    }

    /** Keys of nobody: anyone can compute them. */
    private static byte[] secret(String whose) {
        return hash("plumbline demo, synthetic, " + whose).bytes();
    }

    private static Hash hash(String text) {
        return TreeHasher.sha256(text.getBytes(UTF_8));
    }

    /** One upload for each dataset, by several contributors. */
    List<Event> uploads() {
        for (DatasetFact fact : facts.datasets()) {
            EventSigner contributor = contributors.get(uploads.size() % CONTRIBUTORS);
            boolean isTrainable = !fact.spdx().contains("-NC-");
            DatanetUpload upload = DatanetUpload.of(
                    DatanetUpload.Content.ofDigest(fact.digest(), fact.sizeBytes(), fact.mediaType()),
                    new DatanetUpload.License(fact.spdx(), Evidence.ASSERTED, fact.licenceUrl(), null),
                    Map.of(
                            Purpose.TRAIN,
                            isTrainable ? Permission.ALLOWED : Permission.NOT_ALLOWED,
                            Purpose.EVAL,
                            Permission.ALLOWED),
                    contributor.issuer(),
                    account(contributor));
            if (fact.metaFormat() != null) {
                upload = upload.withMeta(new DatanetUpload.Meta(fact.metaFormat(), fact.digest()));
            }
            Event event = sign(contributor, upload, startMillis + uploads.size());
            uploads.add(event);
            contributorOf.put(event.id(), contributor);
            if (isTrainable) {
                trainable.add(event.id());
            }
        }
        return List.copyOf(uploads);
    }

    /** The model that was trained on all uploads that may be used so, as the log stood then. */
    Event model(TreeHead asOf) {
        var training = new ModelRegister.Training(EventIdSet.root(trainable), trainable.size(), asOf);
        var artifact = new ModelRegister.Artifact("model.safetensors", hash("synthetic weights file"), 14_483_464_192L);
        return sign(
                owner,
                new ModelRegister(
                        "synthetic-notes-7b",
                        Version.of("1.0.0"),
                        List.of(artifact),
                        null,
                        null,
                        List.of(),
                        training,
                        null,
                        owner.issuer()),
                startMillis + 1_000);
    }

    /** How weights come to be: at random, which the name says. */
    Event method() {
        var method = new PolicyMethod(
                "synthetic-random-weights",
                Version.of(1),
                Family.OTHER,
                List.of(),
                hash("synthetic code of the method"),
                Determinism.SEEDED,
                null);
        return sign(platform, method, startMillis + 1_500);
    }

    /** 10 % platform, 20 % model, 20 % stakers, 50 % contributors; what nobody earned of that goes to a treasury. */
    Event policy() {
        var split = new PolicySplit(
                "synthetic-split",
                Version.of(1),
                TOKEN,
                List.of(
                        new PolicySplit.Share("platform", 100_000),
                        new PolicySplit.Share("model", 200_000),
                        new PolicySplit.Share("stakers", 200_000),
                        new PolicySplit.Share("contributors", 500_000)),
                DISPUTE_WINDOW_MILLIS,
                0,
                new PolicySplit.Unattributed(Route.TREASURY, roleAccount("treasury")));
        return sign(platform, split, startMillis + 2_000);
    }

    /** One inference for each request, signed in one batch. */
    List<Event> inferences(EventId model, EventId method, TreeHead asOf) {
        var drafts = new ArrayList<EventDraft>();
        EventId previous = null;
        for (RequestFact request : facts.requests()) {
            int number = drafts.size() + 1;
            long startedAt = startMillis + 10_000 + request.offsetMillis();
            long finishedAt = startedAt + 20 * request.tokensOut();
            Inference body = inference(number, model, method, asOf, request, startedAt, finishedAt);
            var draft = new EventDraft(body, NAMESPACE, server.issuer(), number, previous, finishedAt);
            drafts.add(draft);
            previous = draft.id();
        }
        List<Event> events = EventDraft.signBatch(drafts, server);
        last.put(server, events.get(events.size() - 1));
        return events;
    }

    private Inference inference(
            int number,
            EventId model,
            EventId method,
            TreeHead asOf,
            RequestFact request,
            long startedAt,
            long finishedAt) {
        BigInteger fee = WEI_PER_TOKEN.multiply(BigInteger.valueOf(request.tokensIn() + request.tokensOut()));
        return new Inference(
                "synthetic-" + number,
                Outcome.SERVED,
                model,
                method,
                startedAt,
                finishedAt,
                hash("salted prompt " + number),
                hash("salted response " + number),
                hash("salted params " + number),
                new Inference.Tokens(request.tokensIn(), request.tokensOut()),
                new Inference.Fee(TOKEN, fee),
                attribution(asOf));
    }

    /** Made-up weights for a few uploads; with what nobody earned they sum to 10^18 exactly. */
    private Attribution attribution(TreeHead asOf) {
        int count = 1 + random.nextInt(Math.min(LINES_MAX, trainable.size()));
        var ids = new ArrayList<EventId>();
        while (ids.size() < count) {
            EventId id = trainable.get(random.nextInt(trainable.size()));
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        ids.sort(Comparator.comparing(EventId::encode));
        var raw = new ArrayList<BigInteger>();
        for (int i = 0; i <= count; i++) {
            raw.add(BigInteger.valueOf(1 + random.nextInt(1_000)));
        }
        List<BigInteger> weights = LargestRemainder.split(BigInteger.valueOf(Weight.WHOLE), raw);
        var lines = new ArrayList<Attribution.Line>();
        for (int i = 0; i < count; i++) {
            lines.add(new Attribution.Line(ids.get(i), null, weights.get(i).longValueExact()));
        }
        return new Attribution(asOf, lines, weights.get(count).longValueExact(), null, null);
    }

    /** What each inference earned whom, to the last wei. */
    List<Event> rewards(List<Event> inferences, Event policy) {
        var rewards = new ArrayList<Event>();
        for (Event inference : inferences) {
            var due = DueAccrual.ofInference(
                    inference.id(), (Inference) inference.body(), policy.id(), (PolicySplit) policy.body());
            rewards.add(sign(owner, due.accrual(this), inference.issuedAtMillis() + 1));
        }
        return rewards;
    }

    @Override
    public Issuer ofUpload(EventId upload) {
        return account(contributorOf.getOrDefault(upload, owner));
    }

    @Override
    public Issuer ofRole(String role) {
        return roleAccount(role);
    }

    private static Issuer roleAccount(String role) {
        return EventSigner.ethereumAccount(CHAIN, secret(role)).issuer();
    }

    private static Issuer account(EventSigner contributor) {
        return EventSigner.ethereumAccount(CHAIN, secret("payout of " + contributor.issuer()))
                .issuer();
    }

    private Event sign(EventSigner signer, Body body, long issuedAtMillis) {
        Event previous = last.get(signer);
        EventDraft draft = previous == null
                ? EventDraft.first(body, NAMESPACE, signer.issuer(), issuedAtMillis)
                : EventDraft.after(previous, body, issuedAtMillis);
        Event event = draft.sign(signer);
        last.put(signer, event);
        return event;
    }
}
