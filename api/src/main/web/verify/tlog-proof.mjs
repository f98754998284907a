// The proof that a leaf stands at an index under a signed checkpoint: C2SP tlog-proof, suffix .tlog-proof.

import { base64, hashFromBase64, laxBase64 } from './bytes.mjs';
import { parseSize } from './checkpoint.mjs';
import { PROOF_HASHES_MAX } from './limits.mjs';
import { Malformed } from './malformed.mjs';
import { parseNote } from './note.mjs';

const HEADER = 'c2sp.org/tlog-proof@v1\n';
const OTHER_VERSION = /^c2sp\.org\/tlog-proof@v[0-9]+\n/;

function malformed(code, detail) {
    return new Malformed(code, 'tlog-proof', detail);
}

/** Reads the text of a proof into {extra, index, path, note}. */
export function parseTlogProof(text) {
    if (!text.startsWith(HEADER)) {
        const code = OTHER_VERSION.test(text) ? 'UNSUPPORTED' : 'SYNTAX';
        throw malformed(code, 'does not start with the line c2sp.org/tlog-proof@v1');
    }
    const end = text.indexOf('\n\n');
    if (end < 0) {
        throw malformed('SYNTAX', 'has no empty line before its checkpoint');
    }
    const lines = end < HEADER.length ? [] : text.slice(HEADER.length, end).split('\n');
    const extra = lines[0]?.startsWith('extra ') ? parseExtra(lines.shift().slice('extra '.length)) : null;
    if (!lines[0]?.startsWith('index ')) {
        throw malformed('MISSING_KEY', 'has no index line');
    }
    const index = parseSize(lines.shift().slice('index '.length), 'tlog-proof index');
    if (lines.length > PROOF_HASHES_MAX) {
        throw malformed('LIMIT_EXCEEDED', `has ${lines.length} hashes, want at most ${PROOF_HASHES_MAX}`);
    }
    // Every part has one spelling, so what was read is what would be written.
    return { extra, index, path: lines.map(hashFromBase64), note: parseNote(text.slice(end + 2)) };
}

function parseExtra(digits) {
    const bytes = laxBase64(digits);
    if (bytes === null) {
        throw malformed('SYNTAX', 'has an extra line that is not base64');
    }
    if (base64(bytes) !== digits) {
        throw malformed('NOT_CANONICAL', 'has an extra line that is not canonical base64');
    }
    return digits;
}
