package dev.plumbline.proofs.event;

import java.util.List;

/**
 * What an event says, one record per kind (formats section 4). Every body that exists obeys the local rules of its kind:
 * the constructors check them, and parsing goes through the constructors.
 */
public sealed interface Body
        permits Correction,
                DatanetUpload,
                DisputeOpen,
                DisputeResolve,
                EntryForced,
                ErasureNotice,
                IndexRoot,
                Inference,
                IssuerConflict,
                KeyRevoke,
                KeyRotate,
                LogHandover,
                ModelRegister,
                PolicyMethod,
                PolicySplit,
                RewardAccrue,
                RewardPay,
                SequencerEquivocate,
                SequencerObserve,
                SequencerSubmit {
    /** The kind that this body is of. */
    EventKind kind();

    /** The body as it stands in the envelope. */
    JsonObject encode();

    /** Every event that the body names, once for each relation, in the order in which it names them. */
    List<Reference> references();

    /** Every party that the body names, once for each role, in the order in which it names them. */
    List<Mention> mentions();
}
