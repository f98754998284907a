// The body of inference: a model was asked, and whose data bore on its answer (docs/format/events.md).

import { digestIfPresent, readHead } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseDecimal, parseDigest, parseWeight, WHOLE_WEIGHT } from './form.mjs';

export function readInference(fields) {
    const attempt = fields.text('attempt');
    const outcome = fields.choice('outcome', ['served', 'refused', 'error', 'cached']);
    fields.parsed('model', parseDigest);
    digestIfPresent(fields, 'method');
    const startedAt = fields.integer('started_at');
    const finishedAt = fields.integer('finished_at');
    fields.parsed('prompt', parseDigest);
    digestIfPresent(fields, 'response');
    fields.parsed('params', parseDigest);
    readTokens(fields.fields('tokens'));
    const fee = readFee(fields.fields('fee'));
    fields.ifPresent('attribution', (key) => readAttribution(fields.fields(key)));
    fields.end();
    fields.want(form.NAME, '/attempt', attempt);
    fields.wantAtLeast('/started_at', startedAt, 0);
    fields.wantAtLeast('/finished_at', finishedAt, 0);
    fields.rule(finishedAt >= startedAt, '/finished_at', `is ${finishedAt}, before ${startedAt}`);
    if (outcome === 'served' || outcome === 'cached') {
        for (const key of ['attribution', 'method', 'response']) {
            if (!fields.has(key)) {
                throw fields.refusal('MISSING_KEY', '/' + key, 'is missing, an answer was given');
            }
        }
    } else {
        fields.rule(!fields.has('attribution'), '/attribution', 'attributes an answer that was not given');
        fields.rule(fee === 0n, '/fee/amount', 'charges for an answer that was not given, want 0');
    }
}

function readTokens(fields) {
    const read = fields.integer('in');
    const written = fields.integer('out');
    fields.end();
    fields.wantAtLeast('/in', read, 0);
    fields.wantAtLeast('/out', written, 0);
}

function readFee(fields) {
    const token = fields.text('token');
    const amount = fields.parsed('amount', parseDecimal);
    fields.end();
    fields.want(form.TOKEN, '/token', token);
    return amount;
}

function readAttribution(fields) {
    readHead(fields.fields('as_of'));
    const lines = fields.list('lines', readWeightLine);
    const unattributed = fields.parsed('unattributed', parseWeight);
    const tail = fields.ifPresent('tail', (key) => readTail(fields.fields(key))) ?? 0n;
    digestIfPresent(fields, 'evidence_root');
    fields.end();
    lines.forEach((line, i) => {
        const isAfter = i === 0 || compareLines(lines[i - 1], line) < 0;
        fields.rule(isAfter, `/lines/${i}`, 'is not after the line before it by upload and row');
    });
    const sum = lines.reduce((total, line) => total + line.weight, unattributed + tail);
    fields.rule(sum === WHOLE_WEIGHT, '', `weights sum to ${sum}, want exactly 10^18`);
}

/** By upload, then by row; a line without a row stands first. */
function compareLines(a, b) {
    if (a.upload !== b.upload) {
        return a.upload < b.upload ? -1 : 1;
    }
    return (a.row ?? -1) - (b.row ?? -1);
}

function readWeightLine(fields) {
    const upload = fields.parsed('upload', parseDigest);
    const row = fields.ifPresent('row', () => fields.integer('row'));
    const weight = fields.parsed('weight', parseWeight);
    fields.end();
    fields.wantAtLeast('/row', row ?? 0, 0);
    fields.wantWithin('/weight', weight, 1n, WHOLE_WEIGHT);
    return { upload, row, weight };
}

function readTail(fields) {
    const count = fields.integer('count');
    const weight = fields.parsed('weight', parseWeight);
    fields.end();
    fields.wantAtLeast('/count', count, 0);
    fields.rule(count !== 0 || weight === 0n, '/weight', `is ${weight} for a count of 0, want 0`);
    return weight;
}
