package dev.plumbline.proofs.rollup;

import static dev.plumbline.testkit.SignedPayload.filled;
import static dev.plumbline.testkit.SignedPayload.joined;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.ForcedWorld;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DepositsTest {
    private static final Word HASH = Word.keccak(new byte[] {1});

    @Test
    void callsThePortalAsTheAbiSays() {
        byte[] call = Deposits.call(Address.of(filled(20, 0x22)), BigInteger.valueOf(5), 100_000, filled(33, 7));
        assertThat(HexFormat.of().formatHex(call))
                .isEqualTo("e9e05c42"
                        + "0".repeat(24) + "22".repeat(20)
                        + "0".repeat(63) + "5"
                        + "0".repeat(59) + "186a0"
                        + "0".repeat(64)
                        + "0".repeat(62) + "a0"
                        + "0".repeat(62) + "21"
                        + "07".repeat(33) + "00".repeat(31));
        byte[] creation = Deposits.call(null, BigInteger.ZERO, 21_000, new byte[0]);
        assertThat(creation).hasSize(4 + 6 * 32);
        assertThat(creation[4 + 4 * 32 - 1]).isEqualTo((byte) 1);
    }

    /** The specification's own example: the sum wraps around. */
    @Test
    void aliasesContractsAndWrapsAround() throws MalformedException {
        assertThat(Deposits.aliased(Address.parseHex("0x" + "0".repeat(40), "a"))
                        .hex())
                .isEqualTo("0x1111000000000000000000000000000000001111");
        assertThat(Deposits.aliased(Address.parseHex("0x" + "f".repeat(40), "a"))
                        .hex())
                .isEqualTo("0x1111000000000000000000000000000000001110");
        assertThat(Deposits.aliased(Address.parseHex("0xeeee" + "f".repeat(32) + "eeef", "a"))
                        .hex())
                .isEqualTo("0x" + "0".repeat(40));
    }

    @Test
    void gasGrowsWithTheData() {
        assertThat(Deposits.gasLimitMin(0)).isEqualTo(21_000);
        assertThat(Deposits.gasLimitMin(100)).isEqualTo(25_000);
    }

    @Test
    void readsADepositAsItIsWritten() throws MalformedException {
        byte[] raw = new ForcedWorld().deposit();
        DepositedTransaction deposit = DepositedTransaction.parse(raw);
        assertThat(deposit.encode()).isEqualTo(raw);
        assertThat(deposit.hash()).isEqualTo(Word.keccak(raw));
        assertThat(deposit.from().bytes()).isEqualTo(filled(20, 0x11));
        assertThat(deposit.to()).isEqualTo(Address.of(filled(20, 0x22)));
        assertThat(deposit.mint()).isEqualTo(BigInteger.TEN);
        assertThat(deposit.value()).isEqualTo(BigInteger.valueOf(5));
        assertThat(deposit.gas()).isEqualTo(100_000);
        assertThat(deposit.isSystem()).isFalse();
        assertThat(deposit.data()).isEqualTo(new byte[] {1, 2, 3});
        byte[] other = raw.clone();
        other[0] = 2;
        assertThatThrownBy(() -> DepositedTransaction.parse(other)).isInstanceOf(MalformedException.class);
    }

    private static final Word DEPOSITED =
            Word.keccak("TransactionDeposited(address,address,uint256,bytes)".getBytes(US_ASCII));
    private static final Address PORTAL = Address.of(filled(20, 0xab));

    private static byte[] word(long number) {
        return Word.ofNumber(number).bytes();
    }

    private static Word address(int pad, int fill) {
        return Word.of(joined(new byte[11], new byte[] {(byte) pad}, filled(20, fill)));
    }

    /** The event's data: an offset, a length, and what follows. */
    private static byte[] data(long offset, long length, byte[] opaque) {
        return joined(word(offset), word(length), opaque);
    }

    private static byte[] opaque(long gas, byte[] call) {
        return joined(word(10), word(5), ByteBuffer.allocate(8).putLong(gas).array(), new byte[1], call);
    }

    private static @Nullable DepositedTransaction derive(List<Word> topics, byte[] data) throws MalformedException {
        return Deposits.derive(ContractLog.of(PORTAL, topics, data), PORTAL, HASH, 3);
    }

    private static final List<Word> TOPICS = List.of(DEPOSITED, address(0, 0x11), address(0, 0x22), Word.ZERO);

    @Test
    void derivesATransactionFromTheEvent() throws MalformedException {
        for (byte[] call : new byte[][] {{}, {1, 2, 3}}) {
            byte[] opaque = opaque(Long.MAX_VALUE, call);
            byte[] padded = joined(opaque, new byte[(32 - opaque.length % 32) % 32]);
            for (byte[] rest : new byte[][] {opaque, padded}) {
                DepositedTransaction deposit = derive(TOPICS, data(32, opaque.length, rest));
                assertThat(deposit).isNotNull();
                assertThat(deposit.data()).isEqualTo(call);
                assertThat(deposit.gas()).isEqualTo(Long.MAX_VALUE);
                assertThat(deposit.mint()).isEqualTo(10);
                assertThat(deposit.value()).isEqualTo(5);
                assertThat(deposit.from()).isEqualTo(Address.of(filled(20, 0x11)));
                assertThat(deposit.to()).isEqualTo(Address.of(filled(20, 0x22)));
                assertThat(deposit).isEqualTo(DepositedTransaction.parse(deposit.encode()));
                assertThat(deposit).isNotEqualTo(DepositedTransaction.parse(new ForcedWorld().deposit()));
            }
        }
    }

    @Test
    void whatIsNoDepositOfThePortalIsNone() throws MalformedException {
        byte[] data = data(32, 73, opaque(1, new byte[0]));
        assertThat(derive(List.of(DEPOSITED, TOPICS.get(1), TOPICS.get(2)), data))
                .isNull();
        assertThat(derive(List.of(HASH, TOPICS.get(1), TOPICS.get(2), Word.ZERO), data))
                .isNull();
        var elsewhere = ContractLog.of(Address.of(filled(20, 0xac)), TOPICS, data);
        assertThat(Deposits.derive(elsewhere, PORTAL, HASH, 3)).isNull();
    }

    /** A portal writes none of these; whoever replaced it might. */
    @Test
    void refusesADepositOfAnotherForm() {
        byte[] opaque = opaque(1, new byte[0]);
        byte[] good = data(32, opaque.length, opaque);
        for (Map.Entry<List<Word>, byte[]> bad : List.of(
                Map.entry(List.of(DEPOSITED, TOPICS.get(1), TOPICS.get(2), Word.ofNumber(1)), good),
                Map.entry(List.of(DEPOSITED, address(1, 0x11), TOPICS.get(2), Word.ZERO), good),
                Map.entry(List.of(DEPOSITED, TOPICS.get(1), address(1, 0x22), Word.ZERO), good),
                Map.entry(TOPICS, new byte[0]),
                Map.entry(TOPICS, new byte[63]),
                Map.entry(TOPICS, data(64, opaque.length, opaque)),
                Map.entry(TOPICS, data(32, opaque.length + 1, opaque)),
                Map.entry(TOPICS, data(32, opaque.length - 1, opaque)),
                Map.entry(TOPICS, data(32, 0, new byte[0])),
                Map.entry(TOPICS, data(32, 1L << 31, opaque)),
                Map.entry(TOPICS, data(32, (1L << 32) + opaque.length, opaque)),
                Map.entry(TOPICS, data(32, opaque.length, opaque(Long.MIN_VALUE, new byte[0]))))) {
            assertThatThrownBy(() -> derive(bad.getKey(), bad.getValue()))
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.VALUE));
        }
    }

    /** Source, sender, receiver, mint, value, gas, flag and data, as RLP. */
    private static byte[] deposit(byte[] mint, byte[] value, byte[] gas, byte[] flag) {
        byte[] fields = RlpItem.of(Stream.of(
                                HASH.bytes(), filled(20, 0x11), filled(20, 0x22), mint, value, gas, flag, new byte[] {1
                                })
                        .map(RlpItem::of)
                        .toList())
                .encode();
        return joined(new byte[] {0x7e}, fields);
    }

    @Test
    void numbersOfADepositEndWhereTheirTypesDo() throws MalformedException {
        byte[] one = {1};
        byte[] none = {};
        DepositedTransaction largest =
                DepositedTransaction.parse(deposit(filled(16, 0xff), filled(32, 0xff), filled(8, 0x7f), one));
        assertThat(largest.mint().bitLength()).isEqualTo(128);
        assertThat(largest.value().bitLength()).isEqualTo(256);
        assertThat(largest.gas()).isEqualTo(0x7f7f7f7f7f7f7f7fL);
        assertThat(largest.isSystem()).isTrue();
        assertThat(DepositedTransaction.parse(deposit(none, none, none, none)).isSystem())
                .isFalse();
        byte[] gas = ByteBuffer.allocate(8).putLong(Long.MIN_VALUE).array();
        for (byte[] raw : new byte[][] {
            deposit(filled(17, 1), none, none, none),
            deposit(none, filled(33, 1), none, none),
            deposit(none, none, gas, none),
            deposit(none, none, filled(9, 1), none),
            deposit(none, none, none, new byte[] {2}),
            deposit(none, none, none, filled(2, 1)),
            deposit(new byte[1], none, none, none),
            deposit(none, new byte[] {0, 1}, none, none)
        }) {
            assertThatThrownBy(() -> DepositedTransaction.parse(raw))
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.VALUE));
        }
    }

    @Test
    void nothingIsNoDeposit() {
        assertThat(DepositedTransaction.isDeposit(new byte[0])).isFalse();
        assertThatThrownBy(() -> DepositedTransaction.parse(new byte[0])).isInstanceOf(MalformedException.class);
    }

    @Test
    void originsEndBelowTheSignBit() throws MalformedException {
        for (boolean isTooHigh : new boolean[] {false, true}) {
            byte[] number = ByteBuffer.allocate(8)
                    .putLong(isTooHigh ? Long.MIN_VALUE : Long.MAX_VALUE)
                    .array();
            byte[] call = joined(
                    HexFormat.of().parseHex("440a5e20"),
                    new byte[16],
                    new byte[8],
                    number,
                    new byte[64],
                    HASH.bytes(),
                    new byte[32]);
            byte[] raw = ForcedWorld.attributes(call, HASH, 0);
            if (isTooHigh) {
                assertRefused(raw, Malformed.VALUE);
            } else {
                assertThat(L1Attributes.parse(raw)).isEqualTo(new L1Attributes(Long.MAX_VALUE, HASH, 0));
            }
        }
    }

    @Test
    void originsAreReadInEveryLayout() throws MalformedException {
        byte[] number = ByteBuffer.allocate(8).putLong(77).array();
        byte[] sequence = ByteBuffer.allocate(8).putLong(3).array();
        byte[] bedrock = joined(
                HexFormat.of().parseHex("015d8eb9"),
                new byte[24],
                number,
                new byte[32],
                new byte[32],
                HASH.bytes(),
                new byte[24],
                sequence,
                new byte[96]);
        byte[] packed = joined(new byte[8], sequence, new byte[8], number, new byte[64], HASH.bytes(), new byte[32]);
        byte[][] calls = {
            bedrock,
            joined(HexFormat.of().parseHex("440a5e20"), packed),
            joined(HexFormat.of().parseHex("098999be"), packed, new byte[12]),
            joined(HexFormat.of().parseHex("3db6be2b"), packed, new byte[14])
        };
        for (byte[] call : calls) {
            L1Attributes attributes = L1Attributes.parse(ForcedWorld.attributes(call, HASH, 3));
            assertThat(attributes).isEqualTo(new L1Attributes(77, HASH, 3));
            assertRefused(ForcedWorld.attributes(call, HASH, 4), Malformed.RULE);
            assertRefused(ForcedWorld.attributes(joined(call, new byte[1]), HASH, 3), Malformed.UNSUPPORTED);
            assertRefused(ForcedWorld.attributes(Arrays.copyOf(call, call.length - 1), HASH, 3), Malformed.UNSUPPORTED);
        }
    }

    @Test
    void aDepositOfAUserIsNoAttributes() {
        assertRefused(new ForcedWorld().deposit(), Malformed.VALUE);
    }

    private static void assertRefused(byte[] raw, Malformed code) {
        assertThatThrownBy(() -> L1Attributes.parse(raw))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
