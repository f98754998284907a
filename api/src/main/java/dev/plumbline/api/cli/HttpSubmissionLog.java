package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.sequencer.OutOfTurnException;
import dev.plumbline.ledger.sequencer.SubmissionLog;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * A running log as an issuer writes submissions to it. An event counts as logged only once its receipt has verified: so
 * nothing is sent on the word of a server that merely says 201.
 */
final class HttpSubmissionLog implements SubmissionLog {
    private static final String EVENTS = "/v1/events";
    private static final int CONFLICT = 409;

    private final LogClient client;
    private final EventSigner signer;
    private final Namespace namespace;
    private final ReceiptVerifier verifier;
    private final InstantSource clock;

    /** @param verifier believes the log, and whoever else the caller wants to have signed its heads */
    HttpSubmissionLog(
            LogClient client, EventSigner signer, Namespace namespace, ReceiptVerifier verifier, InstantSource clock) {
        this.client = client;
        this.signer = signer;
        this.namespace = namespace;
        this.verifier = verifier;
        this.clock = clock;
    }

    /** The log at a URL, for the issuer whose key is in a file, in a namespace; believed as the caller says. */
    static HttpSubmissionLog open(String url, String namespace, Path signerFile, TrustOptions trust, Console console)
            throws FailedException {
        LogClient client = LogClient.of(url);
        try {
            Namespace where = Namespace.parse(namespace);
            var verifier = new ReceiptVerifier(VerificationPolicy.of(trust.statedOrAsked(client, console)));
            return new HttpSubmissionLog(client, IssuerKey.read(signerFile), where, verifier, console.clock());
        } catch (MalformedException e) {
            throw FailedException.usage("--ns: " + e.getMessage());
        }
    }

    @Override
    public Event sign(Body body, long issuedAtMillis) throws IOException {
        JsonObject draft = JsonObject.builder()
                .put("kind", body.kind().wireName())
                .put("ns", namespace.encode())
                .put("issued_at", issuedAtMillis)
                .put("body", body.encode())
                .build();
        try {
            // A new chain each time: it asks the log where the issuer stands, and somebody else may have gone on.
            return new IssuerChain(client, signer, clock).sign(draft);
        } catch (FailedException | MalformedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Logged append(Event event) throws IOException, OutOfTurnException {
        try {
            String receipts = "/v1/receipts/" + event.id().encode();
            LogClient.Answer known = client.get(receipts, Receipt.MEDIA_TYPE);
            if (known.isOk()) {
                return logged(event, known.body());
            }
            if (known.status() != 404) {
                throw new IOException(client.at(receipts) + ": " + known.problem());
            }
            requireTurn(event);
            LogClient.Answer answer = client.post(EVENTS, "application/json", event.entry());
            if (answer.status() == CONFLICT) {
                throw new OutOfTurnException(answer.problem());
            }
            if (!answer.isOk()) {
                throw new IOException(client.at(EVENTS) + ": " + answer.problem());
            }
            JsonNode json = client.json(EVENTS, answer.body());
            return logged(event, Json.encode(json.path("receipt")).getBytes(StandardCharsets.UTF_8));
        } catch (FailedException | MalformedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The number has to be the next one, or the log would answer with proof that the issuer signed two. */
    private void requireTurn(Event event) throws FailedException, MalformedException, OutOfTurnException {
        long last = new IssuerChain(client, signer, clock)
                .lastNumber(event.namespace().encode());
        if (event.iseq() != last + 1) {
            throw new OutOfTurnException("event has number " + event.iseq() + ", want " + (last + 1));
        }
    }

    private Logged logged(Event event, byte[] receipt) throws IOException {
        Verdict verdict = verifier.verify(receipt);
        if (verdict instanceof Verdict.Rejected rejected) {
            throw new IOException("the log's receipt does not verify: " + rejected.reason() + ": " + rejected.detail());
        }
        try {
            Receipt parsed = Receipt.parse(receipt);
            if (!Arrays.equals(parsed.entry(), event.entry())) {
                throw new IOException("the log's receipt is of another event than " + event.id());
            }
            return new Logged(event, parsed.proof().inclusion().leafIndex(), parsed);
        } catch (MalformedException e) {
            throw new IOException("the log's receipt is none: " + e.getMessage(), e);
        }
    }
}
