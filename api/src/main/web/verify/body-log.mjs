// The bodies of entry.forced and log.handover, which the ledger itself writes (docs/format/events.md).

import { readHead, wantAtMost, wantDistinct } from './body-parts.mjs';
import * as form from './form.mjs';
import { parseChainHash, parseDigest } from './form.mjs';
import { ENTRY_BYTES_MAX } from './limits.mjs';
import { parseVerifierKey } from './note.mjs';

const KEY_COUNT_MAX = 16;
const LOG_KEY_TYPE = 1;

export function readForced(fields) {
    readDemand(fields.fields('demand'));
    fields.parsed('leaf_hash', parseChainHash);
    const length = fields.integer('length');
    fields.choice('why', ['not_an_event', 'known_event', 'issuer_conflict', 'refused']);
    fields.end();
    fields.wantWithin('/length', length, 1, ENTRY_BYTES_MAX);
}

function readDemand(fields) {
    const chain = fields.text('chain');
    const contract = fields.text('contract');
    const id = fields.integer('id');
    const block = fields.integer('block');
    fields.end();
    fields.want(form.CHAIN, '/chain', chain);
    fields.want(form.ADDRESS, '/contract', contract);
    fields.wantAtLeast('/id', id, 0);
    fields.wantAtLeast('/block', block, 0);
}

export function readHandover(fields) {
    const from = fields.parsedList('from', parseVerifierKey);
    const to = fields.parsedList('to', parseVerifierKey);
    const recovered = readHead(fields.fields('recovered'));
    const anchored = fields.ifPresent('anchored', (key) => readAnchored(fields.fields(key)));
    const operator = fields.ifPresent('operator', (key) => readOperator(fields.fields(key)));
    fields.end();
    wantKeys(fields, 'from', from);
    wantKeys(fields, 'to', to);
    const old = new Set(from.map((key) => key.vkey));
    to.forEach((key, i) => fields.rule(!old.has(key.vkey), `/to/${i}`, 'is an old one, want another'));
    fields.rule(anchored === undefined || anchored <= recovered, '/anchored/size', 'is more than was recovered');
    fields.rule(anchored !== undefined || operator === undefined, '/operator', 'is there, and no anchor');
}

function wantKeys(fields, name, keys) {
    fields.rule(keys.length > 0, '/' + name, 'is empty, want one key or more');
    wantAtMost(fields, name, keys, KEY_COUNT_MAX);
    wantDistinct(
        fields,
        name,
        keys.map((key) => key.vkey),
    );
    keys.forEach((key, i) => {
        if (key.typeCode !== LOG_KEY_TYPE) {
            throw fields.refusal('VALUE', `/${name}/${i}`, 'is no key of a log');
        }
    });
}

/** Gives the size of the tree. */
function readAnchored(fields) {
    const chain = fields.text('chain');
    const contract = fields.text('contract');
    const size = fields.integer('size');
    fields.parsed('root', parseDigest);
    const block = fields.integer('block');
    fields.end();
    fields.wantAtLeast('/size', size, 1);
    fields.want(form.CHAIN, '/chain', chain);
    fields.want(form.ADDRESS, '/contract', contract);
    fields.wantAtLeast('/block', block, 0);
    return size;
}

function readOperator(fields) {
    const from = fields.text('from');
    const to = fields.text('to');
    fields.end();
    fields.want(form.ADDRESS, '/from', from);
    fields.want(form.ADDRESS, '/to', to);
    fields.rule(from !== to, '/to', 'is the old one, want another');
    return { from, to };
}
