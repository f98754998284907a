package dev.plumbline.vectors;

/** What may be wrong with a split of four shares, with an accrual under it, and with the proof of a conflict. */
final class RewardRows {
    static final String SPLIT = """
            policy-id-missing | /policy_id | - | MISSING_KEY | The policy's id is left out.
            policy-id-empty | /policy_id | "" | VALUE | The policy's id is empty.
            version-missing | /version | - | MISSING_KEY | The version is left out.
            token-symbol | /token | "OPEN" | VALUE | The token is a symbol.
            token-without-reference | /token | "eip155:1/slip44" | VALUE | The token has no reference.
            token-in-upper-case | /token | "eip155:1/erc20:0xAB" | VALUE | The token's address is in upper case.
            token-with-two-ids | /token | "eip155:1/slip44:60/1/2" | VALUE | The token has two ids.
            shares-empty | /shares | [] | RULE | There are no shares, which sum to nothing.
            shares-one-less | /shares/0 | - | RULE | A share was taken out, so that they sum to less than 1,000,000.
            shares-one-more | /shares/0 | {"role":"host","ppm":1} | RULE | A share was put in, so that they sum to more than 1,000,000.
            share-of-0 | /shares/0 | {"role":"host","ppm":0} | ok | A share is 0.
            share-role-twice | /shares/0 | {"role":"stakers","ppm":0} | RULE | A role has two shares.
            share-one-ppm-more | /shares/0/ppm | 100001 | RULE | The shares sum to 1,000,001.
            share-negative | /shares/0/ppm | -1 | VALUE | A share is negative.
            share-above-whole | /shares/0/ppm | 1000001 | VALUE | A share is more than the whole.
            share-text | /shares/0/ppm | "100000" | VALUE | A share is a text.
            share-role-in-upper-case | /shares/0/role | "Platform" | VALUE | A role has a capital.
            share-key-unknown | /shares/0/to | "x" | UNKNOWN_KEY | A share has a key that it does not know.
            rounding-other | /rounding | "half-even" | VALUE | The rounding is another one.
            rounding-missing | /rounding | - | MISSING_KEY | The rounding is left out.
            window-negative | /dispute_window_ms | -1 | VALUE | The time for disputes is negative.
            window-missing | /dispute_window_ms | - | MISSING_KEY | The time for disputes is left out.
            effective-from-negative | /effective_from | -1 | VALUE | The size of the log from which on it holds is negative.
            effective-from-missing | /effective_from | - | MISSING_KEY | The size of the log from which on it holds is left out.
            key-unknown | /min_line | "0" | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    static final String ACCRUAL = """
            inference-and-period-missing | /inference | - | RULE | Neither an inference nor a period is named.
            inference-and-period | /period | {"from":1,"to":2,"inferences_root":H,"count":3} | RULE | An inference and a period are named.
            period-ends-before-it-starts | /period | {"from":2,"to":1,"inferences_root":H,"count":3} | RULE | The period ends before it starts.
            period-count-negative | /period | {"from":1,"to":2,"inferences_root":H,"count":-1} | VALUE | The inferences of the period are counted below zero.
            policy-missing | /policy | - | MISSING_KEY | The policy is left out.
            pool-empty | /pool | [] | RULE | The pool is empty.
            pool-one-less | /pool/0 | - | RULE | A part of the pool was taken out, so that it sums to less than the total.
            pool-amount-changed | /pool/0/amount | "1" | RULE | A part of the pool was changed, so that it sums to less than the total.
            pool-role-twice | /pool/0/role | "models" | RULE | A role stands twice in the pool.
            pool-role-without-lines | /pool/0/role | "host" | RULE | A line is of a role that the pool does not have.
            pool-amount-negative | /pool/0/amount | "-1" | VALUE | A part of the pool is negative.
            lines-empty | /lines | [] | RULE | There are no lines for the pool.
            lines-one-less | /lines/0 | - | RULE | A line was taken out, so that a role's lines sum to less than its part.
            line-amount-changed | /lines/0/amount | "1" | RULE | A line was changed, so that a role's lines sum to less than its part.
            line-role-changed | /lines/0/role | "models" | RULE | A line was given to another role.
            line-role-unknown | /lines/0/role | "host" | RULE | A line is of a role that the pool does not have.
            line-to-missing | /lines/0/to | - | MISSING_KEY | A line does not say to whom.
            line-of-contributor-without-upload | /lines/3/upload | - | MISSING_KEY | A contributor's line names no upload.
            line-of-0 | /lines/5 | {"role":"models","to":"did:pkh:eip155:1:0x0000000000000000000000000000000000000000","amount":"0"} | ok | A line of nothing shows whom rounding left without.
            line-key-unknown | /lines/0/i | 0 | UNKNOWN_KEY | A line has a key that it does not know.
            token-malformed | /token | "x" | VALUE | The token is no CAIP-19 asset.
            total-less | /total | "1" | RULE | The total is less than the pool.
            total-0 | /total | "0" | RULE | The total is nothing, and there are lines.
            total-integer | /total | 1 | VALUE | The total is a number.
            total-missing | /total | - | MISSING_KEY | The total is left out.
            key-unknown | /note | "x" | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    static final String CONFLICT = """
            subject-other | /subject | "did:pkh:eip155:1:0x0000000000000000000000000000000000000000" | RULE | The accused is not the issuer of the second event.
            subject-missing | /subject | - | MISSING_KEY | The accused is left out.
            iseq-other | /subject_iseq | 2 | RULE | The number is not that of the second event.
            iseq-0 | /subject_iseq | 0 | VALUE | The number is 0.
            first-malformed | /first | "x" | VALUE | The first event is no event id.
            second-missing | /second | - | RULE | The second event is left out.
            second-unsigned | /second/sig | - | MISSING_KEY | The second event has no signature.
            second-of-version-2 | /second/v | 2 | UNSUPPORTED | The second event is of version 2.
            second-invalid | /second/body/pii | "some" | VALUE | The second event breaks a rule of its kind.
            second-of-other-namespace | /second/ns | "eip155:1/other" | RULE | The second event is of another namespace.
            second-and-its-id | /second_id | H | RULE | The second event is given, and an id in its place.
            second-and-its-digest | /second_digest | H | RULE | The second event is given, and a digest in its place.
            key-unknown | /conflict_ns | "x" | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    private RewardRows() {}
}
