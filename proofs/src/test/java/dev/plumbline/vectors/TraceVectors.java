package dev.plumbline.vectors;

import static dev.plumbline.testkit.SampleTrace.CONTRIBUTOR;
import static dev.plumbline.testkit.SampleTrace.OPERATOR;

import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code verify-trace}: why an amount is what it is, and files and logs in which it is not. */
final class TraceVectors {
    private static final String SPEC = "docs/format/trace.md#checking-in-order";
    private static final String BROKEN = "TRACE_BROKEN";
    private static final String INCOMPLETE = "TRACE_INCOMPLETE";
    private static final String WRONG = "AMOUNT_WRONG";
    private static final String QUARTER_OF_HALF = "125000000000000000";
    private static final int UPLOAD = 0;
    private static final int MODEL = 2;
    private static final int METHOD = 3;
    private static final int POLICY = 4;
    private static final int INFERENCE = 5;
    private static final int ACCRUAL = 6;
    private static final int PAYMENT = 7;

    private final Suite suite;

    private TraceVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new TraceVectors(suite);
        vectors.accepted();
        vectors.files();
        vectors.proofs();
        vectors.incomplete();
        vectors.logs();
    }

    private static List<Integer> all(SampleTrace log) {
        return IntStream.range(0, log.size()).boxed().toList();
    }

    private static List<Integer> without(int index) {
        return all(SampleTrace.paid()).stream().filter(other -> other != index).toList();
    }

    /** The members of a file that holds these entries; tree and proof are made from the words of the format. */
    private static Map<String, Object> trace(
            SampleTrace log, int subject, @Nullable Integer line, List<Integer> indexes) {
        List<String> leaves = IntStream.range(0, log.size())
                .mapToObj(i -> SlowTree.leaf(log.at(i).entry()))
                .toList();
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("kind", "trace");
        members.put("subject", log.at(subject).id().encode());
        if (line != null) {
            members.put("line", line);
        }
        String text = CheckpointVectors.text(TestKey.LOG.name(), "" + log.size(), SlowTree.root(leaves));
        members.put("checkpoint", TestKey.LOG.note(text));
        members.put("indexes", new ArrayList<>(indexes));
        members.put(
                "entries",
                new ArrayList<>(indexes.stream()
                        .map(i -> new String(log.at(i).entry(), java.nio.charset.StandardCharsets.UTF_8))
                        .toList()));
        members.put("proof", new ArrayList<>(between(0, leaves, indexes)));
        return members;
    }

    /** The roots of the largest subtrees without one of the leaves, from the left to the right. */
    private static List<String> between(int offset, List<String> leaves, List<Integer> indexes) {
        if (indexes.stream().noneMatch(index -> index >= offset && index < offset + leaves.size())) {
            return List.of(SlowTree.root(leaves));
        }
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = SlowTree.split(leaves.size());
        var hashes = new ArrayList<>(between(offset, leaves.subList(0, k), indexes));
        hashes.addAll(between(offset + k, leaves.subList(k, leaves.size()), indexes));
        return hashes;
    }

    private static Map<String, Object> payment() {
        SampleTrace log = SampleTrace.paid();
        return trace(log, PAYMENT, null, all(log));
    }

    private static Map<String, Object> with(String member, Object value) {
        Map<String, Object> members = payment();
        members.put(member, value);
        return members;
    }

    private static int lineOfUpload(SampleTrace log) {
        return SampleTrace.contributorLine(log.at(ACCRUAL), log.at(UPLOAD));
    }

    private void accepted() {
        SampleTrace log = SampleTrace.paid();
        int line = lineOfUpload(log);
        accept(
                "payment",
                log,
                PAYMENT,
                null,
                all(log),
                QUARTER_OF_HALF,
                "A payment of 0.125 OPEN, with the whole log.");
        accept("payment-line", log, PAYMENT, 0, all(log), QUARTER_OF_HALF, "The one line that a payment is for.");
        accept(
                "without-other-upload",
                log,
                PAYMENT,
                null,
                without(1),
                QUARTER_OF_HALF,
                "The other contributor's upload is not shown.");
        accept(
                "without-model",
                log,
                PAYMENT,
                null,
                without(MODEL),
                QUARTER_OF_HALF,
                "The model is not shown, which no sum needs.");
        accept("accrual-line", log, ACCRUAL, line, all(log), QUARTER_OF_HALF, "One line of an accrual.");
        accept("accrual", log, ACCRUAL, null, all(log), "1000000000000000000", "All lines of an accrual.");
        accept("inference", log, INFERENCE, null, all(log), "", "An inference, which has weights and no amount.");
        accept("upload", log, UPLOAD, null, all(log), "", "An upload, which names nothing.");
        log.add(OPERATOR, withdrawal(log.at(INFERENCE)));
        accept(
                "corrected-later",
                log,
                PAYMENT,
                null,
                all(log),
                QUARTER_OF_HALF,
                "The inference was withdrawn after it was paid for: valid when issued.");
        SampleTrace other = SampleTrace.paid();
        other.add(CONTRIBUTOR, withdrawal(other.at(INFERENCE)));
        other.add(OPERATOR, other.accrual(other.at(INFERENCE), other.at(POLICY)));
        accept(
                "corrected-by-stranger",
                other,
                9,
                null,
                all(other),
                "1000000000000000000",
                "Somebody else than its issuer called the inference withdrawn, which does not count.");
    }

    private static Correction withdrawal(Event target) {
        return new Correction(
                target.id(),
                CorrectionClass.WITHDRAWAL,
                null,
                SampleEvents.hash("reason"),
                Effective.FROM_NOW,
                List.of());
    }

    private void files() {
        String unreadable = "FORMAT_UNREADABLE";
        reject("json-cut", unreadable, "{\"v\": 1", "The file is cut.");
        reject("kind-other", "FORMAT_UNSUPPORTED", with("kind", "tracing"), "The kind is another one.");
        reject("version-2", "FORMAT_UNSUPPORTED", with("v", 2), "The version is 2.");
        reject("size-member", unreadable, with("size", 8), "There is a member that the format does not have.");
        reject("line-text", unreadable, with("line", "0"), "The line is a text.");
        reject("subject-malformed", unreadable, with("subject", "x"), "The subject is no event id.");
        for (String member : List.of("v", "kind", "subject", "checkpoint", "indexes", "entries", "proof")) {
            Map<String, Object> members = payment();
            members.remove(member);
            reject(member + "-missing", unreadable, members, "The member " + member + " is left out.");
        }
        reject("index-missing", unreadable, changed("indexes", list -> list.remove(0)), "An index is left out.");
        entries();
    }

    private interface Change {
        void apply(List<Object> list);
    }

    @SuppressWarnings("unchecked") // put there as a list by trace()
    private static Map<String, Object> changed(String member, Change change) {
        Map<String, Object> members = payment();
        change.apply((List<Object>) members.get(member));
        return members;
    }

    private static Map<String, Object> entry(int place, String from, String to) {
        return changed("entries", list -> list.set(place, Bytes.replaced((String) list.get(place), from, to)));
    }

    private void entries() {
        reject(
                "entry-not-canonical",
                "ENTRY_NOT_CANONICAL",
                entry(ACCRUAL, "\"v\":1}", "\"v\":1} "),
                "An entry has a blank behind it.");
        reject(
                "entry-unsigned-change",
                "EVENT_SIGNATURE_BAD",
                entry(PAYMENT, "\"issued_at\":1", "\"issued_at\":2"),
                "The time in an entry was changed.");
        reject(
                "entry-version-2",
                "FORMAT_UNSUPPORTED",
                entry(UPLOAD, "\"v\":1}", "\"v\":2}"),
                "An entry is of version 2.");
        reject(
                "log-unknown",
                "UNKNOWN_LOG",
                with(
                        "checkpoint",
                        TestKey.STRANGER.note(CheckpointVectors.text(
                                TestKey.STRANGER.name(), "8", SlowTree.root(SlowTree.leaves(8))))),
                "The checkpoint is of a log that the policy does not name.");
        String other = CheckpointVectors.text(TestKey.LOG.name(), "8", SlowTree.root(SlowTree.leaves(8)));
        reject(
                "checkpoint-of-other-tree",
                "ROOT_MISMATCH",
                with("checkpoint", TestKey.LOG.note(other)),
                "The log signed the checkpoint, of a tree with other entries.");
        reject(
                "checkpoint-changed",
                "CHECKPOINT_SIGNATURE_BAD",
                with("checkpoint", TestKey.LOG.note(other).replace("\n8\n", "\n9\n")),
                "The size of the checkpoint was changed.");
    }

    private void proofs() {
        SampleTrace log = SampleTrace.paid();
        Map<String, Object> good = trace(log, PAYMENT, null, without(1));
        suite.add(accepting("one-hash-between", good, log, PAYMENT, QUARTER_OF_HALF)
                .about(
                        SPEC,
                        "One leaf is not shown, so the proof is its hash, though written as a file of its own."
                                + " The policy names the successor's key too.")
                .with(
                        "policy",
                        "log " + TestKey.LOG.vkey() + "\nlog " + TestKey.LOG_SUCCESSOR.vkey() + "\nquorum none\n"));
        rejectProof("hash-missing", "PATH_LENGTH_WRONG", list -> list.remove(0), "The hash is left out.");
        rejectProof("hash-twice", "PATH_LENGTH_WRONG", list -> list.add(list.get(0)), "The hash is there twice.");
        rejectProof(
                "hash-flipped",
                "ROOT_MISMATCH",
                list -> list.set(0, InclusionVectors.flipped((String) list.get(0))),
                "A bit of the hash is flipped.");
        reject(
                "indexes-equal",
                "INDEX_OUT_OF_RANGE",
                changed("indexes", list -> list.set(1, 0)),
                "An index is there twice.");
        reject(
                "indexes-swapped",
                "INDEX_OUT_OF_RANGE",
                changed("indexes", list -> {
                    list.set(0, 1);
                    list.set(1, 0);
                }),
                "Two indexes are swapped.");
        reject(
                "index-outside",
                "INDEX_OUT_OF_RANGE",
                changed("indexes", list -> list.set(7, 8)),
                "An index is the size of the tree.");
        reject(
                "entries-swapped",
                "ROOT_MISMATCH",
                changed("entries", list -> {
                    Object first = list.get(0);
                    list.set(0, list.get(1));
                    list.set(1, first);
                }),
                "Two entries are swapped.");
        Map<String, Object> none = with("entries", List.of());
        none.put("indexes", List.of());
        reject("no-entries", "INDEX_OUT_OF_RANGE", none, "There is no entry.");
    }

    @SuppressWarnings("unchecked") // put there as a list by trace()
    private void rejectProof(String name, String reason, Change change, String about) {
        SampleTrace log = SampleTrace.paid();
        Map<String, Object> members = trace(log, PAYMENT, null, without(1));
        change.apply((List<Object>) members.get("proof"));
        reject(name, reason, members, about);
    }

    private void incomplete() {
        SampleTrace log = SampleTrace.paid();
        missing("upload", UPLOAD);
        missing("policy", POLICY);
        missing("inference", INFERENCE);
        missing("accrual", ACCRUAL);
        missing("payment", PAYMENT);
        reject(
                "line-outside-payment",
                BROKEN,
                trace(log, PAYMENT, 1, all(log)),
                "The payment is for one line, and the second is asked for.");
        reject("line-outside-accrual", BROKEN, trace(log, ACCRUAL, 6, all(log)), "The accrual has six lines.");
        reject("line-of-inference", BROKEN, trace(log, INFERENCE, 0, all(log)), "An inference has no lines.");
    }

    private void missing(String what, int index) {
        reject(
                what + "-not-shown",
                INCOMPLETE,
                trace(SampleTrace.paid(), PAYMENT, null, without(index)),
                "The " + what + " is not in the file.");
    }

    /** Logs whose operator signed something that does not hold. */
    private void logs() {
        appended("accrual-one-unit-off", WRONG, "A unit was moved from one contributor to the other.", log -> {
            int mine = lineOfUpload(log);
            int other = SampleTrace.contributorLine(log.at(ACCRUAL), log.at(1));
            List<RewardAccrue.Line> lines = new ArrayList<>(accrual(log).lines());
            lines.set(mine, more(lines.get(mine), -1));
            lines.set(other, more(lines.get(other), 1));
            return log.add(OPERATOR, with(accrual(log), lines));
        });
        appended("accrual-to-other-payee", WRONG, "A contributor's line goes to another account.", log -> {
            List<RewardAccrue.Line> lines = new ArrayList<>(accrual(log).lines());
            RewardAccrue.Line line = lines.get(lineOfUpload(log));
            lines.set(
                    lineOfUpload(log),
                    new RewardAccrue.Line(SampleEvents.account(55), line.role(), line.upload(), line.amount()));
            return log.add(OPERATOR, with(accrual(log), lines));
        });
        appended("payment-one-unit-less", WRONG, "A unit less is paid than the line says.", log -> {
            RewardPay paid = (RewardPay) log.at(PAYMENT).body();
            return log.add(
                    OPERATOR,
                    new RewardPay(
                            paid.accruals(), paid.to(), paid.amount().subtract(BigInteger.ONE), paid.settlement()));
        });
        appended("payment-to-other-payee", BROKEN, "The payment goes to another account.", log -> {
            RewardPay paid = (RewardPay) log.at(PAYMENT).body();
            return log.add(
                    OPERATOR,
                    new RewardPay(paid.accruals(), SampleEvents.account(55), paid.amount(), paid.settlement()));
        });
        appended("payment-of-no-line", BROKEN, "The payment is for a line that the accrual does not have.", log -> {
            RewardPay paid = (RewardPay) log.at(PAYMENT).body();
            return log.add(
                    OPERATOR,
                    new RewardPay(
                            List.of(new RewardPay.Paid(log.at(ACCRUAL).id(), 6)),
                            paid.to(),
                            paid.amount(),
                            paid.settlement()));
        });
        appended("payment-of-inference", BROKEN, "The payment names an inference as the accrual.", log -> {
            RewardPay paid = (RewardPay) log.at(PAYMENT).body();
            return log.add(
                    OPERATOR,
                    new RewardPay(
                            List.of(new RewardPay.Paid(log.at(INFERENCE).id(), 0)),
                            paid.to(),
                            paid.amount(),
                            paid.settlement()));
        });
        logsOfPolicies();
        logsOfLifeCycles();
    }

    private void logsOfPolicies() {
        appended("policy-after-inference", BROKEN, "The policy was logged after the inference.", log -> {
            Event policy = log.add(OPERATOR, SampleTrace.policy(2, 0));
            return log.add(OPERATOR, log.accrual(log.at(INFERENCE), policy));
        });
        appended("policy-not-yet-in-force", BROKEN, "The policy holds from size 1000 on.", log -> {
            Event policy = log.add(OPERATOR, SampleTrace.policy(2, 1_000));
            return log.add(OPERATOR, log.accrual(inference(log, log.size()), policy));
        });
        appended("policy-replaced", BROKEN, "A newer version of the policy was in force.", log -> {
            log.add(OPERATOR, SampleTrace.policy(2, 0));
            return log.add(OPERATOR, log.accrual(inference(log, log.size()), log.at(POLICY)));
        });
        appended(
                "upload-not-looked-at",
                BROKEN,
                "The attribution looked at a log without the upload.",
                log -> log.add(OPERATOR, log.accrual(inference(log, 1), log.at(POLICY))));
    }

    private static Event inference(SampleTrace log, long asOfSize) {
        return log.add(
                OPERATOR, SampleTrace.inference(log.at(MODEL), log.at(METHOD), asOfSize, log.at(0), log.at(1), 2));
    }

    private void logsOfLifeCycles() {
        appended("inference-withdrawn-before", BROKEN, "The inference was withdrawn before it was accrued.", log -> {
            log.add(OPERATOR, withdrawal(log.at(INFERENCE)));
            return log.add(OPERATOR, log.accrual(log.at(INFERENCE), log.at(POLICY)));
        });
        appended("accrual-withdrawn-before", BROKEN, "The accrual was withdrawn before it was paid.", log -> {
            log.add(OPERATOR, withdrawal(log.at(ACCRUAL)));
            return log.add(OPERATOR, SampleTrace.payment(log.at(ACCRUAL), lineOfUpload(log)));
        });
        appended("key-revoked-before", BROKEN, "The accrual is by a key that had been revoked.", log -> {
            EventSigner operator = OPERATOR;
            log.add(operator, KeyRevoke.of(operator.issuer()));
            return log.add(operator, log.accrual(log.at(INFERENCE), log.at(POLICY)));
        });
    }

    private static RewardAccrue accrual(SampleTrace log) {
        return (RewardAccrue) log.at(ACCRUAL).body();
    }

    private static RewardAccrue.Line more(RewardAccrue.Line line, long units) {
        return new RewardAccrue.Line(
                line.to(), line.role(), line.upload(), line.amount().add(BigInteger.valueOf(units)));
    }

    private static RewardAccrue with(RewardAccrue accrual, List<RewardAccrue.Line> lines) {
        return new RewardAccrue(
                accrual.inference(),
                accrual.period(),
                accrual.policy(),
                accrual.pool(),
                lines,
                accrual.token(),
                accrual.total());
    }

    private interface Ending {
        Event append(SampleTrace log);
    }

    private void appended(String name, String reason, String about, Ending ending) {
        SampleTrace log = SampleTrace.paid();
        Event subject = ending.append(log);
        int index = log.size() - 1;
        if (!log.at(index).equals(subject)) {
            throw new AssertionError("the subject is not the last entry");
        }
        reject(name, reason, trace(log, index, null, all(log)), about);
    }

    private void accept(
            String name,
            SampleTrace log,
            int subject,
            @Nullable Integer line,
            List<Integer> indexes,
            String amount,
            String about) {
        suite.add(accepting(name, trace(log, subject, line, indexes), log, subject, amount)
                .about(SPEC, about)
                .with("policy", CheckpointVectors.POLICY));
    }

    private static Vector accepting(
            String name, Map<String, Object> members, SampleTrace log, int subject, String amount) {
        Vector vector = Vector.accept("trace", name, "verify-trace")
                .with("trace", PrettyJson.write(members))
                .proves("origin", TestKey.LOG.name())
                .proves("size", "" + log.size())
                .proves("index", "" + subject)
                .proves("event_id", log.at(subject).id().encode());
        return amount.isEmpty()
                ? vector
                : vector.proves("token", SampleEvents.TOKEN).proves("amount", amount);
    }

    private void reject(String name, String reason, Map<String, Object> members, String about) {
        reject(name, reason, PrettyJson.write(members), about);
    }

    private void reject(String name, String reason, String trace, String about) {
        suite.add(Vector.reject("trace", name, "verify-trace", reason)
                .about(SPEC, about)
                .with("policy", CheckpointVectors.POLICY)
                .with("trace", trace));
    }
}
