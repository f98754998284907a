// The body of policy.split: how income is divided from some tree size on (docs/format/events.md).

import { readVersion, wantEachOnce } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseIssuer } from './issuer.mjs';

const WHOLE_PPM = 1_000_000;

export function readSplit(fields) {
    const policyId = fields.text('policy_id');
    readVersion(fields);
    const token = fields.text('token');
    const shares = fields.list('shares', readShare);
    const rounding = fields.text('rounding');
    const disputeWindow = fields.integer('dispute_window_ms');
    const effectiveFrom = fields.integer('effective_from');
    fields.ifPresent('unattributed', (key) => readRoute(fields.fields(key)));
    fields.end();
    if (rounding !== 'largest-remainder') {
        throw fields.refusal('VALUE', '/rounding', 'is another, want largest-remainder');
    }
    fields.want(form.NAME, '/policy_id', policyId);
    fields.want(form.TOKEN, '/token', token);
    fields.wantAtLeast('/dispute_window_ms', disputeWindow, 0);
    fields.wantAtLeast('/effective_from', effectiveFrom, 0);
    wantEachOnce(fields, 'shares', shares);
    const sum = shares.reduce((total, share) => total + share.ppm, 0);
    fields.rule(sum === WHOLE_PPM, '/shares', `sum to ${sum} ppm, want exactly ${WHOLE_PPM}`);
}

function readRoute(fields) {
    fields.choice('route', ['treasury', 'burn', 'hold']);
    fields.parsed('to', parseIssuer);
    fields.end();
}

function readShare(fields) {
    const role = fields.text('role');
    const ppm = fields.integer('ppm');
    fields.end();
    fields.want(form.ROLE, '/role', role);
    fields.wantWithin('/ppm', ppm, 0, WHOLE_PPM);
    return { role, ppm };
}
