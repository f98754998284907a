package dev.plumbline.api.imports;

import dev.plumbline.api.imports.SpanCorpus.Row;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tokens that fell to each document, and the attribution that they make. */
final class SpanShares {
    /** The order of attribution lines: by upload, then by row, the whole upload first. */
    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row row) -> row.upload().encode())
            .thenComparing(Row::row, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final BigInteger WHOLE = BigInteger.valueOf(Weight.WHOLE);

    private final Map<Row, BigInteger> tokens = new TreeMap<>(ORDER);
    private BigInteger elsewhere = BigInteger.ZERO;

    SpanShares() {}

    /** @param row null for a document outside the corpus */
    void add(@Nullable Row row, long spanTokens) {
        BigInteger more = BigInteger.valueOf(spanTokens);
        if (row == null) {
            elsewhere = elsewhere.add(more);
        } else {
            tokens.merge(row, more, BigInteger::add);
        }
    }

    /** @param covered tokens of the answer that a span with documents covers, of {@code total} */
    JsonObject attribution(TreeHead asOf, long covered, long total) {
        List<BigInteger> parts = LargestRemainder.split(
                WHOLE, List.of(BigInteger.valueOf(covered), BigInteger.valueOf(total - covered)));
        var rows = new ArrayList<>(tokens.keySet());
        var weights = new ArrayList<>(tokens.values());
        weights.add(elsewhere);
        // Without a single document nothing is covered, and there is nothing to divide.
        List<BigInteger> shares = covered == 0
                ? weights.stream().map(weight -> BigInteger.ZERO).toList()
                : LargestRemainder.split(parts.get(0), weights);
        BigInteger unattributed = parts.get(1).add(shares.get(rows.size()));
        return encode(asOf, rows, shares, unattributed);
    }

    private static JsonObject encode(TreeHead asOf, List<Row> rows, List<BigInteger> shares, BigInteger unattributed) {
        Set<Integer> listed = largest(rows.size(), shares);
        var lines = new ArrayList<JsonObject>();
        BigInteger tail = BigInteger.ZERO;
        long tailCount = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (listed.contains(i)) {
                lines.add(line(rows.get(i), shares.get(i)));
            } else {
                tail = tail.add(shares.get(i));
                tailCount++;
            }
        }
        JsonObject.Builder attribution = JsonObject.builder()
                .put(
                        "as_of",
                        JsonObject.builder()
                                .put("size", asOf.size())
                                .put("root", "sha256:" + asOf.root().hex())
                                .build())
                .put("lines", lines)
                .put("unattributed", unattributed.toString());
        if (tailCount > 0) {
            attribution.put(
                    "tail",
                    JsonObject.builder()
                            .put("count", tailCount)
                            .put("weight", tail.toString())
                            .build());
        }
        return attribution.build();
    }

    /** The shares above zero that fit into an event, the largest first, and among equals the first. */
    private static Set<Integer> largest(int count, List<BigInteger> shares) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            if (shares.get(i).signum() > 0) {
                indexes.add(i);
            }
        }
        indexes.sort(Comparator.comparing((Integer i) -> shares.get(i)).reversed());
        return new HashSet<>(indexes.subList(0, Math.min(indexes.size(), ImportLimits.ATTRIBUTION_LINES_MAX)));
    }

    private static JsonObject line(Row row, BigInteger weight) {
        JsonObject.Builder line =
                JsonObject.builder().put("upload", row.upload().encode()).put("weight", weight.toString());
        if (row.row() != null) {
            line.put("row", row.row());
        }
        return line.build();
    }
}
