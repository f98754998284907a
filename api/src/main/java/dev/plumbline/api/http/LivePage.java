package dev.plumbline.api.http;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.merkle.TreeHasher;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;

/**
 * The page on which operators watch a sequencer. It shows how things stood when it was asked for, needs no script for that, and
 * asks nobody but its own server; with its script it asks again whenever something happens.
 */
final class LivePage {
    private static final String STYLE = resource("sequencer.css");
    private static final String SCRIPT = resource("sequencer.js");

    /** What the page may load and run: the one style and the one script in it, and questions to its own server. */
    static final String SECURITY_POLICY = "default-src 'none'; script-src '" + digest(SCRIPT) + "'; style-src '"
            + digest(STYLE) + "'; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private LivePage() {}

    static byte[] render(SequencerStanding standing) {
        String name = "The sequencer of " + standing.name();
        return document(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(SECURITY_POLICY),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        meta().withName("referrer").withContent("no-referrer"),
                                        title(name + " – Plumbline"),
                                        style(rawHtml(STYLE))),
                                body(
                                        h1(name),
                                        p(
                                                        span(standing.chain() + ", as seen by "
                                                                + standing.observers()
                                                                        .size() + " observers and put together anew. "),
                                                        span("").withId("stream"))
                                                .withClass("quiet"),
                                        main(
                                                live("banner", LiveParts.banner(standing)),
                                                live("heads", LiveParts.heads(standing)),
                                                section(
                                                        h2("Observers"),
                                                        live("observers", LiveParts.observers(standing))),
                                                section(h2("In flight"), live("flight", LiveParts.inFlight(standing))),
                                                section(
                                                                h2("As it happens"),
                                                                ol().withId("news")
                                                                        .withClass("news"))
                                                        .withId("happening")
                                                        .attr("hidden"),
                                                section(
                                                        h2("Newest blocks"),
                                                        live("blocks", LiveParts.blocks(standing))),
                                                section(
                                                        h2("Since observing began"),
                                                        live("counts", LiveParts.counts(standing)))),
                                        foot(),
                                        script(rawHtml(SCRIPT))))
                        .withLang("en"))
                .getBytes(UTF_8);
    }

    private static DomContent live(String id, DomContent content) {
        return div(content).withId(id).attr("data-live");
    }

    private static DomContent foot() {
        return footer(
                p(
                        a("Report of the last day").withHref("v1/sequencer/report"),
                        span(" · "),
                        a("this page as JSON").withHref("v1/sequencer"),
                        span(" · "),
                        a("figures").withHref("metrics")),
                p(
                        "What stands here is what the observers showed this process, by its clock. It is no proof, and a"
                                + " question at most: a transaction may be missing for reasons that are innocent, and a gap may be"
                                + " the network's. The report says what the observations come to, with every n and every caveat."));
    }

    private static String digest(String inline) {
        return "sha256-" + TreeHasher.sha256(inline.getBytes(UTF_8)).base64();
    }

    private static String resource(String name) {
        try (InputStream in = LivePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
