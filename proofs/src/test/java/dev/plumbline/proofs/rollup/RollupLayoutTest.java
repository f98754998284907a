package dev.plumbline.proofs.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Where contracts keep what they were told, against published values. */
class RollupLayoutTest {
    @Test
    void outputRootIsThatOfTheSpecification() throws MalformedException {
        // A known answer that several implementations of the OP Stack test themselves against.
        var root = new OutputRoot(Word.ofNumber(0xbeef), Word.ofNumber(0xbabe), Word.ofNumber(0xc0de));
        assertThat(root.hash()).isEqualTo(word("0c39fb6b07cf6694b13e63e59f7b15255be1c93a4d6d3e0da6c99729647c0d11"));
    }

    @Test
    void implementationSlotIsOneBelowAHash() {
        byte[] label = "eip1967.proxy.implementation".getBytes(StandardCharsets.US_ASCII);
        BigInteger hash = new BigInteger(1, Word.keccak(label).bytes());
        assertThat(new BigInteger(1, LayoutProfile.IMPLEMENTATION_SLOT.bytes()))
                .isEqualTo(hash.subtract(BigInteger.ONE));
    }

    @Test
    void outputsStartWhereTheArrayOfSlotThreeDoes() {
        assertThat(OracleOutput.slots(0))
                .containsExactly(
                        word("c2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b"),
                        word("c2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85c"));
        assertThat(OracleOutput.slots(3))
                .containsExactly(
                        word("c2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f861"),
                        word("c2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f862"));
    }

    @Test
    void slotsAreCountedModuloTheWord() {
        Word last = word("f".repeat(64));
        assertThat(LayoutProfile.behind(last, BigInteger.ONE)).isEqualTo(Word.ZERO);
        assertThat(LayoutProfile.behind(last, BigInteger.TWO)).isEqualTo(Word.ofNumber(1));
    }

    @Test
    void gamesAreListedBehindTheSlotOfTheirCount() throws MalformedException {
        Word count = DisputeGame.countSlot(LayoutProfile.DISPUTE_GAMES);
        assertThat(new BigInteger(1, count.bytes()))
                .isEqualTo(new BigInteger(
                                1, LayoutProfile.DISPUTE_GAMES.claimsSlot().bytes())
                        .add(BigInteger.ONE));
        BigInteger first = new BigInteger(1, Word.keccak(count.bytes()).bytes());
        for (long index : new long[] {0, 1, 1_000_000}) {
            assertThat(new BigInteger(
                            1,
                            DisputeGame.slotAt(index, LayoutProfile.DISPUTE_GAMES)
                                    .bytes()))
                    .isEqualTo(first.add(BigInteger.valueOf(index)));
        }
    }

    @Test
    void layoutsAreReadByTheirName() throws MalformedException {
        for (LayoutProfile layout : LayoutProfile.values()) {
            assertThat(LayoutProfile.parse(layout.wireName(), "layout")).isEqualTo(layout);
        }
        assertThatThrownBy(() -> LayoutProfile.parse("", "layout")).isInstanceOf(MalformedException.class);
    }

    @Test
    void gradesFollowOneAnother() {
        List<Grade> grades = List.of(Grade.values());
        for (int i = 0; i < grades.size(); i++) {
            for (int j = 0; j < grades.size(); j++) {
                assertThat(grades.get(i).isAtLeast(grades.get(j))).isEqualTo(i >= j);
            }
        }
        assertThat(Grade.values())
                .extracting(Grade::wireName)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void outputsEndBelowTheSignBit() {
        String most = "0".repeat(16) + "7fffffffffffffff";
        String more = "0".repeat(16) + "8000000000000000";
        assertThat(OracleOutput.unpack(Word.ZERO, word(most + most)))
                .isEqualTo(new OracleOutput(Word.ZERO, Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(OracleOutput.unpack(Word.ZERO, word(more + most))).isNull();
        assertThat(OracleOutput.unpack(Word.ZERO, word(most + more))).isNull();
    }

    @Test
    void isthmusBeginsWithTheBlockOfItsTime() {
        RollupProfile games = SampleSettlement.ofGame().profile();
        var profile = new RollupProfile(
                games.chain(),
                games.l1Chain(),
                games.contract(),
                games.layout(),
                100L,
                games.gameTypes(),
                1,
                games.codes(),
                null);
        assertThat(profile.isIsthmus(99)).isFalse();
        assertThat(profile.isIsthmus(100)).isTrue();
    }

    @Test
    void takesGameIdsApart() {
        Address proxy = Address.of(HexFormat.of().parseHex("ab".repeat(20)));
        Word id = word("000000ff" + "00000000691d0001" + "ab".repeat(20));
        assertThat(DisputeGame.unpack(id)).isEqualTo(new DisputeGame(255, 0x691d0001L, proxy));
        assertThat(DisputeGame.unpack(word("ffffffff" + "7fffffffffffffff" + "ab".repeat(20))))
                .isEqualTo(new DisputeGame(DisputeGame.TYPE_MAX, Long.MAX_VALUE, proxy));
        assertThat(DisputeGame.unpack(word("00000000" + "8000000000000000" + "ab".repeat(20))))
                .isNull();
        assertThat(DisputeGame.unpack(Word.ZERO)).isNull();
    }

    @Test
    void readsAGameStateOnlyIfAGameCanHaveWrittenIt() {
        // Behind the status stand flags of the implementation.
        assertThat(GameState.unpack(state("01", "02", 9, 5))).isEqualTo(new GameState(5, 9, GameStatus.DEFENDER_WINS));
        assertThat(GameState.unpack(state("00", "01", 9, 5)))
                .isEqualTo(new GameState(5, 9, GameStatus.CHALLENGER_WINS));
        assertThat(GameState.unpack(state("01", "00", 0, 5))).isEqualTo(new GameState(5, 0, GameStatus.IN_PROGRESS));
        for (Word impossible : List.of(
                state("01", "03", 9, 5),
                state("01", "00", 9, 5),
                state("01", "01", 0, 5),
                state("01", "02", 0, 5),
                state("01", "02", -1, 5),
                state("01", "02", 9, -1))) {
            assertThat(GameState.unpack(impossible)).as("%s", impossible).isNull();
        }
    }

    @Test
    void readsNoCodeThatIsNotQuiteThatOfAGame() {
        GameEvidence claim = (GameEvidence) SampleSettlement.ofGame().evidence().claim();
        byte[] code = claim.code().bytes();
        GameClone clone = GameClone.of(code);
        assertThat(clone).isNotNull();
        assertThat(clone.implementation()).isEqualTo(SampleSettlement.GAME_IMPLEMENTATION);
        assertThat(clone.blockNumber()).isEqualTo(SampleSettlement.LATER);
        int argumentsAt = code.length - 118;
        int implementationAt = argumentsAt - 33;
        for (int at = 0; at < code.length; at++) {
            byte[] changed = code.clone();
            changed[at] ^= 1;
            boolean isVariable = (at >= implementationAt && at < implementationAt + 20)
                    || (at >= argumentsAt && at < code.length - 2);
            GameClone read = GameClone.of(changed);
            assertThat(read != null).as("byte " + at).isEqualTo(isVariable && !isHighByteOfNumber(at, code.length));
            assertThat(read).isNotEqualTo(clone);
        }
        assertThat(GameClone.of(new byte[0])).isNull();
    }

    /** A block number of more than 63 bits is none. */
    private static boolean isHighByteOfNumber(int at, int length) {
        return at >= length - 34 && at < length - 10;
    }

    @Test
    void refusesProfilesThatCannotBeMeant() {
        RollupProfile known = SampleSettlement.ofGame().profile();
        assertThatThrownBy(() -> with(known, LayoutProfile.DISPUTE_GAMES, Set.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(known, LayoutProfile.OUTPUT_ORACLE, Set.of(0L), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(known, LayoutProfile.DISPUTE_GAMES, Set.of(1L << 32), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(known, LayoutProfile.DISPUTE_GAMES, Set.of(0L), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(known.isIsthmus(Long.MAX_VALUE)).isFalse();
        Set<Long> everyType = Set.of(0L, DisputeGame.TYPE_MAX);
        RollupProfile atTheEdges = with(known, LayoutProfile.DISPUTE_GAMES, everyType, 0);
        assertThat(atTheEdges.gameTypes()).containsExactlyElementsOf(new TreeSet<>(everyType));
        assertThat(atTheEdges.finalityDelaySeconds()).isZero();
    }

    @Test
    void gamesHaveTypesOf32Bits() {
        Address proxy = Address.of(new byte[20]);
        assertThat(new DisputeGame(0, 0, proxy).type()).isZero();
        assertThat(new DisputeGame(DisputeGame.TYPE_MAX, 0, proxy).createdAtSeconds())
                .isZero();
        assertThatThrownBy(() -> new DisputeGame(DisputeGame.TYPE_MAX + 1, 0, proxy))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DisputeGame(-1, 0, proxy)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DisputeGame(0, -1, proxy)).isInstanceOf(IllegalArgumentException.class);
        GameEvidence known = (GameEvidence) SampleSettlement.ofGame().evidence().claim();
        for (long type : new long[] {0, DisputeGame.TYPE_MAX}) {
            assertThat(new GameEvidence(type, known.code(), List.of(), List.of(), List.of()).type())
                    .isEqualTo(type);
        }
        for (long type : new long[] {-1, DisputeGame.TYPE_MAX + 1}) {
            assertThatThrownBy(() -> new GameEvidence(type, known.code(), List.of(), List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void heightsEndBelowTheSignBit() {
        byte[] code = ((GameEvidence) SampleSettlement.ofGame().evidence().claim())
                .code()
                .bytes();
        int heightAt = code.length - 10;
        code[heightAt] = 0x7f;
        assertThat(GameClone.of(code)).isNotNull();
        code[heightAt] = (byte) 0x80;
        assertThat(GameClone.of(code)).isNull();
    }

    private static RollupProfile with(RollupProfile known, LayoutProfile layout, Set<Long> types, long delay) {
        return new RollupProfile(
                known.chain(),
                known.l1Chain(),
                known.contract(),
                layout,
                null,
                new TreeSet<>(types),
                delay,
                known.codes(),
                null);
    }

    private static Word state(String flags, String status, long resolvedAt, long createdAt) {
        return word(flags + status + String.format("%016x%016x", resolvedAt, createdAt));
    }

    private static Word word(String hex) {
        return Word.of(HexFormat.of().parseHex("0".repeat(64 - hex.length()) + hex));
    }
}
