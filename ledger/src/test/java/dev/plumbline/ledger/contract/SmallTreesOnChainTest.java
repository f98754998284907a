package dev.plumbline.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every proof of every small tree, and what comes of it when one thing is changed: on chain as in Java. */
class SmallTreesOnChainTest extends OnChain {
    private static final int SIZE_MAX = 33;
    private static final int CLAIMED_MAX = 12;
    private static final KnownTree LOG = KnownTree.named("small");
    private static final Hash STRANGE = TreeHasher.leaf(KnownTree.bytes("strange"));
    private static final List<TreeHead> HEADS = heads();

    private record Consistency(TreeHead older, TreeHead newer, List<Hash> proof) {}

    @Test
    void consistencyHoldsForTrueProofsAlone() {
        List<Consistency> all = new ArrayList<>();
        for (int newer = 1; newer <= SIZE_MAX; newer++) {
            for (int older = 1; older <= newer; older++) {
                List<Hash> proof = LOG.extension(older, newer);
                all.add(new Consistency(HEADS.get(older), HEADS.get(newer), proof));
                for (List<Hash> bad : changed(proof)) {
                    all.add(new Consistency(HEADS.get(older), HEADS.get(newer), bad));
                }
                all.add(new Consistency(new TreeHead(older, STRANGE), HEADS.get(newer), proof));
                all.add(new Consistency(HEADS.get(older), new TreeHead(newer, STRANGE), proof));
                all.add(new Consistency(HEADS.get(older - 1), HEADS.get(newer), proof));
                all.add(new Consistency(new TreeHead(older - 1, HEADS.get(older).root()), HEADS.get(newer), proof));
                all.add(new Consistency(
                        HEADS.get(older),
                        new TreeHead(newer + 1, HEADS.get(newer).root()),
                        proof));
                all.add(new Consistency(HEADS.get(newer), HEADS.get(older), proof));
            }
        }
        List<byte[]> calls = new ArrayList<>();
        all.forEach(one -> calls.add(RootAnchor.verifyConsistencyCall(one.older(), one.newer(), one.proof())));
        List<Outcome> outcomes = node.askAll(calls);
        int honest = 0;
        for (int i = 0; i < all.size(); i++) {
            Consistency one = all.get(i);
            boolean inJava = new ConsistencyProof(one.proof()).check(one.older(), one.newer()) == ProofStatus.VALID;
            assertThat(outcomes.get(i).isTrue()).as(one.toString()).isEqualTo(inJava);
            boolean isTrue = one.older().size() > 0
                    && one.older().equals(HEADS.get((int) one.older().size()))
                    && one.newer().size() <= SIZE_MAX
                    && one.newer().equals(HEADS.get((int) one.newer().size()))
                    && one.older().size() <= one.newer().size()
                    && one.proof()
                            .equals(LOG.extension(
                                    one.older().size(), one.newer().size()));
            if (isTrue) {
                honest++;
                assertThat(inJava).isTrue();
            } else if (inJava) {
                // A root does not fix its size: some sizes next to each other have proofs of one shape.
                assertThat(one.newer()).isNotIn(HEADS);
            }
        }
        assertThat(honest).isGreaterThanOrEqualTo(SIZE_MAX * (SIZE_MAX + 1) / 2);
    }

    @Test
    void inclusionHoldsForTrueProofsAlone() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            TreeHead head = HEADS.get(size);
            node.setSlot(0, Word.ofNumber(size));
            node.setSlot(1, Word.of(head.root().bytes()));
            List<byte[]> calls = new ArrayList<>();
            List<Boolean> wanted = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                Hash leaf = TreeHasher.leaf(KnownTree.bytes("small " + index));
                InclusionProof proof = LOG.inclusion(index, size);
                add(calls, wanted, head, leaf, proof);
                add(calls, wanted, head, STRANGE, proof);
                for (List<Hash> bad : changed(proof.path())) {
                    add(calls, wanted, head, leaf, new InclusionProof(index, bad));
                }
                for (long wrong = 0; wrong <= size + 1; wrong += 1 + size / 4) {
                    add(calls, wanted, head, leaf, new InclusionProof(wrong, proof.path()));
                }
            }
            add(calls, wanted, head, head.root(), new InclusionProof(0, List.of()));
            List<Outcome> outcomes = node.askAll(calls);
            for (int i = 0; i < calls.size(); i++) {
                assertThat(outcomes.get(i).isTrue())
                        .as("call " + i + " at size " + size)
                        .isEqualTo(wanted.get(i));
            }
            assertThat(wanted.stream().filter(holds -> holds).count()).isGreaterThanOrEqualTo(size);
        }
    }

    /** A root and a proof of one size, claimed for another: what would hold in a tree of that shape, and nothing else. */
    @Test
    void proofsAreJudgedByTheSizeThatIsClaimed() {
        List<byte[]> calls = new ArrayList<>();
        List<Boolean> wanted = new ArrayList<>();
        for (int newer = 2; newer <= CLAIMED_MAX; newer++) {
            for (int older = 1; older < newer; older++) {
                var proof = new ConsistencyProof(LOG.extension(older, newer));
                for (int claimed = 1; claimed <= CLAIMED_MAX; claimed++) {
                    for (int size : new int[] {claimed, newer}) {
                        var from = new TreeHead(
                                size == newer ? claimed : older,
                                HEADS.get(older).root());
                        var to = new TreeHead(size, HEADS.get(newer).root());
                        calls.add(RootAnchor.verifyConsistencyCall(from, to, proof.path()));
                        wanted.add(proof.check(from, to) == ProofStatus.VALID);
                    }
                }
            }
        }
        assertAll(calls, wanted);
        for (int size = 1; size <= CLAIMED_MAX; size++) {
            for (int claimed = 1; claimed <= CLAIMED_MAX; claimed++) {
                var head = new TreeHead(claimed, HEADS.get(size).root());
                node.setSlot(0, Word.ofNumber(claimed));
                node.setSlot(1, Word.of(head.root().bytes()));
                calls.clear();
                wanted.clear();
                for (int index = 0; index < size; index++) {
                    Hash leaf = TreeHasher.leaf(KnownTree.bytes("small " + index));
                    add(calls, wanted, head, leaf, LOG.inclusion(index, size));
                    // The right half of a tree shown as one leaf, and a tree of one leaf with a hash too many.
                    add(
                            calls,
                            wanted,
                            head,
                            leaf,
                            new InclusionProof(0, LOG.inclusion(index, size).path()));
                    add(calls, wanted, head, head.root(), new InclusionProof(index, List.of()));
                }
                assertAll(calls, wanted);
            }
        }
    }

    private void assertAll(List<byte[]> calls, List<Boolean> wanted) {
        List<Outcome> outcomes = node.askAll(calls);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(outcomes.get(i).isTrue()).as("call " + i).isEqualTo(wanted.get(i));
        }
    }

    /** Sizes of 64 bits, which the view takes although no log has them: false, and nothing overflows. */
    @Test
    void sizesBeyondAllReadersAreJustNumbers() {
        String signature = "verifyConsistency(uint64,bytes32,uint64,bytes32,bytes32[])";
        var all = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        var half = BigInteger.ONE.shiftLeft(63);
        List<byte[]> calls = List.of(
                Words.call(signature, all, STRANGE, all, STRANGE, 0xa0, 0),
                Words.call(signature, all, STRANGE, all, STRANGE, 0xa0, 1, STRANGE),
                Words.call(signature, half, STRANGE, all, STRANGE, 0xa0, 0),
                Words.call(signature, half, STRANGE, all, STRANGE, 0xa0, 1, STRANGE),
                Words.call(signature, all, STRANGE, half, STRANGE, 0xa0, 0),
                Words.call(signature, all.subtract(BigInteger.ONE), STRANGE, all, STRANGE, 0xa0, 1, STRANGE));
        List<Outcome> outcomes = node.askAll(calls);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).isTrue()).as("call " + i).isEqualTo(i == 0);
        }
    }

    private static void add(List<byte[]> calls, List<Boolean> wanted, TreeHead head, Hash leaf, InclusionProof proof) {
        calls.add(RootAnchor.verifyInclusionCall(leaf, proof));
        wanted.add(proof.check(leaf, head) == ProofStatus.VALID);
    }

    /** Each hash changed, left out and doubled, one more at either end, two swapped. */
    private static List<List<Hash>> changed(List<Hash> proof) {
        List<List<Hash>> all = new ArrayList<>();
        for (int at = 0; at < proof.size(); at++) {
            byte[] flipped = proof.get(at).bytes();
            flipped[(7 * at) % Hash.LENGTH] ^= (byte) (1 << (at % Byte.SIZE));
            List<Hash> other = new ArrayList<>(proof);
            other.set(at, Hash.of(flipped));
            all.add(other);
            List<Hash> without = new ArrayList<>(proof);
            without.remove(at);
            all.add(without);
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(STRANGE);
        all.add(longer);
        List<Hash> before = new ArrayList<>(proof);
        before.add(0, STRANGE);
        all.add(before);
        if (proof.size() > 1) {
            List<Hash> swapped = new ArrayList<>(proof);
            swapped.set(0, proof.get(1));
            swapped.set(1, proof.get(0));
            all.add(swapped);
        }
        return all;
    }

    private static List<TreeHead> heads() {
        List<TreeHead> heads = new ArrayList<>();
        for (long size = 0; size <= SIZE_MAX; size++) {
            heads.add(LOG.head(size));
        }
        return heads;
    }
}
