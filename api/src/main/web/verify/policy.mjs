// Whom to believe (C2SP tlog-policy): keys of logs and witnesses, and which witnesses must have cosigned.

import { hex, strictUtf8 } from './bytes.mjs';
import { parseCheckpoint, parseSize, verifiedCosignature } from './checkpoint.mjs';
import { POLICY_BYTES_MAX, POLICY_COMPONENTS_MAX } from './limits.mjs';
import { attempt, Malformed, quote } from './malformed.mjs';
import { claims, noteStatus, parseVerifierKey } from './note.mjs';

const NONE = 'none';
const LOG_TYPES = ['ED25519'];
const WITNESS_TYPES = ['COSIGNATURE_ED25519'];
const [TAB, NEWLINE, SPACE, HASH, DELETE] = [0x09, 0x0a, 0x20, 0x23, 0x7f];

class PolicyParser {
    constructor() {
        this.logs = [];
        this.witnesses = new Map();
        this.components = new Map();
        this.grouped = new Set();
        this.keys = new Set();
        this.quorum = null;
        this.lineNumber = 0;
    }

    read(file) {
        if (file.length > POLICY_BYTES_MAX) {
            throw this.malformed('LIMIT_EXCEEDED', `has ${file.length} bytes, want at most 1 MiB`);
        }
        for (let start = 0; start <= file.length; ) {
            const newline = file.indexOf(NEWLINE, start);
            const end = newline < 0 ? file.length : newline;
            this.lineNumber++;
            this.readLine(file.subarray(start, end));
            start = end + 1;
        }
        if (this.quorum === null) {
            throw this.malformed('MISSING_KEY', 'has no quorum line');
        }
        return { logs: this.logs, witnesses: this.witnesses, quorum: this.quorum };
    }

    readLine(line) {
        const first = line.findIndex((byte) => byte !== SPACE && byte !== TAB);
        if (first < 0) {
            return;
        }
        if (line.some((byte) => (byte < SPACE && byte !== TAB) || byte === DELETE)) {
            throw this.malformed('ENCODING', 'has a control byte');
        }
        // A comment may hold any byte above the controls, UTF-8 or not.
        if (line[first] === HASH) {
            return;
        }
        const text = strictUtf8(line);
        if (text === null) {
            throw this.malformed('ENCODING', 'is not UTF-8');
        }
        const [keyword, ...words] = text.split(/[ \t]+/).filter((word) => word !== '');
        if (this.components.size + this.logs.length >= POLICY_COMPONENTS_MAX) {
            throw this.malformed('LIMIT_EXCEEDED', `has more than ${POLICY_COMPONENTS_MAX} logs, witnesses and groups`);
        }
        this.readWords(keyword, words);
    }

    readWords(keyword, words) {
        if (keyword === 'log') {
            this.wantWords(words, 1, 2, 'log <vkey> [url]');
            this.logs.push(this.key(words[0], LOG_TYPES));
        } else if (keyword === 'witness') {
            this.wantWords(words, 2, 3, 'witness <name> <vkey> [url]');
            const key = this.key(words[1], WITNESS_TYPES);
            this.define(words[0], { witness: words[0] });
            this.witnesses.set(words[0], key);
        } else if (keyword === 'group') {
            this.readGroup(words);
        } else if (keyword === 'quorum') {
            this.readQuorum(words);
        } else {
            throw this.malformed('UNKNOWN_KEY', `starts with ${quote(keyword)}, want log, witness, group or quorum`);
        }
    }

    readGroup(words) {
        this.wantWords(words, 3, POLICY_COMPONENTS_MAX, 'group <name> all|any|<k> <member>…');
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

    key(vkey, wantedTypes) {
        const key = attempt(
            () => parseVerifierKey(vkey),
            (refused) => {
                throw this.malformed(refused.code, refused.message);
            },
        );
        if (!wantedTypes.includes(key.type)) {
            throw this.malformed('VALUE', `has a key of type ${key.type}, want ${wantedTypes.join(' or ')}`);
        }
        if (this.keys.has(hex(key.key))) {
            throw this.malformed('DUPLICATE_KEY', 'has a key that stands in the policy already');
        }
        this.keys.add(hex(key.key));
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

/** Reads the bytes of a policy file into {logs, witnesses, quorum}. */
export function parsePolicy(file) {
    return new PolicyParser().read(file);
}

/** The policy that believes one log and asks for no witness. */
export function policyOfLog(key) {
    return { logs: [key], witnesses: new Map(), quorum: { none: true } };
}

/** Whether these witnesses, named as in the policy, are enough. */
export function isMet(quorum, names) {
    if (quorum.none) {
        return true;
    }
    if (quorum.witness !== undefined) {
        return names.has(quorum.witness);
    }
    return quorum.members.filter((member) => isMet(member, names)).length >= quorum.required;
}

/**
 * Judges a signed checkpoint. Total. Gives {checkpoint, log, cosignatures}, or {refusal, detail} with one of UNREADABLE,
 * UNKNOWN_LOG, SIGNATURE_BAD and QUORUM_MISSING.
 */
export function judgeCheckpoint(policy, note) {
    const parsed = attempt(
        () => ({ checkpoint: parseCheckpoint(note.text) }),
        (refused) => ({ refusal: 'UNREADABLE', detail: refused.message }),
    );
    if (parsed.refusal) {
        return parsed;
    }
    const { checkpoint } = parsed;
    const candidates = policy.logs.filter((log) => log.name === checkpoint.origin);
    if (candidates.length === 0) {
        return { refusal: 'UNKNOWN_LOG', detail: `no log of the policy has the origin ${quote(checkpoint.origin)}` };
    }
    let signer = null;
    for (const log of candidates) {
        const status = noteStatus(log, note);
        if (status === 'BAD_SIGNATURE') {
            return badSignature(log);
        }
        signer = status === 'SIGNED' ? log : signer;
    }
    if (signer === null) {
        const detail = `no line is by a key that the policy holds for ${checkpoint.origin}`;
        return { refusal: 'SIGNATURE_BAD', detail };
    }
    return judgeWitnesses(policy, note, checkpoint, signer);
}

function judgeWitnesses(policy, note, checkpoint, log) {
    const cosignatures = [];
    const names = new Set();
    for (const [name, witness] of policy.witnesses) {
        for (const line of note.signatures.filter((line) => claims(witness, line))) {
            const cosignature = verifiedCosignature(witness, line, note.text);
            if (cosignature === null) {
                return badSignature(witness);
            }
            cosignatures.push({ name, ...cosignature });
            names.add(name);
        }
    }
    if (!isMet(policy.quorum, names)) {
        const by = names.size === 0 ? 'none' : [...names].sort().join(', ');
        const detail = `cosigned by ${by} of the policy's ${policy.witnesses.size} witnesses, which is not its quorum`;
        return { refusal: 'QUORUM_MISSING', detail };
    }
    return { checkpoint, log, cosignatures };
}

function badSignature(key) {
    return { refusal: 'SIGNATURE_BAD', detail: `a line claims the key ${key.vkey} and does not verify` };
}
