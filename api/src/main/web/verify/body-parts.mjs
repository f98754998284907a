// Parts that bodies of several kinds have.

import * as form from './form.mjs';
import { parseDigest } from './form.mjs';

export function digestIfPresent(fields, key) {
    return fields.ifPresent(key, () => fields.parsed(key, parseDigest));
}

/** An integer from 0, or a name. */
export function readVersion(fields) {
    const version = fields.take('version');
    if (typeof version === 'number') {
        fields.wantAtLeast('/version', version, 0);
    } else if (typeof version === 'string') {
        fields.want(form.NAME, '/version', version);
    } else {
        throw fields.refusal('VALUE', '/version', 'is of another JSON type, want an integer or a string');
    }
}

/** A state of the log; gives its size. */
export function readHead(fields) {
    const size = fields.integer('size');
    fields.parsed('root', parseDigest);
    fields.end();
    fields.wantAtLeast('/size', size, 0);
    return size;
}

export function wantEachOnce(fields, key, items) {
    const roles = new Set();
    items.forEach(({ role }, i) => {
        fields.rule(!roles.has(role), `/${key}/${i}/role`, 'is there twice');
        roles.add(role);
    });
}

/** Refuses an item, at its place, that is in the list before it. Items are texts. */
export function wantDistinct(fields, key, items) {
    const seen = new Set();
    items.forEach((item, i) => {
        fields.rule(!seen.has(item), `/${key}/${i}`, 'is there twice');
        seen.add(item);
    });
}

export function wantAtMost(fields, key, items, max) {
    if (items.length > max) {
        throw fields.refusal('LIMIT_EXCEEDED', '/' + key, `has ${items.length} items, want at most ${max}`);
    }
}
