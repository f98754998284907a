// JSON within the profile of events: a strict reader that takes every spelling, and the writer of the one canonical
// spelling (RFC 8785). Objects are Maps, so that no key of a hostile file can be one of JavaScript's own.

import { equal, strictUtf8, utf8 } from './bytes.mjs';
import * as limits from './limits.mjs';
import { Malformed, quote } from './malformed.mjs';

const KEY = /^[a-z][a-z0-9_]*$/;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const NON_SPACE = /[^ \t\n\r]/g;
const INTEGER_CHARS_MAX = 17;
const ESCAPES = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader {
    constructor(text, subject) {
        this.text = text;
        this.subject = subject;
        this.at = 0;
        this.tokens = 0;
        this.place = [];
    }

    document() {
        this.skipSpace();
        if (this.at === this.text.length) {
            throw new Malformed('SYNTAX', this.subject, 'holds no JSON value');
        }
        const value = this.value(1);
        this.skipSpace();
        if (this.at < this.text.length) {
            throw new Malformed('SYNTAX', this.subject, 'goes on after the end of its JSON value');
        }
        return value;
    }

    value(depth) {
        const first = this.text[this.at];
        if (first === '{' || first === '[') {
            this.count();
            this.checkDepth(depth);
            this.at++;
            return first === '{' ? this.object(depth) : this.array(depth);
        }
        if (first === '"') {
            this.count();
            return this.checkedString(this.string());
        }
        if (first === '-' || (first >= '0' && first <= '9')) {
            return this.integer();
        }
        return this.literal();
    }

    object(depth) {
        const members = [];
        let isRepeated = false;
        const seen = new Set();
        if (!this.closes('}')) {
            do {
                this.skipSpace();
                if (this.text[this.at] !== '"') {
                    throw this.syntax();
                }
                const key = this.string();
                this.skipSpace();
                this.expect(':');
                this.count();
                this.checkKey(key);
                this.skipSpace();
                this.place.push(key);
                members.push([key, this.value(depth + 1)]);
                this.place.pop();
                isRepeated ||= seen.has(key);
                seen.add(key);
            } while (this.goesOn('}'));
        }
        if (isRepeated) {
            throw this.refusal('DUPLICATE_KEY', 'names a key twice');
        }
        return new Map(members.sort(([a], [b]) => (a < b ? -1 : 1)));
    }

    array(depth) {
        const items = [];
        if (!this.closes(']')) {
            do {
                this.skipSpace();
                this.place.push(items.length);
                items.push(this.value(depth + 1));
                this.place.pop();
            } while (this.goesOn(']'));
        }
        return items;
    }

    string() {
        let text = '';
        for (this.at++; ; ) {
            const c = this.text[this.at++];
            if (c === undefined || c < ' ') {
                throw this.syntax();
            } else if (c === '"') {
                return text;
            } else if (c === '\\') {
                text += this.escape();
            } else {
                text += c;
            }
        }
    }

    escape() {
        const c = this.text[this.at++];
        if (c === 'u') {
            const digits = this.text.slice(this.at, this.at + 4);
            if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
                throw this.syntax();
            }
            this.at += 4;
            return String.fromCharCode(parseInt(digits, 16));
        }
        if (c === undefined || !Object.hasOwn(ESCAPES, c)) {
            throw this.syntax();
        }
        return ESCAPES[c];
    }

    checkedString(text) {
        const defect = stringDefect(text);
        if (defect !== null) {
            throw this.refusal('ENCODING', defect);
        }
        return text;
    }

    integer() {
        NUMBER.lastIndex = this.at;
        const match = NUMBER.exec(this.text);
        const next = match && this.text[this.at + match[0].length];
        // What the pattern leaves behind a zero, a point or an exponent is no number at all.
        if (match === null || (next !== undefined && /[0-9.eE]/.test(next))) {
            throw this.syntax();
        }
        this.at += match[0].length;
        this.count();
        if (match[1] !== undefined || match[2] !== undefined) {
            throw this.refusal('NUMBER', 'has a fraction or an exponent, want an integer');
        }
        const value = Number(match[0]);
        if (match[0].length > INTEGER_CHARS_MAX || !Number.isSafeInteger(value)) {
            throw this.refusal('NUMBER', 'is outside 2^53-1, want a decimal string for anything wider');
        }
        if (value === 0 && match[0].length > 1) {
            throw this.refusal('NUMBER', 'is a negative zero');
        }
        return value;
    }

    literal() {
        for (const [word, value] of [['true', true], ['false', false], ['null', null]]) {
            if (this.text.startsWith(word, this.at)) {
                this.at += word.length;
                this.count();
                if (value === null) {
                    throw this.refusal('NULL_VALUE', 'is null, want the key left out');
                }
                return value;
            }
        }
        throw this.syntax();
    }

    closes(end) {
        this.skipSpace();
        const isEnd = this.text[this.at] === end;
        this.at += isEnd ? 1 : 0;
        return isEnd;
    }

    /** Whether a comma, and not the end, comes next. */
    goesOn(end) {
        if (this.closes(end)) {
            return false;
        }
        this.expect(',');
        return true;
    }

    expect(c) {
        if (this.text[this.at] !== c) {
            throw this.syntax();
        }
        this.at++;
    }

    skipSpace() {
        NON_SPACE.lastIndex = this.at;
        const match = NON_SPACE.exec(this.text);
        this.at = match === null ? this.text.length : match.index;
    }

    count() {
        if (++this.tokens > limits.JSON_TOKENS_MAX) {
            throw this.limit(`has more than ${limits.JSON_TOKENS_MAX} keys and values`);
        }
    }

    checkDepth(depth) {
        if (depth > limits.JSON_DEPTH_MAX) {
            throw this.limit(`is nested more than ${limits.JSON_DEPTH_MAX} deep`);
        }
    }

    checkKey(key) {
        if (key.length > limits.JSON_KEY_CHARS_MAX) {
            throw this.refusal('LIMIT_EXCEEDED', `has a key of ${key.length} characters`);
        }
        if (!KEY.test(key)) {
            throw this.refusal('KEY_NAME', `has the key ${quote(key)}, want [a-z][a-z0-9_]*`);
        }
    }

    syntax() {
        return new Malformed('SYNTAX', this.subject, `is not JSON at character ${this.at}`);
    }

    limit(detail) {
        return new Malformed('LIMIT_EXCEEDED', this.subject, detail);
    }

    refusal(code, detail) {
        return new Malformed(code, subjectAt(this.subject, this.place.map((step) => '/' + step).join('')), detail);
    }
}

/** What is wrong with text that an event would hold, or null. */
function stringDefect(text) {
    if (/^[\x01-\u02ff]*$/.test(text)) {
        return null;
    }
    if (text.includes('\0')) {
        return 'holds U+0000';
    }
    if (/\p{Surrogate}/u.test(text)) {
        return 'holds a lone surrogate';
    }
    if (/\p{Noncharacter_Code_Point}/u.test(text)) {
        return 'holds a noncharacter';
    }
    return text.normalize('NFC') === text ? null : 'is not in form NFC';
}

export function subjectAt(subject, pointer) {
    return pointer === '' ? subject : `${subject} at ${pointer}`;
}

/** Reads one value in any spelling: for documents that are never hashed themselves. */
export function parseAnySpelling(bytes, subject, bytesMax) {
    if (bytes.length > bytesMax) {
        throw new Malformed('LIMIT_EXCEEDED', subject, `has ${bytes.length} bytes, want at most ${bytesMax}`);
    }
    if (bytes.includes(0)) {
        throw new Malformed('ENCODING', subject, `holds a zero byte at byte ${bytes.indexOf(0)}`);
    }
    const text = strictUtf8(bytes);
    if (text === null || text.startsWith('\ufeff')) {
        throw new Malformed('ENCODING', subject, text === null ? 'is not strict UTF-8' : 'starts with a byte order mark');
    }
    return new Reader(text, subject).document();
}

/** Reads one value and accepts exactly what `encode` writes. */
export function parseCanonical(bytes) {
    const value = parseAnySpelling(bytes, 'event', limits.ENTRY_BYTES_MAX);
    if (!equal(encode(value), bytes)) {
        throw new Malformed('NOT_CANONICAL', 'event', 'is not the byte string that RFC 8785 writes');
    }
    return value;
}

/** The canonical bytes of a value. */
export function encode(value) {
    return utf8(write(value));
}

function write(value) {
    if (value instanceof Map) {
        return '{' + [...value].map(([key, member]) => `"${key}":${write(member)}`).join(',') + '}';
    }
    if (Array.isArray(value)) {
        return '[' + value.map(write).join(',') + ']';
    }
    // RFC 8785 takes strings and numbers from JSON.stringify as they are.
    return JSON.stringify(value);
}
