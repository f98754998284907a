package dev.plumbline.testkit;

/**
 * What may be wrong with disputes, changes of keys, erasures, index roots and what the ledger itself writes, and what may
 * not. See {@link EventRow}.
 */
final class LifeCycleRows {
    static final String DISPUTE = """
            target-missing | /body/target | - | MISSING_KEY | = | The event in dispute is left out.
            target-malformed | /body/target | "x" | VALUE | = | The event in dispute is no event id.
            code-missing | /body/code | - | MISSING_KEY | = | The complaint is left out.
            code-unknown | /body/code | "unfair" | VALUE | = | The complaint is none that the format names.
            code-inclusion-refused | /body/code | "inclusion-refused" | ok | = | The complaint is of an event that the log turned away.
            claim-missing | /body/claim | - | MISSING_KEY | = | The claim is left out.
            claim-empty | /body/claim | {} | RULE | = | The claim is empty.
            claim-digest-alone | /body/claim/expected | - | ok | = | The claim is a digest.
            claim-amount-alone | /body/claim/digest | - | ok | = | The claim is an amount.
            claim-amount-0 | /body/claim/expected | "0" | ok | = | The claim is that there should be nothing.
            claim-amount-negative | /body/claim/expected | "-1" | VALUE | = | The amount that is claimed is negative.
            claim-amount-integer | /body/claim/expected | 1 | VALUE | = | The amount that is claimed is a number.
            claim-digest-malformed | /body/claim/digest | "x" | VALUE | = | The digest that is claimed is none.
            claim-key-unknown | /body/claim/note | "x" | UNKNOWN_KEY | = | The claim has a key that it does not know.
            evidence-left-out | /body/evidence | - | ok | = | There is no evidence.
            evidence-empty | /body/evidence | [] | ok | = | The list of evidence is empty, which means the same and is another event.
            evidence-twice | /body/evidence | [$H,$H] | RULE | /body/evidence/1 | A piece of evidence stands twice.
            evidence-malformed | /body/evidence/0 | "x" | VALUE | = | A piece of evidence is no digest.
            evidence-integer | /body/evidence/0 | 1 | VALUE | = | A piece of evidence is a number.
            evidence-sixty-four | /body/evidence | $E64 | ok | = | There are 64 pieces of evidence, the most.
            evidence-sixty-five | /body/evidence | $E65 | LIMIT_EXCEEDED | = | There are 65 pieces of evidence.
            window-missing | /body/window_ends | - | MISSING_KEY | = | The end of the window is left out.
            window-negative | /body/window_ends | -1 | VALUE | = | The end of the window is negative.
            window-0 | /body/window_ends | 0 | ok | = | The window ended at the epoch.
            key-unknown | /body/by | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String RESOLUTION = """
            dispute-missing | /body/dispute | - | MISSING_KEY | = | The dispute is left out.
            dispute-malformed | /body/dispute | "x" | VALUE | = | The dispute is no event id.
            outcome-missing | /body/outcome | - | MISSING_KEY | = | The outcome is left out.
            outcome-unknown | /body/outcome | "settled" | VALUE | = | The outcome is none that the format names.
            upheld-without-correction | /body/correction | - | MISSING_KEY | = | A dispute was upheld and no correction is named.
            upheld-with-reason | /body/reason_digest | $H | RULE | = | A dispute was upheld and has the reason of a rejection.
            rejected-with-correction | /body/outcome | "rejected" | RULE | /body/correction | A dispute was rejected and a correction is named.
            correction-malformed | /body/correction | "x" | VALUE | = | The correction is no event id.
            key-unknown | /body/by | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            rejected | /body | {"dispute":$H,"outcome":"rejected","reason_digest":$H} | ok | = | A dispute was rejected with a reason.
            rejected-without-reason | /body | {"dispute":$H,"outcome":"rejected"} | MISSING_KEY | /body/reason_digest | A dispute was rejected without a reason.
            rejected-with-both | /body | {"dispute":$H,"outcome":"rejected","reason_digest":$H,"correction":$H} | RULE | /body/correction | A dispute was rejected with a reason, and a correction is named.
            """;

    static final String ROTATION = """
            old-missing | /body/old | - | MISSING_KEY | = | The old party is left out.
            new-missing | /body/new | - | MISSING_KEY | = | The new party is left out.
            old-did-web | /body/old | "did:web:example.org" | UNSUPPORTED | = | The old party is of a DID method that is not used here.
            reason-left-out | /body/reason_digest | - | ok | = | No reason is given.
            reason-in-words | /body/reason_digest | "lost" | VALUE | = | The reason is in words.
            key-unknown | /body/at | 1 | UNKNOWN_KEY | = | The body has a key that it does not know.
            by-the-new-key | /body | {"old":$D1,"new":$D0} | ok | = | The new party issues the event and the old one cosigns.
            to-an-account | /body | {"old":$D0,"new":$A4} | RULE | /cosig | The new party is an account that has not cosigned.
            of-others | /body | {"old":$D1,"new":$D2} | RULE | /issuer | The issuer is neither the old nor the new party.
            to-itself | /body/new | $D0 | RULE | = | The new party is the old one.
            without-cosignature | /cosig | - | MISSING_KEY | = | The new party has not cosigned.
            cosigned-by-another-as-well | /cosig/1 | $C2 | ok | = | A third party has cosigned as well.
            cosigned-by-another | /cosig | [$C2] | RULE | = | Another than the new party has cosigned.
            cosigned-by-the-issuer | /cosig | [$C0] | RULE | = | The issuer has cosigned its own event, and the new party has not.
            """;

    static final String REVOCATION = """
            revoked-missing | /body/revoked | - | MISSING_KEY | = | Who signs no more is left out.
            revoked-malformed | /body/revoked | "0x00" | UNSUPPORTED | = | Who signs no more is no DID.
            since-left-out | /body/compromised_since | - | ok | = | The key signs no more from this event on.
            since-0 | /body/compromised_since | 0 | ok | = | Nothing that the key ever signed counts.
            since-negative | /body/compromised_since | -1 | VALUE | = | The index from which on nothing counts is negative.
            since-text | /body/compromised_since | "40" | VALUE | = | The index from which on nothing counts is a text.
            reason-left-out | /body/reason_digest | - | ok | = | No reason is given.
            reason-malformed | /body/reason_digest | "x" | VALUE | = | The digest of the reason is none.
            key-unknown | /body/successor | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String ERASURE = """
            target-missing | /body/target | - | MISSING_KEY | = | The event is left out.
            target-malformed | /body/target | "x" | VALUE | = | The event is no event id.
            fields-missing | /body/fields | - | MISSING_KEY | = | What was erased is left out.
            fields-empty | /body/fields | [] | RULE | = | Nothing was erased.
            fields-all | /body/fields | ["content","prompt","response","params","rows"] | ok | = | Every field that can be was erased.
            fields-twice | /body/fields | ["rows","rows"] | RULE | /body/fields/1 | A field was erased twice.
            fields-unknown | /body/fields/1 | "fee" | VALUE | = | A field holds no commitment.
            fields-integer | /body/fields/0 | 1 | VALUE | = | A field is a number.
            authority-missing | /body/authority | - | MISSING_KEY | = | On whose word is left out.
            authority-law | /body/authority | "law" | ok | = | A law demanded it.
            authority-unknown | /body/authority | "gdpr" | VALUE | = | On whose word is nobody that the format names.
            at-missing | /body/at | - | MISSING_KEY | = | The time is left out.
            at-negative | /body/at | -1 | VALUE | = | The time is negative.
            at-0 | /body/at | 0 | ok | = | The time is the epoch.
            key-unknown | /body/salt | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String INDEX_ROOT = """
            as-of-missing | /body/as_of | - | MISSING_KEY | = | The prefix is left out.
            as-of-size-negative | /body/as_of/size | -1 | VALUE | = | The size of the prefix is negative.
            as-of-size-0 | /body/as_of/size | 0 | ok | = | The prefix is empty.
            as-of-root-missing | /body/as_of/root | - | MISSING_KEY | = | The root of the prefix is left out.
            as-of-key-unknown | /body/as_of/time | 1 | UNKNOWN_KEY | = | The prefix has a key that it does not know.
            root-missing | /body/root | - | MISSING_KEY | = | The root is left out.
            root-malformed | /body/root | "x" | VALUE | = | The root is no digest.
            key-count-missing | /body/key_count | - | MISSING_KEY | = | The number of keys is left out.
            key-count-negative | /body/key_count | -1 | VALUE | = | The number of keys is negative.
            key-count-0 | /body/key_count | 0 | ok | = | The index has no keys.
            key-unknown | /body/keys | 3 | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String FORCED = """
            demand-missing | /body/demand | - | MISSING_KEY | = | The demand is left out.
            demand-chain-missing | /body/demand/chain | - | MISSING_KEY | = | The chain of the demand is left out.
            demand-chain-number | /body/demand/chain | "1612" | VALUE | = | The chain is no CAIP-2 chain.
            demand-contract-missing | /body/demand/contract | - | MISSING_KEY | = | The contract is left out.
            demand-contract-upper-case | /body/demand/contract | "0x00112233445566778899AABBCCDDEEFF00112233" | VALUE | = | The contract is in upper case.
            demand-id-missing | /body/demand/id | - | MISSING_KEY | = | The number of the demand is left out.
            demand-id-0 | /body/demand/id | 0 | ok | = | The demand is the contract's first.
            demand-id-negative | /body/demand/id | -1 | VALUE | = | The number of the demand is negative.
            demand-block-missing | /body/demand/block | - | MISSING_KEY | = | The block of the demand is left out.
            demand-block-0 | /body/demand/block | 0 | ok | = | The demand is in the genesis block.
            demand-block-negative | /body/demand/block | -1 | VALUE | = | The block of the demand is negative.
            demand-key-unknown | /body/demand/tx | $X | UNKNOWN_KEY | = | The demand has a key that it does not know.
            leaf-hash-missing | /body/leaf_hash | - | MISSING_KEY | = | The hash of the next leaf is left out.
            leaf-hash-digest | /body/leaf_hash | $H | VALUE | = | The hash of the next leaf is written as a digest.
            length-missing | /body/length | - | MISSING_KEY | = | The length of the next leaf is left out.
            length-0 | /body/length | 0 | VALUE | = | The next leaf is empty.
            length-1 | /body/length | 1 | ok | = | The next leaf is one byte.
            length-65535 | /body/length | 65535 | ok | = | The next leaf is the longest there is.
            length-65536 | /body/length | 65536 | VALUE | = | The next leaf is longer than a log takes.
            why-missing | /body/why | - | MISSING_KEY | = | The reason is left out.
            why-unknown | /body/why | "unwanted" | VALUE | = | The reason is none that the format names.
            why-known-event | /body/why | "known_event" | ok | = | The bytes are an event that is logged in other bytes.
            why-issuer-conflict | /body/why | "issuer_conflict" | ok | = | The bytes are a second event of one number.
            why-refused | /body/why | "refused" | ok | = | The bytes are an event that the log takes from nobody.
            key-unknown | /body/entry | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String HANDOVER = """
            from-missing | /body/from | - | MISSING_KEY | = | The old keys are left out.
            from-empty | /body/from | [] | RULE | = | There is no old key.
            from-malformed | /body/from/0 | "x" | VALUE | = | An old key is no key.
            from-twice | /body/from | [$K1,$K1] | RULE | /body/from/1 | An old key stands twice.
            from-witness | /body/from/0 | $KW | VALUE | = | An old key is that of a witness.
            from-sixteen | /body/from | $K16 | ok | = | There are 16 old keys, the most.
            from-seventeen | /body/from | $K17 | LIMIT_EXCEEDED | = | There are 17 old keys.
            to-missing | /body/to | - | MISSING_KEY | = | The new keys are left out.
            to-empty | /body/to | [] | RULE | = | There is no new key.
            to-integer | /body/to/0 | 1 | VALUE | = | A new key is a number.
            to-twice | /body/to | [$K2,$K2] | RULE | /body/to/1 | A new key stands twice.
            to-an-old-key | /body/to | [$K2,$K1] | RULE | /body/to/1 | An old key is among the new ones.
            to-witness | /body/to/0 | $KW | VALUE | = | A new key is that of a witness.
            to-seventeen | /body/to | $K17 | LIMIT_EXCEEDED | = | There are 17 new keys.
            recovered-missing | /body/recovered | - | MISSING_KEY | = | What was recovered is left out.
            recovered-size-negative | /body/recovered/size | -1 | VALUE | = | The size that was recovered is negative.
            recovered-size-11 | /body/recovered/size | 11 | ok | = | No more was recovered than was anchored.
            recovered-size-10 | /body/recovered/size | 10 | RULE | /body/anchored/size | Less was recovered than was anchored.
            recovered-root-chain-hash | /body/recovered/root | $X | VALUE | = | The root that was recovered is written as a chain writes it.
            anchored-size-missing | /body/anchored/size | - | MISSING_KEY | = | The size that was anchored is left out.
            anchored-size-0 | /body/anchored/size | 0 | VALUE | = | An empty tree was anchored.
            anchored-size-1 | /body/anchored/size | 1 | ok | = | One leaf was anchored.
            anchored-size-negative | /body/anchored/size | -1 | VALUE | = | The size that was anchored is negative.
            anchored-root-missing | /body/anchored/root | - | MISSING_KEY | = | The root that was anchored is left out.
            anchored-chain-number | /body/anchored/chain | "1612" | VALUE | = | The chain is no CAIP-2 chain.
            anchored-contract-malformed | /body/anchored/contract | "0x00" | VALUE | = | The contract is no address.
            anchored-block-negative | /body/anchored/block | -1 | VALUE | = | The block of the anchor is negative.
            anchored-block-0 | /body/anchored/block | 0 | ok | = | The anchor is in the genesis block.
            anchored-key-unknown | /body/anchored/time | 1 | UNKNOWN_KEY | = | The anchor has a key that it does not know.
            anchored-left-out | /body/anchored | - | RULE | /body/operator | The operator changes and no contract is named.
            operator-left-out | /body/operator | - | ok | = | The operator stays.
            operator-from-malformed | /body/operator/from | "x" | VALUE | = | The old operator is no account.
            operator-to-missing | /body/operator/to | - | MISSING_KEY | = | The new operator is left out.
            operator-to-malformed | /body/operator/to | "x" | VALUE | = | The new operator is no account.
            operator-to-itself | /body/operator/to | "0x1111111111111111111111111111111111111111" | RULE | = | The new operator is the old one.
            operator-key-unknown | /body/operator/at | 1 | UNKNOWN_KEY | = | The operator has a key that it does not know.
            never-anchored | /body | {"from":[$K1],"recovered":{"root":$H,"size":0},"to":[$K2]} | ok | = | The log was never anchored, and nothing was recovered.
            key-unknown | /body/reason | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    private LifeCycleRows() {}
}
