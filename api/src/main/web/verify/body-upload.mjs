// The body of datanet.upload: data was contributed (docs/format/events.md).

import { digestIfPresent } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';

const PURPOSES = ['train', 'finetune', 'rag', 'eval', 'redistribute'];
const PERMISSIONS = ['allowed', 'notAllowed', 'constrained'];

export function readUpload(fields) {
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
