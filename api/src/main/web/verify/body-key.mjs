// The bodies of key.rotate and key.revoke, and of index.root (docs/format/events.md).

import { digestIfPresent, readHead } from './body-parts.mjs';
import { parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';

/** Gives the two parties, who both have to sign. */
export function readRotation(fields) {
    const from = fields.parsed('old', parseIssuer);
    const to = fields.parsed('new', parseIssuer);
    digestIfPresent(fields, 'reason_digest');
    fields.end();
    fields.rule(from.did !== to.did, '/new', 'is the old one, want another');
    return { parties: [from.did, to.did] };
}

export function readRevocation(fields) {
    fields.parsed('revoked', parseIssuer);
    const since = fields.ifPresent('compromised_since', (key) => fields.integer(key));
    digestIfPresent(fields, 'reason_digest');
    fields.end();
    if (since !== undefined) {
        fields.wantAtLeast('/compromised_since', since, 0);
    }
}

export function readIndexRoot(fields) {
    readHead(fields.fields('as_of'));
    fields.parsed('root', parseDigest);
    const keyCount = fields.integer('key_count');
    fields.end();
    fields.wantAtLeast('/key_count', keyCount, 0);
}
