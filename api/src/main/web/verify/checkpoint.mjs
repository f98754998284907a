// What a log commits to: its origin and the head of its tree (C2SP tlog-checkpoint).

import { base64, equal, hashFromBase64 } from './bytes.mjs';
import { Malformed, quote } from './malformed.mjs';
import { EMPTY_ROOT } from './merkle.mjs';

const SIZE_MAX = (1n << 63n) - 1n;

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
    const head = { size: parseSize(lines[1], 'checkpoint size'), root: hashFromBase64(lines[2]) };
    if (head.size === 0n && !equal(head.root, EMPTY_ROOT)) {
        throw new Malformed('RULE', 'checkpoint', 'has size 0 and a root other than that of the empty tree');
    }
    return { origin: lines[0], head, extensions: lines.slice(3) };
}

export function describeHead({ size, root }) {
    return `size ${size}, root ${base64(root)}`;
}
