package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/** The kinds of event that this build knows. */
public enum EventKind implements WireNamed {
    /** Data was contributed to a datanet. */
    DATANET_UPLOAD("datanet.upload"),
    /** A version of a model exists, and what it was trained on. */
    MODEL_REGISTER("model.register"),
    /** How income is divided from some tree size on. */
    POLICY_SPLIT("policy.split"),
    /** A model was asked, and whose data bore on its answer. */
    INFERENCE("inference"),
    /** Who has earned what by an inference or a period. */
    REWARD_ACCRUE("reward.accrue"),
    /** An issuer signed two events under one number; the ledger itself logs the proof. */
    ISSUER_CONFLICT("issuer.conflict"),
    /** How attribution is computed. */
    POLICY_METHOD("policy.method"),
    /** What had accrued was paid. */
    REWARD_PAY("reward.pay"),
    /** An earlier event was wrong, and what counts in its place. */
    CORRECTION("correction"),
    /** Somebody objects to an event. */
    DISPUTE_OPEN("dispute.open"),
    /** A dispute has ended. */
    DISPUTE_RESOLVE("dispute.resolve"),
    /** A party goes on under another key; both sign. */
    KEY_ROTATE("key.rotate"),
    /** A key signs no more. */
    KEY_REVOKE("key.revoke"),
    /** What an event commits to was destroyed; the event stays. */
    ERASURE_NOTICE("erasure.notice"),
    /** The root of the verifiable index over a prefix of the log. */
    INDEX_ROOT("index.root"),
    /** A transaction was handed to a rollup's sequencer. */
    SEQUENCER_SUBMIT("sequencer.submit"),
    /** A transaction was seen in a block of a rollup. */
    SEQUENCER_OBSERVE("sequencer.observe"),
    /** A sequencer signed two blocks at one height. */
    SEQUENCER_EQUIVOCATE("sequencer.equivocate"),
    /** The next leaf is not an event, but bytes that a demand on chain forced in; the ledger itself logs it. */
    ENTRY_FORCED("entry.forced"),
    /** The log goes on under other keys; the ledger itself logs it. */
    LOG_HANDOVER("log.handover");

    private final String wireName;

    EventKind(String wireName) {
        this.wireName = wireName;
    }

    /** Reads the {@code kind} field. */
    public static EventKind parse(String text) throws MalformedException {
        for (EventKind kind : values()) {
            if (kind.wireName.equals(text)) {
                return kind;
            }
        }
        throw new MalformedException(Malformed.UNSUPPORTED, "kind", "is " + MalformedException.quote(text));
    }

    Body parseBody(Fields fields) throws MalformedException {
        return switch (this) {
            case DATANET_UPLOAD -> DatanetUpload.parse(fields);
            case MODEL_REGISTER -> ModelRegister.parse(fields);
            case POLICY_SPLIT -> PolicySplit.parse(fields);
            case INFERENCE -> Inference.parse(fields);
            case REWARD_ACCRUE -> RewardAccrue.parse(fields);
            case ISSUER_CONFLICT -> IssuerConflict.parse(fields);
            case POLICY_METHOD -> PolicyMethod.parse(fields);
            case REWARD_PAY -> RewardPay.parse(fields);
            case CORRECTION -> Correction.parse(fields);
            case DISPUTE_OPEN -> DisputeOpen.parse(fields);
            case DISPUTE_RESOLVE -> DisputeResolve.parse(fields);
            case KEY_ROTATE -> KeyRotate.parse(fields);
            case KEY_REVOKE -> KeyRevoke.parse(fields);
            case ERASURE_NOTICE -> ErasureNotice.parse(fields);
            case INDEX_ROOT -> IndexRoot.parse(fields);
            case SEQUENCER_SUBMIT -> SequencerSubmit.parse(fields);
            case SEQUENCER_OBSERVE -> SequencerObserve.parse(fields);
            case SEQUENCER_EQUIVOCATE -> SequencerEquivocate.parse(fields);
            case ENTRY_FORCED -> EntryForced.parse(fields);
            case LOG_HANDOVER -> LogHandover.parse(fields);
        };
    }

    /** Whether only the ledger that keeps the log writes such events, under the log's own key. */
    public boolean isOfLedger() {
        return this == ISSUER_CONFLICT || this == ENTRY_FORCED || this == LOG_HANDOVER;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
