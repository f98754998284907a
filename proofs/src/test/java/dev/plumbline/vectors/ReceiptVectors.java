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
import static dev.plumbline.vectors.SampleReceipt.text;

import dev.plumbline.proofs.ethereum.ChangedChain;
import dev.plumbline.testkit.SampleEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code verify-receipt}: an entry, its proof, its anchor, all judged under one policy. */
final class ReceiptVectors {
    private static final String SPEC = "docs/format/verdicts.md#the-checklist";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestKey W1 = TestKey.witness(1);
    private static final String PLAIN = CheckpointVectors.POLICY;
    private static final String WITNESSED = "log " + LOG.vkey() + "\nwitness w1 " + W1.vkey() + "\nquorum w1\n";
    private static final List<String> NO_WITNESS = List.of("WITNESSES");
    private static final List<String> NO_ANCHOR =
            List.of("WITNESSES", "ANCHOR_PLACE", "ANCHOR_HEADER", "ANCHOR_STATE", "ANCHOR_INCLUSION");

    private final Suite suite;
    private final ChangedChain.Evidence evidence = SampleReceipt.EVIDENCE;
    private final Map<String, Object> anchor = anchor(evidence, "8", SlowTree.path(INDEX, leaves(EVENT, 8)));
    private final String receipt = receipt(EVENT.text(), proof(EVENT), null);

    private ReceiptVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new ReceiptVectors(suite);
        vectors.accepted();
        vectors.formats();
        vectors.anchorFormats();
        vectors.entries();
        vectors.proofs();
    }

    private Map<String, Object> anchorWith(String key, Object value) {
        var members = new LinkedHashMap<>(anchor);
        members.put(key, value);
        return members;
    }

    private void accepted() {
        accept(
                "plain",
                receipt,
                "An entry with its proof under a signed checkpoint; no witness and no anchor is asked for.");
        accept(
                "spelled-on-one-line",
                receipt.replace("\n", "").replace("  ", ""),
                "The receipt stands on one line: it may be spelled in any way, its entry may not.");
        accept(
                "spelled-with-escapes",
                Bytes.replaced(receipt, "\"entry\"", "\"\\u0065ntry\""),
                "A letter of a key is written as an escape.");
        accept(
                "keys-in-other-order",
                Bytes.replaced(receipt, "{\n  \"v\": 1,", "{").replace("\n}", ",\n  \"v\": 1\n}"),
                "The version comes last.");
        accept("newline-after", receipt + "\r\n", "CR LF follows the receipt.");
        String cosigned = proof(
                "" + INDEX,
                SlowTree.path(INDEX, leaves(EVENT, SIZE)),
                LOG.note(text(EVENT)) + W1.cosignature(TestKey.TIME, text(EVENT)));
        suite.add(proven(ask(
                        Vector.accept("receipt", "cosigned", "verify-receipt")
                                .about(SPEC, "A witness is asked for, and cosigned."),
                        receipt(EVENT.text(), cosigned, null),
                        WITNESSED))
                .checks(ReceiptChecks.passed(NO_ANCHOR.subList(1, 5))));
    }

    private void formats() {
        format("empty", "", "Nothing at all.");
        format("empty-object", "{}", "An object without members.");
        format("array", "[" + receipt + "]", "The receipt stands in an array.");
        format("cut", receipt.substring(0, receipt.length() - 1), "The last brace is left out.");
        format("two-receipts", receipt + receipt, "Two receipts follow one another.");
        format("byte-order-mark", "\ufeff" + receipt, "A byte order mark stands before the receipt.");
        format("comment", "/* receipt */" + receipt, "A comment stands before the receipt.");
        format("html", "<!DOCTYPE html>\n<title>404</title>\n", "A web page in place of the receipt.");
        format("version-missing", Bytes.replaced(receipt, "\"v\": 1,", ""), "The version is left out.");
        format("version-text", Bytes.replaced(receipt, "\"v\": 1,", "\"v\": \"1\","), "The version is a text.");
        format("version-with-point", Bytes.replaced(receipt, "\"v\": 1,", "\"v\": 1.0,"), "The version is 1.0.");
        format(
                "version-twice",
                Bytes.replaced(receipt, "\"v\": 1,", "\"v\": 1, \"v\": 1,"),
                "The version stands twice.");
        format(
                "key-unknown",
                Bytes.replaced(receipt, "\"v\": 1,", "\"v\": 1, \"w\": 1,"),
                "The receipt has a key that it does not know.");
        format(
                "entry-missing",
                Bytes.replaced(receipt, "\"entry\"", "\"entri\""),
                "The entry is left out and another key is there.");
        format(
                "entry-object",
                Bytes.replaced(receipt, PrettyJson.write(EVENT.text()), EVENT.text()),
                "The entry is an object and not its text.");
        format(
                "proof-missing",
                "{\"v\": 1, \"entry\": " + PrettyJson.write(EVENT.text()) + "}",
                "The proof is left out.");
        format("proof-with-crlf", receipt.replace("\\n", "\\r\\n"), "The lines of the proof end in CR LF.");
        format(
                "proof-index-with-plus",
                Bytes.replaced(receipt, "index 6", "index +6"),
                "The index in the proof has a plus sign.");
        reject(
                "checkpoint-size-with-zero",
                "FORMAT_UNREADABLE",
                "CHECKPOINT",
                receipt(
                        EVENT.text(),
                        proof(
                                "6",
                                SlowTree.path(INDEX, leaves(EVENT, SIZE)),
                                LOG.note(text(EVENT).replace("\n11\n", "\n011\n"))),
                        null),
                "The size in the checkpoint, properly signed, has a leading zero.");
        format(
                "anchor-null",
                Bytes.replaced(receipt, "\"v\": 1,", "\"v\": 1, \"anchor\": null,"),
                "The anchor is null.");
        reject(
                "version-2",
                "FORMAT_UNSUPPORTED",
                "FORMAT",
                Bytes.replaced(receipt, "\"v\": 1,", "\"v\": 2,"),
                "The version is 2.");
        reject(
                "proof-of-version-2",
                "FORMAT_UNSUPPORTED",
                "FORMAT",
                Bytes.replaced(receipt, "tlog-proof@v1", "tlog-proof@v2"),
                "The proof is of version 2.");
    }

    private void anchorFormats() {
        format(
                "anchor-array",
                receipt(EVENT.text(), proof(EVENT), null).replace("\n}", ",\n  \"anchor\": []\n}"),
                "The anchor is an array.");
        anchorFormat("key-unknown", "root", "x", "The anchor has a key that it does not know.");
        anchorFormat("size-text", "size", "8", "The size is a text.");
        anchorFormat("size-negative", "size", -8, "The size is negative.");
        anchorFormat(
                "contract-in-upper-case",
                "contract",
                "0x" + "C0".repeat(20),
                "The contract's address is in upper case.");
        anchorFormat(
                "contract-of-19-bytes", "contract", "0x" + "c0".repeat(19), "The contract's address has 19 bytes.");
        anchorFormat(
                "path-hash-of-31-bytes",
                "path",
                List.of(Bytes.base64(new byte[31])),
                "A hash of the path has 31 bytes.");
        anchorFormat("header-without-0x", "header", evidence.header().substring(2), "The header lacks its 0x.");
        anchorFormat(
                "header-of-half-a-byte", "header", evidence.header() + "0", "The header has an odd number of digits.");
        anchorFormat(
                "header-in-upper-case",
                "header",
                "0x" + evidence.header().substring(2).toUpperCase(java.util.Locale.ROOT),
                "The header is in upper case.");
        anchorFormat("proof-object", "account_proof", Map.of(), "The account proof is an object.");
        anchorFormat("node-number", "storage_proof", List.of(1), "A node of the storage proof is a number.");
        anchorFormat(
                "node-of-1025-bytes", "storage_proof", List.of("0x" + "00".repeat(1_025)), "A node has 1,025 bytes.");
    }

    private void entries() {
        entry(
                "entry-with-space",
                "ENTRY_NOT_CANONICAL",
                "{ " + EVENT.text().substring(1),
                "The entry, which the log holds so, has a space in it.");
        entry(
                "entry-of-unknown-kind",
                "FORMAT_UNSUPPORTED",
                EVENT.with("/kind", "\"datanet.uploaf\"").signed().text(),
                "The entry is of a kind that is not known.");
        entry(
                "entry-breaks-rule",
                "ENTRY_NOT_CANONICAL",
                EVENT.with("/body/pii", "\"some\"").signed().text(),
                "The entry, properly signed, breaks a rule of its kind.");
        SignedEvent unsigned = EVENT.with("/body/license/spdx", "\"CC-BY-3.0\"");
        reject(
                "event-signature-bad",
                "EVENT_SIGNATURE_BAD",
                "EVENT_SIGNATURE",
                receipt(unsigned.text(), proof(unsigned), null),
                "The event was changed after it was signed, and the log holds it so.");
    }

    private void entry(String name, String reason, String entry, String about) {
        reject(name, reason, "ENTRY", receipt(entry, proof(EVENT), null), about);
    }

    private void proofs() {
        List<String> path = SlowTree.path(INDEX, leaves(EVENT, SIZE));
        String note = LOG.note(text(EVENT));
        refuseProof(
                "log-unknown",
                "UNKNOWN_LOG",
                "CHECKPOINT",
                proof("6", path, TestKey.OTHER_LOG.note(text(EVENT).replace(LOG.name(), TestKey.OTHER_LOG.name()))),
                "The log is not in the policy.");
        refuseProof(
                "log-signature-bad",
                "CHECKPOINT_SIGNATURE_BAD",
                "CHECKPOINT",
                proof("6", path, text(EVENT) + "\n" + LOG.line("other\n")),
                "The log's signature does not verify.");
        refuseProof(
                "size-changed",
                "CHECKPOINT_SIGNATURE_BAD",
                "CHECKPOINT",
                proof(EVENT).replace("\n11\n", "\n12\n"),
                "The size was changed after the log signed.");
        refuseProof(
                "signed-by-impostor",
                "CHECKPOINT_SIGNATURE_BAD",
                "CHECKPOINT",
                proof("6", path, TestKey.log(LOG.name(), "impostor").note(text(EVENT))),
                "Another key signed under the log's name.");
        refuseProof("index-other", "ROOT_MISMATCH", "INCLUSION", proof("5", path, note), "The index is one less.");
        refuseProof(
                "index-of-shorter-path",
                "PATH_LENGTH_WRONG",
                "INCLUSION",
                proof("10", path, note),
                "The index is that of a leaf with a shorter path.");
        refuseProof(
                "index-is-size", "INDEX_OUT_OF_RANGE", "INCLUSION", proof("11", path, note), "The index is the size.");
        refuseProof(
                "path-short",
                "PATH_LENGTH_WRONG",
                "INCLUSION",
                proof("6", path.subList(0, 3), note),
                "The path lacks its last hash.");
        refuseProof(
                "path-long",
                "PATH_LENGTH_WRONG",
                "INCLUSION",
                proof("6", SlowTree.with(path, path.get(0)), note),
                "A hash follows the path.");
        refuseProof(
                "path-flipped",
                "ROOT_MISMATCH",
                "INCLUSION",
                proof(EVENT).replace(path.get(2), InclusionVectors.flipped(path.get(2))),
                "A bit of the path is flipped.");
        String root = SlowTree.root(leaves(EVENT, SIZE));
        refuseProof(
                "root-last-byte-flipped",
                "ROOT_MISMATCH",
                "INCLUSION",
                proof(
                        "6",
                        path,
                        LOG.note(text(EVENT).replace(root, Bytes.base64(Bytes.flipped(Bytes.unbase64(root), -1))))),
                "A bit of the root's last byte is flipped, and the log signed it so.");
        SignedEvent other = SignedEvent.first(SampleEvents.smallUpload(1));
        refuseProof(
                "proof-of-other-entry", "ROOT_MISMATCH", "INCLUSION", proof(other), "The proof is of another event.");
        Vector quorum = ask(
                Vector.reject("receipt", "quorum-missing", "verify-receipt", "WITNESS_QUORUM_MISSING")
                        .about(SPEC, "A witness is asked for, and none cosigned."),
                receipt,
                WITNESSED);
        suite.add(quorum.checks(ReceiptChecks.failed("WITNESSES", List.of())));
        Vector cosignature = ask(
                Vector.reject("receipt", "cosignature-bad", "verify-receipt", "CHECKPOINT_SIGNATURE_BAD")
                        .about(SPEC, "The witness's line does not verify."),
                receipt(EVENT.text(), proof("6", path, note + W1.cosignature(TestKey.TIME, "other\n")), null),
                WITNESSED);
        suite.add(cosignature.checks(ReceiptChecks.failed("CHECKPOINT", List.of())));
    }

    private void refuseProof(String name, String reason, String check, String proof, String about) {
        reject(name, reason, check, receipt(EVENT.text(), proof, null), about);
    }

    private void anchorFormat(String name, String key, Object value, String about) {
        format("anchor-" + name, receipt(EVENT.text(), proof(EVENT), anchorWith(key, value)), about);
    }

    private void format(String name, String receipt, String about) {
        reject(name, "FORMAT_UNREADABLE", "FORMAT", receipt, about);
    }

    private void reject(String name, String reason, String check, String receipt, String about) {
        suite.add(ask(Vector.reject("receipt", name, "verify-receipt", reason).about(SPEC, about), receipt, PLAIN)
                .checks(ReceiptChecks.failed(check, NO_WITNESS)));
    }

    private void accept(String name, String receipt, String about) {
        suite.add(proven(ask(Vector.accept("receipt", name, "verify-receipt").about(SPEC, about), receipt, PLAIN))
                .checks(ReceiptChecks.passed(NO_ANCHOR)));
    }
}
