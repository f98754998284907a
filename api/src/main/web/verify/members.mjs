// Takes the members of one object of a file that may be respelled apart: each of the type asked for, none left over.

import { Malformed } from './malformed.mjs';

export class Members {
    constructor(value, subject, pointer = '') {
        if (!(value instanceof Map)) {
            throw new Malformed('VALUE', `${subject} at ${pointer}`, 'want an object');
        }
        this.members = new Map(value);
        this.subject = subject;
        this.pointer = pointer;
    }

    at(key) {
        return `${this.subject} at ${this.pointer}/${key}`;
    }

    /** The value of a member that may be absent; undefined then. */
    take(key) {
        const value = this.members.get(key);
        this.members.delete(key);
        return value;
    }

    required(key) {
        if (!this.members.has(key)) {
            throw new Malformed('MISSING_KEY', this.at(key), 'is missing');
        }
        return this.take(key);
    }

    text(key, charsMax = Infinity) {
        return this.#text(this.required(key), key, charsMax);
    }

    size(key) {
        const value = this.required(key);
        if (typeof value !== 'number' || value < 0) {
            throw new Malformed('VALUE', this.at(key), 'want a whole number, 0 or more');
        }
        return BigInt(value);
    }

    texts(key, countMax) {
        const items = this.required(key);
        if (!Array.isArray(items)) {
            throw new Malformed('VALUE', this.at(key), 'want an array');
        }
        if (items.length > countMax) {
            throw new Malformed('LIMIT_EXCEEDED', this.at(key), `has ${items.length} items, want at most ${countMax}`);
        }
        return items.map((item) => this.#text(item, key, Infinity));
    }

    end() {
        for (const key of this.members.keys()) {
            throw new Malformed('UNKNOWN_KEY', this.at(key), 'is no key of this format');
        }
    }

    #text(value, key, charsMax) {
        if (typeof value !== 'string') {
            throw new Malformed('VALUE', this.at(key), 'want a string');
        }
        if (value.length > charsMax) {
            throw new Malformed('LIMIT_EXCEEDED', this.at(key), `has ${value.length} characters, want at most ${charsMax}`);
        }
        return value;
    }
}
