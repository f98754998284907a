package dev.plumbline.testkit;

/** What may be wrong with the route of a split, with a method, a payment and a correction, and what may not. See {@link EventRow}. */
final class MoneyRows {
    static final String SPLIT_ROUTED = """
            unattributed-to-treasury | /body/unattributed/route | "treasury" | ok | = | What nobody earned goes to a treasury.
            unattributed-held | /body/unattributed/route | "hold" | ok | = | What nobody earned is held.
            unattributed-route-unknown | /body/unattributed/route | "keep" | VALUE | = | What nobody earned goes where no policy can send it.
            unattributed-route-missing | /body/unattributed/route | - | MISSING_KEY | = | It is not said what becomes of what nobody earned.
            unattributed-to-missing | /body/unattributed/to | - | MISSING_KEY | = | It is not said to whom what nobody earned goes.
            unattributed-to-address | /body/unattributed/to | "0x0000000000000000000000000000000000000000" | UNSUPPORTED | = | What nobody earned goes to an address without its chain.
            unattributed-key-unknown | /body/unattributed/ppm | 1 | UNKNOWN_KEY | = | The route has a key that it does not know.
            unattributed-text | /body/unattributed | "burn" | VALUE | = | The route is a text.
            """;

    static final String METHOD = """
            id-missing | /body/method_id | - | MISSING_KEY | = | The method's id is left out.
            id-with-space | /body/method_id | "my spans" | VALUE | = | The method's id has a space.
            version-missing | /body/version | - | MISSING_KEY | = | The version is left out.
            version-integer | /body/version | 3 | ok | = | The version is an integer.
            version-true | /body/version | true | VALUE | = | The version is neither integer nor text.
            family-other | /body/family | "other" | ok | = | The method is of no family that the format names.
            family-leave-one-out | /body/family | "leave-one-out" | ok | = | The method leaves one out.
            family-unknown | /body/family | "shapley" | VALUE | = | The family is not one that the format names.
            family-missing | /body/family | - | MISSING_KEY | = | The family is left out.
            params-left-out | /body/params | - | ok | = | The method has no settings.
            params-empty | /body/params | [] | ok | = | The list of settings is empty, which means the same and is another event.
            params-sixty-four | /body/params | $P64 | ok | = | The method has 64 settings, the most.
            params-sixty-five | /body/params | $P65 | LIMIT_EXCEEDED | = | The method has 65 settings.
            params-twice | /body/params/1/name | "max-span" | RULE | = | A setting stands twice.
            params-descending | /body/params/1/name | "aa" | RULE | = | The settings are not ascending by name.
            params-object | /body/params | {"k":"v"} | VALUE | = | The settings are an object.
            param-name-with-space | /body/params/0/name | "max span" | VALUE | = | The name of a setting has a space.
            param-name-missing | /body/params/0/name | - | MISSING_KEY | = | A setting has no name.
            param-value-empty | /body/params/0/value | "" | VALUE | = | A setting has the empty value.
            param-value-of-256 | /body/params/0/value | $V256 | ok | = | The value of a setting has 256 characters, the most.
            param-value-of-257 | /body/params/0/value | $V257 | VALUE | = | The value of a setting has 257 characters.
            param-value-not-ascii | /body/params/0/value | "64 \\u00b5" | VALUE | = | The value of a setting has a letter beyond ASCII.
            param-value-integer | /body/params/0/value | 64 | VALUE | = | The value of a setting is a number.
            param-key-unknown | /body/params/0/unit | "x" | UNKNOWN_KEY | = | A setting has a key that it does not know.
            code-digest-missing | /body/code_digest | - | MISSING_KEY | = | The digest of the code is left out.
            code-digest-bare | /body/code_digest | "0000000000000000000000000000000000000000000000000000000000000000" | VALUE | = | The digest of the code lacks its sha256.
            determinism-unknown | /body/determinism | "sampled" | VALUE | = | The determinism is none that the format names.
            determinism-missing | /body/determinism | - | MISSING_KEY | = | The determinism is left out.
            exact-with-tolerance | /body/determinism | "exact" | RULE | /body/tolerance_ppm | An exact method has a tolerance.
            seeded-with-tolerance | /body/determinism | "seeded" | RULE | /body/tolerance_ppm | A seeded method has a tolerance.
            approximate-without-tolerance | /body/tolerance_ppm | - | RULE | = | An approximate method has no tolerance.
            tolerance-0 | /body/tolerance_ppm | 0 | ok | = | The tolerance is 0, the least.
            tolerance-whole | /body/tolerance_ppm | 1000000 | ok | = | The tolerance is the whole, the most.
            tolerance-above-whole | /body/tolerance_ppm | 1000001 | VALUE | = | The tolerance is more than the whole.
            tolerance-negative | /body/tolerance_ppm | -1 | VALUE | = | The tolerance is negative.
            tolerance-text | /body/tolerance_ppm | "1000" | VALUE | = | The tolerance is a text.
            key-unknown | /body/url | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            exact | /body | {"method_id":"m","version":1,"family":"influence","code_digest":$H,"determinism":"exact"} | ok | = | An exact method without tolerance or settings.
            seeded | /body | {"method_id":"m","version":1,"family":"gradient","code_digest":$H,"determinism":"seeded","params":[{"name":"seed","value":"7"}]} | ok | = | A seeded method without tolerance.
            """;

    static final String PAYMENT = """
            accruals-missing | /body/accruals | - | MISSING_KEY | = | What is paid is left out.
            accruals-empty | /body/accruals | [] | RULE | = | Nothing is paid.
            accruals-one | /body/accruals/0 | - | ok | = | One line is paid.
            accruals-two-lines-of-one | /body/accruals/2 | {"event":$H,"line":0} | ok | = | A third line is paid.
            accruals-line-twice | /body/accruals | [{"event":$H,"line":1},{"event":$H,"line":0},{"event":$H,"line":1}] | RULE | /body/accruals/2 | A line is paid twice.
            accrual-line-negative | /body/accruals/0/line | -1 | VALUE | = | The index of a line is negative.
            accrual-line-text | /body/accruals/0/line | "3" | VALUE | = | The index of a line is a text.
            accrual-line-missing | /body/accruals/0/line | - | MISSING_KEY | = | The index of a line is left out.
            accrual-event-missing | /body/accruals/0/event | - | MISSING_KEY | = | The accrual of a line is left out.
            accrual-event-malformed | /body/accruals/0/event | "x" | VALUE | = | The accrual of a line is no event id.
            accrual-key-unknown | /body/accruals/0/amount | "1" | UNKNOWN_KEY | = | A paid line has a key that it does not know.
            to-missing | /body/to | - | MISSING_KEY | = | The payee is left out.
            to-did-web | /body/to | "did:web:example.org" | UNSUPPORTED | = | The payee is of a DID method that is not used here.
            amount-missing | /body/amount | - | MISSING_KEY | = | The amount is left out.
            amount-negative | /body/amount | "-1" | VALUE | = | The amount is negative.
            amount-fraction | /body/amount | "0.125" | VALUE | = | The amount has a fraction.
            amount-integer | /body/amount | 1 | VALUE | = | The amount is a number.
            amount-of-79-digits | /body/amount | $D79 | VALUE | = | The amount has 79 digits.
            amount-of-78-digits | /body/amount | $D78 | ok | = | The amount has 78 digits, the most.
            settlement-missing | /body/settlement | - | MISSING_KEY | = | The transaction is left out.
            chain-missing | /body/settlement/chain | - | MISSING_KEY | = | The chain is left out.
            chain-number | /body/settlement/chain | "1612" | VALUE | = | The chain is a bare number.
            chain-other | /body/settlement/chain | "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp" | ok | = | The chain is no Ethereum chain.
            tx-missing | /body/settlement/tx | - | MISSING_KEY | = | The hash of the transaction is left out.
            tx-with-sha256 | /body/settlement/tx | $H | VALUE | = | The hash of the transaction is written as a digest.
            tx-in-upper-case | /body/settlement/tx | "0xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" | VALUE | = | The hash of the transaction is in upper case.
            tx-of-31-bytes | /body/settlement/tx | "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | VALUE | = | The hash of the transaction has 31 bytes.
            log-index-missing | /body/settlement/log_index | - | MISSING_KEY | = | A final payment does not say which log it is.
            log-index-negative | /body/settlement/log_index | -1 | VALUE | = | The index of the log is negative.
            block-missing | /body/settlement/block | - | MISSING_KEY | = | A final payment does not say in which block it is.
            block-negative | /body/settlement/block | -1 | VALUE | = | The number of the block is negative.
            block-0 | /body/settlement/block | 0 | ok | = | The block is the first of the chain.
            batch-left-out | /body/settlement/batch | - | ok | = | The payment is of no batch.
            batch-malformed | /body/settlement/batch | "7" | VALUE | = | The batch is no hash.
            included | /body/settlement/status | "included" | ok | = | The payment is in a block that is not final.
            submitted-in-a-block | /body/settlement/status | "submitted" | ok | = | A payment that was handed in has a block already.
            status-unknown | /body/settlement/status | "pending" | VALUE | = | The status is none that the format names.
            status-missing | /body/settlement/status | - | MISSING_KEY | = | The status is left out.
            settlement-key-unknown | /body/settlement/token | "x" | UNKNOWN_KEY | = | The settlement has a key that it does not know.
            key-unknown | /body/token | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            submitted | /body/settlement | {"chain":"eip155:1612","tx":$X,"status":"submitted"} | ok | = | A payment that was handed in and is in no block.
            """;

    static final String CORRECTION = """
            target-missing | /body/target | - | MISSING_KEY | = | The event that was wrong is left out.
            target-malformed | /body/target | "x" | VALUE | = | The event that was wrong is no event id.
            class-missing | /body/class | - | MISSING_KEY | = | It is not said what was wrong.
            class-unknown | /body/class | "typo" | VALUE | = | What was wrong is nothing that the format names.
            class-duplicate | /body/class | "duplicate" | ok | = | The event repeated another.
            withdrawal-with-replacement | /body/class | "withdrawal" | RULE | /body/replacement | A withdrawal has a replacement.
            replacement-left-out | /body/replacement | - | ok | = | Nothing takes the event's place.
            replacement-malformed | /body/replacement | "x" | VALUE | = | What takes the event's place is no event id.
            reason-missing | /body/reason_digest | - | MISSING_KEY | = | The digest of the reason is left out.
            reason-in-words | /body/reason_digest | "a mistake" | VALUE | = | The reason is in words.
            effective-missing | /body/effective | - | MISSING_KEY | = | It is not said from when on the correction counts.
            effective-now | /body/effective | "from-now" | ok | = | The correction counts from now on.
            effective-unknown | /body/effective | "from_now" | VALUE | = | From when on it counts is nothing that the format names.
            delta-left-out | /body/delta | - | ok | = | Nobody gets more or less.
            delta-empty | /body/delta | [] | ok | = | The list of changes is empty, which means the same and is another event.
            delta-one-sided | /body/delta/1 | - | ok | = | One party gets more and nobody less, which is for an audit to judge.
            delta-party-twice | /body/delta/1 | {"to":$A4,"amount":"-1"} | RULE | /body/delta/1 | A party has two changes.
            delta-0 | /body/delta/0/amount | "0" | VALUE | = | A change is 0.
            delta-minus-0 | /body/delta/0/amount | "-0" | VALUE | = | A change is minus 0.
            delta-with-plus | /body/delta/0/amount | "+1" | VALUE | = | A change has a plus sign.
            delta-two-signs | /body/delta/0/amount | "--1" | VALUE | = | A change has two signs.
            delta-leading-zero | /body/delta/0/amount | "-01" | VALUE | = | A change has a leading zero.
            delta-sign-alone | /body/delta/0/amount | "-" | VALUE | = | A change is a sign alone.
            delta-integer | /body/delta/0/amount | -1 | VALUE | = | A change is a number.
            delta-of-78-digits | /body/delta/0/amount | $M78 | ok | = | A change has 78 digits and a sign, the most.
            delta-of-79-digits | /body/delta/0/amount | $M79 | VALUE | = | A change has 79 digits and a sign.
            delta-amount-missing | /body/delta/0/amount | - | MISSING_KEY | = | A change does not say how much.
            delta-to-missing | /body/delta/0/to | - | MISSING_KEY | = | A change does not say for whom.
            delta-key-unknown | /body/delta/0/role | "x" | UNKNOWN_KEY | = | A change has a key that it does not know.
            key-unknown | /body/note | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            withdrawal | /body | {"target":$H,"class":"withdrawal","reason_digest":$H,"effective":"from-now"} | ok | = | An event is withdrawn, and nothing takes its place.
            replacement-is-target | /body | {"target":$H,"class":"amount","replacement":$H,"reason_digest":$H,"effective":"from-now"} | RULE | /body/replacement | An event takes its own place.
            """;

    private MoneyRows() {}
}
