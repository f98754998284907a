package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptProofTest {
    private static final Address CONTRACT = Address.of(SlowTrie.bytes("0x" + "c0".repeat(20)));
    private static final Hash ROOT = Hash.of(Word.keccak(new byte[] {5}).bytes());
    private static final RlpItem BLOOM = RlpItem.of(new byte[256]);

    @Test
    void provesEveryTransactionOfBlocksOfAllSizesAndTheAbsenceOfTheNext() {
        for (int count : new int[] {0, 1, 2, 3, 15, 16, 17, 127, 128, 129, 130, 257}) {
            var trie = new SlowTrie();
            for (int index = 0; index < count; index++) {
                trie.put(key(index), receipt(index % 5, index, List.of()));
            }
            for (int index = 0; index < count; index++) {
                ReceiptProof proof = ReceiptProof.check(trie.root(), index, trie.prove(key(index)));
                assertThat(proof).as(index + " of " + count).isInstanceOf(ReceiptProof.Exists.class);
                TransactionReceipt receipt = ((ReceiptProof.Exists) proof).receipt();
                assertThat(receipt.type()).isEqualTo(index % 5);
                assertThat(receipt.cumulativeGas()).isEqualTo(21_000L * (index + 1));
            }
            for (int index : new int[] {count, count + 1, count + 16, count + 128, 127, 128, 255, 256, 65_536}) {
                if (index >= count) {
                    assertThat(ReceiptProof.check(trie.root(), index, trie.prove(key(index))))
                            .as(index + " of " + count)
                            .isEqualTo(ReceiptProof.Missing.MISSING);
                }
            }
        }
    }

    @Test
    void neitherPresenceNorAbsenceCanBeMovedToAnotherIndex() {
        var trie = new SlowTrie();
        for (int index = 0; index < 130; index++) {
            trie.put(key(index), receipt(2, index, List.of()));
        }
        int[] indexes = {0, 1, 2, 15, 16, 17, 126, 127, 128, 129, 130, 131, 256};
        for (int index : indexes) {
            List<byte[]> nodes = trie.prove(key(index));
            for (int other : indexes) {
                ReceiptProof proof = ReceiptProof.check(trie.root(), other, nodes);
                if (other == index && other < 130) {
                    assertThat(((ReceiptProof.Exists) proof).receipt().cumulativeGas())
                            .isEqualTo(21_000L * (other + 1));
                } else if (other < 130) {
                    assertThat(proof).as(index + " for " + other).isInstanceOf(ReceiptProof.Bad.class);
                } else {
                    assertThat(proof).as(index + " for " + other).isNotInstanceOf(ReceiptProof.Exists.class);
                }
            }
        }
    }

    @Test
    void refusesEveryFlippedBitOfEveryNode() {
        var trie = new SlowTrie();
        for (int index = 0; index < 20; index++) {
            trie.put(key(index), receipt(2, index, List.of()));
        }
        for (int index : new int[] {0, 7, 16, 20}) {
            List<byte[]> nodes = trie.prove(key(index));
            for (int node = 0; node < nodes.size(); node++) {
                for (int bit = 0; bit < 8 * nodes.get(node).length; bit++) {
                    byte[] flipped = nodes.get(node).clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    List<byte[]> forged = new ArrayList<>(nodes);
                    forged.set(node, flipped);
                    assertThat(ReceiptProof.check(trie.root(), index, forged)).isInstanceOf(ReceiptProof.Bad.class);
                }
            }
        }
    }

    @Test
    void refusesAnIndexBelowZeroAndALeafThatIsNoReceipt() {
        var trie = new SlowTrie();
        trie.put(key(0), new byte[] {1, 2, 3});
        assertThat(ReceiptProof.check(trie.root(), -1, trie.prove(key(0)))).isInstanceOf(ReceiptProof.Bad.class);
        assertThat(ReceiptProof.check(trie.root(), 0, trie.prove(key(0))))
                .isInstanceOfSatisfying(
                        ReceiptProof.Bad.class, bad -> assertThat(bad.defect()).isEqualTo(TrieDefect.VALUE_MALFORMED));
    }

    @Test
    void aLeafMayBeAsLargeAsItsOwnLimitAndNoLarger() {
        // A leaf of that size: two length prefixes of four bytes, two bytes of path behind one of length, the value.
        int valueBytesMax = Limits.BLOCK_TRIE_NODE_BYTES_MAX - 4 - 4 - 3;
        var largest = new SlowTrie();
        largest.put(key(0), new byte[valueBytesMax]);
        assertThat(largest.prove(key(0)).get(0)).hasSize(Limits.BLOCK_TRIE_NODE_BYTES_MAX);
        assertThat(TransactionProof.check(largest.root(), 0, largest.prove(key(0))))
                .isInstanceOf(TransactionProof.Exists.class);
        var trie = new SlowTrie();
        trie.put(key(0), new byte[valueBytesMax + 1]);
        assertThat(TransactionProof.check(trie.root(), 0, trie.prove(key(0))))
                .isInstanceOfSatisfying(
                        TransactionProof.Bad.class,
                        bad -> assertThat(bad.defect()).isEqualTo(TrieDefect.LIMIT_EXCEEDED));
    }

    @Test
    void provesTransactionsAndTheirAbsence() {
        var trie = new SlowTrie();
        for (int index = 0; index < 40; index++) {
            trie.put(key(index), new byte[100 + index]);
        }
        for (int index = 0; index < 40; index++) {
            Word hash = Word.keccak(new byte[100 + index]);
            assertThat(TransactionProof.check(trie.root(), index, trie.prove(key(index))))
                    .isInstanceOfSatisfying(
                            TransactionProof.Exists.class,
                            exists -> assertThat(exists.hash()).isEqualTo(hash));
        }
        assertThat(TransactionProof.check(trie.root(), 40, trie.prove(key(40))))
                .isEqualTo(TransactionProof.Missing.MISSING);
        assertThat(TransactionProof.check(trie.root(), 3, trie.prove(key(4)))).isInstanceOf(TransactionProof.Bad.class);
    }

    @Test
    void readsStatusGasAndLogs() throws MalformedException {
        RlpItem log = log(CONTRACT, List.of(Word.ofNumber(1), Word.ofNumber(2)), new byte[] {7, 8});
        TransactionReceipt receipt = TransactionReceipt.parse(receipt(2, 0, List.of(log)));
        assertThat(receipt.succeeded()).isTrue();
        assertThat(receipt.deposit()).isNull();
        assertThat(receipt.logs()).singleElement().satisfies(read -> {
            assertThat(read.address()).isEqualTo(CONTRACT);
            assertThat(read.topics()).containsExactly(Word.ofNumber(1), Word.ofNumber(2));
            assertThat(read.data()).containsExactly(7, 8);
        });
        TransactionReceipt failed = TransactionReceipt.parse(typed(1, number(0), number(21_000), BLOOM, list()));
        assertThat(failed.succeeded()).isFalse();
    }

    @Test
    void readsDepositsOfBothForms() throws MalformedException {
        RlpItem[] old = {number(1), number(9), BLOOM, list()};
        assertThat(TransactionReceipt.parse(typed(0x7e, old)).deposit()).isNull();
        TransactionReceipt canyon =
                TransactionReceipt.parse(typed(0x7e, number(1), number(9), BLOOM, list(), number(77), number(1)));
        assertThat(canyon.deposit()).isEqualTo(new TransactionReceipt.Deposit(77, 1));
        assertCode(typed(0x7e, number(1), number(9), BLOOM, list(), number(77)), Malformed.VALUE);
    }

    @Test
    void takesFieldsThatALaterForkAppends() throws MalformedException {
        for (int type = 0; type <= 4; type++) {
            assertThat(TransactionReceipt.parse(typed(type, number(1), number(9), BLOOM, list(), number(5), list()))
                            .cumulativeGas())
                    .isEqualTo(9);
        }
    }

    @Test
    void refusesWhatIsNoReceipt() {
        assertCode(new byte[0], Malformed.SYNTAX);
        for (int type : new int[] {5, 6, 0x7d, 0x7f, 0x80, 0xbf}) {
            assertCode(typed(type, number(1), number(9), BLOOM, list()), Malformed.UNSUPPORTED);
        }
        byte[] zeroPrefixed = concat(0, RlpItem.of(List.of(number(1), number(9), BLOOM, list())));
        assertCode(zeroPrefixed, Malformed.UNSUPPORTED);
        assertCode(typed(2), Malformed.VALUE);
        assertCode(typed(2, number(1), number(9), BLOOM), Malformed.VALUE);
        assertCode(typed(2, number(2), number(9), BLOOM, list()), Malformed.VALUE);
        assertCode(typed(2, RlpItem.of(new byte[] {0}), number(9), BLOOM, list()), Malformed.VALUE);
        assertCode(typed(0, RlpItem.of(new byte[32]), number(9), BLOOM, list()), Malformed.VALUE);
        assertCode(typed(2, list(), number(9), BLOOM, list()), Malformed.VALUE);
        assertCode(typed(2, number(1), RlpItem.of(new byte[] {0, 9}), BLOOM, list()), Malformed.VALUE);
        assertCode(typed(2, number(1), number(9), RlpItem.of(new byte[255]), list()), Malformed.VALUE);
        assertCode(typed(2, number(1), number(9), BLOOM, BLOOM), Malformed.VALUE);
        assertCode(typed(2, number(1), number(9), BLOOM, list(BLOOM)), Malformed.VALUE);
        RlpItem fiveTopics = log(CONTRACT, List.of(Word.ZERO, Word.ZERO, Word.ZERO, Word.ZERO, Word.ZERO), new byte[0]);
        assertCode(typed(2, number(1), number(9), BLOOM, list(fiveTopics)), Malformed.VALUE);
        RlpItem shortAddress = list(RlpItem.of(new byte[19]), list(), RlpItem.of(new byte[0]));
        assertCode(typed(2, number(1), number(9), BLOOM, list(shortAddress)), Malformed.VALUE);
        RlpItem shortTopic = list(RlpItem.of(new byte[20]), list(RlpItem.of(new byte[31])), RlpItem.of(new byte[0]));
        assertCode(typed(2, number(1), number(9), BLOOM, list(shortTopic)), Malformed.VALUE);
        RlpItem fourFields = list(RlpItem.of(new byte[20]), list(), BLOOM, BLOOM);
        assertCode(typed(2, number(1), number(9), BLOOM, list(fourFields)), Malformed.VALUE);
    }

    @Test
    void readsTheAnchorsOfAContractAndNobodyElses() throws MalformedException {
        Word first = folded(Word.ZERO, 10, 500);
        AnchoredEvent event = event(anchored(CONTRACT, Word.ofNumber(10), first));
        assertThat(event).isEqualTo(new AnchoredEvent(new TreeHead(10, ROOT), first));
        assertThat(event.follows(Word.ZERO, 500)).isTrue();
        assertThat(event.follows(Word.ZERO, 501)).isFalse();
        assertThat(event.follows(first, 500)).isFalse();
        AnchoredEvent second = event(anchored(CONTRACT, Word.ofNumber(12), folded(first, 12, 600)));
        assertThat(second.follows(first, 600)).isTrue();
        assertThat(event(anchored(Address.of(new byte[20]), Word.ofNumber(10), first)))
                .isNull();
        assertThat(event(anchored(CONTRACT, Word.ZERO, first))).isNull();
        assertThat(event(anchored(CONTRACT, Word.keccak(new byte[0]), first))).isNull();
        assertThat(event(log(CONTRACT, List.of(AnchoredEvent.SIGNATURE), new byte[64])))
                .isNull();
        assertThat(event(log(CONTRACT, List.of(AnchoredEvent.SIGNATURE, Word.ofNumber(1)), new byte[63])))
                .isNull();
        assertThat(event(log(CONTRACT, List.of(Word.ZERO, Word.ofNumber(1)), new byte[64])))
                .isNull();
    }

    private static AnchoredEvent event(RlpItem log) throws MalformedException {
        return AnchoredEvent.of(ContractLog.of(RlpFields.parse(log.encode(), "log")), CONTRACT);
    }

    private static RlpItem anchored(Address contract, Word size, Word chain) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(ROOT.bytes());
        data.writeBytes(chain.bytes());
        return log(contract, List.of(AnchoredEvent.SIGNATURE, size), data.toByteArray());
    }

    /** {@code keccak256(abi.encode(chain, size, root, block))}, written out in hex. */
    private static Word folded(Word chain, long size, long block) {
        return Word.keccak(SlowTrie.bytes(String.format("%s%064x%s%064x", chain.hex(), size, ROOT.hex(), block)));
    }

    private static RlpItem log(Address address, List<Word> topics, byte[] data) {
        List<RlpItem> items =
                topics.stream().map(topic -> RlpItem.of(topic.bytes())).toList();
        return list(RlpItem.of(address.bytes()), RlpItem.of(items), RlpItem.of(data));
    }

    private static byte[] receipt(int type, int index, List<RlpItem> logs) {
        return typed(type, number(1), number(21_000L * (index + 1)), BLOOM, RlpItem.of(logs));
    }

    private static byte[] typed(int type, RlpItem... fields) {
        RlpItem list = RlpItem.of(List.of(fields));
        return type == 0 ? list.encode() : concat(type, list);
    }

    private static byte[] concat(int type, RlpItem item) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(type);
        bytes.writeBytes(item.encode());
        return bytes.toByteArray();
    }

    private static RlpItem list(RlpItem... items) {
        return RlpItem.of(List.of(items));
    }

    private static RlpItem number(long number) {
        return RlpItem.ofNumber(BigInteger.valueOf(number));
    }

    private static byte[] key(long index) {
        return number(index).encode();
    }

    private static void assertCode(byte[] encoded, Malformed code) {
        assertThatThrownBy(() -> TransactionReceipt.parse(encoded))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        e -> assertThat(e.code())
                                .as(String.valueOf(e.getMessage()))
                                .isEqualTo(code));
    }
}
