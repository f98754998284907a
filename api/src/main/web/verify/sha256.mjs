// SHA-256 (FIPS 180-4 section 6.2), synchronous: a proof is a chain of small hashes, and WebCrypto answers only later.

import { concat } from './bytes.mjs';
import { fractionsOfRoots } from './sha-constants.mjs';

const START = Uint32Array.from(fractionsOfRoots(8, 2n, 32n), Number);
const ROUND = Uint32Array.from(fractionsOfRoots(64, 3n, 32n), Number);

function rotate(word, by) {
    return (word >>> by) | (word << (32 - by));
}

function compress(state, words) {
    for (let i = 16; i < 64; i++) {
        const early = words[i - 15];
        const late = words[i - 2];
        const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
        const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
        words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
        const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
        const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
        state[i] += word;
    });
}

/** The 32 bytes of the hash of the parts, one behind the other. */
export function sha256(...parts) {
    const message = concat(...parts);
    const padded = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
    padded.set(message);
    padded[message.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
    const state = START.slice();
    const words = new Uint32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
        for (let i = 0; i < 16; i++) {
            words[i] = view.getUint32(block + 4 * i);
        }
        compress(state, words);
    }
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => digest.setUint32(4 * i, word));
    return new Uint8Array(digest.buffer);
}
