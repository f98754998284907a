package dev.plumbline.testkit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Payees;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.trace.TraceBundle;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A small log from uploads to a payment, in which the first contributor has 25 % of an inference for 1 OPEN, and traces
 * over it. A test appends what it likes. Always the same bytes.
 */
public final class SampleTrace {
    /** The log's key. */
    public static final SignerKey LOG = key();
    /** The policy that believes that log. */
    public static final TrustPolicy TRUST = TrustPolicy.ofLog(LOG.verifierKey());
    /** Who runs model and payments. */
    public static final EventSigner OPERATOR = SampleEvents.signer(1);
    /** Who uploads. */
    public static final EventSigner CONTRIBUTOR = SampleEvents.signer(2);
    /** The fee of every inference, 1 OPEN. */
    public static final BigInteger FEE = BigInteger.TEN.pow(18);
    /** Where what nobody earned goes. */
    public static final Issuer TREASURY = SampleEvents.account(9);

    private static final long QUARTER = Weight.WHOLE / 4;

    private final List<Event> events = new ArrayList<>();
    private final Map<Issuer, Event> last = new HashMap<>();

    private static SignerKey key() {
        try {
            return new SignerKey("ledger.example.org/attribution", KeyType.ED25519, new byte[32]);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** A log of no entries. */
    public SampleTrace() {}

    /** The log up to the payment: entries 0 and 1 are uploads, then model, method, policy, inference, accrual, payment. */
    public static SampleTrace paid() {
        var log = new SampleTrace();
        Event first = log.add(CONTRIBUTOR, upload(1));
        Event second = log.add(CONTRIBUTOR, upload(2));
        Event model = log.add(OPERATOR, model());
        Event method = log.add(OPERATOR, method());
        Event policy = log.add(OPERATOR, policy(1, 0));
        Event inference = log.add(OPERATOR, inference(model, method, log.size(), first, second, 1));
        Event accrual = log.add(OPERATOR, log.accrual(inference, policy));
        log.add(OPERATOR, payment(accrual, contributorLine(accrual, first)));
        return log;
    }

    /** An upload of three rows, paid out to the account of its number. */
    public static DatanetUpload upload(int number) {
        return DatanetUpload.of(
                        DatanetUpload.Content.ofDigest(SampleEvents.hash("content " + number), 10_240, "text/plain"),
                        DatanetUpload.License.asserted("CC-BY-4.0"),
                        SampleEvents.smallUpload(0).use(),
                        CONTRIBUTOR.issuer(),
                        SampleEvents.account(number))
                .withRows(new DatanetUpload.Rows(3, SampleEvents.hash("rows " + number)));
    }

    /** A model. */
    public static ModelRegister model() {
        return new ModelRegister(
                "notes-7b",
                Version.of("1.0.0"),
                List.of(new ModelRegister.Artifact("model.safetensors", SampleEvents.hash("weights"), 1L << 30)),
                null,
                null,
                List.of(),
                new ModelRegister.Training(SampleEvents.hash("uploads"), 2, new TreeHead(2, SampleEvents.hash("root"))),
                null,
                SampleEvents.account(7));
    }

    /** A method. */
    public static PolicyMethod method() {
        return new PolicyMethod(
                "spans",
                Version.of(1),
                Family.SUFFIX_ARRAY,
                List.of(),
                SampleEvents.hash("code"),
                Determinism.EXACT,
                null);
    }

    /** A split of 10, 20, 20 and 50 percent. */
    public static PolicySplit policy(int version, long effectiveFrom) {
        return new PolicySplit(
                "standard",
                Version.of(version),
                SampleEvents.TOKEN,
                SampleEvents.split().shares(),
                86_400_000,
                effectiveFrom);
    }

    /** An answer of which row 1 of the first upload has 25 %, the second upload 50 %, and nobody the rest. */
    public static Inference inference(
            Event model, Event method, long asOfSize, Event first, Event second, int attempt) {
        List<Attribution.Line> lines = new ArrayList<>(List.of(
                new Attribution.Line(first.id(), 1L, QUARTER), new Attribution.Line(second.id(), null, 2 * QUARTER)));
        lines.sort(Comparator.comparing(Attribution.Line::upload));
        return new Inference(
                "attempt-" + attempt,
                Outcome.SERVED,
                model.id(),
                method.id(),
                SampleEvents.ISSUED_AT,
                SampleEvents.ISSUED_AT + attempt,
                SampleEvents.hash("prompt"),
                SampleEvents.hash("response"),
                SampleEvents.hash("params"),
                new Inference.Tokens(374, 44),
                new Inference.Fee(SampleEvents.TOKEN, FEE),
                new Attribution(new TreeHead(asOfSize, SampleEvents.hash("root")), lines, QUARTER, null, null));
    }

    /** The accrual that is due for an inference. */
    public RewardAccrue accrual(Event inference, Event policy) {
        return DueAccrual.ofInference(
                        inference.id(), (Inference) inference.body(), policy.id(), (PolicySplit) policy.body())
                .accrual(payees());
    }

    /** Uploads are paid out as they say; roles have accounts of their own. */
    public Payees payees() {
        return new Payees() {
            @Override
            public Issuer ofUpload(EventId id) {
                return events.stream()
                        .filter(event -> event.id().equals(id))
                        .map(event -> ((DatanetUpload) event.body()).payout())
                        .findFirst()
                        .orElseThrow();
            }

            @Override
            public Issuer ofRole(String role) {
                return role.equals(DueAccrual.UNATTRIBUTED) ? TREASURY : SampleEvents.account(100 + role.length());
            }
        };
    }

    /** The place of the upload's line in an accrual. */
    public static int contributorLine(Event accrual, Event upload) {
        List<RewardAccrue.Line> lines = ((RewardAccrue) accrual.body()).lines();
        for (int i = 0; i < lines.size(); i++) {
            if (upload.id().equals(lines.get(i).upload())) {
                return i;
            }
        }
        throw new AssertionError("no line of " + upload);
    }

    /** The payment of one line to whom it is due. */
    public static RewardPay payment(Event accrual, int line) {
        RewardAccrue.Line due = ((RewardAccrue) accrual.body()).lines().get(line);
        return new RewardPay(
                List.of(new RewardPay.Paid(accrual.id(), line)),
                due.to(),
                due.amount(),
                Settlement.inFinalBlock("eip155:1612", SampleEvents.hash("transaction"), 17, 0));
    }

    /** Signs the next event of an issuer and appends it. */
    public Event add(EventSigner signer, Body body, EventSigner... cosigners) {
        Event previous = last.get(signer.issuer());
        EventDraft draft = previous == null
                ? EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT)
                : EventDraft.after(previous, body, SampleEvents.ISSUED_AT);
        Event event = draft.sign(signer, cosigners);
        last.put(signer.issuer(), event);
        events.add(event);
        return event;
    }

    /** The event at an index. */
    public Event at(int index) {
        return events.get(index);
    }

    /** How many entries there are. */
    public int size() {
        return events.size();
    }

    /** A trace of an event that holds the whole log. */
    public TraceBundle traceOf(Event subject, @Nullable Long line) {
        return trace(subject, line, LongStream.range(0, size()).boxed().toList());
    }

    /** A trace of an event that holds these entries only. */
    public TraceBundle trace(Event subject, @Nullable Long line, List<Long> indexes) {
        var frontier = new Frontier();
        Map<List<Long>, Hash> nodes = new HashMap<>();
        for (Event event : events) {
            frontier.append(event.leafHash(), (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
        }
        MultiInclusionProof proof = MultiInclusionProof.prove(indexes, size(), (level, index) -> {
            Hash node = nodes.get(List.of((long) level, index));
            if (node == null) {
                throw new AssertionError("no node " + level + "/" + index);
            }
            return node;
        });
        List<String> entries = indexes.stream()
                .map(index -> new String(events.get(index.intValue()).entry(), StandardCharsets.UTF_8))
                .toList();
        return new TraceBundle(
                subject.id(),
                line,
                LOG.sign(new Checkpoint(LOG.verifierKey().name(), frontier.head()).encode()),
                proof,
                entries);
    }
}
