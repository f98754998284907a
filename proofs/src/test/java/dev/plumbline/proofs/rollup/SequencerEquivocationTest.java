package dev.plumbline.proofs.rollup;

import static dev.plumbline.testkit.SignedPayload.STRANGER_KEY;
import static dev.plumbline.testkit.SignedPayload.filled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.SequencerEquivocate;
import dev.plumbline.proofs.rollup.SequencerEquivocation.Finding;
import dev.plumbline.testkit.SignedPayload;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SequencerEquivocationTest {
    private static final RollupChain CHAIN = RollupChain.of(901);
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private static UnsafeBlock block(Consumer<SignedPayload> change) {
        var payload = new SignedPayload(4);
        change.accept(payload);
        return payload.block();
    }

    private static SequencerEquivocation evidence(Consumer<SignedPayload> change) {
        return Objects.requireNonNull(SequencerEquivocation.of(CHAIN, block(payload -> {}), block(change)));
    }

    @Test
    void twoBlocksOfOneHeightAreOne() {
        assertThat(evidence(payload -> payload.transactions.remove(1)).check()).isEqualTo(Finding.EQUIVOCATED);
        assertThat(evidence(payload -> payload.timestamp++).check()).isEqualTo(Finding.EQUIVOCATED);
    }

    @Test
    void oneBlockIsNoneHoweverOftenItIsSigned() throws MalformedException {
        assertThat(evidence(payload -> {}).check()).isEqualTo(Finding.ONE_BLOCK);
        byte[] again = new SignedPayload(4).message();
        byte[] high = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(again, 32, 64)))
                .toByteArray();
        System.arraycopy(high, high.length - 32, again, 32, 32);
        again[64] ^= 1;
        var evidence = SequencerEquivocation.of(CHAIN, new SignedPayload(4).block(), UnsafeBlock.parse(again));
        assertThat(Objects.requireNonNull(evidence).check()).isEqualTo(Finding.ONE_BLOCK);
        assertThatThrownBy(evidence::event).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void blocksOfTwoHeightsAreNone() {
        assertThat(evidence(payload -> payload.number++).check()).isEqualTo(Finding.HEIGHTS_DIFFER);
    }

    @Test
    void aBlockOfAnotherKeyOrChainIsNone() {
        assertThat(evidence(payload -> {
                            payload.key = STRANGER_KEY;
                            payload.timestamp++;
                        })
                        .check())
                .isEqualTo(Finding.SIGNED_BY_ANOTHER);
        assertThat(evidence(payload -> {
                            payload.chain = 902;
                            payload.timestamp++;
                        })
                        .check())
                .isEqualTo(Finding.SIGNED_BY_ANOTHER);
        SequencerEquivocation good = evidence(payload -> payload.timestamp++);
        assertThat(new SequencerEquivocation(RollupChain.of(902), good.sequencer(), good.first(), good.second())
                        .check())
                .isEqualTo(Finding.SIGNED_BY_ANOTHER);
    }

    @Test
    void aPayloadThatIsABlockToNobodyIsNone() {
        assertThat(evidence(payload -> payload.statedHash = filled(32, 9)).check())
                .isEqualTo(Finding.HASH_NOT_ITS_OWN);
    }

    @Test
    void theOrderOfTheBlocksMakesNoDifference() {
        UnsafeBlock one = block(payload -> {});
        UnsafeBlock other = block(payload -> payload.timestamp++);
        assertThat(Objects.requireNonNull(SequencerEquivocation.of(CHAIN, one, other))
                        .encode())
                .isEqualTo(Objects.requireNonNull(SequencerEquivocation.of(CHAIN, other, one))
                        .encode());
    }

    @Test
    void theBlockWithTheSmallerHashIsTheFirst() {
        SequencerEquivocation evidence = evidence(payload -> payload.timestamp++);
        assertThat(evidence.first().payloadHash().hex())
                .isLessThan(evidence.second().payloadHash().hex());
    }

    @Test
    void refusesAMemberThatItDoesNotKnow() {
        String json = new String(evidence(payload -> payload.timestamp++).encode(), UTF_8);
        String more = json.replaceFirst("\\{", "{\"also\":1,");
        assertThatThrownBy(() -> SequencerEquivocation.parse(more.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.UNKNOWN_KEY));
    }

    @Test
    void whatIsNobodysAccusesNobody() throws MalformedException {
        byte[] message = new SignedPayload(4).message();
        Arrays.fill(message, 0, 64, (byte) 0);
        assertThat(SequencerEquivocation.of(CHAIN, UnsafeBlock.parse(message), block(payload -> {})))
                .isNull();
    }

    @Test
    void isReadAsItWasWritten() throws MalformedException {
        SequencerEquivocation evidence = evidence(payload -> payload.timestamp++);
        SequencerEquivocation read = SequencerEquivocation.parse(evidence.encode());
        assertThat(read.encode()).isEqualTo(evidence.encode());
        assertThat(read.check()).isEqualTo(Finding.EQUIVOCATED);
    }

    @Test
    void theEventNamesBothSignatures() {
        SequencerEquivocation evidence = evidence(payload -> payload.timestamp++);
        SequencerEquivocate event = evidence.event();
        assertThat(event.chain()).isEqualTo("eip155:901");
        assertThat(event.height()).isEqualTo(evidence.first().height());
        assertThat(event.first().signature())
                .isEqualTo(evidence.first().signature().bytes());
        assertThat(event.second().payloadHash().bytes())
                .isEqualTo(evidence.second().payloadHash().bytes());
    }

    @Test
    void chainsHaveNumbersFromOneOn() {
        assertThat(RollupChain.of(1)).hasToString("eip155:1");
        for (long number : new long[] {0, -1}) {
            assertThatThrownBy(() -> RollupChain.of(number)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void chainsAreReadInTheirOneSpelling() throws MalformedException {
        assertThat(RollupChain.parse("eip155:901", "chain")).isEqualTo(CHAIN);
        assertThat(RollupChain.parse("eip155:" + "9".repeat(32), "chain").encode())
                .isEqualTo("eip155:" + "9".repeat(32));
        for (String text : new String[] {
            "",
            "901",
            "eip155:",
            "eip155:0",
            "eip155:01",
            "eip155:+1",
            "eip155:1 ",
            "EIP155:1",
            "eip155:\u0661",
            "eip155:" + "9".repeat(33)
        }) {
            assertThatThrownBy(() -> RollupChain.parse(text, "chain")).isInstanceOf(MalformedException.class);
        }
    }
}
