// Hashes against those of Node, and signatures made by Node: nothing here is compared with itself.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { bigEndian, concat, hex, utf8 } from '../../main/web/verify/bytes.mjs';
import { P256, recoverAddress, SECP256K1 } from '../../main/web/verify/ecdsa.mjs';
import * as ed25519 from '../../main/web/verify/ed25519.mjs';
import { keccak256, shake128, shake256 } from '../../main/web/verify/keccak.mjs';
import { sha256 } from '../../main/web/verify/sha256.mjs';
import { sha512 } from '../../main/web/verify/sha512.mjs';

const LENGTHS = Array.from({ length: 300 }, (_, length) => length);
const message = (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);

for (const [name, hash] of [['sha256', sha256], ['sha512', sha512]]) {
    test(`${name} is what Node computes at every length around the block borders`, () => {
        for (const length of LENGTHS) {
            assert.equal(hex(hash(message(length))), createHash(name).update(message(length)).digest('hex'));
        }
    });
}

for (const [name, hash] of [['shake128', shake128], ['shake256', shake256]]) {
    test(`${name} is what Node computes, however much is asked for`, () => {
        for (const length of LENGTHS) {
            const expected = createHash(name, { outputLength: 400 }).update(message(length)).digest('hex');
            assert.equal(hex(hash(message(length)).squeeze(400)), expected);
        }
    });
}

test('keccak256 is the one of Ethereum', () => {
    assert.equal(hex(keccak256(utf8(''))), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
    assert.equal(hex(keccak256(utf8('abc'))), '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45');
});

test('ed25519 takes what Node signs, and no flipped bit of it', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
    const signature = new Uint8Array(sign(null, message(50), privateKey));
    assert.ok(ed25519.verify(key, message(50), signature));
    for (let i = 0; i < signature.length; i++) {
        const flipped = Uint8Array.from(signature, (byte, at) => (at === i ? byte ^ 1 : byte));
        assert.ok(!ed25519.verify(key, message(50), flipped), `byte ${i}`);
    }
});

test('ed25519 takes no key of small order, though the equation holds for it', () => {
    const neutral = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
    assert.ok(ed25519.isPoint(neutral));
    assert.ok(!ed25519.verify(neutral, message(5), concat(neutral, new Uint8Array(32))));
});

for (const [name, curve] of [['prime256v1', P256], ['secp256k1', SECP256K1]]) {
    test(`${name} takes what Node signs, and its other s, and nothing else`, () => {
        const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: name });
        const point = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-64));
        const key = concat(Uint8Array.of(2 + (point[63] & 1)), point.subarray(0, 32));
        const signature = new Uint8Array(sign('sha256', message(9), { key: privateKey, dsaEncoding: 'ieee-p1363' }));
        const digest = sha256(message(9));
        assert.ok(curve.verify(key, digest, signature));
        const s = BigInt('0x' + hex(signature.subarray(32)));
        const other = concat(signature.subarray(0, 32), bigEndian(curve.order - s, 32));
        assert.ok(curve.verify(key, digest, other));
        assert.ok(!curve.verify(key, sha256(message(10)), signature));
        assert.ok(!curve.verify(key, digest, Uint8Array.from(signature, (byte, at) => (at === 40 ? byte ^ 1 : byte))));
        assert.ok(!curve.verify(key, digest, new Uint8Array(64)));
    });
}

test('an address is recovered under one of v 27 and 28, and never from a high s', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const point = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-64));
    const address = hex(keccak256(point).subarray(12));
    const signature = new Uint8Array(sign('sha256', message(9), { key: privateKey, dsaEncoding: 'ieee-p1363' }));
    const s = BigInt('0x' + hex(signature.subarray(32)));
    const isLow = s <= SECP256K1.order >> 1n;
    const high = concat(signature.subarray(0, 32), bigEndian(isLow ? SECP256K1.order - s : s, 32));
    const low = concat(signature.subarray(0, 32), bigEndian(isLow ? s : SECP256K1.order - s, 32));
    const digest = sha256(message(9));
    const recovered = (value, v) => recoverAddress(digest, concat(value, Uint8Array.of(v)));
    assert.equal([27, 28].filter((v) => hex(recovered(low, v)) === address).length, 1);
    assert.deepEqual([0, 1, 26, 29].map((v) => recovered(low, v)), [null, null, null, null]);
    assert.deepEqual([27, 28].map((v) => recovered(high, v)), [null, null]);
});
