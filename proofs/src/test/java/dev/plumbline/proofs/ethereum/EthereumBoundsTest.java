package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each bound of what is read from a chain, on both of its sides. */
class EthereumBoundsTest {
    private static final Address CONTRACT = Address.of(new byte[20]);
    private static final RlpItem BLOOM = RlpItem.of(new byte[256]);
    private static final RlpItem EMPTY = RlpItem.of(new byte[0]);

    @Test
    void aProofMayHaveANodeForEveryNibbleAndOneForTheLeaf() {
        // One key that leaves the path of zeros at each nibble makes a branch there; values that are long make each a
        // node.
        var trie = new SlowTrie();
        byte[] zeros = new byte[32];
        trie.put(zeros, new byte[40]);
        for (int nibble = 0; nibble < 64; nibble++) {
            byte[] key = new byte[32];
            key[nibble / 2] = (byte) (nibble % 2 == 0 ? 0x10 : 0x01);
            trie.put(key, new byte[40]);
        }
        List<byte[]> nodes = trie.prove(zeros);
        assertThat(nodes).hasSize(Limits.TRIE_NODES_MAX);
        assertThat(TrieProof.check(trie.root(), zeros, nodes)).isInstanceOf(TrieLookup.Present.class);
        List<byte[]> more = new ArrayList<>(nodes);
        more.add(nodes.get(0));
        assertThat(TrieProof.check(trie.root(), zeros, more))
                .isInstanceOfSatisfying(
                        TrieLookup.Bad.class, bad -> assertThat(bad.defect()).isEqualTo(TrieDefect.LIMIT_EXCEEDED));
    }

    @Test
    void aNodeMayBeAsLongAsItsLimitAndNoLonger() {
        byte[] key = new byte[32];
        for (int more = 0; more <= 1; more++) {
            // Before the value of a leaf stand its own length, the path behind one byte, and the length of the value.
            byte[] value = new byte[Limits.TRIE_NODE_BYTES_MAX - 3 - 34 - 3 + more];
            byte[] leaf = RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x20" + "00".repeat(32))), RlpItem.of(value)))
                    .encode();
            assertThat(leaf).hasSize(Limits.TRIE_NODE_BYTES_MAX + more);
            TrieLookup lookup = TrieProof.check(Word.keccak(leaf), key, List.of(leaf));
            assertThat(lookup).isInstanceOf(more == 0 ? TrieLookup.Present.class : TrieLookup.Bad.class);
        }
    }

    @Test
    void aNodeOf32BytesStandsUnderItsHashAndAShorterOneOnlyAsTheRoot() {
        byte[] key = {(byte) 0xab};
        for (int bytes = 31; bytes <= 32; bytes++) {
            byte[] leaf = RlpItem.of(List.of(RlpItem.of(new byte[] {0x3b}), RlpItem.of(new byte[bytes - 3])))
                    .encode();
            assertThat(leaf).hasSize(bytes);
            List<RlpItem> children = new ArrayList<>(Collections.nCopies(17, EMPTY));
            children.set(0xa, RlpItem.of(Word.keccak(leaf).bytes()));
            children.set(0xb, RlpItem.of(new byte[32]));
            byte[] root = RlpItem.of(children).encode();
            assertThat(TrieProof.check(Word.keccak(root), key, List.of(root, leaf)))
                    .isInstanceOf(bytes == 32 ? TrieLookup.Present.class : TrieLookup.Bad.class);
        }
        byte[] shortRoot = RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x20ab")), RlpItem.of(new byte[] {1})))
                .encode();
        assertThat(TrieProof.check(Word.keccak(shortRoot), key, List.of(shortRoot)))
                .isInstanceOf(TrieLookup.Present.class);
    }

    @Test
    void aHeaderMayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        int otherBytes = RlpItem.of(fields).encode().length - 6;
        // The whole has a length of two bytes either way, and the text gets one.
        int bytesMax = Limits.HEADER_BYTES_MAX - otherBytes - 3;
        fields.set(12, RlpItem.of(new byte[bytesMax]));
        byte[] longest = RlpItem.of(fields).encode();
        assertThat(longest).hasSize(Limits.HEADER_BYTES_MAX);
        assertThat(BlockHeader.parse(longest).number()).isEqualTo(7);
        fields.set(12, RlpItem.of(new byte[bytesMax + 1]));
        assertCode(() -> BlockHeader.parse(RlpItem.of(fields).encode()), Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void numbersOfAHeaderHave63BitsAndItsDifficultyAWord() throws MalformedException {
        BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
        BlockHeader header = BlockHeader.parse(headerWith(8, largest));
        assertThat(header.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(BlockHeader.parse(headerWith(11, largest)).timestampSeconds())
                .isEqualTo(Long.MAX_VALUE);
        BigInteger word = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        assertThat(BlockHeader.parse(headerWith(7, word)).number()).isEqualTo(7);
        assertCode(() -> BlockHeader.parse(headerWith(7, BigInteger.TWO.pow(256))), Malformed.VALUE);
        for (int field = 8; field <= 11; field++) {
            byte[] wide = headerWith(field, largest.add(BigInteger.ONE));
            assertCode(() -> BlockHeader.parse(wide), Malformed.VALUE);
            byte[] wider = headerWith(field, BigInteger.TWO.pow(64));
            assertCode(() -> BlockHeader.parse(wider), Malformed.VALUE);
        }
    }

    private static byte[] headerWith(int field, BigInteger number) {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        fields.set(field, RlpItem.ofNumber(number));
        return RlpItem.of(fields).encode();
    }

    @Test
    void anItemMayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        byte[] bytes = new byte[Limits.RLP_BYTES_MAX - 4];
        assertThat(RlpItem.parse(RlpItem.of(bytes).encode(), "item")).isEqualTo(RlpItem.of(bytes));
        byte[] longer = RlpItem.of(new byte[bytes.length + 1]).encode();
        assertThat(longer).hasSize(Limits.RLP_BYTES_MAX + 1);
        assertCode(() -> RlpItem.parse(longer, "item"), Malformed.LIMIT_EXCEEDED);
        assertThat(RlpItem.ofNumber(BigInteger.ZERO)).isEqualTo(EMPTY);
        assertThatThrownBy(() -> RlpItem.ofNumber(BigInteger.ONE.negate()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHistoryReachesAWindowBackAndNotBelowZero() {
        assertThat(BlockHistory.reaches(1, 0)).isTrue();
        assertThat(BlockHistory.reaches(1, -1)).isFalse();
        assertThat(BlockHistory.reaches(1, 1)).isFalse();
        assertThat(BlockHistory.reaches(0, 0)).isFalse();
        assertThat(BlockHistory.reaches(8_191, 0)).isTrue();
        assertThat(BlockHistory.reaches(8_192, 0)).isFalse();
        assertThat(BlockHistory.slot(0)).isEqualTo(Word.ZERO);
        assertThat(BlockHistory.slot(8_190)).hasToString("0x" + "0".repeat(60) + "1ffe");
        assertThat(BlockHistory.slot(8_191)).isEqualTo(Word.ZERO);
        assertThatThrownBy(() -> BlockHistory.slot(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWordHoldsNumbersFromZeroOn() {
        assertThat(Word.ofNumber(0)).isEqualTo(Word.ZERO);
        assertThat(Word.ofNumber(Long.MAX_VALUE)).hasToString("0x" + "0".repeat(48) + "7fffffffffffffff");
        assertThatThrownBy(() -> Word.ofNumber(-1)).isInstanceOf(IllegalArgumentException.class);
        for (int length : new int[] {0, 31, 33}) {
            assertThatThrownBy(() -> Word.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
        for (int length : new int[] {0, 19, 21}) {
            assertThatThrownBy(() -> Address.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aDepositHasFourFieldsOrSixAndMore() throws MalformedException {
        List<RlpItem> fields = List.of(
                number(1), number(9), BLOOM, RlpItem.of(List.of()), number(77), number(1), number(5), number(6));
        for (int count = 0; count <= fields.size(); count++) {
            byte[] receipt = typed(TransactionReceipt.DEPOSIT_TYPE, fields.subList(0, count));
            if (count == 4 || count >= 6) {
                assertThat(TransactionReceipt.parse(receipt).deposit())
                        .isEqualTo(count == 4 ? null : new TransactionReceipt.Deposit(77, 1));
            } else {
                assertCode(() -> TransactionReceipt.parse(receipt), Malformed.VALUE);
            }
        }
    }

    @Test
    void theFirstByteOfAReceiptSaysWhatItIs() throws MalformedException {
        List<RlpItem> fields = List.of(number(1), number(9), BLOOM, RlpItem.of(List.of()));
        for (int first = 0; first < 256; first++) {
            byte[] receipt = typed(first, fields);
            if ((first >= 1 && first <= 4) || first == 0x7e) {
                assertThat(TransactionReceipt.parse(receipt).type()).isEqualTo(first);
            } else if (first < 0xc0) {
                assertCode(() -> TransactionReceipt.parse(receipt), Malformed.UNSUPPORTED);
            } else {
                // What stands behind is not the rest of the list that such a byte starts.
                assertCode(() -> TransactionReceipt.parse(receipt), Malformed.SYNTAX);
            }
        }
        assertCode(() -> TransactionReceipt.parse(new byte[] {(byte) 0xc0}), Malformed.VALUE);
        assertCode(
                () -> TransactionReceipt.parse(typed(
                        2, List.of(RlpItem.of(new byte[] {1, 0}), number(9), BLOOM, RlpItem.of(List.of())))),
                Malformed.VALUE);
    }

    @Test
    void aLogHasThreeFieldsAndUpToFourTopics() throws MalformedException {
        RlpItem address = RlpItem.of(new byte[20]);
        for (int topics = 0; topics <= 5; topics++) {
            RlpItem log = RlpItem.of(List.of(
                    address,
                    RlpItem.of(Collections.nCopies(topics, RlpItem.of(new byte[32]))),
                    RlpItem.of(new byte[3])));
            if (topics <= 4) {
                assertThat(log(log).topics()).hasSize(topics);
            } else {
                assertCode(() -> log(log), Malformed.VALUE);
            }
        }
        for (int count = 0; count <= 4; count++) {
            RlpItem log = RlpItem.of(List.<RlpItem>of(address, RlpItem.of(List.of()), EMPTY, EMPTY)
                    .subList(0, count));
            if (count != 3) {
                assertCode(() -> log(log), Malformed.VALUE);
            }
        }
    }

    @Test
    void anAnchorIsOfATreeOfAtLeastOneLeafAndAtMost63Bits() throws MalformedException {
        for (BigInteger size : List.of(BigInteger.ONE, BigInteger.valueOf(Long.MAX_VALUE))) {
            assertThat(anchored(size, 2, 64).anchored().size()).isEqualTo(size.longValueExact());
        }
        assertThat(anchored(BigInteger.ZERO, 2, 64)).isNull();
        assertThat(anchored(BigInteger.TWO.pow(63), 2, 64)).isNull();
        for (int topics : new int[] {2, 3}) {
            for (int dataBytes : new int[] {63, 64, 65}) {
                boolean isIt = topics == 2 && dataBytes == 64;
                assertThat(anchored(BigInteger.ONE, topics, dataBytes) != null).isEqualTo(isIt);
            }
        }
    }

    private static AnchoredEvent anchored(BigInteger size, int topicCount, int dataBytes) throws MalformedException {
        List<RlpItem> topics = new ArrayList<>();
        topics.add(RlpItem.of(AnchoredEvent.SIGNATURE.bytes()));
        topics.add(RlpItem.of(Word.ofShort(size.toByteArray()).bytes()));
        topics.add(RlpItem.of(new byte[32]));
        byte[] data = new byte[dataBytes];
        Arrays.fill(data, (byte) 9);
        RlpItem log = RlpItem.of(
                List.of(RlpItem.of(CONTRACT.bytes()), RlpItem.of(topics.subList(0, topicCount)), RlpItem.of(data)));
        return AnchoredEvent.of(log(log), CONTRACT);
    }

    private static ContractLog log(RlpItem log) throws MalformedException {
        return ContractLog.of(RlpFields.parse(log.encode(), "log"));
    }

    private static RlpItem number(long number) {
        return RlpItem.ofNumber(BigInteger.valueOf(number));
    }

    private static byte[] typed(int type, List<RlpItem> fields) {
        byte[] list = RlpItem.of(fields).encode();
        byte[] typed = new byte[list.length + 1];
        typed[0] = (byte) type;
        System.arraycopy(list, 0, typed, 1, list.length);
        return typed;
    }

    private static void assertCode(ThrowingCallable reading, Malformed code) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
