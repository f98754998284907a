package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.event.EndpointResponse;

/**
 * What one endpoint answered to a transaction handed in. An answer with the hash is no receipt of the sequencer's:
 * an endpoint may take what it then fails to pass on.
 *
 * @param endpoint the endpoint's name, not empty
 * @param response what it answered
 * @param atMillis when, by the sender's clock
 */
public record Answer(String endpoint, EndpointResponse response, long atMillis) {
    /** @throws IllegalArgumentException if the name is empty or the time negative */
    public Answer {
        Bounds.checkNamed("endpoint", endpoint);
        Bounds.checkAtLeast("time of an answer", atMillis, 0);
    }
}
