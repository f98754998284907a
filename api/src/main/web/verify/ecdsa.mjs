// ECDSA over P-256 and secp256k1 (SEC 1 version 2, section 4.1), verification and key recovery alone.
//
// Not WebCrypto: it has no secp256k1 and no recovery, and one way for both curves is less to trust than two.

import { bigEndian, concat, fromBigEndian } from './bytes.mjs';
import { inverse, mod, power } from './field.mjs';
import { keccak256 } from './keccak.mjs';

const SCALAR_BYTES = 32;

// Points are [X, Y, Z] in Jacobian coordinates, x = X/Z², y = Y/Z³; Z = 0 is infinity.
const INFINITY = [0n, 1n, 0n];

class Curve {
    constructor({ prime, a, b, order, base }) {
        Object.assign(this, { prime, a, b, order });
        this.base = [...base, 1n];
    }

    twice([x, y, z]) {
        const p = this.prime;
        if (z === 0n || y === 0n) {
            return INFINITY;
        }
        const ySquared = (y * y) % p;
        const s = (4n * x * ySquared) % p;
        const zSquared = (z * z) % p;
        const m = (3n * x * x + this.a * zSquared * zSquared) % p;
        const newX = mod(m * m - 2n * s, p);
        return [newX, mod(m * (s - newX) - 8n * ySquared * ySquared, p), (2n * y * z) % p];
    }

    add(one, two) {
        const p = this.prime;
        const [x1, y1, z1] = one;
        const [x2, y2, z2] = two;
        if (z1 === 0n || z2 === 0n) {
            return z1 === 0n ? two : one;
        }
        const z1Squared = (z1 * z1) % p;
        const z2Squared = (z2 * z2) % p;
        const u1 = (x1 * z2Squared) % p;
        const s1 = (y1 * z2Squared * z2) % p;
        const h = mod(x2 * z1Squared - u1, p);
        const r = mod(y2 * z1Squared * z1 - s1, p);
        if (h === 0n) {
            return r === 0n ? this.twice(one) : INFINITY;
        }
        const hSquared = (h * h) % p;
        const hCubed = (h * hSquared) % p;
        const v = (u1 * hSquared) % p;
        const x3 = mod(r * r - hCubed - 2n * v, p);
        return [x3, mod(r * (v - x3) - s1 * hCubed, p), (h * z1 * z2) % p];
    }

    times(scalar, point) {
        let result = INFINITY;
        for (let bit = 255n; bit >= 0n; bit--) {
            result = this.twice(result);
            if ((scalar >> bit) & 1n) {
                result = this.add(result, point);
            }
        }
        return result;
    }

    /** [x, y] of a point that is not infinity. */
    affine([x, y, z]) {
        const inverseZ = inverse(z, this.prime);
        const inverseSquared = (inverseZ * inverseZ) % this.prime;
        return [(x * inverseSquared) % this.prime, (y * inverseSquared * inverseZ) % this.prime];
    }

    /** The point with this x whose y has this parity, or null. */
    pointAt(x, isOddY) {
        const p = this.prime;
        if (x >= p) {
            return null;
        }
        const ySquared = mod(x * x * x + this.a * x + this.b, p);
        const y = power(ySquared, (p + 1n) / 4n, p);
        if ((y * y) % p !== ySquared) {
            return null;
        }
        return [x, (y & 1n) === (isOddY ? 1n : 0n) ? y : p - y, 1n];
    }

    /** The point of a compressed key of 33 bytes, or null. */
    decode(key) {
        const isCompressed = key.length === SCALAR_BYTES + 1 && (key[0] === 2 || key[0] === 3);
        return isCompressed ? this.pointAt(fromBigEndian(key.subarray(1)), key[0] === 3) : null;
    }

    isScalar(value) {
        return value > 0n && value < this.order;
    }

    /** Whether r || s, 64 bytes, is the signature of a 32-byte digest; s may be high or low. Total. */
    verify(key, digest, signature) {
        const point = this.decode(key);
        if (point === null || signature.length !== 2 * SCALAR_BYTES) {
            return false;
        }
        const r = fromBigEndian(signature.subarray(0, SCALAR_BYTES));
        const s = fromBigEndian(signature.subarray(SCALAR_BYTES));
        if (!this.isScalar(r) || !this.isScalar(s)) {
            return false;
        }
        const inverseS = inverse(s, this.order);
        const u1 = (fromBigEndian(digest) * inverseS) % this.order;
        const u2 = (r * inverseS) % this.order;
        const sum = this.add(this.times(u1, this.base), this.times(u2, point));
        return sum[2] !== 0n && this.affine(sum)[0] % this.order === r;
    }
}

const P256 = new Curve({
    prime: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    base: [
        0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
        0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    ],
});

const SECP256K1 = new Curve({
    prime: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
    a: 0n,
    b: 7n,
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    base: [
        0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
        0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
    ],
});

export { P256, SECP256K1 };

/**
 * The Ethereum address that made r || s || v over a digest, or null if the signature names none: v outside 27 and 28, a
 * high s (EIP-2), numbers out of range, no such point.
 */
export function recoverAddress(digest, signature) {
    const curve = SECP256K1;
    const v = signature[64];
    if (signature.length !== 65 || (v !== 27 && v !== 28)) {
        return null;
    }
    const r = fromBigEndian(signature.subarray(0, SCALAR_BYTES));
    const s = fromBigEndian(signature.subarray(SCALAR_BYTES, 2 * SCALAR_BYTES));
    if (!curve.isScalar(r) || !curve.isScalar(s) || s > curve.order >> 1n) {
        return null;
    }
    const noncePoint = curve.pointAt(r, v === 28);
    if (noncePoint === null) {
        return null;
    }
    const inverseR = inverse(r, curve.order);
    const u1 = mod(-fromBigEndian(digest) * inverseR, curve.order);
    const u2 = (s * inverseR) % curve.order;
    const key = curve.add(curve.times(u1, curve.base), curve.times(u2, noncePoint));
    if (key[2] === 0n) {
        return null;
    }
    const [x, y] = curve.affine(key);
    return keccak256(concat(bigEndian(x, SCALAR_BYTES), bigEndian(y, SCALAR_BYTES))).subarray(12);
}
