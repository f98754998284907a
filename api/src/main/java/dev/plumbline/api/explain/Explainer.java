package dev.plumbline.api.explain;

import dev.plumbline.api.explain.Explanation.Fact;
import dev.plumbline.api.explain.Explanation.Section;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Opening;
import dev.plumbline.proofs.disclosure.RowProof;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.trace.TraceBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what a file says. Checks the form and nothing else. */
public final class Explainer {
    private static final int TRACE_ENTRIES_SHOWN_MAX = 40;

    private Explainer() {}

    /**
     * Reads a file as the kind that it looks like.
     *
     * @throws MalformedException if it is not well formed as that kind
     */
    public static Explanation explain(byte[] file) throws MalformedException {
        FileKind kind = FileKind.of(file);
        return switch (kind) {
            case RECEIPT -> receipt(Receipt.parse(file));
            case DISCLOSURE -> disclosure(Disclosure.parse(file));
            case SETTLEMENT -> SettlementWords.of(SettlementEvidence.parse(file));
            case TRACE -> trace(TraceBundle.parse(file));
            case EVENT -> event(Event.parse(file));
            case TLOG_PROOF -> proof(TlogProof.parse(text(file)));
            case SIGNED_NOTE -> note(SignedNote.parse(file));
            case POLICY -> policy(TrustPolicy.parse(file));
            case VERIFIER_KEY -> key(VerifierKey.parse(text(file).strip()));
            case PRIVATE_KEY ->
                new Explanation(
                        kind, "Whoever has this file can sign with the key. Its content is not shown.", List.of());
            case SEQUENCER_EQUIVOCATION -> SequencerWords.of(SequencerEquivocation.parse(file));
            case FORCED -> SequencerWords.of(ForcedEvidence.parse(file));
            case EQUIVOCATION, COSE_RECEIPT -> new Explanation(kind, "It is " + kind.title() + ".", List.of());
            case UNKNOWN ->
                new Explanation(
                        kind,
                        "It has " + file.length + " bytes and is none of the kinds that this program knows.",
                        List.of());
        };
    }

    private static Explanation receipt(Receipt receipt) throws MalformedException {
        Event event = Event.parse(receipt.entry());
        var sections = new ArrayList<>(EventWords.sections(event));
        sections.add(place(receipt.proof()));
        sections.addAll(NoteWords.sections(receipt.proof().checkpoint()));
        AnchorEvidence anchor = receipt.anchor();
        sections.add(anchor == null ? noAnchor() : anchor(anchor));
        return new Explanation(FileKind.RECEIPT, EventWords.sentence(event), sections);
    }

    private static Explanation disclosure(Disclosure disclosure) throws MalformedException {
        Explanation receipt = receipt(disclosure.receipt());
        Opening opening = disclosure.opening();
        String what = opening instanceof RowProof row
                ? "row " + row.index()
                : ((FieldOpening) opening).field().path();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("what", what));
        facts.add(new Fact("size", opening.value().length + " bytes"));
        facts.add(new Fact("value", MalformedException.quote(text(opening.value()))));
        if (opening instanceof RowProof row) {
            facts.add(new Fact("path", row.path().size() + " hashes from the row to the root of the dataset"));
        }
        var sections = new ArrayList<Section>();
        sections.add(new Section("What is disclosed", facts));
        sections.addAll(receipt.sections());
        return new Explanation(FileKind.DISCLOSURE, receipt.summary(), sections);
    }

    private static Explanation trace(TraceBundle trace) throws MalformedException {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("subject", trace.subject().encode()));
        if (trace.line() != null) {
            facts.add(new Fact("line", String.valueOf(trace.line())));
        }
        facts.add(new Fact("proof", trace.proof().hashes().size() + " hashes for all entries together"));
        var entries = new ArrayList<Fact>();
        for (int i = 0; i < Math.min(TRACE_ENTRIES_SHOWN_MAX, trace.entries().size()); i++) {
            Event event = Event.parse(trace.entries().get(i).getBytes(StandardCharsets.UTF_8));
            entries.add(new Fact("entry " + trace.proof().leafIndexes().get(i), EventWords.sentence(event)));
        }
        if (trace.entries().size() > TRACE_ENTRIES_SHOWN_MAX) {
            entries.add(new Fact("and", (trace.entries().size() - TRACE_ENTRIES_SHOWN_MAX) + " more"));
        }
        var sections = new ArrayList<Section>();
        sections.add(new Section("What it explains", facts));
        sections.add(new Section("Its entries", entries));
        sections.addAll(NoteWords.sections(trace.checkpoint()));
        return new Explanation(
                FileKind.TRACE,
                "It holds " + trace.entries().size() + " entries; 'plumb verify' checks them and makes the sums again.",
                sections);
    }

    private static Explanation event(Event event) {
        return new Explanation(FileKind.EVENT, EventWords.sentence(event), EventWords.sections(event));
    }

    private static Explanation proof(TlogProof proof) {
        var sections = new ArrayList<Section>();
        sections.add(place(proof));
        sections.addAll(NoteWords.sections(proof.checkpoint()));
        return new Explanation(
                FileKind.TLOG_PROOF,
                "It is to prove that some entry, which is not in this file, stands at "
                        + proof.inclusion().leafIndex() + ".",
                sections);
    }

    private static Section place(TlogProof proof) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("entry", String.valueOf(proof.inclusion().leafIndex())));
        facts.add(new Fact("path", proof.inclusion().path().size() + " hashes from the entry to the root"));
        if (proof.extra() != null) {
            facts.add(new Fact("extra", proof.extra().length() + " characters that nobody vouches for"));
        }
        return new Section("Its place in the log", facts);
    }

    private static Section noAnchor() {
        return new Section("On L1", List.of(new Fact("anchor", "none in this receipt")));
    }

    private static Section anchor(AnchorEvidence anchor) throws MalformedException {
        BlockHeader header = BlockHeader.parse(anchor.header().bytes());
        return new Section(
                "On L1",
                List.of(
                        new Fact("chain", anchor.chain()),
                        new Fact("contract", anchor.contract().toString()),
                        new Fact("tree", anchor.size() + " entries"),
                        new Fact("block", header.number() + ", made " + time(header.timestampSeconds())),
                        new Fact("block hash", header.hash() + " (compare it with a node that you trust)")));
    }

    static String time(long unixSeconds) {
        return unixSeconds > Instant.MAX.getEpochSecond()
                ? "at an impossible time"
                : Instant.ofEpochSecond(unixSeconds).toString();
    }

    private static Explanation note(SignedNote note) {
        return new Explanation(
                FileKind.SIGNED_NOTE,
                "It is a text with " + note.signatures().size() + " signature lines under it.",
                NoteWords.sections(note));
    }

    private static Explanation policy(TrustPolicy policy) {
        var facts = new ArrayList<Fact>();
        policy.logs().forEach(log -> facts.add(new Fact("log", log.encode())));
        policy.witnesses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(witness -> facts.add(new Fact(
                        "witness " + witness.getKey(), witness.getValue().encode())));
        facts.add(new Fact("quorum", QuorumWords.of(policy.quorum())));
        return new Explanation(
                FileKind.POLICY,
                "It says which logs to believe, and which witnesses must have cosigned.",
                List.of(new Section("Whom it believes", facts)));
    }

    private static Explanation key(VerifierKey key) {
        return new Explanation(
                FileKind.VERIFIER_KEY,
                "It is the public key of " + key.name() + ".",
                List.of(new Section(
                        "The key",
                        List.of(
                                new Fact("name", key.name()),
                                new Fact("type", key.type().toString()),
                                new Fact("id", String.format("%08x", key.id()))))));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
