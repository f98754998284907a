// Ed25519 (RFC 8032) by the one strict rule of this project (docs/adr/0008): the equation without the cofactor, S below
// the group order, A and R in their canonical encoding, A of the prime-order subgroup and not neutral.
//
// Not WebCrypto: browsers differ about just the signatures that only a dishonest signer can make.

import { equal, fromLittleEndian, hex } from './bytes.mjs';
import { inverse, mod, power } from './field.mjs';
import { sha512 } from './sha512.mjs';

const PRIME = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n, PRIME), PRIME);
const ROOT_OF_MINUS_ONE = power(2n, (PRIME - 1n) / 4n, PRIME);
const NEUTRAL = [0n, 1n, 1n, 0n];
const SCALAR_BITS = 253n;
const SEEN_KEYS_MAX = 256;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

// Points are in extended coordinates [X, Y, Z, T], x = X/Z, y = Y/Z, xy = T/Z. The addition formulas of RFC 8032 section
// 5.1.4 are complete: they hold for every pair of points.

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
    const a = ((y1 - x1) * (y2 - x2)) % PRIME;
    const b = ((y1 + x1) * (y2 + x2)) % PRIME;
    const c = ((2n * t1 * t2) % PRIME) * D;
    const d = 2n * z1 * z2;
    const [e, f, g, h] = [b - a, (d - c) % PRIME, (d + c) % PRIME, b + a];
    return [(e * f) % PRIME, (g * h) % PRIME, (f * g) % PRIME, (e * h) % PRIME];
}

/** [m]P + [n]Q, both scalars walked at once. */
function timesPlus(m, p, n, q) {
    const both = add(p, q);
    let result = NEUTRAL;
    for (let bit = SCALAR_BITS - 1n; bit >= 0n; bit--) {
        result = add(result, result);
        const choice = ((m >> bit) & 1n) + 2n * ((n >> bit) & 1n);
        if (choice !== 0n) {
            result = add(result, choice === 1n ? p : choice === 2n ? q : both);
        }
    }
    return result;
}

function isNeutral([x, y, z]) {
    return mod(x, PRIME) === 0n && mod(y - z, PRIME) === 0n;
}

/** The point of a canonical encoding (RFC 8032 section 5.1.3), or null. */
function decode(bytes) {
    const encoded = fromLittleEndian(bytes);
    const isOddX = encoded >> 255n;
    const y = encoded & ((1n << 255n) - 1n);
    if (y >= PRIME) {
        return null;
    }
    const u = mod(y * y - 1n, PRIME);
    const v = mod(D * y * y + 1n, PRIME);
    const v3 = (v * v * v) % PRIME;
    let x = (u * v3 * power(u * v3 * v3 * v, (PRIME - 5n) / 8n, PRIME)) % PRIME;
    if ((v * x * x) % PRIME !== u) {
        x = (x * ROOT_OF_MINUS_ONE) % PRIME;
    }
    if ((v * x * x) % PRIME !== u || (x === 0n && isOddX === 1n)) {
        return null;
    }
    x = (x & 1n) === isOddX ? x : PRIME - x;
    return [x, y, 1n, (x * y) % PRIME];
}

function encode([x, y, z]) {
    const inverseZ = inverse(z, PRIME);
    const number = mod(y * inverseZ, PRIME) | ((mod(x * inverseZ, PRIME) & 1n) << 255n);
    return Uint8Array.from({ length: KEY_BYTES }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
}

const BASE = decode(Uint8Array.from({ length: KEY_BYTES }, (_, i) => (i === 0 ? 0x58 : 0x66)));

/** Whether 32 bytes are the canonical encoding of a point of the curve, of whatever order. */
export function isPoint(key) {
    return key.length === KEY_BYTES && decode(key) !== null;
}

/** The negatives of the last keys seen, null for bytes that are no key: finding out costs as much as a signature. */
const seenKeys = new Map();

function negativeOfKey(key) {
    const name = hex(key);
    if (!seenKeys.has(name)) {
        if (seenKeys.size === SEEN_KEYS_MAX) {
            seenKeys.clear();
        }
        seenKeys.set(name, prepared(key));
    }
    return seenKeys.get(name);
}

function prepared(key) {
    const point = key.length === KEY_BYTES ? decode(key) : null;
    // A point with a part of order 2, 4 or 8 keeps it when multiplied by the odd order of the subgroup.
    if (point === null || isNeutral(point) || !isNeutral(timesPlus(ORDER, point, 0n, NEUTRAL))) {
        return null;
    }
    const [x, y, z, t] = point;
    return [PRIME - x, y, z, PRIME - t];
}

/** Whether a point can be a key: of the prime-order subgroup, and not neutral. */
export function isKey(key) {
    return negativeOfKey(key) !== null;
}

/** Whether the signature is the key's over the message. Total. */
export function verify(key, message, signature) {
    const negative = negativeOfKey(key);
    if (signature.length !== SIGNATURE_BYTES || negative === null) {
        return false;
    }
    const r = signature.subarray(0, KEY_BYTES);
    const s = fromLittleEndian(signature.subarray(KEY_BYTES));
    if (s >= ORDER) {
        return false;
    }
    const challenge = fromLittleEndian(sha512(r, key, message)) % ORDER;
    const expected = timesPlus(s, BASE, challenge, negative);
    // Comparing encodings and not points refuses every R that is not canonical.
    return equal(encode(expected), r);
}
