package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Limits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnchorStateTest {
    private static final String ACCOUNT_OF_FIVE_FIELDS =
            "0xf8450102a0" + "11".repeat(32) + "a0" + "22".repeat(32) + "03";

    @Test
    void provesWhatTheContractHolds() {
        MadeUpChain chain = new MadeUpChain().sealed();
        assertThat(chain.prove()).isInstanceOfSatisfying(AnchorState.Proven.class, proven -> {
            assertThat(proven.blockHash()).isEqualTo(Word.keccak(chain.headerRlp()));
            assertThat(proven.blockNumber()).isEqualTo(MadeUpChain.BLOCK);
            assertThat(proven.blockTimestampSeconds()).isEqualTo(1_763_700_000L);
            assertThat(proven.anchored()).isEqualTo(MadeUpChain.HEAD);
            assertThat(proven.anchoredBlock()).isEqualTo(MadeUpChain.ANCHORED_BLOCK);
            assertThat(proven.contract()).isEqualTo(chain.contract);
        });
    }

    @Test
    void refusesEveryFlippedBitOfEveryPart() {
        MadeUpChain chain = new MadeUpChain().sealed();
        for (int node = 0; node < chain.accountProof().size(); node++) {
            for (List<byte[]> forged : flips(chain.accountProof(), node)) {
                assertRefused(
                        AnchorState.prove(
                                chain.headerRlp(), chain.contract, MadeUpChain.ORIGIN, forged, chain.storageProof()),
                        AnchorDefect.ACCOUNT_PROOF_BAD);
            }
        }
        for (int node = 0; node < chain.storageProof().size(); node++) {
            for (List<byte[]> forged : flips(chain.storageProof(), node)) {
                assertRefused(
                        AnchorState.prove(
                                chain.headerRlp(), chain.contract, MadeUpChain.ORIGIN, chain.accountProof(), forged),
                        AnchorDefect.STORAGE_PROOF_BAD);
            }
        }
        for (List<byte[]> forged : flips(List.of(chain.headerRlp()), 0)) {
            AnchorState state = AnchorState.prove(
                    forged.get(0), chain.contract, MadeUpChain.ORIGIN, chain.accountProof(), chain.storageProof());
            // A header with another bit in a field that we do not read is another block: its hash tells.
            if (state instanceof AnchorState.Proven proven) {
                assertThat(proven.blockHash()).isNotEqualTo(Word.keccak(chain.headerRlp()));
            }
        }
    }

    @Test
    void refusesAHeaderThatIsNone() {
        MadeUpChain chain = new MadeUpChain().sealed();
        assertRefused(
                AnchorState.prove(
                        new byte[] {1}, chain.contract, MadeUpChain.ORIGIN, chain.accountProof(), chain.storageProof()),
                AnchorDefect.HEADER_MALFORMED);
    }

    @Test
    void refusesAnAddressWithoutAnAccount() {
        MadeUpChain chain = new MadeUpChain().sealed();
        Address nobody = Address.of(new byte[Address.LENGTH]);
        AnchorState withItsOwnProof = AnchorState.prove(
                chain.headerRlp(), nobody, MadeUpChain.ORIGIN, chain.accountProof(), chain.storageProof());
        assertThat(withItsOwnProof).isInstanceOf(AnchorState.Refused.class);
        chain.contract = nobody;
        List<byte[]> absence = new ArrayList<>(chain.accountProof());
        assertRefused(
                AnchorState.prove(chain.headerRlp(), nobody, MadeUpChain.ORIGIN, absence, chain.storageProof()),
                AnchorDefect.NO_CONTRACT);
    }

    @Test
    void anAccountThatIsProvenToBeAbsentIsMissing() {
        var trie = new SlowTrie();
        trie.put(new byte[32], new byte[40]);
        Address nobody = Address.of(new byte[Address.LENGTH]);
        byte[] key = Word.keccak(nobody.bytes()).bytes();
        assertThat(AccountProof.check(trie.root(), nobody, trie.prove(key))).isInstanceOf(AccountProof.Missing.class);
    }

    @Test
    void refusesAnotherCode() {
        var chain = new MadeUpChain();
        chain.codeHash = Word.keccak(new byte[] {0x60});
        assertRefused(chain.sealed().prove(), AnchorDefect.CODE_DIFFERS);
    }

    @Test
    void refusesTheContractOfAnotherLog() {
        var chain = new MadeUpChain();
        chain.slots.put(AnchorLayout.SLOT_ORIGIN, MadeUpChain.originHash("ledger.example.org/other"));
        assertRefused(chain.sealed().prove(), AnchorDefect.ORIGIN_DIFFERS);
        chain.slots.remove(AnchorLayout.SLOT_ORIGIN);
        var without = new MadeUpChain();
        without.slots.remove(AnchorLayout.SLOT_ORIGIN);
        assertRefused(without.sealed().prove(), AnchorDefect.ORIGIN_DIFFERS);
    }

    @Test
    void refusesAContractThatHoldsNoAnchorYet() {
        var chain = new MadeUpChain();
        chain.slots.remove(AnchorLayout.SLOT_LATEST);
        chain.slots.remove(AnchorLayout.SLOT_ROOT);
        assertRefused(chain.sealed().prove(), AnchorDefect.NOTHING_ANCHORED);
    }

    @Test
    void refusesSlotsThatTheContractCannotHaveWritten() {
        for (Word latest : List.of(
                MadeUpChain.packed(Long.MIN_VALUE, 5),
                MadeUpChain.packed(5, MadeUpChain.BLOCK + 1),
                Word.of(SlowTrie.bytes("0x01" + MadeUpChain.packed(5, 5).hex().substring(4))))) {
            var chain = new MadeUpChain();
            chain.slots.put(AnchorLayout.SLOT_LATEST, latest);
            assertRefused(chain.sealed().prove(), AnchorDefect.SLOTS_IMPOSSIBLE);
        }
    }

    @Test
    void readsEveryBitOfThePackedSlot() {
        BigInteger packed = new BigInteger(
                1, MadeUpChain.packed(6, MadeUpChain.ANCHORED_BLOCK).bytes());
        for (int bit = 0; bit < Byte.SIZE * Word.LENGTH; bit++) {
            BigInteger flipped = packed.flipBit(bit);
            var chain = new MadeUpChain();
            chain.slots.put(AnchorLayout.SLOT_LATEST, Word.of(SlowTrie.bytes(String.format("0x%064x", flipped))));
            BigInteger[] blockAndSize = flipped.divideAndRemainder(BigInteger.TWO.pow(64));
            AnchorState state = chain.sealed().prove();
            if (blockAndSize[0].compareTo(BigInteger.valueOf(MadeUpChain.BLOCK)) > 0
                    || blockAndSize[1].compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0) {
                assertRefused(state, AnchorDefect.SLOTS_IMPOSSIBLE);
            } else {
                var proven = (AnchorState.Proven) state;
                assertThat(BigInteger.valueOf(proven.anchored().size())).isEqualTo(blockAndSize[1]);
                assertThat(BigInteger.valueOf(proven.anchoredBlock())).isEqualTo(blockAndSize[0]);
            }
        }
    }

    @Test
    void takesAnAnchorOfTheFirstBlock() {
        var chain = new MadeUpChain();
        chain.slots.put(AnchorLayout.SLOT_LATEST, MadeUpChain.packed(5, 0));
        assertThat(chain.sealed().prove())
                .isInstanceOfSatisfying(
                        AnchorState.Proven.class,
                        proven -> assertThat(proven.anchoredBlock()).isZero());
    }

    @Test
    void takesSizesUpTo63Bits() {
        var chain = new MadeUpChain();
        chain.slots.put(AnchorLayout.SLOT_LATEST, MadeUpChain.packed(Long.MAX_VALUE, MadeUpChain.BLOCK));
        assertThat(chain.sealed().prove())
                .isInstanceOfSatisfying(
                        AnchorState.Proven.class,
                        proven -> assertThat(proven.anchored().size()).isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void refusesProofsThatLackANodeOrHoldOneTooMany() {
        MadeUpChain chain = new MadeUpChain().sealed();
        List<byte[]> storage = chain.storageProof();
        for (int i = 0; i < storage.size(); i++) {
            List<byte[]> shorter = new ArrayList<>(storage);
            byte[] node = shorter.remove(i);
            List<byte[]> longer = new ArrayList<>(storage);
            longer.add(node);
            for (List<byte[]> forged : List.of(shorter, longer)) {
                assertRefused(
                        AnchorState.prove(
                                chain.headerRlp(), chain.contract, MadeUpChain.ORIGIN, chain.accountProof(), forged),
                        AnchorDefect.STORAGE_PROOF_BAD);
            }
        }
    }

    @Test
    void throwsNothingWhateverTheBytes() {
        var random = new SplittableRandom(11);
        MadeUpChain chain = new MadeUpChain().sealed();
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(Limits.TRIE_NODE_BYTES_MAX + 2)];
            random.nextBytes(noise);
            assertThat(AnchorState.prove(noise, chain.contract, "", List.of(noise), List.of()))
                    .isInstanceOf(AnchorState.Refused.class);
            assertThat(StorageProof.check(Word.keccak(noise), AnchorLayout.provenSlots(), List.of(noise)))
                    .isInstanceOf(StorageProof.Bad.class);
            assertThat(AccountProof.check(Word.keccak(noise), chain.contract, List.of(noise)))
                    .isInstanceOf(AccountProof.Bad.class);
        }
    }

    @Test
    void readsAccountsAndSlotsOnlyInTheirOneForm() {
        for (String leaf : List.of("0x80", "0xc0", "0x05", "0xc20102", "0xc3010203", ACCOUNT_OF_FIVE_FIELDS)) {
            var trie = new SlowTrie();
            trie.put(MadeUpChain.key(new byte[Address.LENGTH]), SlowTrie.bytes(leaf));
            byte[] key = MadeUpChain.key(new byte[Address.LENGTH]);
            AccountProof account =
                    AccountProof.check(trie.root(), Address.of(new byte[Address.LENGTH]), trie.prove(key));
            assertThat(account)
                    .as(leaf)
                    .isInstanceOfSatisfying(
                            AccountProof.Bad.class,
                            bad -> assertThat(bad.defect()).isEqualTo(TrieDefect.VALUE_MALFORMED));
        }
        for (String leaf : List.of("0x80", "0x00", "0x820005", "0xc0", "0xa1" + "01".repeat(33), "0x0505", "0x8105")) {
            var trie = new SlowTrie();
            byte[] key = MadeUpChain.key(Word.ZERO.bytes());
            trie.put(key, SlowTrie.bytes(leaf));
            StorageProof storage = StorageProof.check(trie.root(), List.of(Word.ZERO), trie.prove(key));
            assertThat(storage)
                    .as(leaf)
                    .isInstanceOfSatisfying(
                            StorageProof.Bad.class,
                            bad -> assertThat(bad.defect()).isEqualTo(TrieDefect.VALUE_MALFORMED));
        }
    }

    private static List<List<byte[]>> flips(List<byte[]> nodes, int node) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int bit = 0; bit < 8 * nodes.get(node).length; bit++) {
            List<byte[]> forged = new ArrayList<>(nodes);
            byte[] flipped = nodes.get(node).clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            forged.set(node, flipped);
            all.add(forged);
        }
        return all;
    }

    private static void assertRefused(AnchorState state, AnchorDefect defect) {
        assertThat(state).isInstanceOf(AnchorState.Refused.class);
        assertThat(((AnchorState.Refused) state).defect()).isEqualTo(defect);
    }
}
