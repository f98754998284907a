package dev.plumbline.ledger.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.SampleEvents;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rollup that makes a block each two seconds from time zero, as a follower and a log would tell of it. */
final class Seen {
    static final long BLOCK_MILLIS = 2_000;
    static final String CHAIN = "eip155:901";
    static final BigInteger GWEI = BigInteger.TEN.pow(9);

    private Seen() {}

    static Word word(String text) {
        return Word.keccak(text.getBytes(UTF_8));
    }

    static Address account(int number) {
        byte[] bytes = new byte[Address.LENGTH];
        bytes[0] = (byte) number;
        return Address.of(bytes);
    }

    static SortedMap<String, Long> at(long millis) {
        var seen = new TreeMap<String, Long>();
        seen.put("first", millis);
        return seen;
    }

    static BlockSeen block(long number, BigInteger baseFee) {
        long millis = number * BLOCK_MILLIS;
        return new BlockSeen(
                number,
                word("block " + number),
                word("block " + (number - 1)),
                millis / 1_000,
                baseFee,
                1,
                at(millis),
                false,
                OrderTally.NONE,
                millis);
    }

    static TransactionSeen transaction(String name, int sender, long nonce, long block, int index) {
        long millis = block * BLOCK_MILLIS;
        return new TransactionSeen(
                word(name),
                block,
                word("block " + block),
                index,
                millis / 1_000,
                2,
                account(sender),
                nonce,
                GWEI.multiply(BigInteger.TEN),
                GWEI,
                GWEI,
                true,
                true,
                List.of(),
                at(millis),
                false,
                millis);
    }

    static Event submit(String name, int sender, long nonce, long atMillis, @Nullable EventId about) {
        return submit(name, sender, nonce, atMillis, about, GWEI.multiply(BigInteger.TEN), EndpointResponse.HASH);
    }

    static Event submit(
            String name,
            int sender,
            long nonce,
            long atMillis,
            @Nullable EventId about,
            BigInteger maxFee,
            @Nullable EndpointResponse response) {
        var body = new SequencerSubmit(
                about,
                CHAIN,
                Hash.of(word(name).bytes()),
                account(sender).hex(),
                nonce,
                maxFee,
                GWEI,
                21_000,
                SampleEvents.hash("raw " + name),
                atMillis,
                List.of(new SequencerSubmit.Via(
                        SampleEvents.hash("door"), response, response == null ? null : atMillis + 5)));
        return EventDraft.first(
                        body, WitnessLog.NAMESPACE, SampleEvents.signer(0).issuer(), atMillis)
                .sign(SampleEvents.signer(0));
    }
}
