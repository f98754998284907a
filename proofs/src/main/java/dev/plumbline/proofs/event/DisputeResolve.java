package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dispute has ended, in a correction or with a reason.
 *
 * @param dispute the {@code dispute.open} that has ended
 * @param outcome how
 * @param correction the {@code correction} that follows; there exactly if the dispute was upheld
 * @param reasonDigest SHA-256 of the reason in words; there exactly if the dispute was rejected
 */
public record DisputeResolve(
        EventId dispute,
        Resolution outcome,
        @Nullable EventId correction,
        @Nullable Hash reasonDigest) implements Body {
    /**
     * Checks that the outcome has what it needs.
     *
     * @throws IllegalArgumentException if it lacks that, or has what the other outcome needs
     */
    public DisputeResolve {
        checkPresent("/correction", correction, outcome == Resolution.UPHELD, outcome);
        checkPresent("/reason_digest", reasonDigest, outcome == Resolution.REJECTED, outcome);
    }

    private static void checkPresent(String pointer, @Nullable Object field, boolean isWanted, Resolution outcome) {
        if (isWanted && field == null) {
            throw new BrokenRuleException(
                    Malformed.MISSING_KEY, pointer, "is missing, the dispute was " + outcome.wireName());
        }
        if (!isWanted && field != null) {
            throw new BrokenRuleException(
                    Malformed.RULE, pointer, "is there, but the dispute was " + outcome.wireName());
        }
    }

    /** The complaint was right, and was put right. */
    public static DisputeResolve upheld(EventId dispute, EventId correction) {
        return new DisputeResolve(dispute, Resolution.UPHELD, correction, null);
    }

    /** The complaint was not right, for a reason. */
    public static DisputeResolve rejected(EventId dispute, Hash reasonDigest) {
        return new DisputeResolve(dispute, Resolution.REJECTED, null, reasonDigest);
    }

    static DisputeResolve parse(Fields fields) throws MalformedException {
        EventId dispute = fields.parsed("dispute", EventId::parse);
        Resolution outcome = fields.choice("outcome", Resolution.class);
        EventId correction = fields.parsedIfPresent("correction", EventId::parse);
        Hash reasonDigest = fields.parsedIfPresent("reason_digest", Digest::parse);
        return fields.end(() -> new DisputeResolve(dispute, outcome, correction, reasonDigest));
    }

    @Override
    public EventKind kind() {
        return EventKind.DISPUTE_RESOLVE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body =
                JsonObject.builder().put("dispute", dispute.encode()).put("outcome", outcome.wireName());
        if (correction != null) {
            body.put("correction", correction.encode());
        }
        if (reasonDigest != null) {
            body.put("reason_digest", Digest.encode(reasonDigest));
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        references.add(new Reference(Reference.Relation.DISPUTE, dispute));
        if (correction != null) {
            references.add(new Reference(Reference.Relation.CORRECTION, correction));
        }
        return references;
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }
}
