package dev.plumbline.proofs.rollup;

import static dev.plumbline.testkit.SignedPayload.SEQUENCER_KEY;
import static dev.plumbline.testkit.SignedPayload.STRANGER_KEY;
import static dev.plumbline.testkit.SignedPayload.filled;
import static dev.plumbline.testkit.SignedPayload.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.SignedPayload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed blocks of the four topics, written a second time in {@link SignedPayload}. */
final class UnsafeBlockTest {
    private static final RollupChain CHAIN = RollupChain.of(901);
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int SIGNATURE = 65;

    private static Address address(byte[] key) {
        return Address.of(Secp256k1.address(Secp256k1.publicKey(key)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void readsTheBlocksOfEveryTopic(int topic) {
        var payload = new SignedPayload(topic);
        UnsafeBlock block = payload.block();
        assertThat(block.topic()).isEqualTo(topic);
        assertThat(block.height()).isEqualTo(payload.number);
        assertThat(block.timestampSeconds()).isEqualTo(payload.timestamp);
        assertThat(block.parentHash().bytes()).isEqualTo(payload.parentHash);
        assertThat(block.hash().bytes()).isEqualTo(payload.hash());
        assertThat(block.namesItsHash()).isTrue();
        assertThat(block.transactions()).containsExactlyElementsOf(payload.transactions);
        assertThat(block.payloadHash()).isEqualTo(Word.keccak(payload.signed()));
        assertThat(block.bytes()).isEqualTo(payload.message());
        assertThat(block.signer(CHAIN)).isEqualTo(address(SEQUENCER_KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyFieldIsPartOfTheHash(int topic) {
        List<Consumer<SignedPayload>> changes = new ArrayList<>(List.of(
                payload -> payload.parentHash = filled(32, 9),
                payload -> payload.feeRecipient = filled(20, 9),
                payload -> payload.stateRoot = filled(32, 9),
                payload -> payload.receiptsRoot = filled(32, 9),
                payload -> payload.bloom[255] = 1,
                payload -> payload.prevRandao = filled(32, 9),
                payload -> payload.number++,
                payload -> payload.gasLimit++,
                payload -> payload.gasUsed++,
                payload -> payload.timestamp++,
                payload -> payload.extraData = new byte[10],
                payload -> payload.baseFee = BigInteger.TWO.pow(256).subtract(BigInteger.ONE),
                payload -> payload.transactions.remove(1),
                payload -> payload.transactions.get(1)[0]++));
        if (topic >= 3) {
            changes.add(payload -> payload.blobGasUsed = 1);
            changes.add(payload -> payload.excessBlobGas = 1);
            changes.add(payload -> payload.parentBeaconRoot = filled(32, 9));
        }
        if (topic >= 4) {
            changes.add(payload -> payload.withdrawalsRoot = filled(32, 9));
        }
        Word before = new SignedPayload(topic).block().hash();
        for (Consumer<SignedPayload> change : changes) {
            var payload = new SignedPayload(topic);
            change.accept(payload);
            UnsafeBlock block = payload.block();
            assertThat(block.hash().bytes()).isEqualTo(payload.hash());
            assertThat(block.hash()).isNotEqualTo(before);
        }
    }

    @Test
    void tellsABlockThatNamesAnotherHash() {
        var payload = new SignedPayload(4);
        payload.statedHash = filled(32, 9);
        UnsafeBlock block = payload.block();
        assertThat(block.namesItsHash()).isFalse();
        assertThat(block.statedHash().bytes()).isEqualTo(payload.statedHash);
        assertThat(block.hash().bytes()).isEqualTo(payload.hash());
    }

    @Test
    void theChainsNumberAndTheKeyAreInTheSignature() {
        var payload = new SignedPayload(4);
        assertThat(payload.block().signer(RollupChain.of(902))).isNotEqualTo(address(SEQUENCER_KEY));
        payload.key = STRANGER_KEY;
        assertThat(payload.block().signer(CHAIN)).isEqualTo(address(STRANGER_KEY));
    }

    /** Nobody who gossips asks for the low s. */
    @Test
    void takesTheHighSAsWellAsTheLow() throws MalformedException {
        byte[] message = new SignedPayload(4).message();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(message, 32, 64));
        byte[] high = ORDER.subtract(s).toByteArray();
        System.arraycopy(high, high.length - 32, message, 32, 32);
        message[64] ^= 1;
        assertThat(UnsafeBlock.parse(message).signer(CHAIN)).isEqualTo(address(SEQUENCER_KEY));
    }

    @Test
    void numbersThatAreNoSignatureAreNobodys() throws MalformedException {
        byte[] message = new SignedPayload(4).message();
        Arrays.fill(message, 0, 32, (byte) 0);
        assertThat(UnsafeBlock.parse(message).signer(CHAIN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 27, 28, 255})
    void refusesAnyOtherParity(int parity) {
        byte[] message = new SignedPayload(4).message();
        message[64] = (byte) parity;
        assertRefused(message, Malformed.VALUE);
    }

    /** Of topic 1 the last transaction ends where the message ends, so it may lose bytes; the hash tells. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noShorterMessageIsABlock(int topic) {
        byte[] message = new SignedPayload(topic).message();
        for (int length = 0; length < message.length; length++) {
            assertNoBlock(Arrays.copyOf(message, length));
        }
        assertNoBlock(Arrays.copyOf(message, message.length + 1));
    }

    @Test
    void noOffsetMayLeaveAGapOrOverlap() {
        int payload = SIGNATURE + 32;
        for (int at : new int[] {436, 504, 508}) {
            for (int difference : new int[] {-1, 1, 40, -128}) {
                byte[] message = new SignedPayload(4).message();
                message[payload + at] += (byte) difference;
                assertNoBlock(message);
            }
        }
    }

    @Test
    void noTransactionMayBeginElsewhere() {
        byte[] sample = new SignedPayload(4).message();
        int list = sample.length - 8 - 90 - 110;
        for (int at : new int[] {0, 4}) {
            for (int offset = 0; offset < 256; offset++) {
                byte[] message = sample.clone();
                message[list + at] = (byte) offset;
                if (!Arrays.equals(message, sample)) {
                    assertNoBlock(message);
                }
            }
        }
    }

    @Test
    void takesABlockWithoutTransactionsAndRefusesAnEmptyOne() throws MalformedException {
        var payload = new SignedPayload(4);
        payload.transactions = List.of();
        assertThat(payload.block().transactions()).isEmpty();
        assertThat(payload.block().namesItsHash()).isTrue();
        byte[] withEmpty = joined(payload.signed(), new byte[] {4, 0, 0, 0});
        withEmpty[32 + 508] = (byte) (withEmpty[32 + 508] + 4);
        assertRefused(joined(payload.sign(withEmpty), withEmpty), Malformed.SYNTAX);
    }

    /** Then its fixed part is all that there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void takesABlockWithoutTransactionsAndExtraData(int topic) {
        var payload = new SignedPayload(topic);
        payload.transactions = List.of();
        payload.extraData = new byte[0];
        assertThat(payload.block().topic()).isEqualTo(topic);
        assertThat(payload.block().namesItsHash()).isTrue();
    }

    /** No transaction is to be had from them, and none may hide there. */
    @Test
    void refusesBytesBehindAListThatSaysItIsEmpty() {
        for (int zeros = 1; zeros <= 8; zeros++) {
            var payload = new SignedPayload(1);
            payload.transactions = List.of();
            byte[] signed = joined(payload.signed(), new byte[zeros]);
            assertRefused(joined(payload.sign(signed), signed), Malformed.SYNTAX);
        }
    }

    @Test
    void refusesWithdrawals() {
        var payload = new SignedPayload(2);
        byte[] signed = joined(payload.signed(), new byte[44]);
        assertRefused(joined(payload.sign(signed), signed), Malformed.SYNTAX);
    }

    @Test
    void refusesNumbersThatJsonCannotCarry() {
        var payload = new SignedPayload(4);
        payload.number = Limits.JSON_INTEGER_MAX + 1;
        assertRefused(payload.message(), Malformed.LIMIT_EXCEEDED);
        payload.number = Limits.JSON_INTEGER_MAX;
        assertThat(payload.block().height()).isEqualTo(Limits.JSON_INTEGER_MAX);
        byte[] message = new SignedPayload(4).message();
        Arrays.fill(message, SIGNATURE + 32 + 404, SIGNATURE + 32 + 412, (byte) 0xff);
        assertRefused(message, Malformed.LIMIT_EXCEEDED);
    }

    @Test
    void refusesMoreExtraDataThanAHeaderHolds() {
        var payload = new SignedPayload(4);
        payload.extraData = new byte[32];
        assertThat(payload.block().namesItsHash()).isTrue();
        payload.extraData = new byte[33];
        assertRefused(payload.message(), Malformed.SYNTAX);
    }

    /** Where a header of topic 3 or 4 has its number, one of topic 1 or 2 has its first offset. */
    @ParameterizedTest
    @ValueSource(longs = {508, 512, 508 + (1L << 32), 512 + (1L << 32)})
    void readsTheBlocksWhoseNumberLooksLikeAnotherTopic(long number) {
        for (int topic : new int[] {3, 4}) {
            var payload = new SignedPayload(topic);
            payload.number = number;
            assertThat(payload.block().topic()).isEqualTo(topic);
            assertThat(payload.block().height()).isEqualTo(number);
        }
    }

    /** An accuser who could choose the reading could choose the height. */
    @Test
    void refusesAMessageThatCanBeReadInTwoWays() {
        var payload = new SignedPayload(4);
        payload.number = 508;
        assertThat(payload.block().topic()).isEqualTo(4);
        // Read as of topic 1, this is where the number, both amounts of gas and the time are.
        payload.prevRandao = new byte[32];
        // The stated hash says where the transactions begin, and holds the first offset of theirs.
        payload.statedHash = new byte[32];
        payload.statedHash[0] = (byte) 508;
        payload.statedHash[1] = 508 >> 8;
        payload.statedHash[4] = 4;
        assertRefused(payload.message(), Malformed.RULE);
        payload.statedHash[4] = 5;
        assertThat(payload.block().topic()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsLongerThanAnyEvidence() {
        byte[] message = Arrays.copyOf(new SignedPayload(4).message(), Limits.UNSAFE_BLOCK_BYTES_MAX + 1);
        assertRefused(message, Malformed.LIMIT_EXCEEDED);
        assertRefused(Arrays.copyOf(message, Limits.UNSAFE_BLOCK_BYTES_MAX), Malformed.SYNTAX);
    }

    @Test
    void aSignatureAloneIsOfNoTopic() {
        assertRefused(Arrays.copyOf(new SignedPayload(4).message(), SIGNATURE), Malformed.UNSUPPORTED);
        assertRefused(Arrays.copyOf(new SignedPayload(4).message(), SIGNATURE - 1), Malformed.SYNTAX);
    }

    @Test
    void signsAsTheSequencerDoes() {
        var payload = new SignedPayload(4);
        UnsafeBlockSignature made = UnsafeBlockSignature.sign(SEQUENCER_KEY, CHAIN, Word.keccak(payload.signed()));
        assertThat(made).isEqualTo(payload.block().signature());
    }

    @Test
    void signaturesAreEqualIfTheirBytesAre() {
        UnsafeBlockSignature signature = new SignedPayload(4).block().signature();
        var other = new SignedPayload(4);
        other.key = STRANGER_KEY;
        assertThat(signature)
                .isEqualTo(new SignedPayload(4).block().signature())
                .isNotEqualTo(other.block().signature());
    }

    @Test
    void givesAwayNoArrayOfItsOwn() {
        UnsafeBlock block = new SignedPayload(4).block();
        block.transactions().get(0)[0]++;
        block.bytes()[70]++;
        block.signature().bytes()[0]++;
        assertThat(block.bytes()).isEqualTo(new SignedPayload(4).message());
        assertThat(block.transactions().get(0)).isEqualTo(new SignedPayload(4).transactions.get(0));
    }

    /** Refused, or read as something that names another hash than its own. */
    private static void assertNoBlock(byte[] message) {
        try {
            assertThat(UnsafeBlock.parse(message).namesItsHash()).isFalse();
        } catch (MalformedException e) {
            assertThat(e.code()).isNotEqualTo(Malformed.RULE);
        }
    }

    private static void assertRefused(byte[] message, Malformed code) {
        assertThatThrownBy(() -> UnsafeBlock.parse(message))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
