package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose data bore on an answer. The weights of the lines, of the tail and of what nobody earned sum to 10^18 exactly;
 * nothing is renormalised.
 *
 * @param asOf the state of the log that was looked at
 * @param lines the weights, ascending by upload and row, each pair once
 * @param unattributed the weight that nobody earned
 * @param tail contributions too small to list; null if there are none
 * @param evidenceRoot root over the evidence that the method kept; null if it kept none
 */
public record Attribution(
        TreeHead asOf,
        List<Line> lines,
        long unattributed,
        @Nullable Tail tail,
        @Nullable Hash evidenceRoot) {
    // By the bytes of the upload's hash, so first by the number that its first eight make, unsigned.
    private static final Comparator<Line> ORDER = Comparator.comparingLong(
                    (Line line) -> line.upload().hash().prefix() ^ Long.MIN_VALUE)
            .thenComparing(line -> line.upload().hash().hex())
            .thenComparing(Line::row, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * Copies the lines and checks order and sum.
     *
     * @throws IllegalArgumentException if the lines are not ascending or the weights do not sum to 10^18
     */
    public Attribution {
        lines = List.copyOf(lines);
        Bounds.checkAtLeast("/as_of/size", asOf.size(), 0);
        Bounds.checkWithin("/unattributed", unattributed, 0, Weight.WHOLE);
        for (int i = 1; i < lines.size(); i++) {
            if (ORDER.compare(lines.get(i - 1), lines.get(i)) >= 0) {
                throw new BrokenRuleException(
                        Malformed.RULE, "/lines/" + i, "is not after the line before it by upload and row");
            }
        }
        // No step can overflow: what is left is at most 10^18 either way before each, and a weight is at most that.
        long left = Weight.WHOLE - unattributed - (tail == null ? 0 : tail.weight());
        for (int i = 0; i < lines.size() && left >= 0; i++) {
            left -= lines.get(i).weight();
        }
        if (left != 0) {
            throw new BrokenRuleException(
                    Malformed.RULE,
                    "",
                    "weights sum to " + (left > 0 ? "less" : "more") + " than 10^18, want exactly that");
        }
    }

    /** The weight that no line has: that of the tail, and what nobody earned. 0 to 10^18. */
    public long rest() {
        return unattributed + (tail == null ? 0 : tail.weight());
    }

    /** Starts an attribution that was computed from this state of the log. */
    public static AttributionBuilder asOf(TreeHead head) {
        return new AttributionBuilder(head);
    }

    /** These lines in the order that the format asks for. */
    static List<Line> sorted(List<Line> lines) {
        return lines.stream().sorted(ORDER).toList();
    }

    static Attribution parse(Fields fields) throws MalformedException {
        TreeHead asOf = AsOf.parse(fields.fields("as_of"));
        List<Line> lines = fields.list("lines", Line::parse);
        long unattributed = fields.parsed("unattributed", Weight::parse);
        Fields tailFields = fields.fieldsIfPresent("tail");
        Tail tail = tailFields == null ? null : Tail.parse(tailFields);
        Hash evidenceRoot = fields.parsedIfPresent("evidence_root", Digest::parse);
        return fields.end(() -> new Attribution(asOf, lines, unattributed, tail, evidenceRoot));
    }

    JsonObject encode() {
        JsonObject.Builder attribution = JsonObject.builder()
                .put("as_of", AsOf.encode(asOf))
                .put("lines", lines.stream().map(Line::encode).toList())
                .put("unattributed", Long.toString(unattributed));
        if (tail != null) {
            attribution.put("tail", tail.encode());
        }
        if (evidenceRoot != null) {
            attribution.put("evidence_root", Digest.encode(evidenceRoot));
        }
        return attribution.build();
    }

    /**
     * What one upload, or one row of it, contributed.
     *
     * @param upload the upload
     * @param row index of the row, from 0; null for the upload as a whole
     * @param weight parts of 10^18, above 0
     */
    public record Line(EventId upload, @Nullable Long row, long weight) {
        /**
         * Checks row and weight.
         *
         * @throws IllegalArgumentException if the row is negative or the weight outside 1 to 10^18
         */
        public Line {
            if (row != null) {
                Bounds.checkAtLeast("/row", row, 0);
            }
            Bounds.checkWithin("/weight", weight, 1, Weight.WHOLE);
        }

        static Line parse(Fields fields) throws MalformedException {
            EventId upload = fields.parsed("upload", EventId::parse);
            Long row = fields.integerIfPresent("row");
            long weight = fields.parsed("weight", Weight::parse);
            return fields.end(() -> new Line(upload, row, weight));
        }

        JsonObject encode() {
            JsonObject.Builder line =
                    JsonObject.builder().put("upload", upload.encode()).put("weight", Long.toString(weight));
            if (row != null) {
                line.put("row", row);
            }
            return line.build();
        }
    }

    /**
     * Contributions that are counted and not listed.
     *
     * @param count how many
     * @param weight parts of 10^18 that they have together; 0 if there are none
     */
    public record Tail(long count, long weight) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if either is out of range, or no contribution has a weight
         */
        public Tail {
            Bounds.checkAtLeast("/count", count, 0);
            Bounds.checkWithin("/weight", weight, 0, Weight.WHOLE);
            if (count == 0 && weight != 0) {
                throw new BrokenRuleException(Malformed.RULE, "/weight", "is " + weight + " for a count of 0, want 0");
            }
        }

        static Tail parse(Fields fields) throws MalformedException {
            long count = fields.integer("count");
            long weight = fields.parsed("weight", Weight::parse);
            return fields.end(() -> new Tail(count, weight));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("count", count)
                    .put("weight", Long.toString(weight))
                    .build();
        }
    }
}
