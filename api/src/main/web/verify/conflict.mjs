// The body of issuer.conflict: an issuer signed two events under one number (docs/format/events.md).

import { parseDigest } from './form.mjs';
import { parseIssuer } from './issuer.mjs';
import { encode } from './json.mjs';

/**
 * Gives the namespace of the embedded event, if there is one, which must be that of the event around it.
 *
 * @param parseEvent reads the embedded event; handed in, since the reader of events reads bodies
 */
export function readConflict(fields, parseEvent) {
    const subject = fields.parsed('subject', parseIssuer);
    const subjectIseq = fields.integer('subject_iseq');
    const first = fields.parsed('first', parseDigest);
    const second = fields.ifPresent('second', (key) => readEmbedded(fields, key, parseEvent));
    const secondId = fields.ifPresent('second_id', (key) => fields.parsed(key, parseDigest));
    const secondDigest = fields.ifPresent('second_digest', (key) => fields.parsed(key, parseDigest));
    fields.end();
    const isPair = (secondId === undefined) === (secondDigest === undefined);
    fields.rule(isPair, '', 'wants second_digest and second_id together');
    fields.wantAtLeast('/subject_iseq', subjectIseq, 1);
    const isOne = (second === undefined) !== (secondId === undefined);
    fields.rule(isOne, '', 'wants either second or second_digest and second_id');
    if (second !== undefined) {
        fields.rule(second.kind !== 'issuer.conflict', '/second/kind', 'is a conflict, which embeds no other');
        fields.rule(second.issuer.did === subject.did, '/second/issuer', 'is not the subject');
        fields.rule(second.iseq === subjectIseq, '/second/iseq', `is ${second.iseq}, want ${subjectIseq}`);
    }
    fields.rule((second?.id ?? secondId) !== first, '/first', 'is the second event, want another');
    return { namespace: second?.namespace };
}

function readEmbedded(fields, key, parseEvent) {
    const entry = encode(fields.fields(key).members);
    return fields.refusing('/' + key, () => parseEvent(entry));
}
