package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** A field of an event that holds a salted commitment in place of its value. Its path is part of what is hashed. */
public enum CommittedField {
    /** The data of a {@code datanet.upload}. */
    CONTENT("content"),
    /** What an {@code inference} was asked. */
    PROMPT("prompt"),
    /** What it answered. */
    RESPONSE("response"),
    /** The parameters that it was run with. */
    PARAMS("params"),
    /** The signed transaction of a {@code sequencer.submit}. */
    RAW_TRANSACTION("raw_commitment");

    private final String path;

    CommittedField(String path) {
        this.path = path;
    }

    /** The field's path in the body, as it is hashed and written. */
    public String path() {
        return path;
    }

    /** Reads a path. */
    public static CommittedField parse(String path) throws MalformedException {
        for (CommittedField field : values()) {
            if (field.path.equals(path)) {
                return field;
            }
        }
        throw new MalformedException(
                Malformed.VALUE,
                "field",
                "is " + MalformedException.quote(path) + ", want content, prompt, response, params or raw_commitment");
    }

    /** The commitment that a body holds in this field; null if it has no such field, or a plain digest in it. */
    public @Nullable Hash commitmentIn(Body body) {
        if (body instanceof DatanetUpload upload) {
            return this == CONTENT ? upload.content().commitment() : null;
        }
        if (body instanceof Inference inference) {
            return switch (this) {
                case CONTENT, RAW_TRANSACTION -> null;
                case PROMPT -> inference.prompt();
                case RESPONSE -> inference.response();
                case PARAMS -> inference.params();
            };
        }
        if (body instanceof SequencerSubmit submitted) {
            return this == RAW_TRANSACTION ? submitted.rawCommitment() : null;
        }
        return null;
    }
}
