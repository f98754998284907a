package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockHeaderTest {
    private static final String EMPTY_TRIE = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

    @Test
    void readsTheGenesisHeaderOfMainnet() throws MalformedException {
        List<RlpItem> fields = new ArrayList<>();
        fields.add(text("0x" + "00".repeat(32)));
        fields.add(text("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"));
        fields.add(text("0x" + "00".repeat(20)));
        fields.add(text("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544"));
        fields.add(text(EMPTY_TRIE));
        fields.add(text(EMPTY_TRIE));
        fields.add(text("0x" + "00".repeat(256)));
        fields.add(text("0x0400000000"));
        fields.add(text("0x"));
        fields.add(text("0x1388"));
        fields.add(text("0x"));
        fields.add(text("0x"));
        fields.add(text("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa"));
        fields.add(text("0x" + "00".repeat(32)));
        fields.add(text("0x0000000000000042"));
        BlockHeader header = BlockHeader.parse(RlpItem.of(fields).encode());
        assertThat(header.hash()).hasToString("0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");
        assertThat(header.stateRoot())
                .hasToString("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544");
        assertThat(header.number()).isZero();
        assertThat(header.timestampSeconds()).isZero();
    }

    @Test
    void ignoresFieldsThatLaterForksAppend() throws MalformedException {
        Word stateRoot = Word.keccak(new byte[] {9});
        List<RlpItem> fields = MadeUpChain.headerFields(stateRoot, 7);
        for (int extra = 0; extra < 4; extra++) {
            BlockHeader header = BlockHeader.parse(RlpItem.of(fields).encode());
            assertThat(header.stateRoot()).isEqualTo(stateRoot);
            assertThat(header.number()).isEqualTo(7);
            assertThat(header.timestampSeconds()).isEqualTo(1_763_700_000L);
            fields.add(extra == 2 ? RlpItem.of(List.of()) : RlpItem.of(new byte[32]));
        }
    }

    @Test
    void readsTheRootsOfAHeaderWithTheFieldsOfAmsterdam() throws MalformedException {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ofNumber(3), 7);
        fields.set(0, RlpItem.of(Word.ofNumber(9).bytes()));
        fields.set(4, RlpItem.of(Word.ofNumber(4).bytes()));
        fields.set(5, RlpItem.of(Word.ofNumber(5).bytes()));
        fields.add(RlpItem.of(Word.ofNumber(22).bytes()));
        fields.add(RlpItem.ofNumber(BigInteger.valueOf(12_345_678)));
        BlockHeader header = BlockHeader.parse(RlpItem.of(fields).encode());
        assertThat(header.stateRoot()).isEqualTo(Word.ofNumber(3));
        assertThat(header.parentHash()).isEqualTo(Word.ofNumber(9));
        assertThat(header.transactionsRoot()).isEqualTo(Word.ofNumber(4));
        assertThat(header.receiptsRoot()).isEqualTo(Word.ofNumber(5));
        assertThat(header.hash()).isEqualTo(Word.keccak(RlpItem.of(fields).encode()));
    }

    @Test
    void refusesFewerThanFifteenFields() throws MalformedException {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        BlockHeader.parse(RlpItem.of(fields.subList(0, 15)).encode());
        for (int count = 0; count < 15; count++) {
            assertRefused(RlpItem.of(fields.subList(0, count)).encode());
        }
    }

    @Test
    void refusesEveryFieldOfAnotherSize() {
        for (int field = 0; field < 15; field++) {
            if (field == 12) {
                continue;
            }
            List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
            byte[] bytes = ((RlpItem.Text) fields.get(field)).bytes();
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + (field == 7 ? 33 : 9));
            longer[0] = 1;
            fields.set(field, RlpItem.of(longer));
            assertRefused(RlpItem.of(fields).encode());
            fields.set(field, RlpItem.of(List.of()));
            assertRefused(RlpItem.of(fields).encode());
        }
    }

    @Test
    void extraDataIsAString() throws MalformedException {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        fields.set(12, text("0x"));
        assertThat(BlockHeader.parse(RlpItem.of(fields).encode()).number()).isEqualTo(7);
        fields.set(12, RlpItem.of(List.of()));
        assertRefused(RlpItem.of(fields).encode());
    }

    @Test
    void theSeventeenthFieldIsTheRootOfWithdrawalsIfItIsAWord() throws MalformedException {
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7).subList(0, 15);
        fields.add(RlpItem.ofNumber(BigInteger.TEN));
        assertThat(BlockHeader.parse(RlpItem.of(fields).encode()).withdrawalsRoot())
                .isNull();
        fields.add(RlpItem.of(Word.ofNumber(17).bytes()));
        assertThat(BlockHeader.parse(RlpItem.of(fields).encode()).withdrawalsRoot())
                .isEqualTo(Word.ofNumber(17));
        fields.set(16, RlpItem.of(new byte[31]));
        assertThat(BlockHeader.parse(RlpItem.of(fields).encode()).withdrawalsRoot())
                .isNull();
    }

    @Test
    void refusesNumbersWithLeadingZerosAndOf64Bits() {
        for (int field : new int[] {7, 8, 9, 10, 11}) {
            List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
            fields.set(field, text("0x0005"));
            assertRefused(RlpItem.of(fields).encode());
        }
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        fields.set(8, RlpItem.ofNumber(BigInteger.TWO.pow(63)));
        assertRefused(RlpItem.of(fields).encode());
    }

    @Test
    void refusesWhatIsNotOneListOfLimitedSize() {
        assertRefused(new byte[0]);
        assertRefused(new byte[] {5});
        byte[] whole = RlpItem.of(MadeUpChain.headerFields(Word.ZERO, 7)).encode();
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
        assertRefused(Arrays.copyOf(whole, whole.length - 1));
        List<RlpItem> fields = MadeUpChain.headerFields(Word.ZERO, 7);
        fields.set(12, RlpItem.of(new byte[Limits.HEADER_BYTES_MAX]));
        assertRefused(RlpItem.of(fields).encode());
    }

    private static void assertRefused(byte[] rlp) {
        assertThatThrownBy(() -> BlockHeader.parse(rlp)).isInstanceOf(MalformedException.class);
    }

    private static RlpItem text(String hex) {
        return RlpItem.of(SlowTrie.bytes(hex));
    }
}
