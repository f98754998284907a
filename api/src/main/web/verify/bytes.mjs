// Bytes and the three texts they are written in: hex, base64 and UTF-8. Each text has one accepted spelling.

import { Malformed, quote } from './malformed.mjs';

const HEX_DIGITS = '0123456789abcdef';
const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const encoder = new TextEncoder();

export function utf8(text) {
    return encoder.encode(text);
}

/** The text of strictly encoded bytes, or null. A byte order mark is a character like any other. */
export function strictUtf8(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return null;
    }
}

export function concat(...parts) {
    const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
        joined.set(part, at);
        at += part.length;
    }
    return joined;
}

export function equal(a, b) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export function hex(bytes) {
    let text = '';
    for (const byte of bytes) {
        text += HEX_DIGITS[byte >> 4] + HEX_DIGITS[byte & 15];
    }
    return text;
}

/** The bytes of lowercase hex, or null. */
export function fromHex(text) {
    if (text.length % 2 !== 0) {
        return null;
    }
    const bytes = new Uint8Array(text.length / 2);
    for (let i = 0; i < bytes.length; i++) {
        const high = HEX_DIGITS.indexOf(text[2 * i]);
        const low = HEX_DIGITS.indexOf(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return null;
        }
        bytes[i] = (high << 4) | low;
    }
    return bytes;
}

/** `0x` and lowercase hex of at most `bytesMax` bytes, as Ethereum writes bytes. */
export function fromHexData(text, subject, bytesMax) {
    if (!text.startsWith('0x')) {
        throw new Malformed('SYNTAX', subject, 'does not start with 0x');
    }
    const digits = text.length - 2;
    if (digits % 2 !== 0) {
        throw new Malformed('SYNTAX', subject, `has ${digits} hex digits, want an even number`);
    }
    if (digits / 2 > bytesMax) {
        throw new Malformed('LIMIT_EXCEEDED', subject, `has ${digits / 2} bytes, want at most ${bytesMax}`);
    }
    const bytes = fromHex(text.slice(2));
    if (bytes === null) {
        throw new Malformed('SYNTAX', subject, 'is not lowercase hex, want 0-9 or a-f');
    }
    return bytes;
}

export function fromHexDataExactly(text, subject, length) {
    const bytes = fromHexData(text, subject, length);
    if (bytes.length !== length) {
        throw new Malformed('VALUE', subject, `has ${bytes.length} bytes, want exactly ${length}`);
    }
    return bytes;
}

export function base64(bytes) {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
        const [a, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
        text += BASE64_DIGITS[a >> 2] + BASE64_DIGITS[((a & 3) << 4) | ((b ?? 0) >> 4)];
        text += b === undefined ? '=' : BASE64_DIGITS[((b & 15) << 2) | ((c ?? 0) >> 6)];
        text += c === undefined ? '=' : BASE64_DIGITS[c & 63];
    }
    return text;
}

/** The bytes of base64 whose padding may be missing and whose spare bits may be set, or null: compare the spelling. */
export function laxBase64(text) {
    const digits = text.replace(/={1,2}$/, '');
    const padded = text.length !== digits.length;
    if (digits.length % 4 === 1 || (padded && text.length % 4 !== 0)) {
        return null;
    }
    const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
    let bits = 0;
    let bitCount = 0;
    let at = 0;
    for (const digit of digits) {
        const value = BASE64_DIGITS.indexOf(digit);
        if (value < 0) {
            return null;
        }
        bits = ((bits << 6) | value) & 0xffff;
        bitCount += 6;
        if (bitCount >= 8) {
            bitCount -= 8;
            bytes[at++] = (bits >> bitCount) & 0xff;
        }
    }
    return bytes;
}

/** The 32 bytes of a hash in the one base64 spelling they have. */
export function hashFromBase64(text) {
    if (text.length !== 44) {
        throw new Malformed('SYNTAX', 'hash', `has ${text.length} characters, want 44 of base64`);
    }
    const bytes = laxBase64(text);
    if (bytes === null) {
        throw new Malformed('SYNTAX', 'hash', `is not base64: ${quote(text)}`);
    }
    if (bytes.length !== 32 || base64(bytes) !== text) {
        throw new Malformed('NOT_CANONICAL', 'hash', 'is not canonical base64 of 32 bytes');
    }
    return bytes;
}

/** The 32 bytes of a hash in lowercase hex. */
export function hashFromHex(text) {
    if (text.length !== 64) {
        throw new Malformed('SYNTAX', 'hash', `has ${text.length} characters, want 64 of lowercase hex`);
    }
    const bytes = fromHex(text);
    if (bytes === null) {
        throw new Malformed('SYNTAX', 'hash', `is not lowercase hex: ${quote(text)}`);
    }
    return bytes;
}

/** A number of up to `length` bytes, big-endian. */
export function bigEndian(number, length) {
    const bytes = new Uint8Array(length);
    let rest = BigInt(number);
    for (let i = length - 1; i >= 0; i--) {
        bytes[i] = Number(rest & 0xffn);
        rest >>= 8n;
    }
    return bytes;
}

export function fromBigEndian(bytes) {
    return bytes.length === 0 ? 0n : BigInt('0x' + hex(bytes));
}

export function fromLittleEndian(bytes) {
    return fromBigEndian(Uint8Array.from(bytes).reverse());
}
