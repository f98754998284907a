// What an event of each kind may say (docs/format/events.md). Each reader takes the fields of a body, refuses what breaks
// the form or the rules, and gives nothing back: the body is then the JSON that it was read from.

import * as form from './form.mjs';
import { parseDecimal, parseDigest, parseWeight, WHOLE_WEIGHT } from './form.mjs';
import { readConflict } from './conflict.mjs';
import { parseIssuer } from './issuer.mjs';

const PURPOSES = ['train', 'finetune', 'rag', 'eval', 'redistribute'];
const PERMISSIONS = ['allowed', 'notAllowed', 'constrained'];
const CONTRIBUTOR_ROLES = ['contributor', 'contributors'];
const WHOLE_PPM = 1_000_000;

export const KINDS = {
    'datanet.upload': readUpload,
    'model.register': readModel,
    'policy.split': readSplit,
    inference: readInference,
    'reward.accrue': readAccrual,
    'issuer.conflict': readConflict,
};

function digestIfPresent(fields, key) {
    return fields.ifPresent(key, () => fields.parsed(key, parseDigest));
}

function readUpload(fields) {
    fields.choice('upload_type', ['original', 'revision', 'annotation', 'synthetic', 'derived']);
    readContent(fields.fields('content'));
    fields.ifPresent('rows', () => readRows(fields.fields('rows')));
    readLicense(fields.fields('license'));
    const purposeCount = readUse(fields.fields('use'));
    fields.parsed('contributor', parseIssuer);
    fields.parsed('payout', parseIssuer);
    readSource(fields.fields('source'));
    fields.choice('pii', ['none', 'pseudonymous', 'personal', 'special']);
    fields.ifPresent('meta', () => readMeta(fields.fields('meta')));
    digestIfPresent(fields, 'duplicate_of');
    fields.end();
    fields.rule(purposeCount > 0, '/use', 'names no purpose, want at least one');
}

function readContent(fields) {
    const digest = digestIfPresent(fields, 'digest');
    const commitment = digestIfPresent(fields, 'commitment');
    const size = fields.integer('size');
    const mediaType = fields.text('media_type');
    fields.end();
    const isOne = (digest === undefined) !== (commitment === undefined);
    fields.rule(isOne, '', 'wants either a digest or a commitment');
    fields.wantAtLeast('/size', size, 0);
    fields.want(form.MEDIA_TYPE, '/media_type', mediaType);
}

function readRows(fields) {
    const count = fields.integer('count');
    fields.parsed('root', parseDigest);
    fields.end();
    fields.wantAtLeast('/count', count, 1);
}

function readLicense(fields) {
    const spdx = fields.text('spdx');
    fields.choice('evidence', ['asserted', 'verified']);
    const url = fields.ifPresent('url', () => fields.text('url'));
    digestIfPresent(fields, 'text_digest');
    fields.end();
    fields.want(form.SPDX, '/spdx', spdx);
    if (url !== undefined) {
        fields.want(form.URL, '/url', url);
    }
}

function readUse(fields) {
    const named = PURPOSES.filter((purpose) => fields.has(purpose));
    named.forEach((purpose) => fields.choice(purpose, PERMISSIONS));
    fields.end();
    return named.length;
}

function readSource(fields) {
    fields.choice('kind', ['human', 'crawl', 'partner', 'synthetic']);
    const derivedFrom = fields.ifPresent('derived_from', (key) => fields.parsedList(key, parseDigest)) ?? [];
    fields.end();
    fields.rule(new Set(derivedFrom).size === derivedFrom.length, '/derived_from', 'names an event twice');
}

function readMeta(fields) {
    const format = fields.text('format');
    fields.parsed('digest', parseDigest);
    fields.end();
    fields.want(form.NAME, '/format', format);
}

/** An integer from 0, or a name. */
function readVersion(fields) {
    const version = fields.take('version');
    if (typeof version === 'number') {
        fields.wantAtLeast('/version', version, 0);
    } else if (typeof version === 'string') {
        fields.want(form.NAME, '/version', version);
    } else {
        throw fields.refusal('VALUE', '/version', 'is of another JSON type, want an integer or a string');
    }
}

function readModel(fields) {
    const modelId = fields.text('model_id');
    readVersion(fields);
    const paths = fields.ifPresent('artifacts', (key) => fields.list(key, readArtifact)) ?? [];
    const bundle = digestIfPresent(fields, 'bundle_digest');
    digestIfPresent(fields, 'base');
    const adapters = fields.ifPresent('adapters', (key) => fields.parsedList(key, parseDigest)) ?? [];
    readTraining(fields.fields('training'));
    digestIfPresent(fields, 'attribution_index');
    fields.parsed('owner', parseIssuer);
    fields.end();
    fields.want(form.NAME, '/model_id', modelId);
    fields.rule(paths.length > 0 || bundle !== undefined, '', 'wants artifacts or a bundle_digest');
    fields.rule(new Set(paths).size === paths.length, '/artifacts', 'names a path twice');
    fields.rule(new Set(adapters).size === adapters.length, '/adapters', 'names an event twice');
}

function readArtifact(fields) {
    const path = fields.text('path');
    fields.parsed('digest', parseDigest);
    const size = fields.integer('size');
    fields.end();
    fields.want(form.PATH, '/path', path);
    fields.wantAtLeast('/size', size, 0);
    return path;
}

/** A state of the log; gives its size. */
function readHead(fields) {
    const size = fields.integer('size');
    fields.parsed('root', parseDigest);
    fields.end();
    fields.wantAtLeast('/size', size, 0);
    return size;
}

function readTraining(fields) {
    fields.parsed('uploads_root', parseDigest);
    const count = fields.integer('uploads_count');
    const size = readHead(fields.fields('as_of'));
    fields.end();
    fields.wantAtLeast('/uploads_count', count, 0);
    fields.rule(count <= size, '/uploads_count', `is ${count}, want at most the ${size} entries of as_of`);
}

function readSplit(fields) {
    const policyId = fields.text('policy_id');
    readVersion(fields);
    const token = fields.text('token');
    const shares = fields.list('shares', readShare);
    const rounding = fields.text('rounding');
    const disputeWindow = fields.integer('dispute_window_ms');
    const effectiveFrom = fields.integer('effective_from');
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

function readShare(fields) {
    const role = fields.text('role');
    const ppm = fields.integer('ppm');
    fields.end();
    fields.want(form.ROLE, '/role', role);
    fields.wantWithin('/ppm', ppm, 0, WHOLE_PPM);
    return { role, ppm };
}

function wantEachOnce(fields, key, items) {
    const roles = new Set();
    items.forEach(({ role }, i) => {
        fields.rule(!roles.has(role), `/${key}/${i}/role`, 'is there twice');
        roles.add(role);
    });
}

function readInference(fields) {
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

function readAccrual(fields) {
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
