// Text with signature lines under it (C2SP signed-note), and the keys that sign it.

import { base64, equal, hex, laxBase64, strictUtf8, utf8 } from './bytes.mjs';
import * as ed25519 from './ed25519.mjs';
import { KEY_CHARS_MAX, NOTE_BYTES_MAX, NOTE_SIGNATURES_MAX } from './limits.mjs';
import { Malformed, quote } from './malformed.mjs';
import { sha256 } from './sha256.mjs';

const LINE_PREFIX = '— ';
const KEY_ID_BYTES = 4;
const NAME_CHARS_MAX = 255;

/** The types of keys: the byte that stands for them, what they are called, and how long they are. */
export const KEY_TYPES = {
    1: { name: 'ED25519', keyBytes: 32 },
    4: { name: 'COSIGNATURE_ED25519', keyBytes: 32 },
    6: { name: 'COSIGNATURE_ML_DSA_44', keyBytes: 1_312 },
};

/** The rule for names of keys and logs: not empty, no Unicode space, no control character, no plus sign. */
export function checkName(name, subject) {
    if (name === '' || name.length > NAME_CHARS_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', subject, `name has ${name.length} characters, want 1 to 255`);
    }
    if (/[\x00-\x20\x85+\p{Z}]/u.test(name)) {
        throw new Malformed('VALUE', subject, `name has a space, a control character or a plus: ${quote(name)}`);
    }
    return name;
}

/** Reads a note from bytes or text into {text, signatures: [{name, keyId, signature}]}; nothing is verified. */
export function parseNote(note) {
    if (note.length > NOTE_BYTES_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'signed note', `is longer than ${NOTE_BYTES_MAX}`);
    }
    const whole = typeof note === 'string' ? note : strictUtf8(note);
    if (whole === null) {
        throw new Malformed('ENCODING', 'signed note', 'is not UTF-8');
    }
    // Half a surrogate pair has no bytes, so nobody can have signed it.
    if (/[\x00-\x09\x0b-\x1f]|\p{Surrogate}/u.test(whole)) {
        throw new Malformed('ENCODING', 'signed note', 'has a control character, or half a surrogate pair');
    }
    const split = whole.lastIndexOf('\n\n');
    if (split < 0 || !whole.endsWith('\n') || split + 2 === whole.length) {
        throw new Malformed('SYNTAX', 'signed note', 'has no empty line with signature lines behind it');
    }
    const lines = whole.slice(split + 2, -1).split('\n');
    if (lines.length > NOTE_SIGNATURES_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'signed note', `has ${lines.length} signatures`);
    }
    return { text: whole.slice(0, split + 1), signatures: lines.map(parseLine) };
}

function parseLine(line) {
    const nameEnd = line.lastIndexOf(' ');
    if (!line.startsWith(LINE_PREFIX) || nameEnd <= LINE_PREFIX.length) {
        throw new Malformed('SYNTAX', 'note signature', `is not "— name base64": ${quote(line)}`);
    }
    const name = checkName(line.slice(LINE_PREFIX.length, nameEnd), 'note signature');
    const digits = line.slice(nameEnd + 1);
    const blob = laxBase64(digits);
    if (blob === null) {
        throw new Malformed('SYNTAX', 'note signature', `is not base64: ${quote(digits)}`);
    }
    if (blob.length <= KEY_ID_BYTES) {
        throw new Malformed('SYNTAX', 'note signature', `has ${blob.length} bytes, want more than 4`);
    }
    if (base64(blob) !== digits) {
        throw new Malformed('NOT_CANONICAL', 'note signature', `is not canonical: ${quote(line)}`);
    }
    return { name, keyId: blob.subarray(0, KEY_ID_BYTES), signature: blob.subarray(KEY_ID_BYTES) };
}

/** Reads a vkey, `name+hex id+base64(type || key)`, into {vkey, name, type, typeCode, key, id}. */
export function parseVerifierKey(vkey) {
    if (vkey.length > KEY_CHARS_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'verifier key', `has ${vkey.length} characters, want at most ${KEY_CHARS_MAX}`);
    }
    // From the left: neither a name nor the hex of an id has a plus, but base64 may.
    const nameEnd = vkey.indexOf('+');
    const idEnd = vkey.indexOf('+', nameEnd + 1);
    if (nameEnd < 1 || idEnd < 0) {
        throw new Malformed('SYNTAX', 'verifier key', `is not name+id+base64: ${quote(vkey)}`);
    }
    const typeAndKey = laxBase64(vkey.slice(idEnd + 1));
    if (typeAndKey === null || typeAndKey.length === 0) {
        throw new Malformed('SYNTAX', 'verifier key', 'is not base64 of a key');
    }
    const type = typeAndKey[0];
    if (!Object.hasOwn(KEY_TYPES, type)) {
        throw new Malformed('UNSUPPORTED', 'verifier key', `has the type 0x${hex(typeAndKey.subarray(0, 1))}`);
    }
    const key = typeAndKey.subarray(1);
    if (key.length !== KEY_TYPES[type].keyBytes) {
        throw new Malformed('VALUE', 'verifier key', `key has ${key.length} bytes, want ${KEY_TYPES[type].keyBytes}`);
    }
    const name = checkName(vkey.slice(0, nameEnd), 'verifier key');
    const id = sha256(utf8(name + '\n'), typeAndKey).subarray(0, KEY_ID_BYTES);
    const canonical = `${name}+${hex(id)}+${base64(typeAndKey)}`;
    if (canonical !== vkey) {
        throw new Malformed('NOT_CANONICAL', 'verifier key', `is not canonical, want ${canonical}`);
    }
    return { vkey, name, type: KEY_TYPES[type].name, typeCode: type, key, id };
}

/** Whether a signature line claims to be by the key. */
export function claims(key, line) {
    return line.name === key.name && equal(line.keyId, key.id);
}

/** SIGNED, NOT_SIGNED, or BAD_SIGNATURE if any line by the key does not hold, which spoils the note. */
export function noteStatus(key, note) {
    const lines = note.signatures.filter((line) => claims(key, line));
    const text = utf8(note.text);
    const isGood = ({ signature }) => key.type === 'ED25519' && ed25519.verify(key.key, text, signature);
    if (!lines.every(isGood)) {
        return 'BAD_SIGNATURE';
    }
    return lines.length > 0 ? 'SIGNED' : 'NOT_SIGNED';
}
