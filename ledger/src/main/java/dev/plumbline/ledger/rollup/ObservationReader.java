package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.rollup.LogMatch.EventNamed;
import dev.plumbline.ledger.rollup.LogMatch.PayoutLine;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the JSON object of one line as an observation, and refuses everything that {@link ObservationJson} does not write. */
final class ObservationReader {
    static final String DOCUMENT = "observation";

    private static final int TEXT_CHARS_MAX = 1_024;
    private static final int OBSERVERS_MAX = 64;

    private ObservationReader() {}

    static Observation parse(JsonValue json) throws MalformedException {
        var members = new Line(json, DOCUMENT, "");
        String kind = members.text("kind", TEXT_CHARS_MAX);
        long atMillis = members.size("at");
        try {
            Observation observation = parse(kind, members, atMillis);
            members.end();
            return observation;
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Malformed.VALUE, DOCUMENT, String.valueOf(e.getMessage()));
        }
    }

    private static Observation parse(String kind, Line line, long at) throws MalformedException {
        return switch (kind) {
            case "block" -> block(line, at);
            case "transaction" -> transaction(line, at);
            case "seen" -> new SeenByAnother(line.size("block"), line.word("hash"), line.text("observer"), at);
            case "head" ->
                new HeadMoved(
                        line.choice("level", HeadMoved.Level.class),
                        line.size("block"),
                        line.word("hash"),
                        line.text("observer"),
                        at);
            case "reorg" -> reorg(line, at);
            case "gap" ->
                new TimeGap(
                        line.size("after"),
                        line.size("before"),
                        line.size("from"),
                        line.size("to"),
                        line.choice("measure", TimeGap.Measure.class),
                        at);
            case "trouble" ->
                new ObserverTrouble(
                        line.text("observer"),
                        line.choice("what", ObserverTrouble.Kind.class),
                        line.sizeIfPresent("block"),
                        line.wordIfPresent("shown"),
                        line.wordIfPresent("expected"),
                        line.text("detail", TEXT_CHARS_MAX),
                        at);
            default ->
                throw line.malformed(
                        Malformed.UNSUPPORTED, "kind", "is " + MalformedException.quote(kind) + ", which is none");
        };
    }

    private static BlockSeen block(Line line, long at) throws MalformedException {
        long number = line.size("block");
        return new BlockSeen(
                number,
                line.word("hash"),
                line.word("parent"),
                line.size("time"),
                line.decimal("base_fee"),
                line.count("transactions"),
                times(line),
                line.bool("caught_up"),
                order(line.object("order"), number),
                at);
    }

    private static OrderTally order(Line line, long block) throws MalformedException {
        List<OrderTally.Pair> unexplained = new ArrayList<>();
        for (Line pair : line.objects("unexplained", OrderTally.LISTED_MAX)) {
            unexplained.add(new OrderTally.Pair(block, pair.word("first"), pair.word("second")));
            pair.end();
        }
        var order = new OrderTally(
                line.size("pairs"),
                line.size("descending"),
                line.size("ties"),
                line.size("inversions"),
                line.size("by_nonce"),
                line.size("by_fee_cap"),
                line.size("ties_against_arrival"),
                unexplained);
        line.end();
        return order;
    }

    private static TransactionSeen transaction(Line line, long at) throws MalformedException {
        return new TransactionSeen(
                line.word("tx"),
                line.size("block"),
                line.word("hash"),
                line.count("index"),
                line.size("time"),
                line.count("type"),
                line.address("sender"),
                line.decimal("nonce").longValue(),
                line.decimal("max_fee"),
                line.decimal("max_tip"),
                line.decimal("base_fee"),
                line.bool("succeeded"),
                line.bool("watched"),
                matches(line),
                times(line),
                line.bool("caught_up"),
                at);
    }

    private static Reorged reorg(Line line, long at) throws MalformedException {
        return new Reorged(
                line.size("block"),
                line.count("depth"),
                line.word("old"),
                line.word("new"),
                line.words("displaced", Reorged.DISPLACED_MAX),
                line.count("displaced_count"),
                line.texts("turned", OBSERVERS_MAX),
                at);
    }

    private static SortedMap<String, Long> times(Line line) throws MalformedException {
        var times = new TreeMap<String, Long>();
        for (Line time : line.objects("first_seen", OBSERVERS_MAX)) {
            times.put(time.text("observer"), time.size("at"));
            time.end();
        }
        return times;
    }

    private static List<LogMatch> matches(Line line) throws MalformedException {
        List<LogMatch> matches = new ArrayList<>();
        for (Line match : line.objects("matches", LogMatch.ON_LINE_MAX)) {
            String matcher = match.text("matcher");
            int log = match.count("log");
            if (match.has("event")) {
                matches.add(new EventNamed(matcher, log, EventId.parse(match.text("event", TEXT_CHARS_MAX))));
            } else {
                matches.add(new PayoutLine(
                        matcher, log, match.address("payee"), match.decimal("amount"), match.word("batch")));
            }
            match.end();
        }
        return matches;
    }
}
