package dev.plumbline.api.explain;

import dev.plumbline.api.explain.Explanation.Fact;
import dev.plumbline.api.explain.Explanation.Section;
import dev.plumbline.proofs.event.BatchPath;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Events in plain words: always as what the issuer says, never as what is so. */
final class EventWords {
    private EventWords() {}

    /** What the issuer says, in one sentence. */
    static String sentence(Event event) {
        return event.issuer().encode() + " says " + claim(event, event.body()) + ".";
    }

    private static String claim(Event event, Body body) {
        String datanet = event.namespace().encode();
        if (body instanceof DatanetUpload upload) {
            return "that " + upload.contributor().encode() + " contributed "
                    + upload.content().sizeBytes() + " bytes of "
                    + upload.content().mediaType() + " to " + datanet + " under "
                    + upload.license().spdx() + ", to be paid to "
                    + upload.payout().encode();
        }
        if (body instanceof ModelRegister model) {
            return "that " + model.owner().encode() + " owns model " + model.modelId() + " version " + model.version()
                    + ", trained on " + model.training().uploadsCount() + " uploads";
        }
        if (body instanceof PolicySplit policy) {
            return "that rewards of " + datanet + " in " + policy.token() + " are split "
                    + policy.shares().stream()
                            .map(share -> share.role() + " " + share.ppm() + " ppm")
                            .collect(Collectors.joining(", "));
        }
        if (body instanceof Inference inference) {
            return "that model " + inference.model().encode() + " was asked and the outcome was "
                    + inference.outcome().wireName() + ", for a fee of "
                    + inference.fee().amount() + " of " + inference.fee().token();
        }
        if (body instanceof RewardAccrue reward) {
            return "that " + reward.total() + " of " + reward.token() + " is owed, in "
                    + reward.lines().size() + " lines";
        }
        if (body instanceof IssuerConflict conflict) {
            return "that " + conflict.subject().encode() + " signed two events as its number " + conflict.subjectIseq();
        }
        return LifeCycleWords.claim(body);
    }

    /** The envelope, and what the body says that a reader looks for first. */
    static List<Section> sections(Event event) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("kind", event.kind().wireName()));
        facts.add(new Fact("event id", event.id().encode()));
        facts.add(new Fact("datanet", event.namespace().encode()));
        facts.add(new Fact("issuer", event.issuer().encode()));
        facts.add(new Fact("number", event.iseq() + " of this issuer in this datanet"));
        EventId previous = event.iprev();
        if (previous != null) {
            facts.add(new Fact("after", previous.encode()));
        }
        facts.add(new Fact("issued at", Instant.ofEpochMilli(event.issuedAtMillis()) + ", by the issuer's own clock"));
        facts.add(new Fact("signature", signature(event)));
        event.cosignatures()
                .forEach(cosignature ->
                        facts.add(new Fact("cosigned by", cosignature.by().encode())));
        facts.add(new Fact("leaf hash", event.leafHash().hex()));
        facts.add(new Fact("size", event.entrySize() + " bytes"));
        var sections = new ArrayList<Section>();
        sections.add(new Section("The event", facts));
        List<Fact> body = body(event.body());
        if (!body.isEmpty()) {
            sections.add(new Section("What it is about", body));
        }
        return sections;
    }

    private static String signature(Event event) {
        BatchPath batch = event.signature().batch();
        String algorithm = event.signature().algorithm().wireName();
        return batch == null ? algorithm : algorithm + ", number " + batch.index() + " of a batch of " + batch.size();
    }

    private static List<Fact> body(Body body) {
        var facts = new ArrayList<Fact>();
        if (body instanceof DatanetUpload upload) {
            DatanetUpload.Content content = upload.content();
            facts.add(
                    content.digest() == null
                            ? new Fact("commitment", "sha256:" + String.valueOf(content.commitment()))
                            : new Fact("content", "sha256:" + content.digest()));
            facts.add(new Fact(
                    "license",
                    upload.license().spdx() + ", " + upload.license().evidence().wireName() + " by the issuer"));
            upload.use()
                    .forEach((purpose, permission) ->
                            facts.add(new Fact("use to " + purpose.wireName(), permission.wireName())));
            facts.add(new Fact("source", upload.source().kind().wireName()));
            facts.add(new Fact("personal data", upload.pii().wireName()));
        } else if (body instanceof RewardAccrue reward) {
            for (RewardAccrue.Line line : reward.lines()) {
                facts.add(
                        new Fact(line.role(), line.amount() + " to " + line.to().encode()));
            }
        } else if (body instanceof Inference inference) {
            facts.add(new Fact(
                    "tokens",
                    inference.tokens().in() + " in, " + inference.tokens().out() + " out"));
            facts.add(new Fact(
                    "took",
                    (inference.finishedAtMillis() - inference.startedAtMillis()) + " ms, by the issuer's clock"));
            if (inference.attribution() != null) {
                facts.add(new Fact(
                        "attributed to",
                        inference.attribution().lines().size() + " uploads, "
                                + inference.attribution().unattributed() + " of 10^18 to nobody"));
            }
        }
        return facts;
    }
}
