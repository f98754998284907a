// Signatures of events: over one event or a batch, in four algorithms, each of which fits one kind of issuer.

import { bigEndian, concat, equal, fromHex, hashFromBase64, hashFromHex, utf8 } from './bytes.mjs';
import { P256, recoverAddress, SECP256K1 } from './ecdsa.mjs';
import * as ed25519 from './ed25519.mjs';
import { parseIssuer } from './issuer.mjs';
import { keccak256 } from './keccak.mjs';
import { BATCH_EVENTS_MAX } from './limits.mjs';
import { Malformed } from './malformed.mjs';
import { leafHash, pathLength, rootFrom } from './merkle.mjs';
import { sha256 } from './sha256.mjs';

const EVENT_DOMAIN = utf8('plumbline/sig/v1\0');
const BATCH_DOMAIN = utf8('plumbline/batch/v1\0');

/** Bytes of a signature, the kind of issuer that makes it, and the check of a message under a key. */
const ALGORITHMS = {
    ed25519: { length: 64, issuerKind: 'ed25519', verify: ed25519.verify },
    es256: { length: 64, issuerKind: 'p256', verify: (key, m, s) => P256.verify(key, sha256(m), s) },
    es256k: { length: 64, issuerKind: 'secp256k1', verify: (key, m, s) => SECP256K1.verify(key, sha256(m), s) },
    eip712: { length: 65, issuerKind: 'account' },
};

/** Takes the members of a signature; the caller ends the fields, which may hold more. */
export function parseSignature(fields) {
    const algorithm = fields.parsed('alg', (alg) => {
        if (!Object.hasOwn(ALGORITHMS, alg)) {
            throw new Malformed('UNSUPPORTED', 'signature algorithm', 'want ed25519, es256, es256k or eip712');
        }
        return alg;
    });
    const batch = fields.ifPresent('batch', (key) => parseBatch(fields.fields(key), fields));
    const value = fields.parsed('value', (text) => {
        const { length } = ALGORITHMS[algorithm];
        const bytes = text.startsWith('0x') && text.length === 2 + 2 * length ? fromHex(text.slice(2)) : null;
        if (bytes === null) {
            throw new Malformed('VALUE', 'signature', `want 0x and ${2 * length} lowercase hex digits`);
        }
        return bytes;
    });
    return { algorithm, value, batch };
}

function parseBatch(fields, parent) {
    const index = fields.integer('index');
    const size = fields.integer('size');
    const texts = fields.parsedList('path', (text) => text);
    const batch = parent.refusing('/batch', () => {
        if (size < 1 || size > BATCH_EVENTS_MAX) {
            throw new Malformed('LIMIT_EXCEEDED', 'batch', `size is ${size}, want 1 to ${BATCH_EVENTS_MAX}`);
        }
        if (index < 0 || index >= size) {
            throw new Malformed('VALUE', 'batch', `index is ${index}, want 0 to ${size - 1}`);
        }
        const wanted = pathLength(BigInt(index), BigInt(size));
        if (texts.length !== wanted) {
            throw new Malformed('RULE', 'batch', `path has ${texts.length} hashes, want ${wanted}`);
        }
        return { index: BigInt(index), size: BigInt(size), path: texts.map(hashFromBase64) };
    });
    fields.end();
    return batch;
}

export function parseCosignature(fields) {
    const by = fields.parsed('by', parseIssuer);
    const signature = parseSignature(fields);
    fields.end();
    fields.rule(signature.batch === undefined, '/batch', 'is there, a cosignature is of one event');
    return { by, signature };
}

/** What a signature says about an event; only VALID is good. Total. */
export function signatureStatus({ algorithm, value, batch }, issuer, event) {
    const { issuerKind, verify } = ALGORITHMS[algorithm];
    if (issuer.kind !== issuerKind) {
        return 'ALGORITHM_NOT_OF_ISSUER';
    }
    if (algorithm === 'eip712') {
        return batch === undefined ? accountStatus(value, issuer, event) : 'BATCH_NOT_ALLOWED';
    }
    if (algorithm === 'ed25519' && !ed25519.isKey(issuer.subject)) {
        return 'ISSUER_KEY_WEAK';
    }
    const id = idBytes(event);
    const signed =
        batch === undefined
            ? concat(EVENT_DOMAIN, id)
            : concat(BATCH_DOMAIN, bigEndian(batch.size, 8), rootFrom(leafHash(id), batch.index, batch.size, batch.path));
    return verify(issuer.subject, signed, value) ? 'VALID' : 'SIGNATURE_BAD';
}

function accountStatus(value, issuer, event) {
    const signer = recoverAddress(typedDataDigest(event), value);
    if (signer === null) {
        return 'NOT_RECOVERABLE';
    }
    return equal(signer, issuer.subject) ? 'VALID' : 'OTHER_SIGNER';
}

function idBytes(event) {
    return hashFromHex(event.id.slice('sha256:'.length));
}

/** The EIP-712 digest of AttributionEvent under the domain Plumbline, version 1. */
function typedDataDigest(event) {
    const hashed = (text) => keccak256(utf8(text));
    const domain = keccak256(
        concat(hashed('EIP712Domain(string name,string version)'), hashed('Plumbline'), hashed('1')),
    );
    const struct = keccak256(
        concat(
            hashed('AttributionEvent(bytes32 eventId,string kind,string namespace,uint64 issuedAt)'),
            idBytes(event),
            hashed(event.kind),
            hashed(event.namespace),
            bigEndian(event.issuedAt, 32),
        ),
    );
    return keccak256(concat(Uint8Array.of(0x19, 0x01), domain, struct));
}
