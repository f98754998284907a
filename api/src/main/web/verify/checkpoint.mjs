// What a log commits to (C2SP tlog-checkpoint), and the words of witnesses about it (C2SP tlog-cosignature).

import { base64, equal, fromBigEndian, hashFromBase64, utf8 } from './bytes.mjs';
import * as ed25519 from './ed25519.mjs';
import { Malformed, quote } from './malformed.mjs';
import { EMPTY_ROOT } from './merkle.mjs';
import { checkName } from './note.mjs';

const SIZE_MAX = (1n << 63n) - 1n;
const TIME_BYTES = 8;
const ED25519_BYTES = 64;

/** A whole number as C2SP writes it: ASCII digits, no sign, no leading zero, at most 63 bits. */
export function parseSize(text, subject) {
    if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) > SIZE_MAX) {
        throw new Malformed('SYNTAX', subject, `is ${quote(text)}, want a decimal of at most 63 bits`);
    }
    return BigInt(text);
}

/** Reads the text of a checkpoint into {origin, head: {size, root}, extensions}. */
export function parseCheckpoint(text) {
    if (!text.endsWith('\n')) {
        throw new Malformed('SYNTAX', 'checkpoint', 'does not end in a newline');
    }
    const lines = text.slice(0, -1).split('\n');
    if (lines.length < 3) {
        throw new Malformed('SYNTAX', 'checkpoint', `has ${lines.length} lines, want origin, size and root`);
    }
    if (lines.includes('')) {
        throw new Malformed('SYNTAX', 'checkpoint', 'has an empty line');
    }
    const origin = checkName(lines[0], 'checkpoint origin');
    const head = { size: parseSize(lines[1], 'checkpoint size'), root: hashFromBase64(lines[2]) };
    if (head.size === 0n && !equal(head.root, EMPTY_ROOT)) {
        throw new Malformed('RULE', 'checkpoint', 'has size 0 and a root other than that of the empty tree');
    }
    return { origin, head, extensions: lines.slice(3) };
}

export function describeHead({ size, root }) {
    return `size ${size}, root ${base64(root)}`;
}

/** The cosignature in a line that the witness claims, {unixSeconds}, or null if the line does not hold. Total. */
export function verifiedCosignature(witness, line, checkpointText) {
    const time = fromBigEndian(line.signature.subarray(0, TIME_BYTES));
    const isTime = line.signature.length > TIME_BYTES && time <= SIZE_MAX;
    const verify = WITNESS_KEYS[witness.type];
    if (!isTime || verify === undefined || !verify(witness, time, line.signature.subarray(TIME_BYTES), checkpointText)) {
        return null;
    }
    return { unixSeconds: time };
}

/** How each type of witness key cosigns a checkpoint. */
const WITNESS_KEYS = {
    COSIGNATURE_ED25519(witness, time, signature, checkpointText) {
        const message = utf8(`cosignature/v1\ntime ${time}\n${checkpointText}`);
        return signature.length === ED25519_BYTES && ed25519.verify(witness.key, message, signature);
    },
};
