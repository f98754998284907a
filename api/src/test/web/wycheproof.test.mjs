// Wycheproof's vectors lie outside the project. Without them the tests say that they were skipped.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as ed25519 from '../../main/web/verify/ed25519.mjs';
import * as mlDsa from '../../main/web/verify/ml-dsa.mjs';

const SHARED = process.env.PLUMBLINE_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared');
const FOLDER = join(SHARED, 'vectors/wycheproof');
const skip = existsSync(FOLDER) ? false : `no ${FOLDER}`;
const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

function hold(file, verify, keyOf) {
    let checked = 0;
    for (const group of JSON.parse(readFileSync(join(FOLDER, file), 'utf8')).testGroups) {
        // Of ML-DSA the page knows the empty context alone, as the format does.
        for (const { tcId, msg, sig, result } of group.tests.filter(({ ctx }) => !ctx)) {
            assert.equal(verify(bytes(keyOf(group)), bytes(msg), bytes(sig)), result === 'valid', `test ${tcId}`);
            checked++;
        }
    }
    assert.ok(checked > 100);
}

test('Ed25519 takes and refuses what Wycheproof says', { skip }, () => {
    hold('ed25519_test.json', ed25519.verify, (group) => group.publicKey.pk);
});

test('ML-DSA-44 takes and refuses what Wycheproof says', { skip }, () => {
    hold('mldsa_44_verify_test.json', mlDsa.verify, (group) => group.publicKey);
});
