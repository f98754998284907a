import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verify } from '../../main/web/verify/ml-dsa.mjs';

const SHARED = process.env.PLUMBLINE_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared');
const VECTORS = join(SHARED, 'vectors/wycheproof/mldsa_44_verify_test.json');
const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

// The vectors lie outside the project. Without them the test says that it was skipped.
test('ML-DSA-44 takes and refuses what Wycheproof says', { skip: existsSync(VECTORS) ? false : `no ${VECTORS}` }, () => {
    let checked = 0;
    for (const { publicKey, tests } of JSON.parse(readFileSync(VECTORS, 'utf8')).testGroups) {
        // The page knows the empty context alone, as the format does.
        for (const { tcId, msg, sig, result } of tests.filter(({ ctx }) => !ctx)) {
            assert.equal(verify(bytes(publicKey), bytes(msg), bytes(sig)), result === 'valid', `test ${tcId}`);
            checked++;
        }
    }
    assert.ok(checked > 100);
});
