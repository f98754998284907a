package dev.plumbline.api.imports;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads which spans of an answer stand word for word in which documents, as infini-gram's attribution service answers, and
 * puts the attribution that follows into an inference.
 *
 * <p>The arithmetic, in integers: 10^18 is divided between the tokens that a span with documents covers and those that none
 * covers; the second part is {@code unattributed}. The first is divided among the documents by tokens, a span counting its
 * length for each document it lists. What falls to documents outside the corpus is unattributed as well. Both divisions are
 * by largest remainder, so nothing is lost.
 */
public final class SpansImport {
    private static final String SUBJECT = "spans";
    private static final int TOKENS_MAX = 1_000_000;
    /** Some issuer's, for reading a body by the rules of an event; nothing is signed with it. */
    private static final String NOBODY =
            EventSigner.ed25519(new byte[32]).issuer().encode();

    private final SpanCorpus corpus;
    private final JsonObject inference;
    private final DefectList defects;

    private SpansImport(SpanCorpus corpus, JsonObject inference, DefectList defects) {
        this.corpus = corpus;
        this.inference = inference;
        this.defects = defects;
    }

    /**
     * Reads one answer; total: one that cannot be used gives no draft and a defect that says why.
     *
     * @param file the service's answer
     * @param corpusFile which documents are which uploads (docs/format/imports.md)
     * @param inferenceFile the draft of the inference, without {@code attribution}
     */
    public static Imported read(byte[] file, byte[] corpusFile, byte[] inferenceFile) {
        var defects = new DefectList();
        try {
            JsonPlace answer = JsonPlace.root(ForeignJson.read(file, SUBJECT));
            SpanCorpus corpus = SpanCorpus.parse(JsonPlace.root(ForeignJson.read(corpusFile, "corpus file")));
            JsonValue draft =
                    CanonicalJson.parseAnySpelling(inferenceFile, "inference draft", Limits.RECEIPT_BYTES_MAX);
            if (!(draft instanceof JsonObject object)) {
                throw new RefusedException("", "goes with an inference draft that is no JSON object");
            }
            return defects.with(List.of(new SpansImport(corpus, object, defects).draft(answer)));
        } catch (MalformedException e) {
            defects.refused("", String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            defects.refused(e.pointer(), e.found());
        }
        return defects.with(List.of());
    }

    private Draft draft(JsonPlace answer) throws MalformedException, RefusedException {
        JsonPlace index = answer.at("index");
        if (!index.textOrEmpty().equals(corpus.index())) {
            throw new RefusedException(
                    index.pointer(), "is " + index.quoted() + ", want that of the corpus, " + corpus.index());
        }
        if (!(inference.get("body") instanceof JsonObject body) || body.get("attribution") != null) {
            throw new RefusedException("", "goes with an inference draft that has no body, or an attribution already");
        }
        int tokens = tokens(answer.at("inputTokens"), body);
        JsonPlace spans = answer.at("spans");
        if (!spans.node().isArray() || spans.node().size() > ImportLimits.ITEMS_MAX) {
            throw new RefusedException(spans.pointer(), "is no array of at most ITEMS_MAX, " + ImportLimits.ITEMS_MAX);
        }
        var covered = new BitSet(tokens);
        var shares = new SpanShares();
        for (JsonPlace span : spans.each()) {
            read(span, tokens, covered, shares);
        }
        JsonObject attribution = shares.attribution(corpus.asOf(), covered.cardinality(), tokens);
        return withAttribution(body, attribution);
    }

    /** Tokens of the answer: as many as the service lists, or else as many as the inference says came out. */
    private int tokens(JsonPlace listed, JsonObject body) throws RefusedException {
        long stated = body.get("tokens") instanceof JsonObject counts && counts.get("out") instanceof JsonInteger out
                ? out.value()
                : -1;
        long tokens = listed.node().isArray() ? listed.node().size() : stated;
        if (tokens < 1 || tokens > TOKENS_MAX) {
            throw new RefusedException(listed.pointer(), "gives " + tokens + " tokens, want 1 to " + TOKENS_MAX);
        }
        if (stated >= 0 && stated != tokens) {
            defects.wrong(
                    listed.pointer(),
                    "has " + tokens + " tokens, the inference says " + stated,
                    "the spans are counted against " + tokens);
        }
        return (int) tokens;
    }

    private void read(JsonPlace span, int tokens, BitSet covered, SpanShares shares) {
        long left = span.at("left").count();
        long right = span.at("right").count();
        if (left < 0 || right <= left || right > tokens) {
            defects.wrong(
                    span.pointer(),
                    "reaches from " + left + " to " + right + " of " + tokens + " tokens",
                    "the span is left out");
            return;
        }
        if (span.at("length").count() != right - left) {
            defects.wrong(
                    span.at("length").pointer(),
                    "is not right − left, " + (right - left),
                    "right and left are believed");
        }
        List<JsonPlace> documents = span.at("documents").each();
        if (documents.isEmpty()) {
            defects.note(span.at("documents").pointer(), "lists no document", "the span covers nothing");
            return;
        }
        long count = span.at("count").count();
        if (count > documents.size()) {
            defects.note(
                    span.at("documents").pointer(),
                    "lists " + documents.size() + " of " + count + " places",
                    "the listed ones share the span");
        }
        covered.set((int) left, (int) right);
        for (JsonPlace document : documents) {
            SpanCorpus.@Nullable Row row =
                    corpus.find(document.at("documentIndex").count());
            if (row == null) {
                defects.wrong(
                        document.pointer(),
                        "is document " + document.at("documentIndex").quoted()
                                + ", which is in no upload of the corpus",
                        "its share is unattributed");
            }
            shares.add(row, right - left);
        }
    }

    private Draft withAttribution(JsonObject body, JsonObject attribution) throws MalformedException {
        JsonObject.Builder whole = JsonObject.builder().put("attribution", attribution);
        for (int i = 0; i < body.size(); i++) {
            whole.put(body.key(i), body.value(i));
        }
        JsonValue namespace = inference.get("ns");
        JsonObject envelope = JsonObject.builder()
                .put("v", 1)
                .put("kind", "inference")
                .put("ns", namespace == null ? JsonString.of("") : namespace)
                .put("issuer", NOBODY)
                .put("iseq", 1)
                .put("issued_at", 0)
                .put("body", whole.build())
                .put(
                        "sig",
                        JsonObject.builder()
                                .put("alg", "ed25519")
                                .put("value", "0x" + "00".repeat(64))
                                .build())
                .build();
        // Read as an unsigned event: that holds the body to the rules of its kind.
        Event event = Event.parse(CanonicalJson.encode(envelope));
        if (!(event.body() instanceof Inference)) {
            throw new AssertionError("an event of kind inference has such a body");
        }
        return new Draft(event.namespace(), event.body());
    }
}
