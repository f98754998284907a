package dev.plumbline.vectors;

/** What may be wrong with a model that has every field. */
final class ModelRows {
    static final String ALL = """
            model-id-empty | /model_id | "" | VALUE | The model's id is empty.
            model-id-with-space | /model_id | "a b" | VALUE | The model's id has a space.
            model-id-missing | /model_id | - | MISSING_KEY | The model's id is left out.
            version-integer | /version | 3 | ok | The version is an integer.
            version-negative | /version | -1 | VALUE | The version is negative.
            version-empty | /version | "" | VALUE | The version is empty.
            version-boolean | /version | true | VALUE | The version is a boolean.
            version-missing | /version | - | MISSING_KEY | The version is left out.
            artifacts-object | /artifacts | {} | VALUE | The artifacts are an object.
            artifacts-empty-beside-bundle | /artifacts | [] | ok | No artifact is listed, and there is a bundle.
            path-absolute | /artifacts/0/path | "/etc/passwd" | VALUE | A path is absolute.
            path-with-dot-dot | /artifacts/0/path | "a/../b" | VALUE | A path climbs.
            path-is-dot-dot | /artifacts/0/path | ".." | VALUE | A path is two dots.
            path-ends-in-dot | /artifacts/0/path | "a/." | VALUE | A path ends in a dot.
            path-with-empty-segment | /artifacts/0/path | "a//b" | VALUE | A path has two slashes in a row.
            path-ends-in-slash | /artifacts/0/path | "a/" | VALUE | A path ends in a slash.
            path-with-backslash | /artifacts/0/path | "a\\\\b" | VALUE | A path has a backslash.
            path-empty | /artifacts/0/path | "" | VALUE | A path is empty.
            path-with-three-dots | /artifacts/0/path | "a/...b" | ok | A segment starts with three dots.
            artifact-size-negative | /artifacts/0/size | -1 | VALUE | A size is negative.
            artifact-digest-missing | /artifacts/0/digest | - | MISSING_KEY | A digest is left out.
            path-twice | /artifacts/0 | {"path":"weights/model.safetensors","digest":H,"size":0} | RULE | A path stands twice.
            bundle-digest-malformed | /bundle_digest | "x" | VALUE | The digest of the bundle is none.
            bundle-digest-missing | /bundle_digest | - | ok | There is no bundle, and an artifact is listed.
            base-malformed | /base | "x" | VALUE | The base is no event id.
            adapter-object | /adapters/0 | {} | VALUE | An adapter is an object.
            adapter-twice | /adapters | [H,H] | RULE | An adapter stands twice.
            training-missing | /training | - | MISSING_KEY | The training is left out.
            uploads-root-missing | /training/uploads_root | - | MISSING_KEY | The root over the uploads is left out.
            uploads-count-above-size | /training/uploads_count | 18 | RULE | More uploads are counted than the log has entries.
            uploads-count-is-size | /training/uploads_count | 17 | ok | Every entry of the log is an upload that was used.
            uploads-count-negative | /training/uploads_count | -1 | VALUE | The uploads are counted below zero.
            as-of-size-negative | /training/as_of/size | -1 | VALUE | The size of the log is negative.
            as-of-root-missing | /training/as_of/root | - | MISSING_KEY | The root of the log is left out.
            as-of-key-unknown | /training/as_of/time | 1 | UNKNOWN_KEY | The state of the log has a key that it does not know.
            attribution-index-object | /attribution_index | {} | VALUE | The index is an object.
            owner-missing | /owner | - | MISSING_KEY | The owner is left out.
            key-unknown | /tee | {} | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    private ModelRows() {}
}
