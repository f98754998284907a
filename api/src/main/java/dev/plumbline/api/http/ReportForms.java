package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.plumbline.ledger.fairness.FairnessReport;

/** The two forms of a report on a sequencer. */
final class ReportForms {
    private ReportForms() {}

    static byte[] twin(FairnessReport report) {
        var json = new JsonSink(4_096);
        json.raw("{\"v\":1,\"chain\":").quoted(report.casebook().chain());
        json.raw(",\"comparisons\":").number(report.comparisons());
        return json.raw("}\n").toByteArray();
    }

    static byte[] page(FairnessReport report) {
        return document(html(
                        head(title("The sequencer of " + report.casebook().chain() + ", cross-checked")),
                        body(ul(each(report.caveats(), caveat -> li(caveat))))))
                .getBytes(UTF_8);
    }
}
