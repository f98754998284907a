// Reads a trust policy (C2SP tlog-policy), line by line; every refusal names the line. The file is octets: only the keys in
// it must be UTF-8.

import { hex, strictUtf8 } from './bytes.mjs';
import { parseSize } from './checkpoint.mjs';
import { POLICY_BYTES_MAX, POLICY_COMPONENTS_MAX } from './limits.mjs';
import { attempt, Malformed, quote } from './malformed.mjs';
import { parseVerifierKey } from './note.mjs';

const NONE = 'none';
const LOG_TYPES = ['ED25519', 'COSIGNATURE_ML_DSA_44'];
const WITNESS_TYPES = ['COSIGNATURE_ED25519', 'COSIGNATURE_ML_DSA_44'];
const [TAB, NEWLINE, SPACE, HASH, DELETE] = [0x09, 0x0a, 0x20, 0x23, 0x7f];

class PolicyParser {
    constructor() {
        this.logs = [];
        this.witnesses = new Map();
        this.components = new Map();
        this.grouped = new Set();
        this.logKeys = new Set();
        this.witnessKeys = new Set();
        this.quorum = null;
        this.lineNumber = 0;
    }

    read(file) {
        if (file.length > POLICY_BYTES_MAX) {
            throw this.malformed('LIMIT_EXCEEDED', `has ${file.length} bytes, want at most 1 MiB`);
        }
        let start = 0;
        for (let end = file.indexOf(NEWLINE); end >= 0; end = file.indexOf(NEWLINE, start)) {
            this.lineNumber++;
            this.readLine(file.subarray(start, end));
            start = end + 1;
        }
        if (start !== file.length) {
            // A file that was cut short could name a quorum that is none: "quorum ab" without its last letter.
            this.lineNumber++;
            throw this.malformed('SYNTAX', 'does not end in a newline');
        }
        if (this.quorum === null) {
            throw this.malformed('MISSING_KEY', 'has no quorum line');
        }
        return { logs: this.logs, witnesses: this.witnesses, quorum: this.quorum };
    }

    readLine(line) {
        if (line.some((byte) => (byte < SPACE && byte !== TAB) || byte === DELETE)) {
            throw this.malformed('ENCODING', 'has a control byte');
        }
        const words = wordsOf(line);
        // A comment is a whole line: a # behind anything else is a letter like others.
        if (words.length > 0 && words[0][0] !== HASH) {
            this.readWords(nameOf(words[0]), words.slice(1));
        }
    }

    readWords(keyword, words) {
        if (keyword === 'log') {
            this.wantWords(words, 1, 2, 'log <vkey> [url]');
            this.countComponent();
            this.logs.push(this.key(words[0], LOG_TYPES, this.logKeys));
        } else if (keyword === 'witness') {
            this.wantWords(words, 2, 3, 'witness <name> <vkey> [url]');
            this.countComponent();
            const name = nameOf(words[0]);
            const key = this.key(words[1], WITNESS_TYPES, this.witnessKeys);
            this.define(name, { witness: name });
            this.witnesses.set(name, key);
        } else if (keyword === 'group') {
            this.readGroup(words.map(nameOf));
        } else if (keyword === 'quorum') {
            this.readQuorum(words.map(nameOf));
        } else {
            throw this.malformed('UNKNOWN_KEY', `starts with ${quote(keyword)}, want log, witness, group or quorum`);
        }
    }

    readGroup(words) {
        this.wantWords(words, 3, Infinity, 'group <name> all|any|<k> <member>…');
        this.countComponent();
        const [groupName, count, ...names] = words;
        const members = names.map((name) => {
            const member = this.components.get(name);
            if (member === undefined) {
                throw this.malformed('VALUE', `names ${quote(name)}, which no line above defines`);
            }
            if (this.grouped.has(name)) {
                throw this.malformed('RULE', `names ${quote(name)}, which stands in a group already`);
            }
            this.grouped.add(name);
            return member;
        });
        this.define(groupName, { required: this.required(count, members.length), members });
    }

    required(word, memberCount) {
        if (word === 'all') {
            return memberCount;
        }
        if (word === 'any') {
            return 1;
        }
        const required = parseSize(word, `policy line ${this.lineNumber}`);
        if (required < 1n || required > BigInt(memberCount)) {
            throw this.malformed('RULE', `asks for ${required} of ${memberCount} members`);
        }
        return Number(required);
    }

    readQuorum(words) {
        this.wantWords(words, 1, 1, 'quorum <name>|none');
        if (this.quorum !== null) {
            throw this.malformed('DUPLICATE_KEY', 'is a second quorum line');
        }
        const named = words[0] === NONE ? { none: true } : this.components.get(words[0]);
        if (named === undefined) {
            throw this.malformed('VALUE', `names ${quote(words[0])}, which no line above defines`);
        }
        this.quorum = named;
    }

    define(name, component) {
        if (name === NONE) {
            throw this.malformed('VALUE', 'uses the reserved name none');
        }
        if (this.components.has(name)) {
            throw this.malformed('DUPLICATE_KEY', `defines ${quote(name)} again`);
        }
        this.components.set(name, component);
    }

    countComponent() {
        if (this.components.size + this.logs.length >= POLICY_COMPONENTS_MAX) {
            throw this.malformed('LIMIT_EXCEEDED', `has more than ${POLICY_COMPONENTS_MAX} logs, witnesses and groups`);
        }
    }

    key(word, wantedTypes, known) {
        const vkey = strictUtf8(word);
        if (vkey === null) {
            throw this.malformed('ENCODING', 'has a key that is not UTF-8');
        }
        const key = attempt(
            () => parseVerifierKey(vkey),
            (refused) => {
                throw this.malformed(refused.code, refused.message);
            },
        );
        if (!wantedTypes.includes(key.type)) {
            throw this.malformed('VALUE', `has a key of type ${key.type}, want ${wantedTypes.join(' or ')}`);
        }
        // By the bytes of the key alone: another name or id for it does not make it another voice.
        if (known.has(hex(key.key))) {
            throw this.malformed('DUPLICATE_KEY', 'has a key that stands in the policy already');
        }
        known.add(hex(key.key));
        return key;
    }

    wantWords(words, min, max, form) {
        if (words.length < min || words.length > max) {
            throw this.malformed('SYNTAX', `has ${words.length} words behind the first, want ${form}`);
        }
    }

    malformed(code, detail) {
        return new Malformed(code, `policy line ${this.lineNumber}`, detail);
    }
}

/** The stretches of a line between spaces and tabs. */
function wordsOf(line) {
    const words = [];
    let start = 0;
    for (let i = 0; i <= line.length; i++) {
        if (i === line.length || line[i] === SPACE || line[i] === TAB) {
            if (i > start) {
                words.push(line.subarray(start, i));
            }
            start = i + 1;
        }
    }
    return words;
}

/** A name as text. Names are octets: what is not UTF-8 gets letters that no UTF-8 gives, so that none meet. */
function nameOf(word) {
    return strictUtf8(word) ?? String.fromCharCode(...Array.from(word, (octet) => (octet < 0x80 ? octet : 0xdc00 + octet)));
}

/** Reads the bytes of a policy file into {logs, witnesses, quorum}. */
export function parsePolicy(file) {
    return new PolicyParser().read(file);
}
