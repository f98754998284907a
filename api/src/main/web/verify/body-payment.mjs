// The body of reward.pay: what had accrued was paid, and where on a chain (docs/format/events.md).

import { wantDistinct } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseChainHash, parseDecimal, parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';

export function readPayment(fields) {
    const accruals = fields.list('accruals', readPaid);
    fields.parsed('to', parseIssuer);
    fields.parsed('amount', parseDecimal);
    readSettlement(fields.fields('settlement'));
    fields.end();
    fields.rule(accruals.length > 0, '/accruals', 'is empty, a payment is for something');
    wantDistinct(fields, 'accruals', accruals);
}

function readPaid(fields) {
    const event = fields.parsed('event', parseDigest);
    const line = fields.integer('line');
    fields.end();
    fields.wantAtLeast('/line', line, 0);
    return `${event} ${line}`;
}

function readSettlement(fields) {
    const chain = fields.text('chain');
    fields.parsed('tx', parseChainHash);
    const logIndex = fields.ifPresent('log_index', (key) => fields.integer(key));
    const block = fields.ifPresent('block', (key) => fields.integer(key));
    fields.ifPresent('batch', (key) => fields.parsed(key, parseChainHash));
    const status = fields.choice('status', ['submitted', 'included', 'final']);
    fields.end();
    fields.want(form.CHAIN, '/chain', chain);
    wantPlace(fields, '/log_index', logIndex, status);
    wantPlace(fields, '/block', block, status);
}

function wantPlace(fields, place, number, status) {
    if (number !== undefined) {
        fields.wantAtLeast(place, number, 0);
    } else if (status !== 'submitted') {
        throw fields.refusal('MISSING_KEY', place, `is missing, the payment is ${status}`);
    }
}
