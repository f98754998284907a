// The language-neutral test vectors of the project: one file for each thing that a verifier must take or refuse.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../../../vectors');

/** What the page does not do: traces and settlements are verified by the jar and the command line. */
const NOT_IN_THE_PAGE = new Set(['verify-trace', 'verify-settlement', 'verify-sequencer-equivocation', 'verify-forced']);

/** Every vector of the folder that is about what the page does, sorted by name. Fails if there is none: vectors may not vanish unnoticed. */
export function readVectors(folder = FOLDER) {
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
    if (files.length === 0) {
        throw new Error(`no vectors in ${folder}`);
    }
    const vectors = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
    const asked = vectors.filter(({ operation }) => !NOT_IN_THE_PAGE.has(operation));
    if (asked.length < vectors.length) {
        console.warn(`SKIPPED: ${vectors.length - asked.length} vectors of ${[...NOT_IN_THE_PAGE].join(', ')}`);
    }
    return asked;
}
