package dev.plumbline.api.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.fairness.Alarm;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Comparison;
import dev.plumbline.ledger.fairness.DelayCurve;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.Figure;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.KaplanMeier;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.Overtaking;
import dev.plumbline.ledger.fairness.PairedProbes;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.VerdictWord;
import dev.plumbline.proofs.rollup.Grade;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report on a sequencer as JSON, keys in a fixed order. The same report gives the same bytes.
 *
 * <p>An end of an interval that nothing bounds is null, as is a value that is not reached; a figure without an interval has no ends,
 * and one of nothing no value.
 */
public final class SequencerTwin {
    /** The version of this form. */
    public static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SequencerTwin() {}

    /**
     * The whole report.
     *
     * @param accounts as on the page
     */
    public static ObjectNode encode(FairnessReport report, List<OutageAccount> accounts) {
        Casebook casebook = report.casebook();
        ObjectNode json = NODES.objectNode()
                .put("v", VERSION)
                .put("chain", casebook.chain())
                .put("from", casebook.fromMillis())
                .put("to", casebook.toMillis())
                .put("block_ms", casebook.blockMillis())
                .put("clock_uncertainty_ms", casebook.clockUncertaintyMillis())
                .put("level", report.options().level())
                .put("seed", report.options().seed())
                .put("delta_ms", report.options().deltaMillis(casebook))
                .put("fee_match", report.options().feeMatch())
                .put("comparisons", report.comparisons());
        ObjectNode words = json.putObject("words");
        words(report).forEach((word, count) -> words.put(word.words(), count));
        ArrayNode alarms = json.putArray("alarms");
        report.alarms().forEach(alarm -> alarms.add(alarm(alarm)));
        ArrayNode caveats = json.putArray("caveats");
        report.caveats().forEach(caveats::add);
        ArrayNode figures = json.putArray("figures");
        report.figures().forEach(figure -> figures.add(figure(figure)));
        ArrayNode tests = json.putArray("tests");
        report.tests().forEach(test -> tests.add(test(test)));
        ArrayNode curves = json.putArray("curves");
        report.curves().forEach(curve -> curves.add(curve(curve)));
        json.set("order", order(casebook.order()));
        json.set("overtaking", overtaking(report.overtaking()));
        if (report.probes() != null) {
            json.set("probes", probes(report.probes()));
        }
        addSeen(json, casebook, accounts);
        ArrayNode transactions = json.putArray("transactions");
        casebook.transactions().forEach(one -> transactions.add(transaction(casebook, one)));
        return json;
    }

    /** How many transactions bear each word; of the last, heights. */
    private static Map<VerdictWord, Integer> words(FairnessReport report) {
        var counts = new EnumMap<VerdictWord, Integer>(VerdictWord.class);
        for (VerdictWord word : VerdictWord.values()) {
            counts.put(word, 0);
        }
        for (TrackedTransaction transaction : report.casebook().transactions()) {
            counts.merge(FairnessReport.wordOf(transaction), 1, Integer::sum);
        }
        counts.put(VerdictWord.EQUIVOCATED, report.casebook().equivocations().size());
        return counts;
    }

    private static ObjectNode alarm(Alarm alarm) {
        return NODES.objectNode()
                .put("question", name(alarm.question()))
                .put("cohort", alarm.cohort())
                .put("verdict", alarm.verdict().words())
                .put("words", alarm.words());
    }

    private static ObjectNode figure(Figure figure) {
        ObjectNode json = NODES.objectNode().put("name", figure.name()).put("cohort", figure.cohort());
        putIfAny(json, "value", figure.value());
        putIfAny(json, "low", figure.low());
        putIfAny(json, "high", figure.high());
        return json.put("unit", figure.unit())
                .put("n", figure.n())
                .put("level", figure.level())
                .put("words", figure.words());
    }

    private static void putIfAny(ObjectNode json, String key, double value) {
        if (Double.isInfinite(value)) {
            json.putNull(key);
        } else if (!Double.isNaN(value)) {
            json.put(key, value);
        }
    }

    private static ObjectNode test(Comparison test) {
        return NODES.objectNode()
                .put("question", name(test.question()))
                .put("cohort", test.cohort())
                .put("n", test.n())
                .put("others", test.others())
                .put("p", test.p())
                .put("holm", test.adjusted())
                .put("benjamini_hochberg", test.discovery())
                .put("method", test.method());
    }

    private static ObjectNode curve(DelayCurve curve) {
        ObjectNode json = NODES.objectNode()
                .put("cohort", curve.cohort())
                .put("n", curve.curve().count())
                .put("included", curve.curve().over());
        ArrayNode steps = json.putArray("steps");
        for (KaplanMeier.Step step : curve.curve().steps()) {
            steps.addObject()
                    .put("ms", step.millis())
                    .put("at_risk", step.atRisk())
                    .put("included", step.over())
                    .put("waiting", step.waiting())
                    .put("low", step.low())
                    .put("high", step.high());
        }
        return json;
    }

    private static ObjectNode order(OrderTally order) {
        ObjectNode json = NODES.objectNode()
                .put("pairs", order.pairs())
                .put("descending", order.descending())
                .put("ties", order.ties())
                .put("inversions", order.inversions())
                .put("by_nonce", order.byNonce())
                .put("by_fee_cap", order.byFeeCap())
                .put("ties_against_arrival", order.tiesAgainstArrival())
                .put("unexplained", order.unexplainedCount());
        ArrayNode listed = json.putArray("listed");
        order.unexplained()
                .forEach(pair -> listed.addObject()
                        .put("block", pair.block())
                        .put("first", pair.first().hex())
                        .put("second", pair.second().hex()));
        return json;
    }

    private static ObjectNode overtaking(Overtaking overtaking) {
        ObjectNode json = NODES.objectNode()
                .put("pairs", overtaking.pairs())
                .put("overtakings", overtaking.overtakings())
                .put("by_all_observers", overtaking.byAllObservers())
                .put("overtaken", overtaking.overtaken().size());
        ArrayNode listed = json.putArray("listed");
        overtaking
                .listed()
                .forEach(one -> listed.addObject()
                        .put("earlier", one.earlier().tx().hex())
                        .put("earlier_log_index", one.earlier().logIndex())
                        .put("later", one.later().tx().hex())
                        .put("later_log_index", one.later().logIndex())
                        .put("observers", one.observers())
                        .put("agreeing", one.agreeing()));
        return json;
    }

    private static ObjectNode probes(PairedProbes probes) {
        ObjectNode json = NODES.objectNode().put("draw", name(probes.standing()));
        ArrayNode arms = json.putArray("arms");
        probes.arms().forEach(arms::add);
        json.put("n", probes.n()).put("left_out", probes.left());
        putIfAny(json, "median_ms", probes.median());
        putIfAny(json, "low_ms", probes.low());
        putIfAny(json, "high_ms", probes.high());
        return json.put("p", probes.p());
    }

    private static void addSeen(ObjectNode json, Casebook casebook, List<OutageAccount> accounts) {
        ArrayNode gaps = json.putArray("gaps");
        casebook.gaps()
                .forEach(gap -> gaps.addObject()
                        .put("after_block", gap.afterBlock())
                        .put("before_block", gap.beforeBlock())
                        .put("from", gap.fromMillis())
                        .put("to", gap.toMillis())
                        .put("in_flight", gap.inFlight()));
        ArrayNode inFlight = json.putArray("in_flight");
        for (OutageAccount account : accounts) {
            ObjectNode fates =
                    inFlight.addObject().put("outage", account.outage()).putObject("fates");
            account.lines().forEach(line -> fates.put(line.fate(), line.count()));
        }
        ArrayNode reorgs = json.putArray("reorgs");
        casebook.reorgs()
                .forEach(one -> reorgs.addObject()
                        .put("from_number", one.fromNumber())
                        .put("depth", one.depth())
                        .put("old_hash", one.oldHash().hex())
                        .put("new_hash", one.newHash().hex())
                        .put("at", one.atMillis())
                        .put("displaced", one.displaced()));
        ArrayNode observers = json.putArray("observers");
        casebook.observers()
                .forEach(one -> observers
                        .addObject()
                        .put("name", one.name())
                        .put("blocks", one.blocks())
                        .put("lies", one.lies())
                        .put("disagreements", one.disagreements())
                        .put("stale", one.stale())
                        .put("slow", one.slow())
                        .put("unreachable", one.unreachable())
                        .put("worst", one.worst()));
        ArrayNode equivocations = json.putArray("equivocations");
        casebook.equivocations()
                .forEach(one -> equivocations
                        .addObject()
                        .put("chain", one.chain())
                        .put("height", one.height())
                        .put("first", one.first().hex())
                        .put("second", one.second().hex())
                        .put("signer", one.signer()));
        ArrayNode settlements = json.putArray("settlements");
        casebook.settlements()
                .forEach(one -> settlements
                        .addObject()
                        .put("block", one.block())
                        .put("hash", one.hash().hex())
                        .put("grade", one.grade().wireName())
                        .put("basis", name(one.basis())));
        ArrayNode settled = json.putArray("settled");
        SettlementTally.of(casebook)
                .counts()
                .forEach((standing, count) -> settled.addObject()
                        .put("grade", standing.grade().wireName())
                        .put("basis", standing.basis() == null ? null : name(standing.basis()))
                        .put("n", count)
                        .put("words", standing.words()));
    }

    private static ObjectNode transaction(Casebook casebook, TrackedTransaction one) {
        ObjectNode json = NODES.objectNode()
                .put("tx", one.tx().hex())
                .put("event", one.event() == null ? null : one.event().encode())
                .put("log_index", one.logIndex())
                .put("cohort", one.cohort())
                .put("sender", one.sender().hex())
                .put("nonce", one.nonce())
                .put("max_fee", one.maxFee().toString())
                .put("max_tip", one.maxTip().toString())
                .put("way", name(one.way()))
                .put("submitted_at", one.submittedAtMillis())
                .put("due_at", one.dueAtMillis())
                .put("observed_until", one.observedUntilMillis())
                .put("cause", name(one.cause()))
                .put("verdict", FairnessReport.wordOf(one).words());
        @Nullable Inclusion inclusion = one.inclusion();
        if (inclusion != null) {
            ObjectNode where = json.putObject("inclusion")
                    .put("block", inclusion.block())
                    .put("block_hash", inclusion.blockHash().hex())
                    .put("index", inclusion.index())
                    .put("block_time", inclusion.blockTimeSeconds())
                    .put("base_fee", inclusion.baseFee().toString())
                    .put("effective_tip", inclusion.effectiveTip().toString());
            ObjectNode seen = where.putObject("first_seen");
            inclusion.firstSeenMillis().forEach(seen::put);
            SettlementSeen settled = casebook.settlementOf(inclusion);
            json.putObject("settlement")
                    .put("grade", (settled == null ? Grade.UNSAFE : settled.grade()).wireName())
                    .put("basis", settled == null ? null : name(settled.basis()));
        }
        return json;
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
