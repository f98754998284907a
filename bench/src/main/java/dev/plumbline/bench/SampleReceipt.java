package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receipt with everything in it: an upload, a path of 30 hashes under a checkpoint that its log and three witnesses signed,
 * and as long a path under a root on L1. It comes with the verifier that demands all of it.
 */
final class SampleReceipt {
    static final int LEVELS = 30;
    static final int WITNESSES = 3;

    private static final String ORIGIN = "bench.example.org/log";
    private static final long SIGNED_AT_SECONDS = 1_763_700_000L;

    final byte[] bytes;
    final ReceiptVerifier verifier;
    final BareCrypto bare;

    /** Makes the receipt of a tree that need not exist, for an event of this signer. */
    SampleReceipt(EventSigner signer) throws MalformedException {
        Event event = Samples.draft(Samples.upload(), signer.issuer()).sign(signer);
        var path = new ArrayList<Hash>();
        Hash node = event.leafHash();
        for (int level = 0; level < LEVELS; level++) {
            path.add(Samples.hash("sibling " + level));
            node = TreeHasher.node(node, path.get(level));
        }
        var checkpoint = new Checkpoint(ORIGIN, new TreeHead(1L << LEVELS, node));
        var anchor = new SampleAnchor(ORIGIN, checkpoint.head());
        var log = new SignerKey(ORIGIN, KeyType.ED25519, Samples.hash("log").bytes());
        var signed = new ArrayList<BareCrypto.SignatureOver>();
        SignedNote note = cosigned(log.sign(checkpoint.encode()), signed);
        signed.add(new BareCrypto.SignatureOver(
                log.verifierKey().key(),
                note.text().getBytes(UTF_8),
                note.signatures().get(0).signature()));
        var proof = new TlogProof(new InclusionProof(0, path), note);
        bytes = new Receipt(new String(event.entry(), UTF_8), proof, anchor.evidence(path)).encode();
        verifier = new ReceiptVerifier(VerificationPolicy.of(policy(log.verifierKey()))
                .withContract(SampleAnchor.CHAIN, SampleAnchor.CONTRACT)
                .demandingAnchorIn(Set.of(Word.keccak(anchor.header))));
        bare = new BareCrypto(event, signed, anchor, ORIGIN);
        if (!verify() || !bare.run()) {
            throw new IllegalStateException("the receipt does not hold: " + verifier.verify(bytes));
        }
    }

    /** Whether it holds, as it does. */
    boolean verify() {
        return verifier.verify(bytes) instanceof Verdict.Verified;
    }

    private static TrustPolicy policy(VerifierKey log) throws MalformedException {
        Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
        List<Quorum> members = new ArrayList<>();
        for (int i = 0; i < WITNESSES; i++) {
            witnesses.put("w" + i, witness(i).verifierKey());
            members.add(new Quorum.Witness("w" + i));
        }
        return new TrustPolicy(List.of(log), witnesses, new Quorum.Group(WITNESSES, members));
    }

    private static SignerKey witness(int i) throws MalformedException {
        byte[] seed = Samples.hash("witness " + i).bytes();
        return new SignerKey("witness" + i + ".example.net", KeyType.COSIGNATURE_ED25519, seed);
    }

    private static SignedNote cosigned(SignedNote note, List<BareCrypto.SignatureOver> signed)
            throws MalformedException {
        var lines = new ArrayList<>(note.signatures());
        for (int i = 0; i < WITNESSES; i++) {
            SignerKey witness = witness(i);
            byte[] message = Cosignature.message(SIGNED_AT_SECONDS + i, note.text());
            byte[] signature = Ed25519.sign(witness.seed(), message);
            signed.add(new BareCrypto.SignatureOver(witness.verifierKey().key(), message, signature));
            byte[] blob = ByteBuffer.allocate(Long.BYTES + signature.length)
                    .putLong(SIGNED_AT_SECONDS + i)
                    .put(signature)
                    .array();
            VerifierKey key = witness.verifierKey();
            lines.add(new NoteSignature(key.name(), key.id(), blob));
        }
        return new SignedNote(note.text(), lines);
    }
}
