// A receipt together with one value that its event commits to (docs/format/disclosure.md). It may be respelled as JSON allows.

import { base64, equal, fromHex, hashFromBase64, laxBase64, strictUtf8 } from './bytes.mjs';
import { checkField, checkSalt, commitment } from './commitment.mjs';
import { encode, parseAnySpelling } from './json.mjs';
import * as limits from './limits.mjs';
import { attempt, Malformed } from './malformed.mjs';
import { Members } from './members.mjs';
import { inclusionStatus, leafHash } from './merkle.mjs';
import { parseReceipt } from './receipt.mjs';
import { verifyReceipt } from './verify-receipt.mjs';
import { CHECKS } from './vocabulary.mjs';

const SUBJECT = 'disclosure';
const NOT_REACHED = 'an earlier check failed';
const DIGEST_PREFIX = 'sha256:';

/** Reads a disclosure into {receipt, entry, salt, value} and either {field} or {row, path}. */
export function parseDisclosure(bytes) {
    const members = new Members(parseAnySpelling(bytes, SUBJECT, limits.DISCLOSURE_BYTES_MAX), SUBJECT);
    const version = members.required('v');
    if (version !== 1) {
        const code = typeof version === 'number' ? 'UNSUPPORTED' : 'VALUE';
        throw new Malformed(code, members.at('v'), 'want 1');
    }
    const row = members.members.has('row') ? members.size('row') : null;
    const place = row === null ? readField(members) : { row, path: readPath(members) };
    const receiptObject = members.required('receipt');
    if (!(receiptObject instanceof Map)) {
        throw new Malformed('VALUE', members.at('receipt'), 'want an object');
    }
    const salt = checkSalt(members.text('salt'));
    const value = readValue(members);
    members.end();
    const receipt = encode(receiptObject);
    return { receipt, entry: parseReceipt(receipt).entry, salt, value, ...place };
}

function readField(members) {
    return { field: checkField(members.text('field')) };
}

function readPath(members) {
    return members.texts('path', limits.PROOF_HASHES_MAX).map(hashFromBase64);
}

function readValue(members) {
    const text = members.text('value', Math.ceil(limits.DISCLOSED_BYTES_MAX / 3) * 4);
    const value = laxBase64(text);
    if (value === null) {
        throw new Malformed('SYNTAX', members.at('value'), 'is not base64');
    }
    if (base64(value) !== text) {
        throw new Malformed('NOT_CANONICAL', members.at('value'), 'is not canonical base64');
    }
    if (value.length > limits.DISCLOSED_BYTES_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', members.at('value'), `has ${value.length} bytes`);
    }
    return value;
}

/**
 * Checks a disclosure: its receipt under the policy of verifyReceipt, then that the event commits to what is disclosed.
 * Total: gives {checks, receipt, disclosure} if all of it holds, and {checks, reason, detail} else.
 */
export function verifyDisclosure(bytes, policy) {
    const read = attempt(
        () => ({ disclosure: parseDisclosure(bytes) }),
        ({ code, message }) => unreadable(code, message),
    );
    if (read.disclosure === undefined) {
        return read;
    }
    const { disclosure } = read;
    const { checks, receipt, reason, detail } = verifyReceipt(disclosure.receipt, policy);
    if (receipt === undefined) {
        return { checks: [...checks, line('NOT_CHECKED', NOT_REACHED)], reason, detail };
    }
    const status = commitmentStatus(disclosure, JSON.parse(strictUtf8(disclosure.entry)).body);
    if (status === 'VALID') {
        return { checks: [...checks, line('PASSED', status)], receipt, disclosure };
    }
    const refusal = status === 'NOTHING_COMMITTED' ? status : 'COMMITMENT_MISMATCH';
    return { checks: [...checks, line('FAILED', status)], reason: refusal, detail: status };
}

/** Whether the body, which is that of a valid event, commits to it. */
function commitmentStatus({ field, row, path, salt, value }, body) {
    if (field !== undefined) {
        const committed = field === 'content' ? body.content?.commitment : body[field];
        if (typeof committed !== 'string' || !isCommittable(field, body)) {
            return 'NOTHING_COMMITTED';
        }
        return equal(digestBytes(committed), commitment(field, salt, value)) ? 'VALID' : 'COMMITMENT_MISMATCH';
    }
    if (body.rows === undefined || body.upload_type === undefined) {
        return 'NOTHING_COMMITTED';
    }
    const leaf = new Uint8Array(salt.length + value.length);
    leaf.set(salt);
    leaf.set(value, salt.length);
    const head = { size: BigInt(body.rows.count), root: digestBytes(body.rows.root) };
    return inclusionStatus(leafHash(leaf), row, path, head);
}

/** Other kinds may have members of these names: an upload alone has a type, and an inference alone an attempt. */
function isCommittable(field, body) {
    return (field === 'content' ? body.upload_type : body.attempt) !== undefined;
}

function digestBytes(text) {
    return fromHex(text.slice(DIGEST_PREFIX.length));
}

function line(result, detail) {
    return { name: 'COMMITMENT', result, detail };
}

function unreadable(code, detail) {
    const checks = CHECKS.slice(0, 1 + CHECKS.findIndex(({ name }) => name === 'COMMITMENT')).map(({ name }) =>
        name === 'FORMAT' ? { name, result: 'FAILED', detail } : { name, result: 'NOT_CHECKED', detail: NOT_REACHED },
    );
    return { checks, reason: code === 'UNSUPPORTED' ? 'FORMAT_UNSUPPORTED' : 'FORMAT_UNREADABLE', detail };
}
