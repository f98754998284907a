package dev.plumbline.api.imports;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of an index are which uploads of a log: ranges of document numbers that do not overlap.
 *
 * @param index the index's name
 * @param asOf the state of the log that the uploads stand in
 * @param ranges the ranges, by their first document
 */
record SpanCorpus(String index, TreeHead asOf, TreeMap<Long, Range> ranges) {
    /** A document as the log knows it. */
    record Row(EventId upload, @Nullable Long row) {}

    /** @param to the document after the last */
    record Range(long from, long to, EventId upload, boolean hasRows) {}

    static SpanCorpus parse(JsonPlace file) throws RefusedException {
        String index = file.at("index").textOrEmpty();
        TreeHead asOf = LogState.head(file.at("as_of"));
        if (index.isEmpty() || asOf == null) {
            throw new RefusedException("", "goes with a corpus file without index or as_of");
        }
        var ranges = new TreeMap<Long, Range>();
        for (JsonPlace place : file.at("documents").each()) {
            Range range = range(place);
            Map.Entry<Long, Range> before = ranges.lowerEntry(range.to());
            if (ranges.size() >= ImportLimits.ITEMS_MAX
                    || (before != null && before.getValue().to() > range.from())) {
                throw new RefusedException(
                        "",
                        "goes with a corpus file whose " + place.pointer()
                                + " overlaps another range, or is one too many");
            }
            ranges.put(range.from(), range);
        }
        return new SpanCorpus(index, asOf, ranges);
    }

    private static Range range(JsonPlace place) throws RefusedException {
        long from = place.at("from").count();
        long to = place.at("to").count();
        try {
            if (from >= 0 && to > from) {
                EventId upload = EventId.parse(place.at("upload").textOrEmpty());
                return new Range(from, to, upload, place.at("rows").node().asBoolean());
            }
        } catch (MalformedException e) {
            throw new RefusedException(
                    "", "goes with a corpus file whose " + place.pointer() + "/upload is no event id");
        }
        throw new RefusedException(
                "", "goes with a corpus file whose " + place.pointer() + " is no range of documents");
    }

    /** The upload that a document is in, and its row there if the upload has rows; null if it is in none. */
    @Nullable
    Row find(long document) {
        Map.Entry<Long, Range> found = ranges.floorEntry(document);
        if (document < 0 || found == null || found.getValue().to() <= document) {
            return null;
        }
        Range range = found.getValue();
        return new Row(range.upload(), range.hasRows() ? document - range.from() : null);
    }
}
