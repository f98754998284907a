package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.util.List;
import java.util.stream.IntStream;

/** One event with commitments in every field, one with rows, their receipts, and what they commit to. Always the same. */
public final class SampleDisclosures {
    /** How many rows the sample dataset has. */
    public static final int ROWS = 11;

    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Hash SIBLING = SampleEvents.hash("sibling");
    private static final RowSecret SECRET =
            RowSecret.of(SampleEvents.hash("row secret").bytes());

    private SampleDisclosures() {}

    private static SignerKey log() {
        try {
            return new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whom to believe. */
    public static TrustPolicy trust() {
        return TrustPolicy.ofLog(log().verifierKey());
    }

    /** The receipt of an event with this body, as the second of two. */
    public static Receipt receipt(Body body) {
        Event event = EventDraft.first(
                        body, SampleEvents.NAMESPACE, SampleEvents.signer(0).issuer(), SampleEvents.ISSUED_AT)
                .sign(SampleEvents.signer(0));
        var head = new TreeHead(2, TreeHasher.node(SIBLING, event.leafHash()));
        var proof = new TlogProof(
                new InclusionProof(1, List.of(SIBLING)), log().sign(new Checkpoint(ORIGIN, head).encode()));
        return new Receipt(new String(event.entry(), UTF_8), proof, null);
    }

    /** What is behind a field. */
    public static FieldOpening opening(CommittedField field) {
        Salt salt = Salt.of(SampleEvents.hash("salt of " + field).bytes());
        return new FieldOpening(field, salt, ("the " + field.path()).getBytes(UTF_8));
    }

    /** An inference that commits to its prompt, response and parameters. */
    public static Inference inference() {
        Inference sample = SampleEvents.inference(1);
        return new Inference(
                sample.attempt(),
                sample.outcome(),
                sample.model(),
                sample.method(),
                sample.startedAtMillis(),
                sample.finishedAtMillis(),
                opening(CommittedField.PROMPT).commitment(),
                opening(CommittedField.RESPONSE).commitment(),
                opening(CommittedField.PARAMS).commitment(),
                sample.tokens(),
                sample.fee(),
                sample.attribution());
    }

    /** An upload that commits to its content and has rows. */
    public static DatanetUpload upload() {
        DatanetUpload sample = SampleEvents.smallUpload(0);
        var content = DatanetUpload.Content.ofCommitment(
                opening(CommittedField.CONTENT).commitment(), 11, "text/plain");
        return DatanetUpload.of(content, sample.license(), sample.use(), sample.contributor(), sample.payout())
                .withRows(prover(0).rows());
    }

    /** The proof of a row of the sample dataset. */
    public static RowProof row(int number) {
        return prover(number).proof();
    }

    private static RowProver prover(int number) {
        var prover = new RowProver(SECRET, number, ROWS);
        IntStream.range(0, ROWS).forEach(i -> prover.append(("row " + i).getBytes(UTF_8)));
        return prover;
    }

    /** The disclosure of a field. */
    public static Disclosure of(CommittedField field) {
        return new Disclosure(receipt(body(field)), opening(field));
    }

    /** The body that commits to a field. */
    static Body body(CommittedField field) {
        return switch (field) {
            case CONTENT -> upload();
            case PROMPT, RESPONSE, PARAMS -> inference();
            case RAW_TRANSACTION -> submission();
        };
    }

    /** A submission that commits to its transaction. */
    public static SequencerSubmit submission() {
        SequencerSubmit sample = SampleEvents.submission();
        return new SequencerSubmit(
                sample.chain(),
                sample.tx(),
                sample.from(),
                sample.nonce(),
                sample.maxFee(),
                sample.maxTip(),
                sample.gas(),
                opening(CommittedField.RAW_TRANSACTION).commitment(),
                sample.submittedAtMillis(),
                sample.via());
    }

    /** The disclosure of a row. */
    public static Disclosure ofRow(int number) {
        return new Disclosure(receipt(upload()), row(number));
    }
}
