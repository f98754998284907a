package dev.plumbline.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.testkit.SampleEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A receipt with an anchor in which every byte is flipped, under a policy that demands all and one that demands little. */
final class DamagedReceipts {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final int SIZE = 11;
    private static final int ANCHORED_SIZE = 8;
    private static final int INDEX = 6;
    private static final String MEMBER = "receipt";

    private final DifferentialCases cases;
    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final Event event = SampleEvents.first();
    private final Map<List<Long>, Hash> nodes = new HashMap<>();

    private DamagedReceipts(DifferentialCases cases) throws MalformedException {
        this.cases = cases;
    }

    static void addTo(DifferentialCases cases) throws MalformedException {
        new DamagedReceipts(cases).add();
    }

    private void add() {
        TreeHead head = tree(SIZE);
        String checkpoint = new Checkpoint(ORIGIN, head).encode();
        var proof = new TlogProof(new InclusionProof(INDEX, path(SIZE)), log.sign(checkpoint));
        var receipt = new Receipt(new String(event.entry(), UTF_8), proof, null);
        AnchorEvidence evidence = MadeUpAnchor.of(tree(ANCHORED_SIZE), path(ANCHORED_SIZE));
        byte[] anchored = receipt.withAnchor(evidence).encode();
        Word block = MadeUpAnchor.blockHash(evidence);
        VerificationPolicy lenient = VerificationPolicy.of(TrustPolicy.ofLog(log.verifierKey()));
        VerificationPolicy strict =
                lenient.withContract(MadeUpAnchor.CHAIN, evidence.contract()).demandingAnchorIn(Set.of(block));
        String trust = "log " + log.verifierKey().encode() + "\nquorum none\n";
        damage(
                "strict",
                anchored,
                1,
                strict,
                Map.of(
                        "policy",
                        trust,
                        "chain",
                        MadeUpAnchor.CHAIN,
                        "contract",
                        evidence.contract().hex(),
                        "heads",
                        List.of(block.hex())));
        damage("lenient", anchored, 7, lenient, Map.of("policy", trust));
        damage("without anchor", receipt.encode(), 7, lenient, Map.of("policy", trust));
    }

    private void damage(String name, byte[] receipt, int step, VerificationPolicy policy, Map<String, ?> input) {
        var verifier = new ReceiptVerifier(policy);
        var all = new HashMap<String, Object>(input);
        all.put(MEMBER + "_base64", DifferentialCases.base64(receipt));
        cases.base(name, "verify-receipt", all);
        cases.whole(name, MEMBER, expected(verifier.verify(receipt)));
        for (int at = 0; at < receipt.length; at += step) {
            byte[] damaged = receipt.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            cases.changed(name, MEMBER, at, damaged[at] & 0xff, expected(verifier.verify(damaged)));
        }
    }

    private ObjectNode expected(Verdict verdict) {
        ObjectNode expected = verdict instanceof Verdict.Rejected rejected
                ? cases.refused(rejected.reason().name())
                : cases.accepted();
        ArrayNode checks = expected.putArray("checks");
        for (Check check : verdict.checks()) {
            checks.addArray().add(check.name().name()).add(check.result().name());
        }
        return expected;
    }

    private List<Hash> path(int size) {
        return InclusionProof.prove(INDEX, size, (level, index) -> nodes.get(List.of((long) level, index)))
                .path();
    }

    /** A tree whose leaf {@link #INDEX} is the event. */
    private TreeHead tree(int size) {
        var frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            Hash leaf = i == INDEX ? event.leafHash() : TreeHasher.leaf(new byte[] {(byte) i});
            frontier.append(leaf, (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
        }
        return frontier.head();
    }
}
