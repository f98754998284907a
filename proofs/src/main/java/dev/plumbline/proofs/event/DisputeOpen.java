package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody objects to an event, and says what should have stood there. It is open until a {@link DisputeResolve}.
 *
 * @param target the event objected to
 * @param code what the complaint is
 * @param claim what should have been
 * @param evidence SHA-256 of each piece of evidence, each once; at most {@link #EVIDENCE_MAX}
 * @param windowEndsMillis when the time to object ends by the policy, in milliseconds since the epoch; an audit checks it
 */
public record DisputeOpen(EventId target, DisputeCode code, Claim claim, List<Hash> evidence, long windowEndsMillis)
        implements Body {
    /** The most pieces of evidence that a dispute can name. */
    public static final int EVIDENCE_MAX = 64;

    /**
     * Copies the evidence and checks the rules.
     *
     * @throws IllegalArgumentException if there is too much evidence, a piece of it is there twice, or the time is out of
     *     range
     */
    public DisputeOpen {
        evidence = List.copyOf(evidence);
        Bounds.checkCount("/evidence", evidence.size(), EVIDENCE_MAX);
        Bounds.checkEachOnce("/evidence", evidence);
        Bounds.checkAtLeast("/window_ends", windowEndsMillis, 0);
    }

    static DisputeOpen parse(Fields fields) throws MalformedException {
        EventId target = fields.parsed("target", EventId::parse);
        DisputeCode code = fields.choice("code", DisputeCode.class);
        Claim claim = Claim.parse(fields.fields("claim"));
        List<Hash> evidence = fields.parsedListOrEmpty("evidence", Digest::parse);
        long windowEnds = fields.integer("window_ends");
        return fields.end(() -> new DisputeOpen(target, code, claim, evidence, windowEnds));
    }

    @Override
    public EventKind kind() {
        return EventKind.DISPUTE_OPEN;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("target", target.encode())
                .put("code", code.wireName())
                .put("claim", claim.encode())
                .put("window_ends", windowEndsMillis);
        if (!evidence.isEmpty()) {
            body.put(
                    "evidence",
                    evidence.stream()
                            .map(digest -> JsonString.of(Digest.encode(digest)))
                            .toList());
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(Reference.Relation.TARGET, target));
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * What should have stood in the log; at least one of the two.
     *
     * @param expected the amount, or the weight as parts of 10^18, that should have stood there; null if not said
     * @param digest SHA-256 of what is claimed, in words or bytes; null if not said
     */
    public record Claim(
            @Nullable BigInteger expected, @Nullable Hash digest) {
        /**
         * Checks that something is claimed.
         *
         * @throws IllegalArgumentException if neither is there, or the amount is out of range
         */
        public Claim {
            if (expected == null && digest == null) {
                throw new BrokenRuleException(Malformed.RULE, "", "wants an expected amount or a digest");
            }
            if (expected != null) {
                Bounds.checkAmount("/expected", expected);
            }
        }

        /** That there should have been this amount, or this weight. */
        public static Claim ofAmount(BigInteger expected) {
            return new Claim(expected, null);
        }

        /** What a text or a file of this digest says. */
        public static Claim ofDigest(Hash digest) {
            return new Claim(null, digest);
        }

        static Claim parse(Fields fields) throws MalformedException {
            BigInteger expected = fields.parsedIfPresent("expected", Decimal::parse);
            Hash digest = fields.parsedIfPresent("digest", Digest::parse);
            return fields.end(() -> new Claim(expected, digest));
        }

        JsonObject encode() {
            JsonObject.Builder claim = JsonObject.builder();
            if (expected != null) {
                claim.put("expected", expected.toString());
            }
            if (digest != null) {
                claim.put("digest", Digest.encode(digest));
            }
            return claim.build();
        }
    }
}
