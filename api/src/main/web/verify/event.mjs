// A signed event: the entry that the log holds, read by the rules of docs/format/events.md.

import { hex, utf8 } from './bytes.mjs';
import { KINDS } from './bodies.mjs';
import { parseSignature, parseCosignature, signatureStatus } from './event-signature.mjs';
import { Fields } from './fields.mjs';
import { parseDigest, parseNamespace } from './form.mjs';
import { parseIssuer } from './issuer.mjs';
import { encode, parseCanonical } from './json.mjs';
import { EVENT_COSIGNATURES_MAX, JSON_DEPTH_MAX } from './limits.mjs';
import { Malformed, quote } from './malformed.mjs';
import { sha256 } from './sha256.mjs';

const ID_DOMAIN = utf8('plumbline/event/v1\0');
const VERSION = 1;
// An event can be embedded two levels down in the proof of a conflict, which alone may be deeper.
const DEPTH_MAX = JSON_DEPTH_MAX - 2;

/** Reads the canonical bytes of an event. Signatures are read and not checked. */
export function parseEvent(entry) {
    const fields = new Fields(parseCanonical(entry), '');
    const version = fields.integer('v');
    if (version !== VERSION) {
        throw fields.refusal('UNSUPPORTED', '/v', `is ${version}, want ${VERSION}`);
    }
    const kind = fields.parsed('kind', parseKind);
    if (kind !== 'issuer.conflict' && depth(fields.members) > DEPTH_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'event', `is nested more than ${DEPTH_MAX} deep`);
    }
    const wanted = KINDS[kind](fields.fields('body'), parseEvent) ?? {};
    const namespace = fields.parsed('ns', parseNamespace);
    const issuer = fields.parsed('issuer', parseIssuer);
    const iseq = fields.integer('iseq');
    const iprev = fields.ifPresent('iprev', (key) => fields.parsed(key, parseDigest));
    const issuedAt = fields.integer('issued_at');
    const signature = readSignature(fields.fields('sig'));
    const cosignatures = fields.ifPresent('cosig', () => parseCosignatures(fields)) ?? [];
    fields.end();
    fields.wantAtLeast('/iseq', iseq, 1);
    fields.wantAtLeast('/issued_at', issuedAt, 0);
    fields.rule((iprev !== undefined) === iseq > 1, '/iprev', `is ${iprev ? 'there' : 'missing'} for iseq ${iseq}`);
    const isOneNamespace = wanted.namespace === undefined || wanted.namespace === namespace;
    fields.rule(isOneNamespace, '/body/second/ns', 'is another namespace');
    if (wanted.parties !== undefined) {
        wantBothParties(fields, wanted.parties, issuer, cosignatures);
    }
    const id = eventId(fields.members);
    return { entry, envelope: fields.members, id, kind, namespace, issuer, iseq, iprev, issuedAt, signature, cosignatures };
}

/** A change of keys counts only if both parties sign it. */
function wantBothParties(fields, parties, issuer, cosignatures) {
    fields.rule(parties.includes(issuer.did), '/issuer', 'is neither the old nor the new one');
    if (cosignatures.length === 0) {
        throw fields.refusal('MISSING_KEY', '/cosig', 'is missing, both parties sign');
    }
    const other = parties.find((party) => party !== issuer.did);
    fields.rule(cosignatures.some(({ by }) => by.did === other), '/cosig', `is without ${other}`);
}

function parseKind(text) {
    if (!Object.hasOwn(KINDS, text)) {
        throw new Malformed('UNSUPPORTED', 'kind', `is ${quote(text)}`);
    }
    return text;
}

function readSignature(fields) {
    const signature = parseSignature(fields);
    fields.end();
    return signature;
}

function parseCosignatures(fields) {
    const cosignatures = fields.list('cosig', parseCosignature);
    if (cosignatures.length === 0) {
        throw fields.refusal('VALUE', '/cosig', 'is empty, want it left out');
    }
    if (cosignatures.length > EVENT_COSIGNATURES_MAX) {
        throw fields.refusal('LIMIT_EXCEEDED', '/cosig', `has ${cosignatures.length} items`);
    }
    const parties = new Set();
    cosignatures.forEach(({ by }, i) => {
        fields.rule(!parties.has(by.did), `/cosig/${i}/by`, 'has cosigned before');
        parties.add(by.did);
    });
    return cosignatures;
}

/** Nesting of a value, itself counting as 1 if it can hold others. */
function depth(value) {
    if (value instanceof Map || Array.isArray(value)) {
        let deepest = 0;
        for (const member of value.values()) {
            deepest = Math.max(deepest, depth(member));
        }
        return deepest + 1;
    }
    return 0;
}

/** SHA-256 over the domain and the canonical envelope without its signatures, behind `sha256:`. */
function eventId(envelope) {
    const unsigned = new Map(envelope);
    unsigned.delete('sig');
    unsigned.delete('cosig');
    return 'sha256:' + hex(sha256(ID_DOMAIN, encode(unsigned)));
}

/** Whether the issuer and every cosigner signed: the first status that is not VALID, or VALID. Total. */
export function checkSignatures(event) {
    const parties = [{ by: event.issuer, signature: event.signature }, ...event.cosignatures];
    for (const { by, signature } of parties) {
        const status = signatureStatus(signature, by, event);
        if (status !== 'VALID') {
            return status;
        }
    }
    return 'VALID';
}
