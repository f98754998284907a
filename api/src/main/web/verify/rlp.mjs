// RLP (Ethereum yellow paper, appendix B). An item is a Uint8Array or an array of items. Reading accepts exactly what
// writing produces: one item, no bytes after it, every length in its shortest form.

import { fromBigEndian } from './bytes.mjs';
import { Malformed } from './malformed.mjs';

const DEPTH_MAX = 16;
const SHORT_MAX = 55;

export function parseRlp(bytes, subject) {
    const items = parseItems(bytes, subject, 0);
    if (items.length !== 1) {
        throw new Malformed('SYNTAX', subject, `holds ${items.length} RLP items one after the other, want one`);
    }
    return items[0];
}

function parseItems(bytes, subject, depth) {
    if (depth > DEPTH_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', subject, `nests RLP lists deeper than ${DEPTH_MAX}`);
    }
    const items = [];
    for (let at = 0; at < bytes.length; ) {
        const { isList, start, end } = readHead(bytes, at, subject);
        const payload = bytes.subarray(start, end);
        items.push(isList ? parseItems(payload, subject, depth + 1) : payload);
        at = end;
    }
    return items;
}

function readHead(bytes, at, subject) {
    const first = bytes[at];
    if (first < 0x80) {
        return { isList: false, start: at, end: at + 1 };
    }
    const isList = first >= 0xc0;
    const code = first - (isList ? 0xc0 : 0x80);
    const lengthBytes = code > SHORT_MAX ? code - SHORT_MAX : 0;
    const start = at + 1 + lengthBytes;
    const length = lengthBytes === 0 ? code : longLength(bytes.subarray(at + 1, start), lengthBytes, subject);
    if (start + length > bytes.length) {
        throw new Malformed('SYNTAX', subject, 'is not RLP: it ends inside an item');
    }
    if (!isList && length === 1 && bytes[start] < 0x80) {
        throw new Malformed('SYNTAX', subject, 'is not RLP: a small byte stands behind a length');
    }
    return { isList, start, end: start + length };
}

function longLength(digits, count, subject) {
    const length = digits.length === count ? fromBigEndian(digits) : 0n;
    if (digits[0] === 0 || length <= BigInt(SHORT_MAX) || length > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw new Malformed('SYNTAX', subject, 'is not RLP: a length is not in its shortest form, or too large');
    }
    return Number(length);
}

/** Bytes that an item takes when it is written. */
export function encodedLength(item) {
    if (item instanceof Uint8Array && item.length === 1 && item[0] < 0x80) {
        return 1;
    }
    const payload = item instanceof Uint8Array ? item.length : item.reduce((sum, child) => sum + encodedLength(child), 0);
    const lengthBytes = payload > SHORT_MAX ? Math.ceil(payload.toString(16).length / 2) : 0;
    return 1 + lengthBytes + payload;
}

/** The fields of an RLP list, read by position and held to their exact size. */
export class RlpFields {
    constructor(item, subject) {
        if (!Array.isArray(item)) {
            throw new Malformed('VALUE', subject, 'is an RLP string, want a list');
        }
        this.items = item;
        this.subject = subject;
    }

    bytes(index, length) {
        const item = this.items[index];
        if (Array.isArray(item)) {
            throw this.refused(index, 'is an RLP list, want a string');
        }
        if (length !== undefined && item.length !== length) {
            throw this.refused(index, `has ${item.length} bytes, want ${length}`);
        }
        return item;
    }

    /** A number without leading zeros, of at most so many bytes. */
    number(index, bytesMax) {
        const bytes = this.bytes(index);
        if (bytes.length > bytesMax) {
            throw this.refused(index, `is a number of ${bytes.length} bytes, want at most ${bytesMax}`);
        }
        if (bytes[0] === 0) {
            throw this.refused(index, 'is a number with a leading zero byte');
        }
        return fromBigEndian(bytes);
    }

    /** A number of at most 63 bits. */
    count63(index) {
        const number = this.number(index, 8);
        if (number >> 63n) {
            throw this.refused(index, `is ${number}, want less than 2^63`);
        }
        return number;
    }

    refused(index, detail) {
        return new Malformed('VALUE', `${this.subject} field ${index}`, detail);
    }
}
