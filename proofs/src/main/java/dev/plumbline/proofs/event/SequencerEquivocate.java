package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * A sequencer signed two blocks at one height. The accusation holds if both signatures are its own over blocks of that
 * height, which whoever has the blocks can check.
 *
 * @param chain CAIP-2 chain
 * @param height number of both blocks
 * @param first the signature of one
 * @param second the signature of the other, over another payload
 */
public record SequencerEquivocate(String chain, long height, UnsafeSignature first, UnsafeSignature second)
        implements Body {
    /**
     * Checks that they differ.
     *
     * @throws IllegalArgumentException if both are over one payload, the chain is out of form or the height negative
     */
    public SequencerEquivocate {
        Form.CHAIN.check("/chain", chain);
        Bounds.checkAtLeast("/height", height, 0);
        if (first.payloadHash().equals(second.payloadHash())) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/second/payload_hash", "is that of the first, want another payload");
        }
    }

    static SequencerEquivocate parse(Fields fields) throws MalformedException {
        String chain = fields.text("chain");
        long height = fields.integer("height");
        UnsafeSignature first = UnsafeSignature.parse(fields.fields("first"));
        UnsafeSignature second = UnsafeSignature.parse(fields.fields("second"));
        return fields.end(() -> new SequencerEquivocate(chain, height, first, second));
    }

    @Override
    public EventKind kind() {
        return EventKind.SEQUENCER_EQUIVOCATE;
    }

    @Override
    public JsonObject encode() {
        return JsonObject.builder()
                .put("chain", chain)
                .put("height", height)
                .put("first", first.encode())
                .put("second", second.encode())
                .build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }
}
