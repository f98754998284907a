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
    ISSUER_CONFLICT("issuer.conflict");

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
        };
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
