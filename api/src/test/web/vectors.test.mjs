import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../main/web/verify/operations.mjs';
import { difference } from './run-vector.mjs';
import { readVectors } from './vectors.mjs';

test('every vector has its outcome', async () => {
    const differences = [];
    for (const vector of readVectors()) {
        const found = await difference(operations, vector);
        if (found !== null) {
            differences.push(`${vector.name}: ${found}`);
        }
    }
    assert.deepEqual(differences, []);
});
