// What a text or file that somebody gives the page is, by how it starts; and what was given about trust.

import { fromHexDataExactly, strictUtf8, utf8 } from './bytes.mjs';
import { parseSize } from './checkpoint.mjs';
import { attempt, Malformed } from './malformed.mjs';
import { parseVerifierKey } from './note.mjs';
import { policyOfLog } from './policy.mjs';
import { parsePolicy } from './policy-parser.mjs';

const WORD_BYTES = 32;
const CONTRACT = /^(eip155:[0-9]+):(0x[0-9a-f]{40})$/;

// The head of tag 18 and of an array of four: a COSE_Sign1. No text starts with these bytes.
const COSE_START = [0xd2, 0x84];

/** RECEIPT, DISCLOSURE, PROOF, COSE, CHECKPOINT, EVIDENCE, POLICY or VKEY. What is like none of them is judged as a receipt. */
export function kindOf(bytes) {
    if (COSE_START.every((byte, i) => bytes[i] === byte)) {
        return 'COSE';
    }
    const text = strictUtf8(bytes) ?? '';
    if (text.startsWith('c2sp.org/tlog-proof@')) {
        return 'PROOF';
    }
    if (/^\s*\{/.test(text)) {
        if (/"receipt"\s*:\s*\{/.test(text) && /"salt"\s*:/.test(text)) {
            return 'DISCLOSURE';
        }
        return /"kind"\s*:\s*"equivocation"/.test(text) && !/"entry"\s*:/.test(text) ? 'EVIDENCE' : 'RECEIPT';
    }
    if (/^[^\n]+\n[0-9]+\n[^]*\n\n— /.test(text)) {
        return 'CHECKPOINT';
    }
    if (/^[ \t]*(?:log|witness|group|quorum)[ \t]/m.test(text)) {
        return 'POLICY';
    }
    return /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\s*$/.test(text) ? 'VKEY' : 'RECEIPT';
}

/** The policy in a text that is a key or a policy file; null for an empty one. Throws a Malformed. */
export function readTrust(text) {
    const trimmed = text.trim();
    if (trimmed === '') {
        return null;
    }
    // A key alone is common and short; people paste it with a newline.
    return /[ \t\n]/.test(trimmed) ? parsePolicy(utf8(text)) : policyOfLog(readLogKey(trimmed));
}

function readLogKey(vkey) {
    const key = parseVerifierKey(vkey);
    if (key.type === 'COSIGNATURE_ED25519') {
        throw new Malformed('VALUE', 'verifier key', 'is the key of a witness, want that of a log');
    }
    return key;
}

/** The hashes of blocks, one on a line. Throws a Malformed. */
export function readBlocks(text) {
    const lines = text.split(/\s+/).filter((line) => line !== '');
    lines.forEach((line) => fromHexDataExactly(line, 'block hash', WORD_BYTES));
    return lines;
}

/** {chain, contract} of a text such as eip155:1:0x…, both null for an empty one. Throws a Malformed. */
export function readContract(text) {
    const trimmed = text.trim();
    const match = CONTRACT.exec(trimmed);
    if (trimmed !== '' && match === null) {
        throw new Malformed('VALUE', 'anchor contract', 'want one such as eip155:1:0x and 40 lowercase hex digits');
    }
    return { chain: match?.[1] ?? null, contract: match?.[2] ?? null };
}

const SECONDS_PER_HOUR = 3_600n;

/**
 * The bounds of judgeFreshness from numbers of hours, empty for none; null if all are empty. Throws a Malformed, also for a
 * bound on what is not demanded, which would look like a promise.
 *
 * @param hours {checkpoint, cosignature, anchor} as text
 * @param demanded {isQuorum, isAnchor}: whether the policy asks for witnesses, and for an anchor
 */
export function readAges(hours, demanded, nowMillis) {
    const [checkpointAgeMax, cosignatureAgeMax, anchorAgeMax] = [hours.checkpoint, hours.cosignature, hours.anchor].map(
        (text) => (text.trim() === '' ? null : parseSize(text.trim(), 'age in hours') * SECONDS_PER_HOUR),
    );
    if (cosignatureAgeMax !== null && !demanded.isQuorum) {
        throw new Malformed('RULE', 'age of cosignatures', 'is bounded, and the policy demands none');
    }
    if (anchorAgeMax !== null && !demanded.isAnchor) {
        throw new Malformed('RULE', 'age of the anchor', 'is bounded, and no block hash is given');
    }
    const isBounded = [checkpointAgeMax, cosignatureAgeMax, anchorAgeMax].some((age) => age !== null);
    const nowSeconds = BigInt(Math.floor(nowMillis / 1_000));
    return isBounded ? { nowSeconds, checkpointAgeMax, cosignatureAgeMax, anchorAgeMax } : null;
}

/** What `read` makes of a text, and what was wrong with it as a message for a person. */
export function trying(read) {
    return attempt(
        () => ({ value: read(), error: '' }),
        (refused) => ({ value: null, error: refused.message }),
    );
}
