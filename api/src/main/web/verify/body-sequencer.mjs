// The bodies of sequencer.submit, sequencer.observe and sequencer.equivocate (docs/format/events.md).

import { digestIfPresent } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseChainHash, parseDecimal, parseDigest } from './form.mjs';
import { Malformed, quote } from './malformed.mjs';

export function readSubmission(fields) {
    digestIfPresent(fields, 'event');
    const chain = fields.text('chain');
    fields.parsed('tx', parseChainHash);
    const from = fields.text('from');
    const nonce = fields.integer('nonce');
    fields.parsed('max_fee', parseDecimal);
    fields.parsed('max_tip', parseDecimal);
    const gas = fields.integer('gas');
    fields.parsed('raw_commitment', parseDigest);
    const submittedAt = fields.integer('submitted_at');
    const via = fields.list('via', readEndpoint);
    fields.end();
    fields.want(form.CHAIN, '/chain', chain);
    fields.want(form.ADDRESS, '/from', from);
    fields.wantAtLeast('/nonce', nonce, 0);
    fields.wantAtLeast('/gas', gas, 0);
    fields.wantAtLeast('/submitted_at', submittedAt, 0);
    fields.rule(via.length > 0, '/via', 'is empty, want one endpoint or more');
}

function readEndpoint(fields) {
    fields.parsed('endpoint', parseDigest);
    fields.ifPresent('response', (key) => fields.choice(key, ['hash', 'error', 'timeout']));
    const at = integerIfPresent(fields, 'at');
    fields.end();
    wantTime(fields, '/at', at);
}

export function readObservation(fields) {
    const chain = fields.text('chain');
    fields.parsed('tx', parseChainHash);
    const block = fields.integer('block');
    fields.parsed('block_hash', parseChainHash);
    const index = fields.integer('index');
    const blockTime = fields.integer('block_time');
    const firstSeenAt = fields.integer('first_seen_at');
    fields.choice('channel', ['rpc', 'p2p', 'l1']);
    fields.ifPresent('unsafe_sig', (key) => readUnsafeSignature(fields.fields(key)));
    const safeAt = integerIfPresent(fields, 'safe_at');
    const finalizedAt = integerIfPresent(fields, 'finalized_at');
    fields.end();
    fields.want(form.CHAIN, '/chain', chain);
    fields.wantAtLeast('/block', block, 0);
    fields.wantAtLeast('/index', index, 0);
    fields.wantAtLeast('/block_time', blockTime, 0);
    fields.wantAtLeast('/first_seen_at', firstSeenAt, 0);
    wantTime(fields, '/safe_at', safeAt);
    wantTime(fields, '/finalized_at', finalizedAt);
}

export function readSequencerEquivocation(fields) {
    const chain = fields.text('chain');
    const height = fields.integer('height');
    const first = readUnsafeSignature(fields.fields('first'));
    const second = readUnsafeSignature(fields.fields('second'));
    fields.end();
    fields.want(form.CHAIN, '/chain', chain);
    fields.wantAtLeast('/height', height, 0);
    fields.rule(first !== second, '/second/payload_hash', 'is that of the first, want another payload');
}

/** Gives the hash of the payload, in hex. */
function readUnsafeSignature(fields) {
    fields.parsed('signature', parseSignature65);
    const payloadHash = fields.parsed('payload_hash', parseChainHash);
    fields.end();
    return payloadHash;
}

function parseSignature65(text) {
    if (!/^0x[0-9a-f]{130}$/.test(text)) {
        throw new Malformed('VALUE', 'signature', `is ${quote(text)}, want 0x and 130 lowercase hex digits`);
    }
    return text;
}

function integerIfPresent(fields, key) {
    return fields.ifPresent(key, () => fields.integer(key));
}

function wantTime(fields, place, millis) {
    if (millis !== undefined) {
        fields.wantAtLeast(place, millis, 0);
    }
}
