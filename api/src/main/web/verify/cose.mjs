// COSE receipts of inclusion (RFC 9942) in the profile of docs/format/cose.md: the log's signature of a tree's root, which is
// computed from the entry that the reader holds.

import { equal, utf8 } from './bytes.mjs';
import { CborReader, encodedArray, encodedBytes, encodedText } from './cbor.mjs';
import * as ed25519 from './ed25519.mjs';
import { COSE_BYTES_MAX, PROOF_HASHES_MAX } from './limits.mjs';
import { quote } from './malformed.mjs';
import { pathLength, rootFrom } from './merkle.mjs';
import { checkName } from './note.mjs';
import { isMet } from './policy.mjs';

const SUBJECT = 'COSE receipt';
const CLAIM = 'plumbline/tree-head/v1';
const [COSE_SIGN1, EDDSA, RFC9162_SHA256] = [18, -8n, 1n];
const LABEL = { algorithm: 1, keyId: 4, claims: 15, structure: 395, proofs: 396, treeSize: -916_201 };
const [CLAIM_ISSUER, CLAIM_SUBJECT, INCLUSION] = [1, 2, -1];
const [KEY_ID_BYTES, SIGNATURE_BYTES, HASH_BYTES] = [4, 64, 32];

/** Reads a receipt into {header, origin, keyId, size, index, path, signature}; nothing is verified. */
export function parseCose(bytes) {
    const reader = new CborReader(bytes, SUBJECT);
    if (bytes.length > COSE_BYTES_MAX) {
        throw reader.malformed('LIMIT_EXCEEDED', `has ${bytes.length} bytes, want at most ${COSE_BYTES_MAX}`);
    }
    reader.tag(COSE_SIGN1);
    reader.arrayOf(4);
    const header = reader.bytes();
    reader.map(1);
    reader.label(LABEL.proofs);
    reader.map(1);
    reader.label(INCLUSION);
    reader.arrayOf(1);
    const proof = reader.bytes();
    reader.nil();
    const signature = reader.bytes();
    reader.end();
    const headerReader = new CborReader(header, 'COSE protected header');
    const signed = parseHeader(headerReader);
    if (signature.length !== SIGNATURE_BYTES) {
        throw reader.malformed('VALUE', `has a signature of ${signature.length} bytes, want ${SIGNATURE_BYTES}`);
    }
    const proofReader = new CborReader(proof, SUBJECT);
    const inclusion = parseProof(proofReader, signed.size);
    if (![reader, headerReader, proofReader].every(({ isCanonical }) => isCanonical)) {
        throw reader.malformed('NOT_CANONICAL', 'is not in the deterministic encoding');
    }
    return { header, signature, ...signed, ...inclusion };
}

function parseHeader(reader) {
    reader.map(5);
    reader.label(LABEL.algorithm);
    wantKnown(reader, reader.integer(), EDDSA, 'alg');
    reader.label(LABEL.keyId);
    const keyId = reader.bytes();
    if (keyId.length !== KEY_ID_BYTES) {
        throw reader.malformed('VALUE', `kid has ${keyId.length} bytes, want ${KEY_ID_BYTES}`);
    }
    reader.label(LABEL.claims);
    reader.map(2);
    reader.label(CLAIM_ISSUER);
    const origin = checkName(reader.text(), 'COSE issuer');
    reader.label(CLAIM_SUBJECT);
    wantKnown(reader, reader.text(), CLAIM, 'sub');
    reader.label(LABEL.structure);
    wantKnown(reader, reader.integer(), RFC9162_SHA256, 'vds');
    reader.label(LABEL.treeSize);
    const size = reader.unsigned();
    reader.end();
    return { keyId, origin, size };
}

function wantKnown(reader, found, known, what) {
    if (found !== known) {
        throw reader.malformed('UNSUPPORTED', `${what} is ${quote(String(found))}, want ${known}`);
    }
}

function parseProof(reader, signedSize) {
    reader.arrayOf(3);
    const size = reader.unsigned();
    if (size !== signedSize) {
        throw reader.malformed('RULE', `proves for size ${size}, and what is signed is size ${signedSize}`);
    }
    const index = reader.unsigned();
    const length = reader.array();
    if (length > BigInt(PROOF_HASHES_MAX)) {
        throw reader.malformed('LIMIT_EXCEEDED', `has ${length} hashes, want at most ${PROOF_HASHES_MAX}`);
    }
    const path = Array.from({ length: Number(length) }, () => reader.bytes());
    if (path.some((hash) => hash.length !== HASH_BYTES)) {
        throw reader.malformed('VALUE', `has a hash that has not ${HASH_BYTES} bytes`);
    }
    reader.end();
    return { index, path };
}

/** Judges the receipt of a leaf. Total. Gives {log, head, index}, or {reason, detail}. */
export function judgeCose(receipt, leaf, policy) {
    const { origin, size, index, path } = receipt;
    const logs = policy.logs.filter((log) => log.name === origin);
    if (logs.length === 0) {
        return { reason: 'UNKNOWN_LOG', detail: `no log of the policy has the origin ${quote(origin)}` };
    }
    const place = `${path.length} hashes for entry ${index} of ${size}`;
    if (index >= size) {
        return { reason: 'INDEX_OUT_OF_RANGE', detail: place };
    }
    if (path.length !== pathLength(index, size)) {
        return { reason: 'PATH_LENGTH_WRONG', detail: place };
    }
    const root = rootFrom(leaf, index, size, path);
    const log = logs.find((key) => isSignedBy(key, receipt, root));
    if (log === undefined) {
        const detail = `no key that the policy holds for ${quote(origin)} signed the root that leaf and path lead to`;
        return { reason: 'CHECKPOINT_SIGNATURE_BAD', detail };
    }
    if (!isMet(policy.quorum, new Set())) {
        const detail = 'the log signed it, but the policy demands witnesses and a COSE receipt has none';
        return { reason: 'WITNESS_QUORUM_MISSING', detail };
    }
    return { log, head: { size, root }, index };
}

/** Whether a key made the signature: over the Sig_structure of RFC 9052 section 4.4. */
function isSignedBy(key, { keyId, header, signature }, root) {
    if (key.type !== 'ED25519' || !equal(key.id, keyId)) {
        return false;
    }
    const context = encodedText(utf8('Signature1'));
    const signed = encodedArray(context, encodedBytes(header), encodedBytes(new Uint8Array(0)), encodedBytes(root));
    return ed25519.verify(key.key, signed, signature);
}
