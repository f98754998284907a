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
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.JsonBoolean;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Writes an observation as the JSON object of its line; {@link ObservationReader} reads it. */
final class ObservationJson {
    private ObservationJson() {}

    static JsonObject encode(Observation observation) {
        if (observation instanceof BlockSeen seen) {
            return block(seen);
        }
        if (observation instanceof TransactionSeen seen) {
            return transaction(seen);
        }
        if (observation instanceof SeenByAnother seen) {
            return line("seen", seen)
                    .put("block", seen.number())
                    .put("hash", seen.hash().hex())
                    .put("observer", seen.observer())
                    .build();
        }
        if (observation instanceof HeadMoved moved) {
            return line("head", moved)
                    .put("block", moved.number())
                    .put("hash", moved.hash().hex())
                    .put("level", name(moved.level()))
                    .put("observer", moved.observer())
                    .build();
        }
        if (observation instanceof Reorged reorged) {
            return reorg(reorged);
        }
        if (observation instanceof TimeGap gap) {
            return line("gap", gap)
                    .put("after", gap.afterBlock())
                    .put("before", gap.beforeBlock())
                    .put("from", gap.fromMillis())
                    .put("to", gap.toMillis())
                    .put("measure", name(gap.measure()))
                    .build();
        }
        return trouble((ObserverTrouble) observation);
    }

    private static JsonObject block(BlockSeen seen) {
        return line("block", seen)
                .put("block", seen.number())
                .put("hash", seen.hash().hex())
                .put("parent", seen.parent().hex())
                .put("time", seen.timeSeconds())
                .put("base_fee", seen.baseFee().toString())
                .put("transactions", seen.transactions())
                .put("first_seen", times(seen.firstSeenMillis()))
                .put("caught_up", bool(seen.caughtUp()))
                .put("order", order(seen.order()))
                .build();
    }

    private static JsonObject order(OrderTally order) {
        return JsonObject.builder()
                .put("pairs", order.pairs())
                .put("descending", order.descending())
                .put("ties", order.ties())
                .put("inversions", order.inversions())
                .put("by_nonce", order.byNonce())
                .put("by_fee_cap", order.byFeeCap())
                .put("ties_against_arrival", order.tiesAgainstArrival())
                .put(
                        "unexplained",
                        order.unexplained().stream()
                                .map(pair -> JsonObject.builder()
                                        .put("first", pair.first().hex())
                                        .put("second", pair.second().hex())
                                        .build())
                                .toList())
                .build();
    }

    private static JsonObject transaction(TransactionSeen seen) {
        return line("transaction", seen)
                .put("tx", seen.tx().hex())
                .put("block", seen.block())
                .put("hash", seen.blockHash().hex())
                .put("index", seen.index())
                .put("time", seen.blockTimeSeconds())
                .put("type", seen.type())
                .put("sender", seen.sender().hex())
                .put("nonce", Long.toString(seen.nonce()))
                .put("max_fee", seen.maxFee().toString())
                .put("max_tip", seen.maxTip().toString())
                .put("base_fee", seen.baseFee().toString())
                .put("succeeded", bool(seen.succeeded()))
                .put("watched", bool(seen.isWatched()))
                .put(
                        "matches",
                        seen.matches().stream().map(ObservationJson::match).toList())
                .put("first_seen", times(seen.firstSeenMillis()))
                .put("caught_up", bool(seen.caughtUp()))
                .build();
    }

    private static JsonObject match(LogMatch match) {
        JsonObject.Builder builder =
                JsonObject.builder().put("matcher", match.matcher()).put("log", match.logIndex());
        if (match instanceof EventNamed named) {
            builder.put("event", named.event().encode());
        } else if (match instanceof PayoutLine line) {
            builder.put("payee", line.payee().hex())
                    .put("amount", line.amount().toString())
                    .put("batch", line.batch().hex());
        }
        return builder.build();
    }

    private static JsonObject reorg(Reorged reorged) {
        return line("reorg", reorged)
                .put("block", reorged.fromNumber())
                .put("depth", reorged.depth())
                .put("old", reorged.oldHash().hex())
                .put("new", reorged.newHash().hex())
                .put("displaced", words(reorged.displaced()))
                .put("displaced_count", reorged.displacedCount())
                .put("turned", reorged.turned().stream().map(JsonString::of).toList())
                .build();
    }

    private static JsonObject trouble(ObserverTrouble trouble) {
        JsonObject.Builder builder = line("trouble", trouble)
                .put("observer", trouble.observer())
                .put("what", name(trouble.kind()))
                .put("detail", trouble.detail());
        if (trouble.number() != null) {
            builder.put("block", trouble.number());
        }
        if (trouble.shown() != null) {
            builder.put("shown", trouble.shown().hex());
        }
        if (trouble.expected() != null) {
            builder.put("expected", trouble.expected().hex());
        }
        return builder.build();
    }

    private static JsonObject.Builder line(String kind, Observation observation) {
        return JsonObject.builder().put("kind", kind).put("at", observation.atMillis());
    }

    private static List<JsonObject> times(SortedMap<String, Long> times) {
        return times.entrySet().stream()
                .map(time -> JsonObject.builder()
                        .put("observer", time.getKey())
                        .put("at", time.getValue())
                        .build())
                .toList();
    }

    private static List<JsonString> words(List<Word> words) {
        return words.stream().map(word -> JsonString.of(word.hex())).toList();
    }

    static JsonBoolean bool(boolean value) {
        return value ? JsonBoolean.TRUE : JsonBoolean.FALSE;
    }

    /** How a constant is spelt in the file. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
