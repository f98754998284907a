package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction was handed to a rollup's sequencer: what it was, through which endpoints, and what they answered.
 *
 * <p>The transaction itself is committed to under a salt until it is public anyway.
 *
 * @param event the event that the transaction is about; null if it is about none
 * @param chain CAIP-2 chain
 * @param tx hash of the transaction
 * @param from account that sends it, {@code 0x} and 40 lowercase hex digits
 * @param nonce its nonce
 * @param maxFee the most it pays for a unit of gas, in wei
 * @param maxTip the most of that which is a tip, in wei
 * @param gas the most gas it uses
 * @param rawCommitment salted commitment to its signed bytes
 * @param submittedAtMillis when it was handed in first, in milliseconds since the epoch
 * @param via through which endpoints, in the order in which it was handed to them; at least one
 */
public record SequencerSubmit(
        @Nullable EventId event,
        String chain,
        Hash tx,
        String from,
        long nonce,
        BigInteger maxFee,
        BigInteger maxTip,
        long gas,
        Hash rawCommitment,
        long submittedAtMillis,
        List<Via> via)
        implements Body {
    /**
     * Copies the list and checks the rules.
     *
     * @throws IllegalArgumentException if there is no endpoint, or chain, account or a number is out of form
     */
    public SequencerSubmit {
        via = List.copyOf(via);
        Form.CHAIN.check("/chain", chain);
        Form.ADDRESS.check("/from", from);
        Bounds.checkAtLeast("/nonce", nonce, 0);
        Bounds.checkAmount("/max_fee", maxFee);
        Bounds.checkAmount("/max_tip", maxTip);
        Bounds.checkAtLeast("/gas", gas, 0);
        Bounds.checkAtLeast("/submitted_at", submittedAtMillis, 0);
        if (via.isEmpty()) {
            throw new BrokenRuleException(Malformed.RULE, "/via", "is empty, want one endpoint or more");
        }
    }

    /** The same transaction, being about this event. */
    public SequencerSubmit about(EventId newEvent) {
        return new SequencerSubmit(
                newEvent, chain, tx, from, nonce, maxFee, maxTip, gas, rawCommitment, submittedAtMillis, via);
    }

    /** A transaction that is about no event. */
    public SequencerSubmit(
            String chain,
            Hash tx,
            String from,
            long nonce,
            BigInteger maxFee,
            BigInteger maxTip,
            long gas,
            Hash rawCommitment,
            long submittedAtMillis,
            List<Via> via) {
        this(null, chain, tx, from, nonce, maxFee, maxTip, gas, rawCommitment, submittedAtMillis, via);
    }

    static SequencerSubmit parse(Fields fields) throws MalformedException {
        EventId event = fields.parsedIfPresent("event", EventId::parse);
        String chain = fields.text("chain");
        Hash tx = fields.parsed("tx", ChainHash::parse);
        String from = fields.text("from");
        long nonce = fields.integer("nonce");
        BigInteger maxFee = fields.parsed("max_fee", Decimal::parse);
        BigInteger maxTip = fields.parsed("max_tip", Decimal::parse);
        long gas = fields.integer("gas");
        Hash rawCommitment = fields.parsed("raw_commitment", Digest::parse);
        long submittedAt = fields.integer("submitted_at");
        List<Via> via = fields.list("via", Via::parse);
        return fields.end(() -> new SequencerSubmit(
                event, chain, tx, from, nonce, maxFee, maxTip, gas, rawCommitment, submittedAt, via));
    }

    @Override
    public EventKind kind() {
        return EventKind.SEQUENCER_SUBMIT;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("chain", chain)
                .put("tx", ChainHash.encode(tx))
                .put("from", from)
                .put("nonce", nonce)
                .put("max_fee", maxFee.toString())
                .put("max_tip", maxTip.toString())
                .put("gas", gas)
                .put("raw_commitment", Digest.encode(rawCommitment))
                .put("submitted_at", submittedAtMillis)
                .put("via", via.stream().map(Via::encode).toList());
        if (event != null) {
            body.put("event", event.encode());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return event == null ? List.of() : List.of(new Reference(Reference.Relation.EVENT, event));
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * One endpoint that the transaction was handed to.
     *
     * @param endpoint SHA-256 of the endpoint's URL
     * @param response what it answered; null if it is not known
     * @param atMillis when, in milliseconds since the epoch; null if it is not known
     */
    public record Via(
            Hash endpoint,
            @Nullable EndpointResponse response,
            @Nullable Long atMillis) {
        /**
         * Checks the time.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Via {
            if (atMillis != null) {
                Bounds.checkAtLeast("/at", atMillis, 0);
            }
        }

        /** An endpoint that answered, or did not in time. */
        public static Via answered(Hash endpoint, EndpointResponse response, long atMillis) {
            return new Via(endpoint, response, atMillis);
        }

        /** An endpoint of whose answer nothing is known. */
        public static Via unknown(Hash endpoint) {
            return new Via(endpoint, null, null);
        }

        static Via parse(Fields fields) throws MalformedException {
            Hash endpoint = fields.parsed("endpoint", Digest::parse);
            EndpointResponse response = fields.choiceIfPresent("response", EndpointResponse.class);
            Long at = fields.integerIfPresent("at");
            return fields.end(() -> new Via(endpoint, response, at));
        }

        JsonObject encode() {
            JsonObject.Builder via = JsonObject.builder().put("endpoint", Digest.encode(endpoint));
            if (response != null) {
                via.put("response", response.wireName());
            }
            if (atMillis != null) {
                via.put("at", atMillis);
            }
            return via.build();
        }
    }
}
