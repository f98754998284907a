// Salted commitments (docs/format/disclosure.md).

import { hashFromBase64, utf8 } from './bytes.mjs';
import { Malformed, quote } from './malformed.mjs';
import { sha256 } from './sha256.mjs';

const FIELDS = ['content', 'prompt', 'response', 'params'];

/** The commitment to a value in a field, under a salt in base64: as many bytes as a hash, and never all zero. */
export function commitment(field, salt, value) {
    if (!FIELDS.includes(field)) {
        throw new Malformed('VALUE', 'field', `is ${quote(field)}, want one of ${FIELDS.join(', ')}`);
    }
    const saltBytes = hashFromBase64(salt);
    if (saltBytes.every((byte) => byte === 0)) {
        throw new Malformed('VALUE', 'salt', 'is all zero, want random bytes');
    }
    return sha256(utf8(`plumbline/commit/v1\0${field}\0`), saltBytes, value);
}
