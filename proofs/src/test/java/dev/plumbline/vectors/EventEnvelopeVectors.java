package dev.plumbline.vectors;

import dev.plumbline.testkit.SampleEvents;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code verify-event}: the rules of the envelope, whatever the kind. */
final class EventEnvelopeVectors {
    private static final SignedEvent EVENT = SignedEvent.second(SampleEvents.smallUpload(0));

    private EventEnvelopeVectors() {}

    static void addTo(Suite suite) {
        suite.add(SignedEvent.accept("smallest", SignedEvent.first(SampleEvents.smallUpload(0)))
                .about("docs/format/events.md#envelope", "The smallest event: an upload with no optional field."));
        suite.add(SignedEvent.accept("second-and-cosigned", EVENT)
                .about("docs/format/events.md#envelope", "An issuer's second event, cosigned by another."));
        var rows = new EventRows(suite, EVENT, "envelope", "envelope-", "");
        rows.add(VERSION_AND_KIND);
        rows.add(PLACE);
        rows.add(SIGNATURES);
        new EventRows(suite, SignedEvent.first(SampleEvents.smallUpload(0)), "envelope", "envelope-first-", "")
                .add("with-iprev | /iprev | H | RULE | The first event of an issuer names one before it.");
        cosignatures(suite);
    }

    private static final String VERSION_AND_KIND = """
            version-2 | /v | 2 | UNSUPPORTED | The version is 2.
            version-0 | /v | 0 | UNSUPPORTED | The version is 0.
            version-text | /v | "1" | VALUE | The version is a text.
            version-missing | /v | - | MISSING_KEY | The version is left out.
            kind-unknown | /kind | "datanet.uploads" | UNSUPPORTED | The kind is no kind.
            kind-of-another-build | /kind | "policy.other" | UNSUPPORTED | The kind is one that a later build may know.
            kind-in-upper-case | /kind | "Inference" | UNSUPPORTED | The kind is in upper case.
            kind-number | /kind | 1 | VALUE | The kind is a number.
            kind-missing | /kind | - | MISSING_KEY | The kind is left out.
            body-array | /body | [] | VALUE | The body is an array.
            body-missing | /body | - | MISSING_KEY | The body is left out.
            key-unknown | /extra | 1 | UNKNOWN_KEY | The envelope has a key that it does not know.
            issued-at-negative | /issued_at | -1 | VALUE | The time is negative.
            issued-at-missing | /issued_at | - | MISSING_KEY | The time is left out.
            issued-at-zero | /issued_at | 0 | ok | The time is the epoch.
            issued-at-largest | /issued_at | 9007199254740991 | ok | The time is the largest integer.
            """;

    private static final String PLACE = """
            ns-without-slug | /ns | "eip155:1612" | VALUE | The namespace has no slug.
            ns-slug-empty | /ns | "eip155:1612/" | VALUE | The slug is empty.
            ns-slug-in-upper-case | /ns | "eip155:1612/Notes" | VALUE | The slug has a capital letter.
            ns-slug-with-hyphen-first | /ns | "eip155:1612/-a" | VALUE | The slug starts with a hyphen.
            ns-slug-with-underscore | /ns | "eip155:1612/a_b" | VALUE | The slug has an underscore.
            ns-slug-with-slash | /ns | "eip155:1/a/b" | VALUE | The slug has a slash.
            ns-slug-of-64 | /ns | "eip155:1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | VALUE | The slug has 64 characters.
            ns-slug-of-63 | /ns | "eip155:1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | ok | The slug has 63 characters, the most.
            ns-slug-of-digits | /ns | "eip155:1/0" | ok | The slug is one digit.
            ns-other-chain | /ns | "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/a" | ok | The chain is no Ethereum chain.
            ns-chain-family-too-short | /ns | "ei:1/a" | VALUE | The chain's family has two characters.
            ns-chain-empty | /ns | "eip155:/a" | VALUE | The chain has no reference.
            ns-missing | /ns | - | MISSING_KEY | The namespace is left out.
            issuer-did-web | /issuer | "did:web:example.org" | UNSUPPORTED | The issuer is of a DID method that is not used here.
            issuer-key-cut | /issuer | "did:key:z6Mk" | UNSUPPORTED | The issuer's key is cut short.
            issuer-key-base32 | /issuer | "did:key:b5yaqehcmbq" | UNSUPPORTED | The issuer's key is in another multibase.
            issuer-key-not-base58 | /issuer | "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0" | VALUE | The issuer's key has a zero, which base58 does not have.
            issuer-key-x25519 | /issuer | "did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F" | UNSUPPORTED | The issuer's key agrees and does not sign.
            issuer-account-in-upper-case | /issuer | "did:pkh:eip155:1612:0xAB16A96D359EC26A11E2C2B3D8F8B8942D5BFCDB" | VALUE | The issuer's address is in upper case.
            issuer-account-checksummed | /issuer | "did:pkh:eip155:1612:0xaB16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" | VALUE | The issuer's address has a capital, as checksums do.
            issuer-account-chain-0 | /issuer | "did:pkh:eip155:0:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" | VALUE | The issuer's chain is 0.
            issuer-account-chain-01 | /issuer | "did:pkh:eip155:01:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" | VALUE | The issuer's chain has a leading zero.
            issuer-account-chain-2-53 | /issuer | "did:pkh:eip155:9007199254740992:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" | VALUE | The issuer's chain is 2^53.
            issuer-account-short | /issuer | "did:pkh:eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfc" | VALUE | The issuer's address has 19 bytes.
            issuer-account-without-0x | /issuer | "did:pkh:eip155:1:ab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" | VALUE | The issuer's address lacks its 0x.
            issuer-missing | /issuer | - | MISSING_KEY | The issuer is left out.
            iseq-0 | /iseq | 0 | VALUE | The number is 0.
            iseq-negative | /iseq | -1 | VALUE | The number is negative.
            iseq-text | /iseq | "2" | VALUE | The number is a text.
            iseq-missing | /iseq | - | MISSING_KEY | The number is left out.
            iseq-1-with-iprev | /iseq | 1 | RULE | The number is 1, and an event before it is named.
            iprev-missing | /iprev | - | RULE | The number is 2, and no event before it is named.
            iprev-short | /iprev | "sha256:00" | VALUE | The event before is named by a digest of one byte.
            iprev-without-prefix | /iprev | "0000000000000000000000000000000000000000000000000000000000000000" | VALUE | The event before is named without sha256.
            iprev-in-upper-case | /iprev | "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" | VALUE | The event before is named in upper case.
            """;

    private static final String SIGNATURES = """
            sig-missing | /sig | - | MISSING_KEY | The signature is left out.
            sig-alg-none | /sig/alg | "none" | UNSUPPORTED | The algorithm is none.
            sig-alg-in-upper-case | /sig/alg | "ED25519" | UNSUPPORTED | The algorithm is in upper case.
            sig-alg-missing | /sig/alg | - | MISSING_KEY | The algorithm is left out.
            sig-value-of-one-byte | /sig/value | "0x00" | VALUE | The signature has one byte.
            sig-value-missing | /sig/value | - | MISSING_KEY | The signature's value is left out.
            sig-key-unknown | /sig/by | "x" | UNKNOWN_KEY | The issuer's signature names a signer, as cosignatures do.
            sig-batch-index-is-size | /sig/batch | {"index":1,"size":1,"path":[]} | VALUE | The index in the batch is its size.
            sig-batch-size-0 | /sig/batch | {"index":0,"size":0,"path":[]} | LIMIT_EXCEEDED | The batch is empty.
            sig-batch-of-4097 | /sig/batch | {"index":0,"size":4097,"path":[]} | LIMIT_EXCEEDED | The batch has 4,097 events.
            sig-batch-path-short | /sig/batch | {"index":0,"size":2,"path":[]} | RULE | The path in the batch is shorter than index and size demand.
            sig-batch-path-not-a-hash | /sig/batch | {"index":0,"size":2,"path":["x"]} | VALUE | The path in the batch holds something that is no hash.
            sig-batch-key-unknown | /sig/batch | {"index":0,"size":1,"path":[],"root":"x"} | UNKNOWN_KEY | The batch has a key that it does not know.
            cosig-empty | /cosig | [] | VALUE | The list of cosignatures is empty; it is left out then.
            cosig-object | /cosig | {} | VALUE | The cosignatures are an object.
            cosig-without-signer | /cosig/0/by | - | MISSING_KEY | A cosignature does not say whose it is.
            cosig-of-batch | /cosig/0/batch | {"index":0,"size":1,"path":[]} | RULE | A cosignature is of a batch.
            cosig-key-unknown | /cosig/0/at | 1 | UNKNOWN_KEY | A cosignature has a key that it does not know.
            """;

    private static void cosignatures(Suite suite) {
        String about = "docs/format/events.md#envelope";
        SignedEvent twice = EVENT.with("/cosig/1", SignedEvent.cosignature(1)).signed();
        suite.add(SignedEvent.reject("envelope-cosig-twice-by-one", twice.text(), "RULE")
                .about(about, "One party cosigned twice (/cosig/1/by)."));
        suite.add(SignedEvent.accept("envelope-sixteen-cosignatures", cosigned(16))
                .about(about, "Sixteen cosignatures, the most."));
        suite.add(SignedEvent.reject(
                        "envelope-seventeen-cosignatures", cosigned(17).text(), "LIMIT_EXCEEDED")
                .about(about, "Seventeen cosignatures (/cosig)."));
    }

    private static SignedEvent cosigned(int count) {
        String list = IntStream.rangeClosed(1, count)
                .mapToObj(SignedEvent::cosignature)
                .collect(Collectors.joining(",", "[", "]"));
        return EVENT.with("/cosig", list).signed();
    }
}
