// The CBOR that receipts are made of (RFC 8949), in its core deterministic encoding. The reader is told what must come next, and
// remembers whether anything was spelled in another way than the one that a writer has.

import { concat, fromBigEndian, strictUtf8 } from './bytes.mjs';
import { Malformed } from './malformed.mjs';

const [UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG] = [0, 1, 2, 3, 4, 5, 6];
const NULL = 0xf6;

export class CborReader {
    constructor(bytes, subject) {
        this.left = bytes;
        this.subject = subject;
        this.isCanonical = true;
    }

    /** A number from 0 to 2^63-1. */
    unsigned() {
        return this.#head(UNSIGNED);
    }

    integer() {
        return this.left[0] >> 5 === NEGATIVE ? -1n - this.#head(NEGATIVE) : this.#head(UNSIGNED);
    }

    bytes() {
        return this.#content(BYTES);
    }

    text() {
        const content = this.#content(TEXT);
        this.isCanonical &&= strictUtf8(content) !== null;
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
    }

    array() {
        return this.#head(ARRAY);
    }

    arrayOf(length) {
        this.#require(this.#head(ARRAY), length, 'an array');
    }

    map(size) {
        this.#require(this.#head(MAP), size, 'a map');
    }

    tag(number) {
        this.#require(this.#head(TAG), number, 'a tag');
    }

    /** The key of a map that must be next. */
    label(label) {
        const found = this.integer();
        if (found !== BigInt(label)) {
            throw this.malformed('UNKNOWN_KEY', `has the label ${found}, want ${label}`);
        }
    }

    nil() {
        if (this.#take(1)[0] !== NULL) {
            throw this.malformed('SYNTAX', 'has no null where one must be');
        }
    }

    end() {
        if (this.left.length > 0) {
            throw this.malformed('SYNTAX', `ends with ${this.left.length} bytes too many`);
        }
    }

    malformed(code, detail) {
        return new Malformed(code, this.subject, detail);
    }

    #require(found, wanted, what) {
        if (found !== BigInt(wanted)) {
            throw this.malformed('SYNTAX', `has ${what} of ${found}, want ${wanted}`);
        }
    }

    #take(count) {
        if (BigInt(count) > BigInt(this.left.length)) {
            throw this.malformed('SYNTAX', 'ends too early');
        }
        const taken = this.left.subarray(0, Number(count));
        this.left = this.left.subarray(Number(count));
        return taken;
    }

    #content(majorType) {
        return this.#take(this.#head(majorType));
    }

    #head(majorType) {
        const [first] = this.#take(1);
        if (first >> 5 !== majorType) {
            throw this.malformed('SYNTAX', `has an item of type ${first >> 5}, want ${majorType}`);
        }
        const additional = first & 31;
        if (additional < 24) {
            return BigInt(additional);
        }
        if (additional > 27) {
            throw this.malformed('NOT_CANONICAL', 'has an indefinite or reserved length');
        }
        const argument = fromBigEndian(this.#take(1 << (additional - 24)));
        if (argument >> 63n) {
            throw this.malformed('LIMIT_EXCEEDED', 'has a number above 2^63-1');
        }
        const shorter = additional === 24 ? 24n : 1n << (8n << BigInt(additional - 25));
        this.isCanonical &&= argument >= shorter;
        return argument;
    }
}

/** The head of a byte string or a text of fewer than 2^16 bytes, and its content. */
function content(majorType, bytes) {
    const { length } = bytes;
    const type = majorType << 5;
    if (length < 24) {
        return concat(Uint8Array.of(type | length), bytes);
    }
    const head = length < 256 ? [type | 24, length] : [type | 25, length >> 8, length & 255];
    return concat(Uint8Array.from(head), bytes);
}

/** An array of four or fewer items that are already encoded. */
export function encodedArray(...items) {
    return concat(Uint8Array.of((ARRAY << 5) | items.length), ...items);
}

export function encodedBytes(bytes) {
    return content(BYTES, bytes);
}

export function encodedText(utf8Bytes) {
    return content(TEXT, utf8Bytes);
}
