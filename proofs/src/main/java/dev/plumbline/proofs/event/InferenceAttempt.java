package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;

/**
 * What every attempt to ask a model has, however it ended; {@link #served} and its siblings make an {@link Inference} of it,
 * each asking for what an event of that outcome must have, and no more.
 *
 * <pre>{@code
 * Inference answer = new InferenceAttempt("attempt-1", model, startedAt, finishedAt, prompt, params, new Tokens(374, 44))
 *         .served(method, response, new Fee(token, amount), attribution);
 * }</pre>
 *
 * @param name the issuer's name for the attempt
 * @param model the {@code model.register} that was asked
 * @param startedAtMillis its start, in milliseconds since the epoch
 * @param finishedAtMillis its end, not before the start
 * @param prompt salted commitment to the prompt
 * @param params salted commitment to the parameters
 * @param tokens how much was read and written
 */
public record InferenceAttempt(
        String name,
        EventId model,
        long startedAtMillis,
        long finishedAtMillis,
        Hash prompt,
        Hash params,
        Inference.Tokens tokens) {
    /**
     * The model answered.
     *
     * @param method the {@code policy.method} that attribution was computed by
     * @param response salted commitment to the answer
     * @throws IllegalArgumentException if the name is out of form or the end before the start
     */
    public Inference served(EventId method, Hash response, Inference.Fee fee, Attribution attribution) {
        return answered(Outcome.SERVED, method, response, fee, attribution);
    }

    /** As {@link #served}, with an answer that was given before. */
    public Inference cached(EventId method, Hash response, Inference.Fee fee, Attribution attribution) {
        return answered(Outcome.CACHED, method, response, fee, attribution);
    }

    private Inference answered(
            Outcome outcome, EventId method, Hash response, Inference.Fee fee, Attribution attribution) {
        return new Inference(
                name,
                outcome,
                model,
                method,
                startedAtMillis,
                finishedAtMillis,
                prompt,
                response,
                params,
                tokens,
                fee,
                attribution);
    }

    /**
     * The request was turned away, or the model declined. It costs nothing.
     *
     * @param token CAIP-19 asset of the fee of 0
     * @throws IllegalArgumentException if the name or the token is out of form or the end before the start
     */
    public Inference refused(String token) {
        return unanswered(Outcome.REFUSED, token);
    }

    /** As {@link #refused}, of an attempt that failed. */
    public Inference failed(String token) {
        return unanswered(Outcome.ERROR, token);
    }

    private Inference unanswered(Outcome outcome, String token) {
        return new Inference(
                name,
                outcome,
                model,
                null,
                startedAtMillis,
                finishedAtMillis,
                prompt,
                null,
                params,
                tokens,
                new Inference.Fee(token, BigInteger.ZERO),
                null);
    }
}
