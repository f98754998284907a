package dev.plumbline.vectors;

/** What may be wrong with an upload that has every field. */
final class UploadRows {
    static final String CONTENT = """
            upload-type-unknown | /upload_type | "copy" | VALUE | The type of the upload is none of the five.
            upload-type-missing | /upload_type | - | MISSING_KEY | The type of the upload is left out.
            upload-type-original | /upload_type | "original" | ok | The type of the upload is another one.
            content-both-digests | /content/digest | H | RULE | The content has a digest and a commitment.
            content-no-digest | /content/commitment | - | RULE | The content has neither digest nor commitment.
            content-commitment-short | /content/commitment | "sha256:12" | VALUE | The commitment has one byte.
            content-size-negative | /content/size | -1 | VALUE | The size is negative.
            content-size-text | /content/size | "1" | VALUE | The size is a text.
            content-size-missing | /content/size | - | MISSING_KEY | The size is left out.
            media-type-without-slash | /content/media_type | "text" | VALUE | The media type has no subtype.
            media-type-subtype-empty | /content/media_type | "text/" | VALUE | The subtype is empty.
            media-type-with-space | /content/media_type | "text/p lain" | VALUE | The subtype has a space.
            content-key-unknown | /content/name | "x" | UNKNOWN_KEY | The content has a key that it does not know.
            rows-count-0 | /rows/count | 0 | VALUE | The rows are counted as none.
            rows-count-1 | /rows/count | 1 | ok | There is one row.
            rows-root-missing | /rows/root | - | MISSING_KEY | The root over the rows is left out.
            rows-key-unknown | /rows/leaf | "x" | UNKNOWN_KEY | The rows have a key that they do not know.
            rows-missing | /rows | - | ok | The rows are left out.
            source-kind-unknown | /source/kind | "web" | VALUE | The kind of the source is none of the four.
            source-kind-missing | /source/kind | - | MISSING_KEY | The kind of the source is left out.
            derived-from-text | /source/derived_from | H | VALUE | The list of origins is a text.
            derived-from-number | /source/derived_from | [1] | VALUE | An origin is a number.
            derived-from-no-digest | /source/derived_from | ["x"] | VALUE | An origin is no event id.
            derived-from-twice | /source/derived_from | [H,H] | RULE | An origin stands twice.
            derived-from-empty | /source/derived_from | [] | ok | The list of origins is empty.
            duplicate-of-no-digest | /duplicate_of | "x" | VALUE | The event that this one doubles is no event id.
            """;

    static final String TERMS = """
            spdx-empty | /license/spdx | "" | VALUE | The license is empty.
            spdx-with-space-first | /license/spdx | " MIT" | VALUE | The license starts with a space.
            spdx-with-semicolon | /license/spdx | "MIT;x" | VALUE | The license has a character that no SPDX expression has.
            license-evidence-unknown | /license/evidence | "known" | VALUE | How the license is known is neither asserted nor verified.
            license-url-relative | /license/url | "example.org" | VALUE | The URL of the license is not absolute.
            license-url-with-space | /license/url | "https://a b" | VALUE | The URL of the license has a space.
            license-text-digest-md5 | /license/text_digest | "md5:00" | VALUE | The digest of the license's text is of another algorithm.
            license-missing | /license | - | MISSING_KEY | The license is left out.
            use-empty | /use | {} | RULE | No use is named.
            use-one | /use | {"rag":"constrained"} | ok | One use is named.
            use-value-unknown | /use/train | "yes" | VALUE | A use is neither allowed, notAllowed nor constrained.
            use-value-in-snake-case | /use/train | "not_allowed" | VALUE | A use is spelled not_allowed.
            use-value-boolean | /use/train | true | VALUE | A use is a boolean.
            use-unknown | /use/resell | "allowed" | UNKNOWN_KEY | A use is none of the five.
            contributor-missing | /contributor | - | MISSING_KEY | The contributor is left out.
            contributor-address | /contributor | "0x00" | UNSUPPORTED | The contributor is an address and no DID.
            payout-missing | /payout | - | MISSING_KEY | The payee is left out.
            payout-in-upper-case | /payout | "did:pkh:eip155:1:0xABABABABABABABABABABABABABABABABABABABAB" | VALUE | The payee's address is in upper case.
            pii-unknown | /pii | "some" | VALUE | The grade of personal data is none of the four.
            pii-missing | /pii | - | MISSING_KEY | The grade of personal data is left out.
            meta-format-empty | /meta/format | "" | VALUE | The format of the metadata is empty.
            meta-format-with-space | /meta/format | "crois sant" | VALUE | The format of the metadata has a space.
            meta-digest-missing | /meta/digest | - | MISSING_KEY | The digest of the metadata is left out.
            key-unknown | /consent | {} | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    private UploadRows() {}
}
