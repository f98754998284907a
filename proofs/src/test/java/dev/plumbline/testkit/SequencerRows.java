package dev.plumbline.testkit;

/** What may be wrong with evidence about a sequencer, and what may not. See {@link EventRow}. */
final class SequencerRows {
    static final String SUBMISSION = """
            event-left-out | /body/event | - | ok | = | The transaction is about no event.
            event-malformed | /body/event | "x" | VALUE | = | What the transaction is about is no event id.
            chain-missing | /body/chain | - | MISSING_KEY | = | The chain is left out.
            chain-malformed | /body/chain | "eip155" | VALUE | = | The chain has no reference.
            tx-missing | /body/tx | - | MISSING_KEY | = | The hash of the transaction is left out.
            tx-malformed | /body/tx | "0x00" | VALUE | = | The hash of the transaction has one byte.
            from-missing | /body/from | - | MISSING_KEY | = | The sender is left out.
            from-checksummed | /body/from | "0x00112233445566778899AABBccddeeff00112233" | VALUE | = | The sender's address has capitals, as checksums do.
            from-did | /body/from | "did:pkh:eip155:1:0x0000000000000000000000000000000000000000" | VALUE | = | The sender is a DID.
            from-of-19-bytes | /body/from | "0x112233445566778899aabbccddeeff00112233" | VALUE | = | The sender's address has 19 bytes.
            nonce-missing | /body/nonce | - | MISSING_KEY | = | The nonce is left out.
            nonce-negative | /body/nonce | -1 | VALUE | = | The nonce is negative.
            nonce-0 | /body/nonce | 0 | ok | = | The transaction is the sender's first.
            max-fee-missing | /body/max_fee | - | MISSING_KEY | = | The most that gas may cost is left out.
            max-fee-integer | /body/max_fee | 1000000000 | VALUE | = | The most that gas may cost is a number.
            max-tip-missing | /body/max_tip | - | MISSING_KEY | = | The most of a tip is left out.
            max-tip-negative | /body/max_tip | "-1" | VALUE | = | The most of a tip is negative.
            max-tip-0 | /body/max_tip | "0" | ok | = | There is no tip.
            gas-missing | /body/gas | - | MISSING_KEY | = | The most of gas is left out.
            gas-negative | /body/gas | -1 | VALUE | = | The most of gas is negative.
            raw-commitment-missing | /body/raw_commitment | - | MISSING_KEY | = | The commitment to the transaction is left out.
            raw-commitment-of-chain | /body/raw_commitment | $X | VALUE | = | The commitment to the transaction is written as a chain's hash.
            submitted-at-missing | /body/submitted_at | - | MISSING_KEY | = | The time is left out.
            submitted-at-negative | /body/submitted_at | -1 | VALUE | = | The time is negative.
            via-missing | /body/via | - | MISSING_KEY | = | The endpoints are left out.
            via-empty | /body/via | [] | RULE | = | There is no endpoint.
            via-endpoint-twice | /body/via/2 | {"endpoint":$H} | ok | = | There is a third endpoint, of which nothing is known.
            via-error | /body/via/0/response | "error" | ok | = | An endpoint answered with an error.
            via-timeout | /body/via/0/response | "timeout" | ok | = | An endpoint did not answer in time.
            via-response-unknown | /body/via/0/response | "ok" | VALUE | = | What an endpoint answered is nothing that the format names.
            via-at-negative | /body/via/0/at | -1 | VALUE | = | An endpoint answered before the epoch.
            via-endpoint-missing | /body/via/0/endpoint | - | MISSING_KEY | = | An endpoint is left out.
            via-endpoint-url | /body/via/0/endpoint | "https://rpc.example.org" | VALUE | = | An endpoint is a URL, which may hold a key, and no digest of one.
            via-key-unknown | /body/via/0/url | "x" | UNKNOWN_KEY | = | An endpoint has a key that it does not know.
            key-unknown | /body/observer | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String OBSERVATION = """
            chain-missing | /body/chain | - | MISSING_KEY | = | The chain is left out.
            chain-malformed | /body/chain | "op" | VALUE | = | The chain is a name.
            tx-missing | /body/tx | - | MISSING_KEY | = | The hash of the transaction is left out.
            block-missing | /body/block | - | MISSING_KEY | = | The number of the block is left out.
            block-negative | /body/block | -1 | VALUE | = | The number of the block is negative.
            block-hash-missing | /body/block_hash | - | MISSING_KEY | = | The hash of the block is left out.
            block-hash-with-sha256 | /body/block_hash | $H | VALUE | = | The hash of the block is written as a digest.
            index-missing | /body/index | - | MISSING_KEY | = | The place in the block is left out.
            index-negative | /body/index | -1 | VALUE | = | The place in the block is negative.
            index-0 | /body/index | 0 | ok | = | The transaction is the first of its block.
            block-time-missing | /body/block_time | - | MISSING_KEY | = | The time of the block is left out.
            block-time-negative | /body/block_time | -1 | VALUE | = | The time of the block is negative.
            first-seen-missing | /body/first_seen_at | - | MISSING_KEY | = | The time when it was seen is left out.
            first-seen-negative | /body/first_seen_at | -1 | VALUE | = | The time when it was seen is negative.
            first-seen-before-block | /body/first_seen_at | 0 | ok | = | The block was seen before its own time, which the sequencer chose.
            channel-missing | /body/channel | - | MISSING_KEY | = | How it was seen is left out.
            channel-rpc | /body/channel | "rpc" | ok | = | A node was asked.
            channel-l1 | /body/channel | "l1" | ok | = | The data on L1 was read.
            channel-unknown | /body/channel | "gossip" | VALUE | = | How it was seen is nothing that the format names.
            unsafe-sig-left-out | /body/unsafe_sig | - | ok | = | No signature of the block was seen.
            unsafe-sig-of-64-bytes | /body/unsafe_sig/signature | $S64 | VALUE | = | The signature has 64 bytes.
            unsafe-sig-in-upper-case | /body/unsafe_sig/signature | $S65U | VALUE | = | The signature is in upper case.
            unsafe-sig-without-0x | /body/unsafe_sig/signature | $S65B | VALUE | = | The signature lacks its 0x.
            unsafe-sig-not-hex | /body/unsafe_sig/signature | $S65G | VALUE | = | The signature has a letter beyond f.
            unsafe-sig-signature-missing | /body/unsafe_sig/signature | - | MISSING_KEY | = | The signature is left out.
            unsafe-sig-payload-missing | /body/unsafe_sig/payload_hash | - | MISSING_KEY | = | The hash of what was signed is left out.
            unsafe-sig-key-unknown | /body/unsafe_sig/v | 1 | UNKNOWN_KEY | = | The signature has a key that it does not know.
            safe-at-left-out | /body/safe_at | - | ok | = | L1 does not hold the data yet.
            safe-at-negative | /body/safe_at | -1 | VALUE | = | The time when L1 held the data is negative.
            finalized-at-left-out | /body/finalized_at | - | ok | = | The data is not final yet.
            finalized-at-negative | /body/finalized_at | -1 | VALUE | = | The time when the data was final is negative.
            key-unknown | /body/observer | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    static final String EQUIVOCATION = """
            chain-missing | /body/chain | - | MISSING_KEY | = | The chain is left out.
            chain-malformed | /body/chain | "x:y" | VALUE | = | The chain's family has one character.
            height-missing | /body/height | - | MISSING_KEY | = | The height is left out.
            height-negative | /body/height | -1 | VALUE | = | The height is negative.
            height-0 | /body/height | 0 | ok | = | The height is 0.
            first-missing | /body/first | - | MISSING_KEY | = | The first signature is left out.
            second-missing | /body/second | - | MISSING_KEY | = | The second signature is left out.
            one-payload | /body/second/payload_hash | $PAYLOAD1 | RULE | = | Both signatures are of one payload.
            one-signature | /body/second/signature | $S65 | ok | = | The second signature is another; whose it is, is not asked here.
            payload-malformed | /body/first/payload_hash | $H | VALUE | = | The hash of what was signed is written as a digest.
            key-unknown | /body/signer | "x" | UNKNOWN_KEY | = | The body has a key that it does not know.
            """;

    private SequencerRows() {}
}
