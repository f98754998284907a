package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The old log's promise to somebody that his event is in: a receipt that verifies under the old key, or a bare
 * {@code tlog-proof}, which says where but not what. Some 500 bytes; the event itself stays in its file.
 *
 * @param by the file
 * @param index the promised place
 * @param head the tree that the promise is under
 * @param note the old key's signature of that tree
 * @param event the event's id; null for a bare proof
 * @param leaf the hash of the entry; null for a bare proof
 * @param proof that the leaf is at the index, verified unless there is no leaf
 */
record Acknowledgement(
        String by,
        long index,
        TreeHead head,
        SignedNote note,
        @Nullable EventId event,
        @Nullable Hash leaf,
        InclusionProof proof) {
    private static final String BARE = "c2sp.org/tlog-proof@";

    /**
     * Reads and verifies one.
     *
     * @param old believes the old log's keys and asks for no witness
     * @throws MalformedException if the file is no promise of that log; the message says why
     */
    static Acknowledgement of(ReceiptFile file, TrustPolicy old) throws MalformedException {
        String start =
                new String(file.bytes(), 0, Math.min(file.bytes().length, BARE.length()), StandardCharsets.US_ASCII);
        if (start.equals(BARE)) {
            TlogProof proof = TlogProof.parse(new String(file.bytes(), StandardCharsets.UTF_8));
            return promised(file.name(), proof, null, old);
        }
        Receipt receipt = Receipt.parse(file.bytes());
        Event event = Event.parse(receipt.entry());
        if (event.checkSignatures() != SignatureStatus.VALID) {
            throw refused("a signature of its event does not hold");
        }
        return promised(file.name(), receipt.proof(), event, old);
    }

    private static Acknowledgement promised(String by, TlogProof proof, @Nullable Event event, TrustPolicy old)
            throws MalformedException {
        if (!(old.check(proof.checkpoint()) instanceof CheckpointVerdict.Trusted trusted)) {
            throw refused("its checkpoint is not signed by the old key");
        }
        TreeHead head = trusted.checkpoint().head();
        long index = proof.inclusion().leafIndex();
        if (index >= head.size()) {
            throw refused("it promises index " + index + " of " + head.size());
        }
        Hash leaf = event == null ? null : event.leafHash();
        if (leaf != null && proof.inclusion().check(leaf, head) != ProofStatus.VALID) {
            throw refused("its proof does not show the entry under its checkpoint");
        }
        return new Acknowledgement(
                by, index, head, proof.checkpoint(), event == null ? null : event.id(), leaf, proof.inclusion());
    }

    private static MalformedException refused(String detail) {
        return new MalformedException(dev.plumbline.proofs.Malformed.RULE, "receipt", detail);
    }

    KnownHead known() {
        return new KnownHead(by, head, note);
    }
}
