package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.sequencer.EndpointAnswer.Outcome;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that is handed to a sequencer with the log as witness. {@link #send} takes these steps, and each is kept
 * on the disk before the next:
 *
 * <ol>
 *   <li>signs the intention: a {@code sequencer.submit} that names the transaction and every endpoint, unanswered;
 *   <li>logs it, and has its index in hand;
 *   <li>notes that from here on bytes may be out;
 *   <li>hands the transaction to every endpoint at one instant, and signs what came back;
 *   <li>logs that: a second {@code sequencer.submit} of the same transaction, with answers and our own times.
 * </ol>
 *
 * <p>After a crash or a failure {@code send} goes on where the kept state ends. Only the fourth step can be visible to the
 * world and unknown to us; then the endpoints are asked for the transaction first, and only one that says that it does not
 * have it is handed it again. A chain takes one transaction once whatever happens. For one thread.
 */
public final class Submission {
    private final Endpoints endpoints;
    private final SubmissionLog log;
    private final SubmissionStore store;
    private final InstantSource clock;
    private SubmissionState state;
    private List<EndpointAnswer> answers = List.of();

    private Submission(
            SubmissionState state, Endpoints endpoints, SubmissionLog log, SubmissionStore store, InstantSource clock) {
        this.state = state;
        this.endpoints = endpoints;
        this.log = log;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Signs the intention and keeps it. Nothing is logged or sent.
     *
     * @param about the event that the transaction is about; null if it is about none
     * @param salt drawn for this transaction alone
     */
    public static Submission prepare(
            SubmittedTransaction transaction,
            @Nullable EventId about,
            Salt salt,
            Endpoints endpoints,
            SubmissionLog log,
            SubmissionStore store,
            InstantSource clock)
            throws IOException {
        List<SequencerSubmit.Via> unanswered = endpoints.all().stream()
                .map(endpoint -> SequencerSubmit.Via.unknown(endpoint.identity()))
                .toList();
        long now = clock.millis();
        SequencerSubmit body = intention(transaction, about, salt, now, unanswered);
        SubmissionState signed = SubmissionState.signed(transaction, salt, log.sign(body, now));
        store.keep(signed);
        return new Submission(signed, endpoints, log, store, clock);
    }

    private static SequencerSubmit intention(
            SubmittedTransaction transaction,
            @Nullable EventId about,
            Salt salt,
            long atMillis,
            List<SequencerSubmit.Via> via) {
        Hash commitment = SubmissionState.opening(transaction, salt).commitment();
        return new SequencerSubmit(
                about,
                transaction.chain(),
                Hash.of(transaction.hash().bytes()),
                transaction.from().hex(),
                transaction.nonce(),
                transaction.maxFee(),
                transaction.maxTip(),
                transaction.gas(),
                commitment,
                atMillis,
                via);
    }

    /**
     * Goes on with a submission that was kept.
     *
     * @throws IllegalArgumentException if the endpoints are not those of its intention, in the same order
     */
    public static Submission resume(
            SubmissionState state, Endpoints endpoints, SubmissionLog log, SubmissionStore store, InstantSource clock) {
        List<Hash> intended = intended(state).via().stream()
                .map(SequencerSubmit.Via::endpoint)
                .toList();
        if (!endpoints.all().stream().map(Endpoint::identity).toList().equals(intended)) {
            throw new IllegalArgumentException(
                    "endpoints are not the " + intended.size() + " that the intention names, in its order");
        }
        return new Submission(state, endpoints, log, store, clock);
    }

    private static SequencerSubmit intended(SubmissionState state) {
        return (SequencerSubmit) state.intention().body();
    }

    /** How far it has come. */
    public SubmissionState state() {
        return state;
    }

    /** What the endpoints made of it, in their order; empty if they were not asked by this object. */
    public List<EndpointAnswer> answers() {
        return answers;
    }

    /**
     * Takes all steps that are left. Call again after an exception.
     *
     * @throws IOException if the log cannot be reached or refuses, the disk fails, or, after a crash, no endpoint can say
     *     whether it has the transaction
     * @throws InterruptedException if the wait is interrupted; the transaction may be out all the same
     */
    public SubmissionState send() throws IOException, InterruptedException {
        witness();
        if (state.stage() == SubmissionState.Stage.WITNESSED) {
            keep(state.sendingAt(clock.millis()));
            // Dies here: nothing is out, and the next run asks the endpoints before it sends.
            answers = endpoints.send(state.transaction().signed(), clock);
            signAnswers();
        } else if (state.stage() == SubmissionState.Stage.SENDING) {
            answers = sendToWhoeverLacksIt();
            signAnswers();
        }
        if (state.stage() == SubmissionState.Stage.SENT) {
            logAnswers();
        }
        return state;
    }

    /** Takes the steps up to where the log holds the intention, and sends nothing. */
    SubmissionState witness() throws IOException {
        if (state.stage() == SubmissionState.Stage.SIGNED) {
            intend();
        }
        return state;
    }

    /**
     * Takes all steps that are left of several submissions that are witnessed, and hands all of them in at one instant.
     *
     * @param endpoints hold those of each
     * @throws IllegalStateException if one is at another stage
     */
    static void sendTogether(List<Submission> submissions, Endpoints endpoints, InstantSource clock)
            throws IOException, InterruptedException {
        List<Endpoints.Errand> errands = new ArrayList<>();
        for (Submission one : submissions) {
            if (one.state.stage() != SubmissionState.Stage.WITNESSED) {
                throw new IllegalStateException(one.state + ", want it witnessed and not sent");
            }
            one.keep(one.state.sendingAt(clock.millis()));
            one.endpoints
                    .all()
                    .forEach(to -> errands.add(
                            new Endpoints.Errand(to, one.state.transaction().signed())));
        }
        List<EndpointAnswer> all = endpoints.send(errands, clock);
        int from = 0;
        for (Submission one : submissions) {
            int to = from + one.endpoints.all().size();
            one.answers = List.copyOf(all.subList(from, to));
            from = to;
            one.signAnswers();
            one.logAnswers();
        }
    }

    private void intend() throws IOException {
        for (int turn = 1; ; turn++) {
            try {
                // Dies after it: the next run hands in the same bytes, which the log knows by their id.
                keep(state.intended(log.append(state.intention())));
                return;
            } catch (OutOfTurnException e) {
                giveUpAfter(turn, e);
                Event again = log.sign(intended(state), clock.millis());
                keep(SubmissionState.signed(state.transaction(), state.salt(), again));
            }
        }
    }

    private void signAnswers() throws IOException {
        SequencerSubmit intended = intended(state);
        Long sendingAt = state.sendingAtMillis();
        var body = new SequencerSubmit(
                intended.event(),
                intended.chain(),
                intended.tx(),
                intended.from(),
                intended.nonce(),
                intended.maxFee(),
                intended.maxTip(),
                intended.gas(),
                intended.rawCommitment(),
                sendingAt == null ? intended.submittedAtMillis() : sendingAt,
                answers.stream().map(EndpointAnswer::via).toList());
        keep(state.sent(log.sign(body, clock.millis())));
    }

    private void logAnswers() throws IOException {
        for (int turn = 1; ; turn++) {
            Event signed = state.answers();
            if (signed == null) {
                throw new IllegalStateException("there are no answers at stage " + state.stage());
            }
            try {
                keep(state.answered(log.append(signed)));
                return;
            } catch (OutOfTurnException e) {
                giveUpAfter(turn, e);
                keep(state.sent(log.sign(signed.body(), clock.millis())));
            }
        }
    }

    private static void giveUpAfter(int turn, OutOfTurnException e) throws IOException {
        if (turn == SubmissionLog.TURNS_MAX) {
            throw new IOException("the issuer's number was taken " + turn + " times in a row", e);
        }
    }

    private List<EndpointAnswer> sendToWhoeverLacksIt() throws IOException, InterruptedException {
        Map<Endpoint, Boolean> knowledge = endpoints.know(state.transaction().hash());
        if (knowledge.isEmpty()) {
            throw new IOException("no endpoint can say whether it has "
                    + state.transaction().hash() + ", so it is not sent again; go on later");
        }
        List<Endpoints.Errand> errands = knowledge.entrySet().stream()
                .filter(known -> !known.getValue())
                .map(known ->
                        new Endpoints.Errand(known.getKey(), state.transaction().signed()))
                .toList();
        List<EndpointAnswer> sent = new ArrayList<>(endpoints.send(errands, clock));
        List<EndpointAnswer> all = new ArrayList<>();
        for (Endpoint endpoint : endpoints.all()) {
            Boolean known = knowledge.get(endpoint);
            if (known == null) {
                all.add(new EndpointAnswer(endpoint, Outcome.NOT_ASKED, clock.millis(), "could not be asked"));
            } else if (known) {
                all.add(new EndpointAnswer(endpoint, Outcome.KNOWN_BEFORE, clock.millis(), "has it already"));
            } else {
                all.add(sent.remove(0));
            }
        }
        return all;
    }

    private void keep(SubmissionState next) throws IOException {
        store.keep(next);
        state = next;
    }
}
