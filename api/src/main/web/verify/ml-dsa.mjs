// ML-DSA-44 (FIPS 204), verification alone: the pure form with the empty context, as C2SP tlog-cosignature has it. Names of
// parameters are those of the standard, table 1. Its time depends on values that are all public.

import { concat, equal } from './bytes.mjs';
import { shake128, shake256 } from './keccak.mjs';

const Q = 8_380_417;
const N = 256;
const K = 4;
const L = 4;
const D = 13;
const TAU = 39;
const BETA = 78;
const GAMMA_1 = 1 << 17;
const GAMMA_2 = (Q - 1) / 88;
const OMEGA = 80;
const ROOT_OF_UNITY = 1_753;
const INVERSE_OF_N = 8_347_681;
const SEED_BYTES = 32;
const T1_BITS = 10;
const Z_BITS = 18;
const W1_BITS = 6;
const W1_COUNT = 44;
const KEY_BYTES = 1_312;
const SIGNATURE_BYTES = 2_420;

/** Powers of the root of unity in bit-reversed order (appendix B). */
const ZETAS = (() => {
    const powers = [1];
    for (let i = 1; i < N; i++) {
        powers.push((powers[i - 1] * ROOT_OF_UNITY) % Q);
    }
    return Int32Array.from({ length: N }, (_, i) => powers[reversedBits(i)]);
})();

function reversedBits(byte) {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit++) {
        reversed |= ((byte >> bit) & 1) << (7 - bit);
    }
    return reversed;
}

// Two coefficients are below 2^23, so their product is exact in a double.
function times(a, b) {
    return (a * b) % Q;
}

/** Algorithm 41, in place; coefficients are 0 to Q - 1 before and after. */
function transform(w) {
    let m = 0;
    for (let length = 128; length >= 1; length >>= 1) {
        for (let start = 0; start < N; start += 2 * length) {
            const zeta = ZETAS[++m];
            for (let j = start; j < start + length; j++) {
                const t = times(zeta, w[j + length]);
                w[j + length] = (w[j] - t + Q) % Q;
                w[j] = (w[j] + t) % Q;
            }
        }
    }
    return w;
}

/** Algorithm 42, in place. */
function transformBack(w) {
    let m = N;
    for (let length = 1; length < N; length <<= 1) {
        for (let start = 0; start < N; start += 2 * length) {
            const zeta = Q - ZETAS[--m];
            for (let j = start; j < start + length; j++) {
                const t = w[j];
                w[j] = (t + w[j + length]) % Q;
                w[j + length] = times(zeta, (t - w[j + length] + Q) % Q);
            }
        }
    }
    return w.map((coefficient) => times(coefficient, INVERSE_OF_N));
}

/** So many numbers of so many bits each, the lowest bits first (algorithms 18 and 19). */
function unpack(bytes, bits) {
    const numbers = new Int32Array((bytes.length * 8) / bits);
    for (let i = 0; i < numbers.length; i++) {
        for (let bit = 0; bit < bits; bit++) {
            const at = i * bits + bit;
            numbers[i] |= ((bytes[at >> 3] >> (at & 7)) & 1) << bit;
        }
    }
    return numbers;
}

function pack(numbers, bits) {
    const bytes = new Uint8Array((numbers.length * bits) / 8);
    for (let at = 0; at < numbers.length * bits; at++) {
        bytes[at >> 3] |= ((numbers[Math.floor(at / bits)] >> (at % bits)) & 1) << (at & 7);
    }
    return bytes;
}

/** The polynomials of a vector, one behind the other. */
function split(numbers) {
    return Array.from({ length: numbers.length / N }, (_, i) => numbers.slice(i * N, (i + 1) * N));
}

/** Algorithm 21: the places of the hints, or null if they are not spelled in the one way. */
function unpackHints(bytes) {
    const hints = Array.from({ length: K }, () => new Uint8Array(N));
    let index = 0;
    for (let i = 0; i < K; i++) {
        const first = index;
        const end = bytes[OMEGA + i];
        if (end < index || end > OMEGA) {
            return null;
        }
        for (; index < end; index++) {
            if (index > first && bytes[index - 1] >= bytes[index]) {
                return null;
            }
            hints[i][bytes[index]] = 1;
        }
    }
    return bytes.subarray(index, OMEGA).every((byte) => byte === 0) ? hints : null;
}

/** Algorithm 30: a polynomial of the matrix, as it is after the transform. */
function expandEntry(rho, row, column) {
    const stream = shake128(concat(rho, Uint8Array.of(column, row)));
    const entry = new Int32Array(N);
    for (let count = 0; count < N; ) {
        const [low, middle, high] = stream.squeeze(3);
        const number = low | (middle << 8) | ((high & 0x7f) << 16);
        if (number < Q) {
            entry[count++] = number;
        }
    }
    return entry;
}

/** Algorithm 29: the challenge, a polynomial with TAU coefficients of 1 or -1. */
function sampleInBall(seed) {
    const stream = shake256(seed);
    const signs = unpack(stream.squeeze(8), 1);
    const c = new Int32Array(N);
    for (let i = N - TAU; i < N; i++) {
        let j = stream.squeeze(1)[0];
        while (j > i) {
            j = stream.squeeze(1)[0];
        }
        c[i] = c[j];
        c[j] = signs[i + TAU - N] === 1 ? Q - 1 : 1;
    }
    return c;
}

/** Algorithm 40: the high part of a coefficient, set right by its hint. */
function useHint(hint, r) {
    let low = r % (2 * GAMMA_2);
    low = low > GAMMA_2 ? low - 2 * GAMMA_2 : low;
    let high = (r - low) / (2 * GAMMA_2);
    if (r - low === Q - 1) {
        high = 0;
        low -= 1;
    }
    if (hint === 0) {
        return high;
    }
    return (high + (low > 0 ? 1 : W1_COUNT - 1)) % W1_COUNT;
}

/** Row by row: A z - c t1 2^d, with everything but the result transformed. */
function approximation(rho, z, c, t1) {
    return t1.map((t, row) => {
        const sum = new Int32Array(N);
        for (let column = 0; column < L; column++) {
            const entry = expandEntry(rho, row, column);
            for (let i = 0; i < N; i++) {
                sum[i] = (sum[i] + times(entry[i], z[column][i])) % Q;
            }
        }
        const shifted = transform(t.map((coefficient) => coefficient << D));
        return transformBack(sum.map((value, i) => (value - times(c[i], shifted[i]) + Q) % Q));
    });
}

/** Whether the signature is the key's over the message (algorithms 3 and 8). Total. */
export function verify(key, message, signature) {
    if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) {
        return false;
    }
    const hintsAt = SIGNATURE_BYTES - OMEGA - K;
    const seed = signature.subarray(0, SEED_BYTES);
    const z = split(unpack(signature.subarray(SEED_BYTES, hintsAt), Z_BITS).map((number) => GAMMA_1 - number));
    const hints = unpackHints(signature.subarray(hintsAt));
    const isShort = z.every((polynomial) => polynomial.every((value) => Math.abs(value) < GAMMA_1 - BETA));
    if (hints === null || !isShort) {
        return false;
    }
    const rho = key.subarray(0, SEED_BYTES);
    const t1 = split(unpack(key.subarray(SEED_BYTES), T1_BITS));
    const transformedZ = z.map((polynomial) => transform(polynomial.map((value) => (value + Q) % Q)));
    const w = approximation(rho, transformedZ, transform(sampleInBall(seed)), t1);
    const w1 = w.map((polynomial, row) => pack(polynomial.map((r, i) => useHint(hints[row][i], r)), W1_BITS));
    return equal(shake256(concat(representative(key, message), ...w1)).squeeze(SEED_BYTES), seed);
}

/** What is signed in place of the message: of the pure form, and with an empty context. */
function representative(key, message) {
    const keyHash = shake256(key).squeeze(64);
    return shake256(concat(keyHash, Uint8Array.of(0, 0), message)).squeeze(64);
}
