// Judges what was given to the page, whatever kind of file it is, and gives the parts to show.

import { strictUtf8, utf8 } from './bytes.mjs';
import { describeHead } from './checkpoint.mjs';
import { judgeCose, parseCose } from './cose.mjs';
import { verifyDisclosure } from './disclosure.mjs';
import { rawData } from './dom.mjs';
import { verifyEquivocation } from './equivocation.mjs';
import { parseEvent } from './event.mjs';
import { eventRows } from './event-words.mjs';
import { encode } from './json.mjs';
import { attempt } from './malformed.mjs';
import { inclusionStatus, leafHash } from './merkle.mjs';
import { parseNote } from './note.mjs';
import { judgeCheckpoint } from './policy.mjs';
import { parseReceipt } from './receipt.mjs';
import { parseTlogProof } from './tlog-proof.mjs';
import {
    checkItems,
    cosignatureWords,
    placeRows,
    rejectedParts,
    titled,
    verdictHead,
    verifiedParts,
} from './verdict-view.mjs';
import { CHECKPOINT_REASONS, PROOF_REASONS, verifyReceipt } from './verify-receipt.mjs';

function section(title, rows) {
    return rows.length === 0 ? [] : titled(title, rows);
}

/** A receipt: the verdict, and what it says as far as it can be read. */
export function receiptParts(bytes, policy) {
    const verdict = verifyReceipt(bytes, policy);
    const parts = verdict.reason === undefined ? verifiedParts(verdict) : rejectedParts(verdict);
    const readable = attempt(() => parseReceipt(bytes), () => null);
    if (readable === null) {
        return [...parts, rawData('The file', strictUtf8(bytes)?.slice(0, 20_000) ?? 'is not text')];
    }
    const event = attempt(() => parseEvent(readable.entry), () => null);
    const isVerified = verdict.reason === undefined;
    const title = isVerified ? 'What the receipt says' : 'What the receipt claims, not verified';
    return [
        ...parts,
        ...section(title, event === null ? [] : eventRows(event)),
        ...section('Where in the log', isVerified ? placeRows(verdict.receipt) : []),
        rawData('The entry, as it was logged and hashed', strictUtf8(readable.entry)),
        event === null ? null : rawData('The entry, spread out', spread(event.envelope)),
        rawData('The proof and the signed checkpoint', noteText(readable.proof)),
    ];
}

function spread(envelope) {
    return JSON.stringify(JSON.parse(strictUtf8(encode(envelope))), null, 2);
}

function noteText({ index, path, note }) {
    return `entry ${index}, ${path.length} hashes\n\n${note.text}\n${note.signatures.map(({ name }) => `— ${name}`).join('\n')}`;
}

/** One check of a file that is not a receipt. */
function line(name, result, detail) {
    return { name, result, detail };
}

function refusal(reason, detail, checks) {
    return rejectedParts({ reason, detail, checks });
}

function unreadable(refused) {
    const reason = refused.code === 'UNSUPPORTED' ? 'FORMAT_UNSUPPORTED' : 'FORMAT_UNREADABLE';
    return refusal(reason, refused.message, [line('file can be read', 'FAILED', refused.message)]);
}

function checkpointLines(judged, policy) {
    const lines = [line('file can be read', 'PASSED', 'a signed checkpoint')];
    if (judged.refusal && judged.refusal !== 'QUORUM_MISSING') {
        return [...lines, line('CHECKPOINT', 'FAILED', judged.detail)];
    }
    lines.push(line('CHECKPOINT', 'PASSED', judged.refusal ? 'the log signed it' : judged.checkpoint.origin));
    if (judged.refusal) {
        return [...lines, line('WITNESSES', 'FAILED', judged.detail)];
    }
    const count = policy.witnesses.size;
    const detail = count === 0 ? 'the policy names no witness' : `${judged.cosignatures.length} of ${count} cosigned`;
    return [...lines, line('WITNESSES', count === 0 ? 'NOT_CHECKED' : 'PASSED', detail)];
}

/** A signed checkpoint alone. */
export function checkpointParts(bytes, policy) {
    return attempt(() => {
        const judged = judgeCheckpoint(policy, parseNote(bytes));
        const lines = checkpointLines(judged, policy);
        if (judged.refusal) {
            return refusal(CHECKPOINT_REASONS[judged.refusal], judged.detail, lines);
        }
        const { checkpoint, cosignatures } = judged;
        const sentence = `The log ${checkpoint.origin} signed this checkpoint of ${checkpoint.head.size} entries.`;
        const words = cosignatures.map((cosignature) => ['Under', cosignatureWords(cosignature)]);
        return [
            verdictHead('VERIFIED', sentence),
            checkItems(lines),
            ...section('The checkpoint', [['Log', checkpoint.origin], ['Head', describeHead(checkpoint.head)], ...words]),
        ];
    }, unreadable);
}

/** A bare proof; `entry` is the text of the leaf, or empty if it was not given. */
export function proofParts(bytes, entry, policy) {
    return attempt(() => {
        const proof = parseTlogProof(strictUtf8(bytes) ?? '');
        const judged = judgeCheckpoint(policy, proof.note);
        const lines = checkpointLines(judged, policy);
        if (judged.refusal) {
            lines.push(line('INCLUSION', 'NOT_CHECKED', 'an earlier check failed'));
            return refusal(CHECKPOINT_REASONS[judged.refusal], judged.detail, lines);
        }
        const { origin, head } = judged.checkpoint;
        if (entry === '') {
            const why = 'the entry was not given, and the proof does not hold it';
            const sentence = 'The checkpoint holds. Give the entry to learn whether it is in the log.';
            return [verdictHead('NOT_CHECKED', sentence), checkItems([...lines, line('INCLUSION', 'NOT_CHECKED', why)])];
        }
        const status = inclusionStatus(leafHash(utf8(entry)), proof.index, proof.path, head);
        const detail = `entry ${proof.index} of ${head.size}: ${status}`;
        if (status !== 'VALID') {
            return refusal(PROOF_REASONS[status], detail, [...lines, line('INCLUSION', 'FAILED', detail)]);
        }
        const sentence = `These bytes are entry ${proof.index} of the log ${origin}.`;
        const rows = [['Log', origin], ['Entry number', proof.index], ['Head', describeHead(head)]];
        const made = checkItems([...lines, line('INCLUSION', 'PASSED', detail)]);
        return [verdictHead('VERIFIED', sentence), made, ...section('Where in the log', rows)];
    }, unreadable);
}

/** A COSE receipt, which shows nothing without the entry: what is signed is the root that the entry leads to. */
export function coseParts(bytes, entry, policy) {
    return attempt(() => {
        const receipt = parseCose(bytes);
        const readable = line('file can be read', 'PASSED', 'a COSE receipt');
        if (entry === '') {
            const sentence = 'A COSE receipt is for an entry. Give the entry to learn whether the log has it.';
            const why = 'the entry was not given, and the receipt does not hold it';
            return [verdictHead('NOT_CHECKED', sentence), checkItems([readable, line('INCLUSION', 'NOT_CHECKED', why)])];
        }
        const { reason, detail, log, head, index } = judgeCose(receipt, leafHash(utf8(entry)), policy);
        if (reason !== undefined) {
            return refusal(reason, detail, [readable, line('INCLUSION', 'FAILED', detail)]);
        }
        const sentence = `These bytes are entry ${index} of the log ${log.name}, which signed their tree.`;
        const made = [readable, line('INCLUSION', 'PASSED', `entry ${index} of ${head.size}`)];
        const witnesses = line('WITNESSES', 'NOT_CHECKED', 'a COSE receipt has no cosignatures');
        const rows = [['Log', log.name], ['Entry number', index], ['Head', describeHead(head)]];
        return [verdictHead('VERIFIED', sentence), checkItems([...made, witnesses]), ...section('Where in the log', rows)];
    }, unreadable);
}

/** A value or a row that an event commits to, with the receipt of that event. */
export function disclosureParts(bytes, policy) {
    const verdict = verifyDisclosure(bytes, policy);
    if (verdict.reason !== undefined) {
        return rejectedParts(verdict);
    }
    const { field, row, value } = verdict.disclosure;
    const rows = [
        ['What', field ?? `row ${row}, counted from 0`],
        ['Size', `${value.length} bytes`],
    ];
    return [
        ...verifiedParts(verdict),
        ...section('What is disclosed, and was committed to', rows),
        rawData('The value', strictUtf8(value) ?? 'is not text'),
        ...section('What the event says', eventRows(verdict.receipt.event)),
        ...section('Where in the log', placeRows(verdict.receipt)),
    ];
}

/** Evidence of equivocation: an alarm if it holds. */
export function evidenceParts(bytes, policy) {
    return rejectedParts(verifyEquivocation(bytes, policy));
}
