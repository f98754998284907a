package dev.plumbline.vectors;

import dev.plumbline.proofs.ethereum.ChangedChain;
import dev.plumbline.proofs.ethereum.ChangedChain.Evidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code verify-anchor}: what a contract held in a block, proven from the raw header down. */
final class AnchorVectors {
    private static final String SPEC = "docs/format/anchor.md#checking-in-order";
    private static final String PROOF = "docs/format/anchor.md#one-proof-one-form";
    private static final String STORAGE = "docs/format/anchor.md#the-contracts-storage";
    private static final String BAD = "ANCHOR_PROOF_BAD";
    private static final String ORIGIN = TestKey.ORIGIN;
    private static final byte[] ROOT = Bytes.unbase64(SlowTree.root(SlowTree.leaves(8)));
    private static final BigInteger BLOCK = BigInteger.valueOf(ChangedChain.ANCHORED_BLOCK);
    private static final Evidence GOOD = chain().evidence();

    private final Suite suite;

    private AnchorVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new AnchorVectors(suite);
        vectors.accepted();
        vectors.headers();
        vectors.states();
        vectors.accountProofs();
        vectors.storageProofs();
    }

    private static ChangedChain chain() {
        return new ChangedChain().anchored(8, ROOT);
    }

    private void accepted() {
        accept("anchored", GOOD, SPEC, "A contract that holds the root of eight leaves.");
        accept(
                "header-with-more-fields",
                chain().withHeaderFields(new byte[32], new byte[] {1}),
                SPEC,
                "The header has two fields more than today's, as a later fork may add.");
        accept(
                "header-of-15-fields",
                chain().withHeaderCut(15),
                SPEC,
                "The header has the fifteen fields that all blocks have had.");
        accept(
                "other-slots-filled",
                chain().slot(6, "ff".repeat(32)).slot(7, "01".repeat(32)).evidence(),
                STORAGE,
                "Slots that are not looked at hold something.");
        BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
        suite.add(proven(
                        question(
                                "size-2-63-minus-1",
                                chain().slot(0, ChangedChain.packed(largest, BLOCK))
                                        .evidence()),
                        largest.toString(),
                        ChangedChain.ANCHORED_BLOCK,
                        chain().slot(0, ChangedChain.packed(largest, BLOCK))
                                .evidence()
                                .blockHash())
                .about(SPEC, "The largest size."));
        BigInteger head = BigInteger.valueOf(ChangedChain.BLOCK);
        Evidence now = chain().slot(0, ChangedChain.packed(BigInteger.valueOf(8), head))
                .evidence();
        suite.add(proven(question("anchored-in-the-block-itself", now), "8", ChangedChain.BLOCK, now.blockHash())
                .about(SPEC, "The root was anchored in the block that is proven."));
    }

    private void headers() {
        header("header-empty", "0x", "The header has no bytes.");
        header("header-cut", GOOD.header().substring(0, GOOD.header().length() - 2), "The header lacks its last byte.");
        header("header-byte-after", GOOD.header() + "00", "A byte follows the header.");
        header("header-is-text", "0x8c" + "00".repeat(12), "The header is an RLP text and no list.");
        bad("header-of-14-fields", chain().withHeaderCut(14), SPEC, "The header has fourteen fields.");
        bad(
                "header-number-with-zero",
                chain().withHeaderField(8, new byte[] {0, 3}),
                SPEC,
                "The number of the block has a leading zero byte.");
        bad(
                "header-number-of-9-bytes",
                chain().withHeaderField(8, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0}),
                SPEC,
                "The number of the block is 2^64.");
        bad(
                "header-state-root-of-31-bytes",
                chain().withHeaderField(3, new byte[31]),
                SPEC,
                "The state root has 31 bytes.");
        bad(
                "header-state-root-other",
                chain().withHeaderField(3, new byte[32]),
                SPEC,
                "The state root is another one.");
        bad(
                "header-bloom-of-255-bytes",
                chain().withHeaderField(6, new byte[255]),
                SPEC,
                "The bloom filter has 255 bytes, so that this is no header.");
        bad(
                "header-nonce-of-7-bytes",
                chain().withHeaderField(14, new byte[7]),
                SPEC,
                "The nonce has seven bytes, so that this is no header.");
        bad(
                "header-too-large",
                chain().withHeaderFields(new byte[8_192]),
                SPEC,
                "The header has more than 8,192 bytes.");
    }

    private void states() {
        bad(
                "code-other",
                chain().codeHash("11".repeat(32)).evidence(),
                STORAGE,
                "The contract runs other code, and its slots say what they should.");
        bad(
                "code-empty",
                chain().codeHash("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
                        .evidence(),
                STORAGE,
                "The account has no code.");
        bad(
                "origin-other-log",
                chain().origin("other.example.org/log").evidence(),
                STORAGE,
                "The contract is another log's.");
        bad("origin-missing", chain().withoutSlot(4).evidence(), STORAGE, "The contract names no log.");
        bad("nothing-anchored", chain().withoutSlot(0).evidence(), SPEC, "The contract has taken no root yet.");
        bad(
                "size-0",
                chain().slot(0, ChangedChain.packed(BigInteger.ZERO, BLOCK)).evidence(),
                SPEC,
                "The size is 0 and the block is set.");
        bad(
                "size-2-63",
                chain().slot(0, ChangedChain.packed(BigInteger.ONE.shiftLeft(63), BLOCK))
                        .evidence(),
                SPEC,
                "The size is 2^63.");
        bad(
                "anchored-after-the-block",
                chain().slot(0, ChangedChain.packed(BigInteger.valueOf(8), BigInteger.valueOf(ChangedChain.BLOCK + 1)))
                        .evidence(),
                SPEC,
                "The root is said to be anchored in a block after the one that is proven.");
        bad(
                "slot-0-upper-bits",
                chain().slot(0, ChangedChain.packed(BigInteger.valueOf(8), BLOCK.setBit(64)))
                        .evidence(),
                SPEC,
                "A bit above size and block is set in slot 0.");
        Vector vector = question("contract-other", GOOD, "0x" + "c1".repeat(20), ORIGIN);
        suite.add(vector.about(SPEC, "The reader expects the contract elsewhere."));
        suite.add(question("origin-of-reader-other", GOOD, ChangedChain.CONTRACT, ORIGIN + "/")
                .about(SPEC, "The reader's origin has a slash more."));
    }

    private void accountProofs() {
        List<String> nodes = GOOD.accountProof();
        account("account-proof-empty", List.of(), "The account proof is empty.");
        account(
                "account-proof-without-root",
                nodes.subList(1, nodes.size()),
                "The account proof lacks its first node.");
        account(
                "account-proof-without-leaf",
                nodes.subList(0, nodes.size() - 1),
                "The account proof lacks its last node.");
        account("account-proof-node-more", SlowTree.with(nodes, nodes.get(0)), "A node follows the account proof.");
        account("account-proof-reversed", reversed(nodes), "The account proof is in the order from leaf to root.");
        account("account-proof-flipped", changed(nodes), "A bit of the last node is flipped.");
        account("account-proof-of-66-nodes", Collections.nCopies(66, nodes.get(0)), "The account proof has 66 nodes.");
        account(
                "account-proof-node-empty",
                SlowTree.with(nodes, "0x"),
                "A node of no bytes follows the account proof.");
        account(
                "account-proof-is-storage-proof",
                GOOD.storageProof(),
                "The storage proof stands in place of the account proof.");
    }

    private void storageProofs() {
        List<String> nodes = GOOD.storageProof();
        storage("storage-proof-empty", List.of(), "The storage proof is empty.");
        storage(
                "storage-proof-without-first",
                nodes.subList(1, nodes.size()),
                "The storage proof lacks its first node.");
        storage(
                "storage-proof-without-last",
                nodes.subList(0, nodes.size() - 1),
                "The storage proof lacks its last node.");
        storage(
                "storage-proof-node-more",
                SlowTree.with(nodes, nodes.get(1)),
                "A node that the walks have opened stands a second time.");
        storage(
                "storage-proof-foreign-node",
                SlowTree.with(nodes, GOOD.accountProof().get(0)),
                "A node that no walk opens follows.");
        storage("storage-proof-reversed", reversed(nodes), "The storage proof is in the opposite order.");
        var swapped = new ArrayList<>(nodes);
        Collections.swap(swapped, nodes.size() - 1, nodes.size() - 2);
        storage("storage-proof-last-two-swapped", swapped, "The last two nodes of the storage proof are exchanged.");
        storage("storage-proof-flipped", changed(nodes), "A bit of the last node is flipped.");
        Evidence other = chain().anchored(9, ROOT).evidence();
        storage(
                "storage-proof-of-other-block",
                other.storageProof(),
                "The storage proof is of a block in which the contract held another size.");
    }

    private static List<String> reversed(List<String> nodes) {
        var reversed = new ArrayList<>(nodes);
        Collections.reverse(reversed);
        return reversed;
    }

    /** The list with the last hex digit of its last node changed. */
    private static List<String> changed(List<String> nodes) {
        String last = nodes.get(nodes.size() - 1);
        char digit = last.charAt(last.length() - 1);
        return SlowTree.with(
                nodes.subList(0, nodes.size() - 1), last.substring(0, last.length() - 1) + (digit == '0' ? '1' : '0'));
    }

    private void header(String name, String header, String about) {
        bad(name, new Evidence(header, GOOD.accountProof(), GOOD.storageProof(), ""), SPEC, about);
    }

    private void account(String name, List<String> nodes, String about) {
        bad(name, new Evidence(GOOD.header(), nodes, GOOD.storageProof(), ""), PROOF, about);
    }

    private void storage(String name, List<String> nodes, String about) {
        bad(name, new Evidence(GOOD.header(), GOOD.accountProof(), nodes, ""), PROOF, about);
    }

    private void bad(String name, Evidence evidence, String spec, String about) {
        suite.add(question(name, evidence, ChangedChain.CONTRACT, ORIGIN).about(spec, about));
    }

    private static Vector question(String name, Evidence evidence, String contract, String origin) {
        return ask(Vector.reject("anchor", name, "verify-anchor", BAD), evidence, contract, origin);
    }

    private static Vector question(String name, Evidence evidence) {
        return ask(Vector.accept("anchor", name, "verify-anchor"), evidence, ChangedChain.CONTRACT, ORIGIN);
    }

    private static Vector ask(Vector vector, Evidence evidence, String contract, String origin) {
        return vector.with("contract", contract)
                .with("origin", origin)
                .with("header", evidence.header())
                .with("account_proof", evidence.accountProof())
                .with("storage_proof", evidence.storageProof());
    }

    private void accept(String name, Evidence evidence, String spec, String about) {
        suite.add(proven(question(name, evidence), "8", ChangedChain.ANCHORED_BLOCK, evidence.blockHash())
                .about(spec, about));
    }

    private static Vector proven(Vector vector, String size, long anchoredBlock, String blockHash) {
        return vector.proves("size", size)
                .proves("root", Bytes.base64(ROOT))
                .proves("anchored_block", Long.toString(anchoredBlock))
                .proves("block_hash", blockHash)
                .proves("block_number", Long.toString(ChangedChain.BLOCK));
    }
}
