// Takes the members of one JSON object of an event apart, strictly: each is of the type asked for, none is left over.
// What is refused names the JSON pointer of the place.

import { isInForm } from './form.mjs';
import { subjectAt } from './json.mjs';
import { attempt, Malformed, quote } from './malformed.mjs';

export class Fields {
    constructor(value, pointer, document = 'event') {
        if (!(value instanceof Map)) {
            throw new Malformed('VALUE', subjectAt(document, pointer), 'is of another JSON type, want an object');
        }
        this.members = value;
        this.pointer = pointer;
        this.taken = new Set();
    }

    at(key) {
        return `${this.pointer}/${key}`;
    }

    has(key) {
        return this.members.has(key);
    }

    take(key) {
        if (!this.members.has(key)) {
            throw this.refusal('MISSING_KEY', '/' + key, 'is missing');
        }
        this.taken.add(key);
        return this.members.get(key);
    }

    text(key) {
        return this.#typed(key, typeof this.take(key) === 'string', 'a string');
    }

    integer(key) {
        return this.#typed(key, typeof this.take(key) === 'number', 'an integer');
    }

    fields(key) {
        return new Fields(this.take(key), this.at(key));
    }

    /** What `parse` makes of a text; where it finds broken syntax, the value here is of wrong form. */
    parsed(key, parse) {
        const text = this.text(key);
        return this.refusing('/' + key, () => parse(text));
    }

    /** The same for each text of an array. */
    parsedList(key, parse) {
        return this.#items(key).map((item, i) => {
            if (typeof item !== 'string') {
                throw this.refusal('VALUE', `/${key}/${i}`, 'is of another JSON type, want a string');
            }
            return this.refusing(`/${key}/${i}`, () => parse(item));
        });
    }

    /** What `parse` makes of the fields of each object of an array. */
    list(key, parse) {
        return this.#items(key).map((item, i) => parse(new Fields(item, `${this.at(key)}/${i}`)));
    }

    /** What `read` gives for a member that may be absent; else undefined. */
    ifPresent(key, read) {
        return this.has(key) ? read(key) : undefined;
    }

    choice(key, choices) {
        const text = this.text(key);
        if (!choices.includes(text)) {
            throw this.refusal('VALUE', '/' + key, `is ${quote(text)}, want one of ${choices.join(', ')}`);
        }
        return text;
    }

    /** Refuses members that nobody took. */
    end() {
        for (const key of this.members.keys()) {
            if (!this.taken.has(key)) {
                throw this.refusal('UNKNOWN_KEY', '/' + key, 'is no key of this format');
            }
        }
    }

    /** Refuses with VALUE, at a place below this object, what has not the form. */
    want(form, place, text) {
        if (!isInForm(form, text)) {
            throw this.refusal('VALUE', place, `is ${quote(text)}, want ${form[1]}`);
        }
    }

    wantWithin(place, value, min, max) {
        if (value < min || value > max) {
            throw this.refusal('VALUE', place, `is ${value}, want ${min} to ${max}`);
        }
    }

    wantAtLeast(place, value, min) {
        this.wantWithin(place, value, min, Number.MAX_SAFE_INTEGER);
    }

    /** Refuses with RULE what breaks a rule of the format. */
    rule(holds, place, detail) {
        if (!holds) {
            throw this.refusal('RULE', place, detail);
        }
    }

    refusal(code, place, detail) {
        return new Malformed(code, subjectAt('event', this.pointer + place), detail);
    }

    refusing(place, parse) {
        return attempt(parse, (refused) => {
            const isForm = refused.code === 'SYNTAX' || refused.code === 'NOT_CANONICAL';
            throw this.refusal(isForm ? 'VALUE' : refused.code, place, refused.message);
        });
    }

    #typed(key, isOfType, wanted) {
        if (!isOfType) {
            throw this.refusal('VALUE', '/' + key, `is of another JSON type, want ${wanted}`);
        }
        return this.members.get(key);
    }

    #items(key) {
        return this.#typed(key, Array.isArray(this.take(key)), 'an array');
    }
}
