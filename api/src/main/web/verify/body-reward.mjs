// The body of reward.accrue: who has earned what, exactly (docs/format/events.md).

import { digestIfPresent, wantEachOnce } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseDecimal, parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';

const CONTRIBUTOR_ROLES = ['contributor', 'contributors'];

export function readAccrual(fields) {
    digestIfPresent(fields, 'inference');
    fields.ifPresent('period', (key) => readPeriod(fields.fields(key)));
    fields.parsed('policy', parseDigest);
    const pool = fields.list('pool', readPoolLine);
    const lines = fields.list('lines', readPayLine);
    const token = fields.text('token');
    const total = fields.parsed('total', parseDecimal);
    fields.end();
    fields.rule(fields.has('inference') !== fields.has('period'), '', 'wants either an inference or a period');
    fields.want(form.TOKEN, '/token', token);
    fields.rule(total !== 0n || lines.length === 0, '/lines', 'divides a total of 0, want no lines');
    wantEachOnce(fields, 'pool', pool);
    const unspent = new Map(pool.map(({ role, amount }) => [role, amount]));
    const poolSum = pool.reduce((sum, { amount }) => sum + amount, 0n);
    fields.rule(poolSum === total, '/pool', `sums to ${poolSum}, want the total ${total}`);
    lines.forEach(({ role, amount }, i) => {
        fields.rule(unspent.has(role), `/lines/${i}/role`, `is ${role}, which is not in the pool`);
        unspent.set(role, unspent.get(role) - amount);
    });
    for (const [role, left] of unspent) {
        fields.rule(left === 0n, '/lines', `of role ${role} differ from its pool by ${-left}, want exactly the pool`);
    }
}

function readPeriod(fields) {
    const from = fields.integer('from');
    const to = fields.integer('to');
    fields.parsed('inferences_root', parseDigest);
    const count = fields.integer('count');
    fields.end();
    fields.wantAtLeast('/from', from, 0);
    fields.wantAtLeast('/to', to, 0);
    fields.wantAtLeast('/count', count, 0);
    fields.rule(to >= from, '/to', `is ${to}, before ${from}`);
}

function readPoolLine(fields) {
    const role = fields.text('role');
    const amount = fields.parsed('amount', parseDecimal);
    fields.end();
    fields.want(form.ROLE, '/role', role);
    return { role, amount };
}

function readPayLine(fields) {
    fields.parsed('to', parseIssuer);
    const role = fields.text('role');
    const upload = digestIfPresent(fields, 'upload');
    const amount = fields.parsed('amount', parseDecimal);
    fields.end();
    fields.want(form.ROLE, '/role', role);
    if (upload === undefined && CONTRIBUTOR_ROLES.includes(role)) {
        throw fields.refusal('MISSING_KEY', '/upload', 'is missing, a contributor is paid for an upload');
    }
    return { role, amount };
}
