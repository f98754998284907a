// Salted commitments (docs/format/disclosure.md).

import { hashFromBase64, utf8 } from './bytes.mjs';
import { Malformed, quote } from './malformed.mjs';
import { sha256 } from './sha256.mjs';

const FIELDS = ['content', 'prompt', 'response', 'params'];

/** The field itself, if events can commit to it. */
export function checkField(field) {
    if (!FIELDS.includes(field)) {
        throw new Malformed('VALUE', 'field', `is ${quote(field)}, want one of ${FIELDS.join(', ')}`);
    }
    return field;
}

/** The 32 bytes of a salt in base64, which are never all zero. */
export function checkSalt(text) {
    const salt = hashFromBase64(text);
    if (salt.every((byte) => byte === 0)) {
        throw new Malformed('VALUE', 'salt', 'is all zero, want random bytes');
    }
    return salt;
}

/** The commitment to a value in a field. */
export function commitment(field, salt, value) {
    return sha256(utf8(`plumbline/commit/v1\0${field}\0`), salt, value);
}
