// SHA-512 (FIPS 180-4 section 6.4), for Ed25519 alone. On BigInt: short messages, a few blocks a receipt.

import { bigEndian, concat, fromBigEndian } from './bytes.mjs';
import { fractionsOfRoots } from './sha-constants.mjs';

const MASK = (1n << 64n) - 1n;

const START = fractionsOfRoots(8, 2n, 64n);
const ROUND = fractionsOfRoots(80, 3n, 64n);

function rotate(word, by) {
    return ((word >> by) | (word << (64n - by))) & MASK;
}

function compress(state, block) {
    const words = [];
    for (let i = 0; i < 80; i++) {
        if (i < 16) {
            words.push(fromBigEndian(block.subarray(8 * i, 8 * i + 8)));
            continue;
        }
        const [early, late] = [words[i - 15], words[i - 2]];
        const s0 = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
        const s1 = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
        words.push((words[i - 16] + s0 + words[i - 7] + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 80; i++) {
        const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
        const t1 = h + s1 + ((e & f) ^ ((MASK ^ e) & g)) + ROUND[i] + words[i];
        const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
        const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
    }
    return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) & MASK);
}

/** The 64 bytes of the hash of the parts, one behind the other. */
export function sha512(...parts) {
    const message = concat(...parts);
    const padded = new Uint8Array((((message.length + 16) >> 7) + 1) << 7);
    padded.set(message);
    padded[message.length] = 0x80;
    padded.set(bigEndian(message.length * 8, 8), padded.length - 8);
    let state = START;
    for (let block = 0; block < padded.length; block += 128) {
        state = compress(state, padded.subarray(block, block + 128));
    }
    return concat(...state.map((word) => bigEndian(word, 8)));
}
