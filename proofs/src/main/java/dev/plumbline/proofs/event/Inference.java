package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model was asked: how that ended, what it cost, and whose data bore on the answer.
 *
 * <p>What was asked and answered is committed to under salts, never logged.
 *
 * @param attempt the issuer's name for this attempt; each attempt ends in one event
 * @param outcome how it ended
 * @param model the {@code model.register} that was asked
 * @param method the policy by which attribution was computed; there if attribution is
 * @param startedAtMillis start of the attempt, in milliseconds since the epoch, the issuer's claim
 * @param finishedAtMillis its end, not before the start
 * @param prompt salted commitment to the prompt
 * @param response salted commitment to the answer; null only if there was none
 * @param params salted commitment to the parameters
 * @param tokens how much was read and written
 * @param fee what the requester pays; 0 unless there was an answer
 * @param attribution whose data bore on the answer; there exactly if there was an answer
 */
public record Inference(
        String attempt,
        Outcome outcome,
        EventId model,
        @Nullable EventId method,
        long startedAtMillis,
        long finishedAtMillis,
        Hash prompt,
        @Nullable Hash response,
        Hash params,
        Tokens tokens,
        Fee fee,
        @Nullable Attribution attribution)
        implements Body {

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if an answer lacks attribution, method or response, if a refusal or error has
     *     attribution or a fee, or if times or forms are wrong
     */
    public Inference {
        Form.NAME.check("/attempt", attempt);
        Bounds.checkAtLeast("/started_at", startedAtMillis, 0);
        Bounds.checkAtLeast("/finished_at", finishedAtMillis, 0);
        if (finishedAtMillis < startedAtMillis) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/finished_at", "is " + finishedAtMillis + ", before " + startedAtMillis);
        }
        switch (outcome) {
            case SERVED, CACHED -> {
                checkPresent("/attribution", attribution);
                checkPresent("/method", method);
                checkPresent("/response", response);
            }
            case REFUSED, ERROR -> {
                if (attribution != null) {
                    throw new BrokenRuleException(
                            Malformed.RULE, "/attribution", "attributes an answer that was not given");
                }
                if (fee.amount().signum() != 0) {
                    throw new BrokenRuleException(
                            Malformed.RULE, "/fee/amount", "charges for an answer that was not given, want 0");
                }
            }
        }
    }

    private static void checkPresent(String pointer, @Nullable Object field) {
        if (field == null) {
            throw new BrokenRuleException(Malformed.MISSING_KEY, pointer, "is missing, an answer was given");
        }
    }

    static Inference parse(Fields fields) throws MalformedException {
        String attempt = fields.text("attempt");
        Outcome outcome = fields.choice("outcome", Outcome.class);
        EventId model = fields.parsed("model", EventId::parse);
        EventId method = fields.parsedIfPresent("method", EventId::parse);
        long startedAt = fields.integer("started_at");
        long finishedAt = fields.integer("finished_at");
        Hash prompt = fields.parsed("prompt", Digest::parse);
        Hash response = fields.parsedIfPresent("response", Digest::parse);
        Hash params = fields.parsed("params", Digest::parse);
        Tokens tokens = Tokens.parse(fields.fields("tokens"));
        Fee fee = Fee.parse(fields.fields("fee"));
        Fields attributionFields = fields.fieldsIfPresent("attribution");
        Attribution attribution = attributionFields == null ? null : Attribution.parse(attributionFields);
        return fields.end(() -> new Inference(
                attempt,
                outcome,
                model,
                method,
                startedAt,
                finishedAt,
                prompt,
                response,
                params,
                tokens,
                fee,
                attribution));
    }

    @Override
    public EventKind kind() {
        return EventKind.INFERENCE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("attempt", attempt)
                .put("outcome", outcome.wireName())
                .put("model", model.encode())
                .put("started_at", startedAtMillis)
                .put("finished_at", finishedAtMillis)
                .put("prompt", Digest.encode(prompt))
                .put("params", Digest.encode(params))
                .put("tokens", tokens.encode())
                .put("fee", fee.encode());
        if (method != null) {
            body.put("method", method.encode());
        }
        if (response != null) {
            body.put("response", Digest.encode(response));
        }
        if (attribution != null) {
            body.put("attribution", attribution.encode());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        // A set, for one upload may have many rows.
        var references = new LinkedHashSet<Reference>();
        references.add(new Reference(Reference.Relation.MODEL, model));
        if (method != null) {
            references.add(new Reference(Reference.Relation.METHOD, method));
        }
        if (attribution != null) {
            for (Attribution.Line line : attribution.lines()) {
                references.add(new Reference(Reference.Relation.UPLOAD, line.upload()));
            }
        }
        return new ArrayList<>(references);
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * How many tokens were read and written.
     *
     * @param in read
     * @param out written
     */
    public record Tokens(long in, long out) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if either is negative
         */
        public Tokens {
            Bounds.checkAtLeast("/in", in, 0);
            Bounds.checkAtLeast("/out", out, 0);
        }

        static Tokens parse(Fields fields) throws MalformedException {
            long in = fields.integer("in");
            long out = fields.integer("out");
            return fields.end(() -> new Tokens(in, out));
        }

        JsonObject encode() {
            return JsonObject.builder().put("in", in).put("out", out).build();
        }
    }

    /**
     * What the requester pays.
     *
     * @param token CAIP-19 asset
     * @param amount in the token's smallest unit
     */
    public record Fee(String token, BigInteger amount) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the token is out of form or the amount out of range
         */
        public Fee {
            Form.TOKEN.check("/token", token);
            Bounds.checkAmount("/amount", amount);
        }

        static Fee parse(Fields fields) throws MalformedException {
            String token = fields.text("token");
            BigInteger amount = fields.parsed("amount", Decimal::parse);
            return fields.end(() -> new Fee(token, amount));
        }

        JsonObject encode() {
            return JsonObject.builder()
                    .put("token", token)
                    .put("amount", amount.toString())
                    .build();
        }
    }
}
