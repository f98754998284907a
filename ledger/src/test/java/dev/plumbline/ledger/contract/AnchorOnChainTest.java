package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_CONSISTENT;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_OPERATOR;
import static dev.plumbline.ledger.anchor.RootAnchorError.SIZE_NOT_LARGER;
import static dev.plumbline.ledger.anchor.RootAnchorError.SIZE_TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.proofs.ethereum.AnchoredEvent;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code anchor} takes and refuses. */
class AnchorOnChainTest extends OnChain {
    private static final Word NOTHING = Word.ZERO;
    private static final String ANCHOR = "anchor(uint64,bytes32,bytes32[])";
    private static final BigInteger HALF_OF_ALL = BigInteger.ONE.shiftLeft(63);

    @Test
    void holdsEveryAnchorOfALogThatGrows() {
        Word chain = Word.ZERO;
        long older = 0;
        for (long size : new long[] {1, 2, 3, 7, 8, 1_000, 1L << 20, (1L << 40) + 12_345, Long.MAX_VALUE}) {
            Outcome anchored = anchor(older, size).requireSuccess();
            Hash root = TREE.head(size).root();
            chain = Word.keccak(Words.bytes(chain, size, root, anchored.block()));
            assertThat(node.slot(0).hex()).endsWith(Words.of(anchored.block()).substring(48) + hex16(size));
            assertThat(node.slot(0).hex()).startsWith("0x" + "0".repeat(32));
            assertThat(node.slot(1).bytes()).isEqualTo(root.bytes());
            assertThat(node.slot(2)).isEqualTo(chain);
            assertThat(anchored.logs()).hasSize(1);
            assertThat(anchored.logs().get(0)).satisfies(log -> {
                assertThat(log.address()).isEqualTo(node.contract);
                assertThat(log.topics()).containsExactly(AnchoredEvent.SIGNATURE, Word.ofNumber(size));
            });
            assertThat(anchored.logs().get(0).data()).isEqualTo("0x" + Words.of(root, chain));
            older = size;
        }
    }

    @Test
    void viewsSayWhatTheSlotsHold() {
        anchor(0, 5).requireSuccess();
        Outcome second = anchor(5, 9).requireSuccess();
        assertThat(view("latestSize()")).isEqualTo(Word.ofNumber(9));
        assertThat(view("latestBlock()")).isEqualTo(Word.ofNumber(second.block()));
        assertThat(view("latestRoot()")).isEqualTo(node.slot(1));
        assertThat(view("chain()")).isEqualTo(node.slot(2)).isNotEqualTo(NOTHING);
        assertThat(view("operator()")).isEqualTo(Word.of(Words.bytes(node.operator)));
        assertThat(view("originHash()"))
                .isEqualTo(Word.of(
                        TreeHasher.sha256(KnownTree.bytes(ContractNode.ORIGIN)).bytes()));
        assertThat(view("successor()")).isEqualTo(NOTHING);
        assertThat(view("WINDOW()")).isEqualTo(Word.ofNumber(RootAnchor.WINDOW_SECONDS));
        assertThat(view("DEPOSIT()")).isEqualTo(Word.ofNumber(RootAnchor.DEPOSIT_WEI.longValueExact()));
        assertThat(view("ENTRY_BYTES_MAX()")).isEqualTo(Word.ofNumber(RootAnchor.ENTRY_BYTES_MAX));
        assertThat(view("BACKLOG_STEP()")).isEqualTo(Word.ofNumber(RootAnchor.BACKLOG_STEP));
        assertThat(view("QUEUE_MAX()")).isEqualTo(Word.ofNumber(1_024));
    }

    @Test
    void refusesEverybodyButTheOperator() {
        node.send(node.stranger, anchorCall(0, 1)).requireRefusal(NOT_OPERATOR, node.stranger, node.operator);
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(1), List.of(), List.of());
        node.send(node.stranger, both).requireRefusal(NOT_OPERATOR, node.stranger, node.operator);
        node.send(node.operator, both).requireSuccess();
    }

    @Test
    void refusesSizesThatDoNotGrow() {
        node.send(node.operator, RootAnchor.anchorCall(TreeHead.EMPTY, List.of()))
                .requireRefusal(SIZE_NOT_LARGER, 0, 0);
        anchor(0, 7).requireSuccess();
        // The same tree again, too: a transaction that is sent twice does nothing the second time.
        node.send(node.operator, RootAnchor.anchorCall(TREE.head(7), List.of())).requireRefusal(SIZE_NOT_LARGER, 7, 7);
        node.send(node.operator, anchorCall(4, 6)).requireRefusal(SIZE_NOT_LARGER, 6, 7);
        node.send(node.operator, anchorCall(7, 8)).requireSuccess();
    }

    @Test
    void refusesSizesThatNoReaderTakes() {
        BigInteger all = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        for (BigInteger size : new BigInteger[] {HALF_OF_ALL, HALF_OF_ALL.add(BigInteger.ONE), all}) {
            byte[] call = Words.call(ANCHOR, size, TREE.head(1).root(), 0x60, 0);
            node.send(node.operator, call).requireRefusal(SIZE_TOO_LARGE, size);
        }
        // What does not fit into 64 bits the ABI refuses.
        byte[] call = Words.call(ANCHOR, all.add(BigInteger.ONE), TREE.head(1).root(), 0x60, 0);
        node.send(node.operator, call).requireBareRefusal();
    }

    @Test
    void firstAnchorTakesNoProof() {
        List<Hash> proof = List.of(TREE.head(1).root());
        node.send(node.operator, RootAnchor.anchorCall(TREE.head(2), proof)).requireRefusal(NOT_CONSISTENT, 0, 0);
        node.send(node.operator, RootAnchor.anchorCall(TREE.head(2), List.of())).requireSuccess();
    }

    @Test
    void refusesForksAndEveryOtherProof() {
        anchor(0, 6).requireSuccess();
        Hash held = TREE.head(6).root();
        List<Hash> proof = TREE.extension(6, 11);
        TreeHead fork = new TreeHead(11, KnownTree.named("fork").head(11).root());
        refusesFromSix(held, fork, proof);
        refusesFromSix(held, fork, KnownTree.named("fork").extension(6, 11));
        refusesFromSix(held, TREE.head(11), List.of());
        refusesFromSix(held, TREE.head(11), proof.subList(0, proof.size() - 1));
        refusesFromSix(held, TREE.head(11), proof.subList(1, proof.size()));
        refusesFromSix(held, TREE.head(12), proof);
        refusesFromSix(held, new TreeHead(11, held), proof);
        for (int length : new int[] {65, 1_000}) {
            refusesFromSix(held, TREE.head(11), Collections.nCopies(length, held));
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(held);
        refusesFromSix(held, TREE.head(11), longer);
        assertThat(node.slot(1).bytes()).isEqualTo(held.bytes());
        node.send(node.operator, RootAnchor.anchorCall(TREE.head(11), proof)).requireSuccess();
    }

    private void refusesFromSix(Hash held, TreeHead head, List<Hash> proof) {
        node.send(node.operator, RootAnchor.anchorCall(head, proof)).requireRefusal(NOT_CONSISTENT, 6, held);
        byte[] both = RootAnchor.anchorAndSatisfyCall(head, proof, List.of());
        node.send(node.operator, both).requireRefusal(NOT_CONSISTENT, 6, held);
    }

    @Test
    void refusesCallDataThatIsCut() {
        byte[] call = RootAnchor.anchorCall(TREE.head(2), TREE.extension(1, 2));
        anchor(0, 1).requireSuccess();
        for (int length = 1; length < call.length; length += 7) {
            node.send(node.operator, Arrays.copyOf(call, length)).requireBareRefusal();
        }
        node.send(node.operator, new byte[0]).requireBareRefusal();
        node.send(node.operator, call).requireSuccess();
    }

    @Test
    void takesMoneyForNothingButDemands() {
        for (byte[] call : List.of(
                new byte[0],
                anchorCall(0, 1),
                RootAnchor.anchorAndSatisfyCall(TREE.head(1), List.of(), List.of()),
                RootAnchor.nameSuccessorCall(node.stranger))) {
            node.send(node.operator, call, BigInteger.ONE).requireBareRefusal();
        }
        assertThat(node.balance(node.contract)).isZero();
    }

    private Word view(String signature) {
        return Word.of(node.ask(Words.call(signature)).requireSuccess().output());
    }

    private static String hex16(long size) {
        return Words.of(size).substring(48);
    }
}
