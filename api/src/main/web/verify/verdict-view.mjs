// Shows a verdict: first in plain words, then each check in order, then what it means and what to do.

import { base64, hex } from './bytes.mjs';
import { definitions, element } from './dom.mjs';
import { timeWords } from './event-words.mjs';
import { CHECKS, REASONS } from './vocabulary.mjs';

const WORDS = {
    VERIFIED: 'Verified',
    FALSE: 'Rejected',
    NOT_CHECKED: 'Not checked',
    PENDING: 'Not yet',
    ALARM: 'Alarm',
};
const STATES = {
    PASSED: { mark: '✓', word: 'passed', style: 'passed' },
    FAILED: { mark: '✗', word: 'failed', style: 'failed' },
    NOT_CHECKED: { mark: '–', word: 'not checked', style: 'not_made' },
};

/** The verdict in plain words. `outcome` is VERIFIED or the outcome of a reason. */
export function verdictHead(outcome, sentence, code) {
    return element(
        'div',
        { className: `verdict ${outcome.toLowerCase()}` },
        element('h2', { id: 'verdict' }, WORDS[outcome]),
        element('p', { id: 'sentence' }, sentence),
        code === undefined ? null : element('p', { className: 'data', id: 'reason' }, code),
    );
}

export function checkItems(checks) {
    const list = element('ol', { className: 'checks', id: 'checks' });
    for (const { name, result, detail } of checks) {
        const { mark, word, style } = STATES[result];
        list.append(
            element(
                'li',
                { className: style },
                markOf(mark),
                element('span', { className: 'title' }, titleOf(name)),
                element('span', { className: 'state' }, word),
                element('span', { className: 'detail' }, detail),
            ),
        );
    }
    return list;
}

function markOf(mark) {
    const made = element('span', { className: 'mark' }, mark);
    made.setAttribute('aria-hidden', 'true');
    return made;
}

function titleOf(name) {
    const title = CHECKS.find((check) => check.name === name)?.title ?? name;
    return title[0].toUpperCase() + title.slice(1);
}

function section(title, ...children) {
    return [element('h3', {}, title), ...children];
}

/** The parts of a refusal. */
export function rejectedParts({ reason, detail, checks }) {
    const words = REASONS.find(({ name }) => name === reason);
    return [
        verdictHead(words.outcome, words.sentence, reason),
        ...section('What was checked', checkItems(checks)),
        ...section('What was found', element('p', { className: 'data' }, detail)),
        ...section('What this means', element('p', {}, words.meaning)),
        ...section('What to do', element('p', {}, words.action)),
    ];
}

/** The parts of the verdict on a receipt that holds. */
export function verifiedParts({ receipt, checks }) {
    const { checkpoint, index } = receipt;
    const sentence = `Entry ${index} of the log ${checkpoint.origin} is the event below, and its issuer signed it.`;
    const open = checks.filter(({ result }) => result === 'NOT_CHECKED');
    const rests = element('ul', {}, ...grounds(receipt).map((ground) => element('li', { className: 'data' }, ground)));
    return [
        verdictHead('VERIFIED', sentence),
        ...section('What was checked', checkItems(checks)),
        ...section('What this rests on', rests),
        ...section('What was not checked', notChecked(open)),
        ...section('What to do', element('p', {}, advice(receipt, open))),
    ];
}

function grounds({ event, log, cosignatures, anchor }) {
    const found = [`the issuer’s signature: ${event.issuer.did}`, `the log’s signature: ${log.vkey}`];
    if (cosignatures.length > 0) {
        found.push(...cosignatures.map(cosignatureWords));
    }
    if (anchor !== null) {
        found.push(`Ethereum block ${anchor.block.number}, whose hash you gave: 0x${hex(anchor.block.hash)}`);
    }
    return found;
}

/** One cosignature; a time of 0, which ML-DSA cosigners may give, says nothing about time. */
export function cosignatureWords({ name, unixSeconds }) {
    const time = unixSeconds === 0n ? 'without a time' : `of ${timeWords(unixSeconds * 1000n)}`;
    return `the cosignature of the witness ${name}, ${time}`;
}

function notChecked(open) {
    if (open.length === 0) {
        return element('p', {}, 'Nothing that this page can check was left out.');
    }
    return element('ul', {}, ...open.map(({ name, detail }) => element('li', {}, `${titleOf(name)}: ${detail}`)));
}

function advice({ anchor }, open) {
    if (anchor !== null) {
        return 'Keep the receipt. Nothing more is needed to show this to somebody else.';
    }
    return open.some(({ name }) => name === 'ANCHOR_STATE')
        ? 'Keep the receipt, and fetch it again later: by then it can carry an anchor on Ethereum, too.'
        : 'Keep the receipt. To rest on Ethereum as well, get the hash of the named block from a node you trust.';
}

/** Where in the log. */
export function placeRows({ checkpoint, index, anchor }) {
    const rows = [
        ['Log', checkpoint.origin],
        ['Entry number', `${index}, counted from 0`],
        ['Tree that the log signed', `${checkpoint.head.size} entries, root ${base64(checkpoint.head.root)}`],
    ];
    if (anchor !== null) {
        const time = timeWords(anchor.block.timestampSeconds * 1000n);
        rows.push(['Anchored on', `${anchor.chain}, block ${anchor.block.number} of ${time}`]);
    }
    return rows;
}

export function titled(title, rows) {
    return section(title, definitions(rows));
}
