package dev.plumbline.api.http;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.report.SequencerSummary;
import dev.plumbline.ledger.fairness.FairnessReport;

/** A report on a sequencer in the two forms in which it is given out. */
public final class SequencerReports {
    private SequencerReports() {}

    /**
     * The two forms. The arrays are shared: look, do not write.
     *
     * @param json for programs
     * @param html one page for people, which needs nothing else
     */
    @SuppressWarnings("ArrayRecordComponent") // handed out whole and never compared
    public record Forms(byte[] json, byte[] html) {}

    /** Both forms of a report. The same report gives the same bytes. */
    public static Forms of(FairnessReport report) {
        ObjectNode twin = SequencerSummary.encode(report);
        return new Forms((twin + "\n").getBytes(UTF_8), page(report, twin));
    }

    private static byte[] page(FairnessReport report, ObjectNode twin) {
        String name = "The sequencer of " + report.casebook().chain() + ", cross-checked";
        return document(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent("default-src 'none'; style-src 'unsafe-inline'"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        title(name)),
                                body(h1(name), each(SequencerSummary.lines(twin), line -> p(line))))
                        .withLang("en"))
                .getBytes(UTF_8);
    }
}
