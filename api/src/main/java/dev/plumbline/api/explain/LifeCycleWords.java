package dev.plumbline.api.explain;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.IndexRoot;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.SequencerEquivocate;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.stream.Collectors;

/** In plain words, what is said of earlier events, of keys, and of what a chain did. */
final class LifeCycleWords {
    private LifeCycleWords() {}

    static String claim(Body body) {
        if (body instanceof PolicyMethod method) {
            return "that attribution " + method.methodId() + " version " + method.version() + " is computed by "
                    + method.family().wireName() + ", " + method.determinism().wireName();
        }
        if (body instanceof RewardPay payment) {
            return "that " + payment.to().encode() + " was paid " + payment.amount() + " for "
                    + payment.accruals().size() + " lines, by transaction 0x"
                    + payment.settlement().tx().hex() + " on "
                    + payment.settlement().chain() + ", "
                    + payment.settlement().status().wireName();
        }
        if (body instanceof Correction correction) {
            return "that event " + correction.target().encode() + " was wrong ("
                    + correction.correctionClass().wireName() + ") and "
                    + (correction.replacement() == null
                            ? "nothing takes its place"
                            : correction.replacement().encode() + " takes its place");
        }
        if (body instanceof DisputeOpen dispute) {
            return "that event " + dispute.target().encode() + " is in dispute: "
                    + dispute.code().wireName();
        }
        if (body instanceof DisputeResolve resolution) {
            return "that dispute " + resolution.dispute().encode() + " was "
                    + resolution.outcome().wireName();
        }
        if (body instanceof KeyRotate rotation) {
            return "that " + rotation.oldIssuer().encode() + " goes on as "
                    + rotation.newIssuer().encode();
        }
        if (body instanceof KeyRevoke revocation) {
            return "that " + revocation.revoked().encode() + " signs no more"
                    + (revocation.compromisedSince() == null
                            ? ""
                            : ", from leaf " + revocation.compromisedSince() + " on");
        }
        return chainClaim(body);
    }

    private static String chainClaim(Body body) {
        if (body instanceof ErasureNotice erasure) {
            return "that " + String.join(", ", erasure.fields()) + " of event "
                    + erasure.target().encode() + " was erased, by authority of: "
                    + erasure.authority().wireName();
        }
        if (body instanceof IndexRoot index) {
            return "that the index over the first " + index.asOf().size() + " entries has " + index.keyCount()
                    + " keys and the root " + index.root().hex();
        }
        if (body instanceof SequencerSubmit submission) {
            return "that transaction 0x" + submission.tx().hex() + " was handed to "
                    + submission.via().size() + " endpoints of " + submission.chain();
        }
        if (body instanceof SequencerObserve observation) {
            return "that transaction 0x" + observation.tx().hex() + " was seen in block " + observation.block() + " of "
                    + observation.chain();
        }
        return body instanceof SequencerEquivocate equivocation ? equivocation(equivocation) : logClaim(body);
    }

    private static String equivocation(SequencerEquivocate equivocation) {
        return "that the sequencer of " + equivocation.chain() + " signed two blocks at height "
                + equivocation.height();
    }

    private static String logClaim(Body body) {
        if (body instanceof EntryForced forced) {
            return "that the next entry is not an event but " + forced.length() + " bytes that demand "
                    + forced.demand().id() + " of contract " + forced.demand().contract() + " on "
                    + forced.demand().chain() + " forced in: " + forced.why().wireName();
        }
        LogHandover handover = (LogHandover) body;
        return "that the log goes on from its first " + handover.recovered().size() + " entries under "
                + handover.to().stream().map(VerifierKey::encode).collect(Collectors.joining(", ")) + " in place of "
                + handover.from().stream().map(VerifierKey::encode).collect(Collectors.joining(", "));
    }
}
