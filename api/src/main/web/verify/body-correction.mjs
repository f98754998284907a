// The bodies of what comes after an event: correction, dispute.open, dispute.resolve, erasure.notice (docs/format/events.md).

import { digestIfPresent, wantAtMost, wantDistinct } from './body-parts.mjs';
import { parseChange, parseDecimal, parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';
import { quote } from './malformed.mjs';

const CLASSES = ['weight', 'amount', 'license', 'identity', 'withdrawal', 'duplicate'];
const CODES = [
    'omitted', 'late', 'reordered', 'wrong-weight', 'wrong-amount', 'not-paid', 'license', 'identity', 'inclusion-refused',
];
const COMMITTABLE = ['content', 'prompt', 'response', 'params', 'rows'];
const EVIDENCE_MAX = 64;

export function readCorrection(fields) {
    const target = fields.parsed('target', parseDigest);
    const kind = fields.choice('class', CLASSES);
    const replacement = digestIfPresent(fields, 'replacement');
    fields.parsed('reason_digest', parseDigest);
    fields.choice('effective', ['from-now', 'retroactive']);
    const payees = fields.ifPresent('delta', (key) => fields.list(key, readDelta)) ?? [];
    fields.end();
    fields.rule(replacement !== target, '/replacement', 'is the target, want another event');
    const isReplaced = replacement !== undefined;
    fields.rule(!isReplaced || kind !== 'withdrawal', '/replacement', 'is there for a withdrawal, which nothing replaces');
    wantDistinct(fields, 'delta', payees);
}

function readDelta(fields) {
    const to = fields.parsed('to', parseIssuer);
    fields.parsed('amount', parseChange);
    fields.end();
    return to.did;
}

export function readDispute(fields) {
    fields.parsed('target', parseDigest);
    fields.choice('code', CODES);
    readClaim(fields.fields('claim'));
    const evidence = fields.ifPresent('evidence', (key) => fields.parsedList(key, parseDigest)) ?? [];
    const windowEnds = fields.integer('window_ends');
    fields.end();
    wantAtMost(fields, 'evidence', evidence, EVIDENCE_MAX);
    wantDistinct(fields, 'evidence', evidence);
    fields.wantAtLeast('/window_ends', windowEnds, 0);
}

function readClaim(fields) {
    const expected = fields.ifPresent('expected', (key) => fields.parsed(key, parseDecimal));
    const digest = digestIfPresent(fields, 'digest');
    fields.end();
    fields.rule(expected !== undefined || digest !== undefined, '', 'wants an expected amount or a digest');
}

export function readResolution(fields) {
    fields.parsed('dispute', parseDigest);
    const outcome = fields.choice('outcome', ['upheld', 'rejected']);
    const correction = digestIfPresent(fields, 'correction');
    const reason = digestIfPresent(fields, 'reason_digest');
    fields.end();
    wantPresence(fields, '/correction', correction, outcome === 'upheld', outcome);
    wantPresence(fields, '/reason_digest', reason, outcome === 'rejected', outcome);
}

function wantPresence(fields, place, value, isWanted, outcome) {
    if (isWanted && value === undefined) {
        throw fields.refusal('MISSING_KEY', place, `is missing, the dispute was ${outcome}`);
    }
    fields.rule(isWanted || value === undefined, place, `is there, but the dispute was ${outcome}`);
}

export function readErasure(fields) {
    fields.parsed('target', parseDigest);
    const erased = fields.parsedList('fields', (text) => text);
    fields.choice('authority', ['subject', 'law', 'contract', 'operator']);
    const at = fields.integer('at');
    fields.end();
    fields.rule(erased.length > 0, '/fields', 'is empty, want what was erased');
    wantDistinct(fields, 'fields', erased);
    erased.forEach((field, i) => {
        if (!COMMITTABLE.includes(field)) {
            const detail = `is ${quote(field)}, want one of ${COMMITTABLE.join(', ')}`;
            throw fields.refusal('VALUE', `/fields/${i}`, detail);
        }
    });
    fields.wantAtLeast('/at', at, 0);
}
