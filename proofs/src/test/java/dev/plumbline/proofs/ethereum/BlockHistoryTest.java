package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockHistoryTest {
    private static final String CHAIN = "eip155:1";
    private static final long NEWER = 100_000;
    /** The code that EIP-2935 prints. */
    private static final String CODE =
            "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111"
                    + "604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

    private final SlowTrie state = new SlowTrie();
    private final SlowTrie ring = new SlowTrie();
    private final BlockHeader newer;

    BlockHistoryTest() throws MalformedException {
        for (long number : new long[] {NEWER - 1, NEWER - 2, NEWER - 500, NEWER - 8_190, NEWER - 8_191}) {
            // As a number: one hash in 256 starts with a zero byte, and storage drops it.
            BigInteger hash = new BigInteger(1, olderHash(number).bytes());
            ring.put(key(number), RlpItem.ofNumber(hash).encode());
        }
        for (int i = 0; i < 20; i++) {
            state.put(MadeUpChain.key(new byte[] {(byte) i}), account(TrieProof.EMPTY_ROOT, Word.ZERO));
        }
        state.put(MadeUpChain.key(BlockHistory.CONTRACT.bytes()), account(ring.root(), BlockHistory.CODE_HASH));
        newer = header(state.root(), NEWER);
    }

    @Test
    void pinsTheCodeThatTheEipPrints() {
        assertThat(Word.keccak(SlowTrie.bytes(CODE))).isEqualTo(BlockHistory.CODE_HASH);
    }

    /** The ring as the EIP fills it, block for block, holds exactly the heights that are within reach. */
    @Test
    void reachesWhatTheRingHoldsAndNothingElse() {
        long[] ringOf = new long[8_191];
        Arrays.fill(ringOf, -1);
        for (long block = 1; block <= 20_000; block++) {
            ringOf[(int) ((block - 1) % 8_191)] = block - 1;
            boolean isEdge = block < 4 || Math.abs(block % 8_191 - 1) < 4 || block == 20_000;
            for (long older = 0; isEdge && older <= block + 8_200; older++) {
                assertThat(BlockHistory.reaches(block, older))
                        .as(older + " from " + block)
                        .isEqualTo(ringOf[(int) (older % 8_191)] == older);
            }
        }
        assertThat(BlockHistory.reaches(1, -1)).isFalse();
        assertThat(BlockHistory.reaches(0, -8_191)).isFalse();
        assertThat(BlockHistory.reaches(Long.MAX_VALUE, Long.MIN_VALUE)).isFalse();
        assertThat(BlockHistory.reaches(Long.MAX_VALUE, Long.MAX_VALUE - 8_191)).isTrue();
        assertThat(BlockHistory.reaches(Long.MAX_VALUE, Long.MAX_VALUE - 8_192)).isFalse();
    }

    @Test
    void provesBothEdgesOfTheWindow() throws MalformedException {
        for (long number : new long[] {NEWER - 1, NEWER - 8_191}) {
            assertThat(prove(newer, number)).isInstanceOfSatisfying(BlockHistory.Ancestor.class, ancestor -> {
                assertThat(ancestor.hash()).isEqualTo(olderHash(number));
                assertThat(ancestor.number()).isEqualTo(number);
                assertThat(ancestor.newer().hash()).isEqualTo(newer.hash());
            });
            assertThat(pinned().judge(CHAIN, older(number))).isInstanceOf(HeadStanding.Refused.class);
        }
        // One block beyond either edge has a slot, and it holds the hash of another block.
        assertDefect(prove(newer, NEWER), HistoryDefect.OUTSIDE_WINDOW);
        assertDefect(prove(newer, NEWER - 8_192), HistoryDefect.OUTSIDE_WINDOW);
        assertThat(BlockHistory.slot(NEWER)).isEqualTo(BlockHistory.slot(NEWER - 8_191));
        assertThat(BlockHistory.slot(NEWER - 8_192)).isEqualTo(BlockHistory.slot(NEWER - 1));
    }

    @Test
    void anAncestorOfAPinnedBlockIsTrustedAndSaysSo() throws MalformedException {
        for (long number : new long[] {NEWER - 1, NEWER - 500, NEWER - 8_191}) {
            assertThat(history(number).judge(CHAIN, older(number)))
                    .isInstanceOfSatisfying(
                            HeadStanding.Trusted.class,
                            trusted ->
                                    assertThat(trusted.level()).isEqualTo(HeadStanding.Level.PINNED_HASH_WITH_HISTORY));
        }
        assertThat(history(NEWER - 1).judge(CHAIN, newer))
                .isInstanceOfSatisfying(
                        HeadStanding.Trusted.class,
                        trusted -> assertThat(trusted.level()).isEqualTo(HeadStanding.Level.PINNED_HASH));
    }

    @Test
    void aBlockThatIsNotInTheHistoryIsUnknown() throws MalformedException {
        BlockHeader forged = header(Word.ofNumber(666), NEWER - 1);
        assertCause(history(NEWER - 1).judge(CHAIN, forged), HeadStanding.Cause.UNKNOWN);
        assertCause(history(NEWER - 1).judge(CHAIN, header(Word.ZERO, NEWER + 1)), HeadStanding.Cause.UNKNOWN);
        assertCause(history(NEWER - 1).judge(CHAIN, header(Word.ZERO, NEWER - 8_192)), HeadStanding.Cause.UNKNOWN);
    }

    @Test
    void evidenceFromABlockThatIsNotPinnedIsOfNoUse() throws MalformedException {
        var evidence = new HistoryEvidence(
                newer, state.prove(MadeUpChain.key(BlockHistory.CONTRACT.bytes())), ring.prove(key(NEWER - 1)));
        assertCause(
                new PinnedHistory(Set.of(Word.ZERO), evidence).judge(CHAIN, older(NEWER - 1)),
                HeadStanding.Cause.UNREACHABLE);
    }

    @Test
    void refusesEveryFlippedBitOfTheProof() throws MalformedException {
        List<byte[]> account = state.prove(MadeUpChain.key(BlockHistory.CONTRACT.bytes()));
        List<byte[]> storage = ring.prove(key(NEWER - 500));
        assertThat(BlockHistory.prove(newer, NEWER - 500, account, storage)).isInstanceOf(BlockHistory.Ancestor.class);
        for (List<byte[]> flipped : flips(account)) {
            assertDefect(BlockHistory.prove(newer, NEWER - 500, flipped, storage), HistoryDefect.ACCOUNT_PROOF_BAD);
        }
        for (List<byte[]> flipped : flips(storage)) {
            assertDefect(BlockHistory.prove(newer, NEWER - 500, account, flipped), HistoryDefect.STORAGE_PROOF_BAD);
            assertCause(
                    new PinnedHistory(Set.of(newer.hash()), new HistoryEvidence(newer, account, flipped))
                            .judge(CHAIN, older(NEWER - 500)),
                    HeadStanding.Cause.UNREACHABLE);
        }
    }

    @Test
    void refusesAProofForAnotherSlotAndOneWithNodesTooManyOrTooFew() {
        List<byte[]> account = state.prove(MadeUpChain.key(BlockHistory.CONTRACT.bytes()));
        assertDefect(
                BlockHistory.prove(newer, NEWER - 1, account, ring.prove(key(NEWER - 2))),
                HistoryDefect.STORAGE_PROOF_BAD);
        assertDefect(BlockHistory.prove(newer, NEWER - 1, account, List.of()), HistoryDefect.STORAGE_PROOF_BAD);
        List<byte[]> longer = new ArrayList<>(ring.prove(key(NEWER - 1)));
        longer.add(longer.get(0));
        assertDefect(BlockHistory.prove(newer, NEWER - 1, account, longer), HistoryDefect.STORAGE_PROOF_BAD);
    }

    @Test
    void anEmptySlotSaysThatTheChainTookUpTheRuleLater() {
        assertDefect(prove(newer, NEWER - 3), HistoryDefect.NOT_RECORDED);
    }

    @Test
    void refusesAChainWithoutTheContractOrWithOtherCode() throws MalformedException {
        byte[] place = MadeUpChain.key(BlockHistory.CONTRACT.bytes());
        state.put(place, account(ring.root(), AnchorLayout.CODE_HASH));
        BlockHeader other = header(state.root(), NEWER);
        assertDefect(prove(other, NEWER - 1), HistoryDefect.CODE_DIFFERS);
        state.remove(place);
        BlockHeader without = header(state.root(), NEWER);
        assertDefect(BlockHistory.prove(without, NEWER - 1, state.prove(place), List.of()), HistoryDefect.NO_CONTRACT);
    }

    private BlockHistory prove(BlockHeader from, long number) {
        return BlockHistory.prove(
                from, number, state.prove(MadeUpChain.key(BlockHistory.CONTRACT.bytes())), ring.prove(key(number)));
    }

    private PinnedHeads pinned() {
        return new PinnedHeads(Set.of(newer.hash()));
    }

    private HeadTrust history(long number) {
        return new PinnedHistory(
                Set.of(newer.hash()),
                new HistoryEvidence(
                        newer, state.prove(MadeUpChain.key(BlockHistory.CONTRACT.bytes())), ring.prove(key(number))));
    }

    private static BlockHeader older(long number) throws MalformedException {
        return header(Word.ofNumber(number), number);
    }

    private static Word olderHash(long number) {
        return Word.keccak(RlpItem.of(MadeUpChain.headerFields(Word.ofNumber(number), number))
                .encode());
    }

    private static BlockHeader header(Word stateRoot, long number) throws MalformedException {
        return BlockHeader.parse(
                RlpItem.of(MadeUpChain.headerFields(stateRoot, number)).encode());
    }

    private static byte[] key(long number) {
        return MadeUpChain.key(Word.ofNumber(number % 8_191).bytes());
    }

    private static byte[] account(Word storageRoot, Word codeHash) {
        return RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.of(storageRoot.bytes()),
                        RlpItem.of(codeHash.bytes())))
                .encode();
    }

    private static List<List<byte[]>> flips(List<byte[]> nodes) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (int bit = 0; bit < 8 * nodes.get(node).length; bit++) {
                byte[] flipped = nodes.get(node).clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                List<byte[]> forged = new ArrayList<>(nodes);
                forged.set(node, flipped);
                all.add(forged);
            }
        }
        return all;
    }

    private static void assertDefect(BlockHistory history, HistoryDefect defect) {
        assertThat(history)
                .isInstanceOfSatisfying(
                        BlockHistory.Refused.class,
                        refused -> assertThat(refused.defect()).isEqualTo(defect));
    }

    private static void assertCause(HeadStanding standing, HeadStanding.Cause cause) {
        assertThat(standing)
                .isInstanceOfSatisfying(
                        HeadStanding.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(cause));
    }
}
