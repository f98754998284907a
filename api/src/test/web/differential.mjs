// Holds this implementation to verdicts that the Java one has given: node differential.mjs FILE…
//
// A file has {bases: {name: {operation, input}}, cases: […]}. A case has the name of a base and of a member of its input,
// the byte at which that member's base64 is changed and to what, or a whole other text for it, and the expected outcome.

import { readFileSync } from 'node:fs';
import { operations } from '../../main/web/verify/operations.mjs';
import { difference } from './run-vector.mjs';

const DIFFERENCES_SHOWN_MAX = 20;

function inputOf(base, { member, at, to, text }) {
    if (text !== undefined) {
        return { ...base.input, [member]: text, [`${member}_base64`]: undefined };
    }
    const bytes = Buffer.from(base.input[`${member}_base64`], 'base64');
    if (at !== undefined) {
        bytes[at] = to;
    }
    return { ...base.input, [`${member}_base64`]: bytes.toString('base64') };
}

let caseCount = 0;
let differenceCount = 0;
for (const file of process.argv.slice(2)) {
    const { bases, cases } = JSON.parse(readFileSync(file, 'utf8'));
    for (const each of cases) {
        const base = bases[each.base];
        const vector = { operation: base.operation, input: inputOf(base, each), expected: each.expected };
        const found = await difference(operations, vector);
        caseCount++;
        if (found !== null && ++differenceCount <= DIFFERENCES_SHOWN_MAX) {
            console.error(`${each.name}: ${found}${each.text === undefined ? '' : `\n  ${each.text.slice(0, 1_500)}`}`);
        }
    }
}
console.log(`${caseCount} cases, ${differenceCount} differences`);
process.exitCode = differenceCount === 0 && caseCount > 0 ? 0 : 1;
