// Evidence that a log has signed two heads of which no tree can have both (docs/format/equivocation.md).

import { equal, hashFromBase64 } from './bytes.mjs';
import { describeHead, parseCheckpoint } from './checkpoint.mjs';
import { checkpointStatus } from './cosignature.mjs';
import { parseAnySpelling } from './json.mjs';
import * as limits from './limits.mjs';
import { attempt, Malformed, quote } from './malformed.mjs';
import { Members } from './members.mjs';
import { consistencyStatus } from './merkle.mjs';
import { parseNote, parseVerifierKey } from './note.mjs';

const SUBJECT = 'equivocation';

/** Reads evidence into {older, newer, keys, prefixRoot, path}. */
export function parseEquivocation(bytes) {
    const members = new Members(parseAnySpelling(bytes, SUBJECT, limits.EVIDENCE_BYTES_MAX), SUBJECT);
    const version = members.required('v');
    if (version !== 1) {
        const code = typeof version === 'number' ? 'UNSUPPORTED' : 'VALUE';
        throw new Malformed(code, members.at('v'), 'want 1');
    }
    const kind = members.text('kind');
    if (kind !== 'equivocation') {
        throw new Malformed('UNSUPPORTED', members.at('kind'), `is ${quote(kind)}, want equivocation`);
    }
    const older = evidenceNote(members, 'older');
    const newer = evidenceNote(members, 'newer');
    const keys = members.texts('keys', limits.EVIDENCE_KEYS_MAX).map(parseVerifierKey);
    if (keys.length === 0 || new Set(keys.map(({ vkey }) => vkey)).size < keys.length) {
        throw new Malformed('RULE', members.at('keys'), 'names no key, or one twice');
    }
    const prefixRoot = hashFromBase64(members.text('prefix_root'));
    const path = members.texts('path', limits.PROOF_HASHES_MAX).map(hashFromBase64);
    members.end();
    return { older, newer, keys, prefixRoot, path };
}

/** What the refusal of evidence amounts to, in the words of verdicts. */
const REASONS = {
    CHECKPOINT_UNREADABLE: 'FORMAT_UNREADABLE',
    UNKNOWN_LOG: 'UNKNOWN_LOG',
    SIGNATURE_BAD: 'CHECKPOINT_SIGNATURE_BAD',
    SIGNATURE_MISSING: 'CHECKPOINT_SIGNATURE_BAD',
    ORIGINS_DIFFER: 'EVIDENCE_BAD',
    SIZES_OUT_OF_ORDER: 'EVIDENCE_BAD',
    PROOF_BAD: 'EVIDENCE_BAD',
    NO_CONTRADICTION: 'EVIDENCE_BAD',
};

/**
 * Checks a file that accuses a log. Total: gives {reason, detail, code, checks}, the reason EQUIVOCATION if the accusation
 * holds, and else why the file accuses nobody.
 */
export function verifyEquivocation(bytes, policy) {
    const read = attempt(
        () => ({ evidence: parseEquivocation(bytes) }),
        ({ code, message }) => ({
            reason: code === 'UNSUPPORTED' ? 'FORMAT_UNSUPPORTED' : 'FORMAT_UNREADABLE',
            detail: message,
            code,
            checks: [{ name: 'FORMAT', result: 'FAILED', detail: message }],
        }),
    );
    if (read.reason) {
        return read;
    }
    const format = { name: 'FORMAT', result: 'PASSED', detail: `${bytes.length} bytes` };
    const signed = { name: 'CHECKPOINT', result: 'PASSED', detail: `both checkpoints, by ${read.evidence.keys[0].vkey}` };
    const { cause, detail, origin, older, newer } = judgeEquivocation(read.evidence, policy);
    const reason = cause === undefined ? 'EQUIVOCATION' : REASONS[cause];
    if (reason === 'EQUIVOCATION') {
        const proven = `${origin} signed ${describeHead(older)}, and ${describeHead(newer)}, which does not extend it`;
        return { reason, detail: proven, checks: [format, signed] };
    }
    const unsigned = { name: 'CHECKPOINT', result: 'FAILED', detail };
    return { reason, detail, code: cause, checks: [format, reason === 'EVIDENCE_BAD' ? signed : unsigned] };
}

function evidenceNote(members, key) {
    const note = parseNote(members.text(key));
    if (note.text.length > limits.EVIDENCE_TEXT_CHARS_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', members.at(key), `has a text of ${note.text.length} characters`);
    }
    return note;
}

function notProven(cause, detail) {
    return { cause, detail };
}

/** Judges evidence by the keys that the reader knows. Total. Gives {origin, older, newer} if proven, else {cause, detail}. */
export function judgeEquivocation(evidence, policy) {
    const heads = attempt(
        () => ({ older: parseCheckpoint(evidence.older.text), newer: parseCheckpoint(evidence.newer.text) }),
        (refused) => notProven('CHECKPOINT_UNREADABLE', refused.message),
    );
    if (heads.cause) {
        return heads;
    }
    const { origin } = heads.older;
    if (heads.newer.origin !== origin || evidence.keys.some((key) => key.name !== origin)) {
        return notProven('ORIGINS_DIFFER', `the checkpoints and keys are not all of ${quote(origin)}`);
    }
    return (
        signatureDefect(evidence, heads, policy, origin) ??
        relationDefect(evidence, heads.older.head, heads.newer.head) ?? {
            origin,
            older: heads.older.head,
            newer: heads.newer.head,
        }
    );
}

function signatureDefect({ older, newer, keys }, heads, policy, origin) {
    const known = policy.logs.filter((key) => key.name === origin);
    const isKnown = (key) => known.some(({ vkey }) => vkey === key.vkey);
    const isListed = (key) => keys.some(({ vkey }) => vkey === key.vkey);
    const signed = { older: false, newer: false };
    for (const key of [...keys, ...known.filter((key) => !isListed(key))]) {
        const statuses = {
            older: checkpointStatus(key, older, heads.older),
            newer: checkpointStatus(key, newer, heads.newer),
        };
        if (Object.values(statuses).includes('BAD_SIGNATURE')) {
            return notProven('SIGNATURE_BAD', `a line claims the key ${key.vkey} and does not verify`);
        }
        if (isListed(key) && !Object.values(statuses).includes('SIGNED')) {
            return notProven('SIGNATURE_MISSING', `the key ${key.vkey} signed neither checkpoint`);
        }
        for (const which of ['older', 'newer']) {
            signed[which] ||= isListed(key) && isKnown(key) && statuses[which] === 'SIGNED';
        }
    }
    if (!keys.some(isKnown)) {
        return notProven('UNKNOWN_LOG', `none of its keys is one that the policy names for ${quote(origin)}`);
    }
    if (signed.older && signed.newer) {
        return null;
    }
    const which = signed.older ? 'newer' : 'older';
    const detail = `the ${which} checkpoint is not signed by a key that both the file and the policy name`;
    return notProven('SIGNATURE_MISSING', detail);
}

/** A proof that holds fixes what the newer tree's prefix is; the log signed for another one, or it did not. */
function relationDefect({ prefixRoot, path }, older, newer) {
    const status = consistencyStatus(path, { size: older.size, root: prefixRoot }, newer);
    if (status === 'SIZES_OUT_OF_ORDER') {
        return notProven('SIZES_OUT_OF_ORDER', `sizes are ${older.size} and ${newer.size}`);
    }
    if (status !== 'VALID') {
        return notProven('PROOF_BAD', `the path does not show prefix_root to be that of the newer tree: ${status}`);
    }
    if (equal(prefixRoot, older.root)) {
        return notProven('NO_CONTRADICTION', `the tree with ${describeHead(older)} is a prefix of the newer one`);
    }
    return null;
}
