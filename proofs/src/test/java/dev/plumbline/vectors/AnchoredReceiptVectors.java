package dev.plumbline.vectors;

import static dev.plumbline.vectors.SampleReceipt.EVENT;
import static dev.plumbline.vectors.SampleReceipt.INDEX;
import static dev.plumbline.vectors.SampleReceipt.SIZE;
import static dev.plumbline.vectors.SampleReceipt.anchor;
import static dev.plumbline.vectors.SampleReceipt.ask;
import static dev.plumbline.vectors.SampleReceipt.leaves;
import static dev.plumbline.vectors.SampleReceipt.proof;
import static dev.plumbline.vectors.SampleReceipt.proven;
import static dev.plumbline.vectors.SampleReceipt.receipt;

import dev.plumbline.proofs.ethereum.ChangedChain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code verify-receipt}: the anchor of a receipt, and the block that it rests on. */
final class AnchoredReceiptVectors {
    private static final String ANCHOR = "docs/format/anchor.md";
    private static final String PLAIN = CheckpointVectors.POLICY;
    private static final List<String> NO_WITNESS = List.of("WITNESSES");

    private final Suite suite;
    private final ChangedChain.Evidence evidence = SampleReceipt.EVIDENCE;
    private final Map<String, Object> anchor = anchor(evidence, "8", SlowTree.path(INDEX, leaves(EVENT, 8)));
    private final String receipt = receipt(EVENT.text(), proof(EVENT), null);
    private final String anchored = receipt(EVENT.text(), proof(EVENT), anchor);

    private AnchoredReceiptVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new AnchoredReceiptVectors(suite);
        vectors.acceptedAnchors();
        vectors.places();
        vectors.anchors();
        vectors.alarm();
    }

    private Map<String, Object> anchorWith(String key, Object value) {
        var members = new LinkedHashMap<>(anchor);
        members.put(key, value);
        return members;
    }

    private void acceptedAnchors() {
        suite.add(proven(strict(
                        Vector.accept("receipt", "anchored", "verify-receipt")
                                .about(
                                        ANCHOR,
                                        "The entry is also in a tree whose root a contract held in a block that the reader trusts."),
                        anchored))
                .proves("anchored_size", "8")
                .proves("anchored_block_hash", evidence.blockHash())
                .checks(ReceiptChecks.passed(NO_WITNESS)));
        suite.add(proven(ask(
                        Vector.accept("receipt", "anchored-and-no-block-trusted", "verify-receipt")
                                .about(
                                        ANCHOR,
                                        "The reader trusts no block: the anchor is shown to be whole, and nothing about the chain."),
                        anchored,
                        PLAIN))
                .checks(ReceiptChecks.passed(List.of("WITNESSES", "ANCHOR_PLACE", "ANCHOR_HEADER"))));
        Vector several = ask(
                Vector.accept("receipt", "anchored-in-one-of-two-blocks", "verify-receipt")
                        .about(ANCHOR, "The reader trusts two blocks, and the anchor is in one of them."),
                anchored,
                PLAIN);
        suite.add(proven(several.with("heads", List.of("0x" + "00".repeat(32), evidence.blockHash())))
                .proves("anchored_size", "8")
                .proves("anchored_block_hash", evidence.blockHash())
                .checks(ReceiptChecks.passed(List.of("WITNESSES", "ANCHOR_PLACE"))));
    }

    private void places() {
        Vector pending = strict(
                Vector.reject("receipt", "anchor-demanded-and-missing", "verify-receipt", "ANCHOR_PENDING")
                        .about(ANCHOR, "The reader demands an anchor, and the receipt has none."),
                receipt);
        suite.add(pending.checks(
                ReceiptChecks.failed("ANCHOR_STATE", List.of("WITNESSES", "ANCHOR_PLACE", "ANCHOR_HEADER"))));
        anchorReject(
                "anchor-on-other-chain",
                "WRONG_CHAIN",
                "ANCHOR_PLACE",
                anchorWith("chain", "eip155:2"),
                "The anchor is on another chain than the reader says.");
        anchorReject(
                "anchor-in-other-contract",
                "WRONG_CHAIN",
                "ANCHOR_PLACE",
                anchorWith("contract", "0x" + "00".repeat(20)),
                "The anchor is in another contract than the reader says.");
        anchorReject(
                "anchor-header-other",
                "HEADER_UNTRUSTED",
                "ANCHOR_HEADER",
                anchorWith("header", evidence.header() + "00"),
                "A byte follows the header, so that its hash is none that the reader trusts.");
        Vector untrusted = ask(
                Vector.reject("receipt", "anchor-in-untrusted-block", "verify-receipt", "HEADER_UNTRUSTED")
                        .about(ANCHOR, "The anchor is whole, and its block is not the one that the reader trusts."),
                anchored,
                PLAIN);
        suite.add(untrusted
                .with("heads", List.of("0x" + "00".repeat(32)))
                .checks(ReceiptChecks.failed("ANCHOR_HEADER", List.of("WITNESSES", "ANCHOR_PLACE"))));
    }

    private void anchors() {
        anchorReject(
                "anchor-account-proof-empty",
                "ANCHOR_PROOF_BAD",
                "ANCHOR_STATE",
                anchorWith("account_proof", List.of()),
                "The account proof is empty.");
        anchorReject(
                "anchor-storage-proof-node-more",
                "ANCHOR_PROOF_BAD",
                "ANCHOR_STATE",
                anchorWith(
                        "storage_proof",
                        SlowTree.with(
                                evidence.storageProof(), evidence.storageProof().get(0))),
                "A node stands twice in the storage proof.");
        anchorReject(
                "anchor-size-other",
                "ANCHOR_ROOT_DIFFERS",
                "ANCHOR_INCLUSION",
                anchorWith("size", 9),
                "The receipt says another size than the contract holds.");
        List<String> path = SlowTree.path(INDEX, leaves(EVENT, 8));
        anchorReject(
                "anchor-path-short",
                "ANCHOR_ROOT_DIFFERS",
                "ANCHOR_INCLUSION",
                anchorWith("path", path.subList(0, 2)),
                "The path to the anchored root lacks a hash.");
        anchorReject(
                "anchor-path-flipped",
                "ANCHOR_ROOT_DIFFERS",
                "ANCHOR_INCLUSION",
                anchorWith("path", List.of(path.get(0), InclusionVectors.flipped(path.get(1)), path.get(2))),
                "A bit of the path to the anchored root is flipped.");
        ChangedChain.Evidence early = new ChangedChain()
                .anchored(6, Bytes.unbase64(SlowTree.root(SlowTree.leaves(6))))
                .evidence();
        anchorRejectUnder(
                early,
                "anchor-before-the-entry",
                "ANCHOR_ROOT_DIFFERS",
                "ANCHOR_INCLUSION",
                anchor(early, "6", path),
                "The anchored tree is too small to hold the entry.");
        ChangedChain.Evidence code = new ChangedChain()
                .anchored(8, Bytes.unbase64(SlowTree.root(leaves(EVENT, 8))))
                .codeHash("11".repeat(32))
                .evidence();
        anchorRejectUnder(
                code,
                "anchor-code-other",
                "ANCHOR_PROOF_BAD",
                "ANCHOR_STATE",
                anchor(code, "8", path),
                "The contract runs other code.");
        ChangedChain.Evidence origin = new ChangedChain()
                .anchored(8, Bytes.unbase64(SlowTree.root(leaves(EVENT, 8))))
                .origin("other.example.org/log")
                .evidence();
        anchorRejectUnder(
                origin,
                "anchor-of-other-log",
                "ANCHOR_PROOF_BAD",
                "ANCHOR_STATE",
                anchor(origin, "8", path),
                "The contract is another log's.");
    }

    private void alarm() {
        ChangedChain.Evidence forked = new ChangedChain()
                .anchored(SIZE, Bytes.unbase64(SlowTree.root(SlowTree.leaves(SIZE))))
                .evidence();
        Vector vector = ask(
                Vector.alarm("receipt/reject/anchor-contradicts-checkpoint", "verify-receipt", "EQUIVOCATION")
                        .about(
                                ANCHOR,
                                "For the size of the signed checkpoint a contract held another root, in a block that the reader trusts."),
                receipt(
                        EVENT.text(),
                        proof(EVENT),
                        anchor(forked, "" + SIZE, SlowTree.path(INDEX, leaves(EVENT, SIZE)))),
                PLAIN);
        suite.add(vector.with("heads", List.of(forked.blockHash()))
                .checks(ReceiptChecks.failed("ANCHOR_INCLUSION", List.of("WITNESSES", "ANCHOR_PLACE"))));
    }

    private void anchorReject(String name, String reason, String check, Map<String, Object> anchor, String about) {
        anchorRejectUnder(evidence, name, reason, check, anchor, about);
    }

    private void anchorRejectUnder(
            ChangedChain.Evidence trusted,
            String name,
            String reason,
            String check,
            Map<String, Object> anchor,
            String about) {
        Vector vector = Vector.reject("receipt", name, "verify-receipt", reason).about(ANCHOR, about);
        suite.add(SampleReceipt.strict(vector, receipt(EVENT.text(), proof(EVENT), anchor), trusted.blockHash())
                .checks(ReceiptChecks.failed(check, NO_WITNESS)));
    }

    private Vector strict(Vector vector, String receipt) {
        return SampleReceipt.strict(vector, receipt, evidence.blockHash());
    }
}
