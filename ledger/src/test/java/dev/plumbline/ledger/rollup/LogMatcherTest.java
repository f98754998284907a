package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.ledger.rollup.LogMatch.EventNamed;
import dev.plumbline.ledger.rollup.LogMatch.PayoutLine;
import dev.plumbline.ledger.rollup.LogRule.Payout;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class LogMatcherTest {
    private static final Address CONTRACT =
            Address.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
    private static final String CLAIMED =
            "AirdropClaimed(bytes32 indexed batch, address indexed account, uint256 amount)";
    private static final Word PAYEE_WORD = Word.ofNumber(0x1234);

    private static LogMatcher claims() {
        return LogMatcher.of(new LogRule("claims", CONTRACT, CLAIMED, null, new Payout("account", "amount", "batch")));
    }

    private static Word topic(String canonical) {
        return Word.keccak(canonical.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] words(Object... words) {
        var bytes = new ByteArrayOutputStream();
        for (Object word : words) {
            bytes.writeBytes(
                    word instanceof byte[] raw
                            ? raw
                            : Word.ofNumber(((Number) word).longValue()).bytes());
        }
        return bytes.toByteArray();
    }

    @Test
    void readsAPayoutLine() {
        var log = ContractLog.of(
                CONTRACT,
                List.of(topic("AirdropClaimed(bytes32,address,uint256)"), Word.ofNumber(9), PAYEE_WORD),
                words(5_000));
        assertThat(claims().read(log, 4))
                .isEqualTo(new PayoutLine(
                        "claims",
                        4,
                        Address.of(Arrays.copyOfRange(PAYEE_WORD.bytes(), 12, 32)),
                        BigInteger.valueOf(5_000),
                        Word.ofNumber(9)));
    }

    @Test
    void readsAnEventIdFromBetweenValuesOfAnySize() {
        var matcher = LogMatcher.of(new LogRule(
                "used",
                CONTRACT,
                "Used(string what, bytes32 id, bytes data, int8 rank, bool indexed first)",
                "id",
                null));
        byte[] text = Arrays.copyOf("hello".getBytes(StandardCharsets.US_ASCII), 32);
        byte[] data = words(0x80, 77, 0xc0, minusOne(), 5, text, 32, 3);
        var log = ContractLog.of(
                CONTRACT, List.of(topic("Used(string,bytes32,bytes,int8,bool)"), Word.ofNumber(1)), data);
        assertThat(matcher.read(log, 0))
                .isEqualTo(new EventNamed(
                        "used", 0, new EventId(Hash.of(Word.ofNumber(77).bytes()))));
        for (int i = 0; i < data.length; i++) {
            // Bytes of the values themselves may be anything, and the text may be longer; places and padding may not.
            boolean isValue = (i >= 32 && i < 64) || i == 127 || (i >= 159 && i < 165) || i >= 224;
            byte[] changed = data.clone();
            changed[i] ^= 0x10;
            @Nullable LogMatch match = matcher.read(ContractLog.of(CONTRACT, log.topics(), changed), 0);
            assertThat(match != null).as("byte " + i).isEqualTo(isValue);
        }
        for (int length = 0; length < data.length + 40; length++) {
            if (length != data.length) {
                assertThat(matcher.read(ContractLog.of(CONTRACT, log.topics(), Arrays.copyOf(data, length)), 0))
                        .isNull();
            }
        }
    }

    private static byte[] minusOne() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) -1);
        return ones;
    }

    @Test
    void passesOverLogsOfOthersAndOutOfForm() {
        Word topic = topic("AirdropClaimed(bytes32,address,uint256)");
        LogMatcher matcher = claims();
        Word notAnAddress = Word.of(minusOne());
        for (ContractLog log : List.of(
                ContractLog.of(Address.of(new byte[20]), List.of(topic, Word.ZERO, PAYEE_WORD), words(1)),
                ContractLog.of(CONTRACT, List.of(topic, Word.ZERO), words(1)),
                ContractLog.of(CONTRACT, List.of(), words(1)),
                ContractLog.of(CONTRACT, List.of(Word.ZERO, Word.ZERO, PAYEE_WORD), words(1)),
                ContractLog.of(CONTRACT, List.of(topic, Word.ZERO, PAYEE_WORD, Word.ZERO), words(1)),
                ContractLog.of(CONTRACT, List.of(topic, Word.ZERO, notAnAddress), words(1)),
                ContractLog.of(CONTRACT, List.of(topic, Word.ZERO, PAYEE_WORD), words(1, 2)),
                ContractLog.of(CONTRACT, List.of(topic, Word.ZERO, PAYEE_WORD), new byte[31]))) {
            assertThat(matcher.read(log, 0)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Name",
                "Name(",
                "Name(uint256 a",
                "(uint256 a)",
                "1N(uint256 a)",
                "N(uint256)",
                "N(uint a)",
                "N(uint257 a)",
                "N(uint0 a)",
                "N(uint08 a)",
                "N(bytes33 a)",
                "N(bytes0 a)",
                "N(uint256[] a)",
                "N((uint256) a)",
                "N(uint256 a,bool b)",
                "N(uint256  a)",
                "N(uint256 indexed)",
                "N(uint256 a, uint256 a)",
                "N(uint256 a) ",
                "N(uint256 a);",
                "N(uint256 public a)",
                "N(bool indexed a, bool indexed b, bool indexed c, bool indexed d)"
            })
    void refusesSignaturesThatItCannotRead(String signature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogMatcher.of(new LogRule("m", CONTRACT, signature, "a", null)));
    }

    @Test
    void refusesParametersThatCannotBeWhatTheyAreTakenFor() {
        String signature = "N(uint256 amount, address who, bytes32 id, string text)";
        LogMatcher.of(new LogRule("m", CONTRACT, signature, "id", null));
        LogMatcher.of(new LogRule("m", CONTRACT, signature, null, new Payout("who", "amount", null)));
        for (String event : List.of("amount", "who", "text", "none")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LogMatcher.of(new LogRule("m", CONTRACT, signature, event, null)));
        }
        for (Payout payout : List.of(
                new Payout("amount", "amount", null),
                new Payout("who", "who", null),
                new Payout("who", "amount", "who"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LogMatcher.of(new LogRule("m", CONTRACT, signature, null, payout)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new LogRule("m", CONTRACT, signature, null, null));
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void neverThrowsWhateverALogHolds(long seed) {
        var random = new SplittableRandom(seed);
        var matcher = LogMatcher.of(new LogRule("m", CONTRACT, "N(bytes a, string b, bytes32 id)", "id", null));
        for (int round = 0; round < 20_000; round++) {
            byte[] data = new byte[random.nextInt(8) * 32 + (random.nextInt(8) == 0 ? random.nextInt(32) : 0)];
            for (int i = 31; i < data.length; i += 32) {
                data[i] = (byte) (random.nextInt(8) * 32);
                if (random.nextInt(6) == 0) {
                    data[i - random.nextInt(5)] = (byte) random.nextInt(256);
                }
            }
            matcher.read(ContractLog.of(CONTRACT, List.of(topic("N(bytes,string,bytes32)")), data), 0);
        }
    }
}
