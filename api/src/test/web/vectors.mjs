// The language-neutral test vectors of the project: one file for each thing that a verifier must take or refuse.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../../../vectors');

/** Every vector of the folder, sorted by name. Fails if there is none: vectors may not vanish unnoticed. */
export function readVectors(folder = FOLDER) {
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
    if (files.length === 0) {
        throw new Error(`no vectors in ${folder}`);
    }
    return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
