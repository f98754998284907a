// What this implementation can be asked, by name: the operations of the language-neutral test vectors. Each takes the
// input of a vector and promises {result, reason?, code?, detail?, checks?, value?}. Text may be handed in as bytes, in
// base64 under a member that says so.

import { proveAnchor } from './anchor.mjs';
import { base64, equal, fromHexData, fromHexDataExactly, hashFromBase64, hex, laxBase64, utf8 } from './bytes.mjs';
import { parseSize } from './checkpoint.mjs';
import { checkField, checkSalt, commitment } from './commitment.mjs';
import { judgeCose, parseCose } from './cose.mjs';
import { verifiedSubtree } from './cosignature.mjs';
import { verifyDisclosure } from './disclosure.mjs';
import { verifyEquivocation } from './equivocation.mjs';
import { checkSignatures, parseEvent } from './event.mjs';
import { parseDecimal } from './form.mjs';
import { proveHistory } from './history.mjs';
import { HEADER_BYTES_MAX, TRIE_NODE_BYTES_MAX } from './limits.mjs';
import { attempt } from './malformed.mjs';
import { consistencyStatus, inclusionStatus, leafHash } from './merkle.mjs';
import { noteStatus, parseNote, parseVerifierKey } from './note.mjs';
import { judgeCheckpoint } from './policy.mjs';
import { parsePolicy } from './policy-parser.mjs';
import { divideAccrual, periodClaims, splitAmount } from './split.mjs';
import { subtreeStatus } from './subtree.mjs';
import { parseEntryBundle, parseTilePath } from './tile.mjs';
import { parseTlogProof } from './tlog-proof.mjs';
import { CHECKPOINT_REASONS, PROOF_REASONS, verifyReceipt } from './verify-receipt.mjs';
import { REASONS } from './vocabulary.mjs';

const ADDRESS_BYTES = 20;

function accepted(value) {
    return { result: 'accepted', value };
}

function refused(reason, detail, code) {
    const isAlarm = REASONS.find(({ name }) => name === reason)?.outcome === 'ALARM';
    return { result: isAlarm ? 'alarm' : 'rejected', reason, detail, code };
}

/** What was parsed, or the refusal of bytes that could not be, which `conclude` never sees. */
function reading(parse, conclude, unreadable = 'FORMAT_UNREADABLE') {
    const outcome = attempt(
        () => ({ parsed: parse() }),
        ({ code, message }) => ({
            refusal: refused(code === 'UNSUPPORTED' ? 'FORMAT_UNSUPPORTED' : unreadable, message, code),
        }),
    );
    return outcome.refusal ?? conclude(outcome.parsed);
}

/** The bytes of a member of the input, given as text or in base64. */
function bytesOf(input, member) {
    const encoded = input[`${member}_base64`];
    return encoded === undefined ? utf8(input[member]) : laxBase64(encoded);
}

function proofOutcome(status, value = {}) {
    return status === 'VALID' ? accepted(value) : refused(PROOF_REASONS[status], status);
}

function judged(policy, note, conclude) {
    const verdict = judgeCheckpoint(policy, note);
    return verdict.refusal ? refused(CHECKPOINT_REASONS[verdict.refusal], verdict.detail) : conclude(verdict);
}

function subtreeOf(input, rootMember) {
    return {
        start: parseSize(input.start, 'start'),
        end: parseSize(input.end, 'end'),
        root: hashFromBase64(input[rootMember]),
    };
}

function headValue({ origin, head }) {
    return { origin, size: String(head.size), root: base64(head.root) };
}

function cosignatureValues(cosignatures, witnesses) {
    return cosignatures.map(({ name, unixSeconds }) => [witnesses.get(name).name, String(unixSeconds)]).sort();
}

/** An answer of a vector: its fee, the weight of each upload that has any, by number, and last what nobody earned. */
function answerOf(fee, row) {
    const weights = row.split(' ').map(parseDecimal);
    const claims = weights.slice(0, -1).map((weight, upload) => ({ upload, weight }));
    return { fee: parseDecimal(fee), claims: claims.filter(({ weight }) => weight > 0n), rest: weights.at(-1) };
}

const NOTE_REASONS = { NOT_SIGNED: 'UNKNOWN_LOG', BAD_SIGNATURE: 'CHECKPOINT_SIGNATURE_BAD' };

const OPERATIONS = {
    'split-amount'(input) {
        return reading(
            () => splitAmount(parseDecimal(input.amount), input.weights.map(parseDecimal)),
            (parts) => accepted({ parts: parts.map(String) }),
        );
    },

    'divide-accrual'({ roles, ppm, fees, weights, period }) {
        return reading(
            () => {
                const shares = roles.map((role, index) => ({ role, ppm: parseDecimal(ppm[index]) }));
                const answers = fees.map((fee, index) => answerOf(fee, weights[index]));
                const total = answers.reduce((sum, { fee }) => sum + fee, 0n);
                const { claims, rest } = period ? periodClaims(answers) : answers[0];
                return divideAccrual(total, shares, claims, rest);
            },
            ({ pool, lines }) =>
                accepted({
                    pool_roles: pool.map(([role]) => role),
                    pool: pool.map(([, amount]) => String(amount)),
                    lines: lines.map(({ upload, amount }) => `${upload} ${amount}`),
                }),
        );
    },

    'parse-vkey'({ vkey }) {
        return reading(
            () => parseVerifierKey(vkey),
            ({ name, typeCode, id, key }) => accepted({ name, type: typeCode, key_id: hex(id), key: base64(key) }),
        );
    },

    'parse-policy'(input) {
        return reading(
            () => parsePolicy(bytesOf(input, 'policy')),
            ({ logs, witnesses }) => accepted({ logs: logs.length, witnesses: witnesses.size }),
        );
    },

    'verify-note'(input) {
        return reading(
            () => ({ key: parseVerifierKey(input.vkey), note: parseNote(bytesOf(input, 'note')) }),
            ({ key, note }) => {
                const status = noteStatus(key, note);
                return status === 'SIGNED' ? accepted({ text: note.text }) : refused(NOTE_REASONS[status], status);
            },
        );
    },

    'verify-checkpoint'(input) {
        return reading(
            () => ({ policy: parsePolicy(bytesOf(input, 'policy')), note: parseNote(bytesOf(input, 'checkpoint')) }),
            ({ policy, note }) =>
                judged(policy, note, ({ checkpoint, cosignatures }) =>
                    accepted({
                        ...headValue(checkpoint),
                        cosignatures: cosignatureValues(cosignatures, policy.witnesses),
                    }),
                ),
        );
    },

    'verify-tlog-proof'(input) {
        return reading(
            () => ({
                policy: parsePolicy(bytesOf(input, 'policy')),
                proof: parseTlogProof(input.proof),
                leaf: hashFromBase64(input.leaf_hash),
            }),
            ({ policy, proof, leaf }) =>
                judged(policy, proof.note, ({ checkpoint }) =>
                    proofOutcome(inclusionStatus(leaf, proof.index, proof.path, checkpoint.head), {
                        ...headValue(checkpoint),
                        index: String(proof.index),
                    }),
                ),
        );
    },

    'verify-inclusion'(input) {
        return reading(
            () => ({
                leaf: hashFromBase64(input.leaf_hash),
                index: parseSize(input.index, 'index'),
                path: input.path.map(hashFromBase64),
                head: { size: parseSize(input.size, 'size'), root: hashFromBase64(input.root) },
            }),
            ({ leaf, index, path, head }) => proofOutcome(inclusionStatus(leaf, index, path, head)),
        );
    },

    'verify-consistency'(input) {
        return reading(
            () => ({
                path: input.path.map(hashFromBase64),
                older: { size: parseSize(input.old_size, 'old_size'), root: hashFromBase64(input.old_root) },
                newer: { size: parseSize(input.new_size, 'new_size'), root: hashFromBase64(input.new_root) },
            }),
            ({ path, older, newer }) => {
                const status = consistencyStatus(path, older, newer);
                const reason = status === 'WRONG_PATH_LENGTH' ? 'PATH_LENGTH_WRONG' : 'TREE_INCONSISTENT';
                return status === 'VALID' ? accepted({}) : refused(reason, status);
            },
        );
    },

    'parse-tile-path'({ path }) {
        return reading(
            () => parseTilePath(path),
            ({ level, index, width }) =>
                accepted({
                    kind: level === null ? 'entries' : 'hash',
                    ...(level === null ? {} : { level }),
                    index: String(index),
                    width,
                }),
        );
    },

    'verify-entry-bundle'(input) {
        return reading(
            () => parseEntryBundle(bytesOf(input, 'bundle'), input.width),
            (entries) => accepted({ leaf_hashes: entries.map((entry) => base64(leafHash(entry))) }),
        );
    },

    'verify-event'(input) {
        return reading(
            () => parseEvent(bytesOf(input, 'entry')),
            (event) => {
                const status = checkSignatures(event);
                if (status !== 'VALID') {
                    return refused('EVENT_SIGNATURE_BAD', `${event.issuer.did}: ${status}`, status);
                }
                return accepted({
                    event_id: event.id,
                    leaf_hash: base64(leafHash(event.entry)),
                    kind: event.kind,
                    issuer: event.issuer.did,
                });
            },
            'ENTRY_NOT_CANONICAL',
        );
    },

    'verify-subtree'(input) {
        return reading(
            () => ({
                path: input.path.map(hashFromBase64),
                subtree: subtreeOf(input, 'subtree_root'),
                tree: { size: parseSize(input.size, 'size'), root: hashFromBase64(input.root) },
            }),
            ({ path, subtree, tree }) => proofOutcome(subtreeStatus(path, subtree, tree)),
        );
    },

    'verify-cose'(input) {
        return reading(
            () => ({
                policy: parsePolicy(bytesOf(input, 'policy')),
                receipt: parseCose(bytesOf(input, 'receipt')),
            }),
            ({ policy, receipt }) => {
                const { reason, detail, log, head, index } = judgeCose(receipt, leafHash(bytesOf(input, 'entry')), policy);
                return reason === undefined
                    ? accepted({ ...headValue({ origin: log.name, head }), index: String(index) })
                    : refused(reason, detail);
            },
        );
    },

    'verify-subtree-cosignature'(input) {
        return reading(
            () => ({
                key: parseVerifierKey(input.vkey),
                line: parseNote(`-\n\n${input.line.replace(/\n?$/, '\n')}`).signatures[0],
                subtree: subtreeOf(input, 'root'),
            }),
            ({ key, line, subtree }) => {
                const cosignature = verifiedSubtree(key, line, input.origin, subtree);
                return cosignature === null
                    ? refused('CHECKPOINT_SIGNATURE_BAD', 'the cosignature does not hold')
                    : accepted({ time: String(cosignature.unixSeconds) });
            },
        );
    },

    'verify-anchor'({ contract, origin, header, account_proof: accountProof, storage_proof: storageProof }) {
        return reading(
            () => ({
                ...stateEvidence(header, accountProof, storageProof),
                contract: fromHexDataExactly(contract, 'contract', ADDRESS_BYTES),
            }),
            (evidence) => {
                const proven = proveAnchor(evidence, origin);
                return proven.defect
                    ? refused('ANCHOR_PROOF_BAD', proven.detail, proven.defect)
                    : accepted({
                          size: String(proven.anchored.size),
                          root: base64(proven.anchored.root),
                          anchored_block: String(proven.anchoredBlock),
                          block_hash: '0x' + hex(proven.block.hash),
                          block_number: String(proven.block.number),
                      });
            },
            'ANCHOR_PROOF_BAD',
        );
    },

    'verify-history'({ number, header, account_proof: accountProof, storage_proof: storageProof }) {
        return reading(
            () => ({ ...stateEvidence(header, accountProof, storageProof), number: parseSize(number, 'number') }),
            (evidence) => {
                const { hash, detail, defect } = proveHistory(evidence, evidence.number);
                return hash === undefined
                    ? refused('HEADER_UNTRUSTED', detail, defect)
                    : accepted({ block_number: number, block_hash: '0x' + hex(hash) });
            },
            'HEADER_UNTRUSTED',
        );
    },

    'verify-equivocation'(input) {
        return reading(
            () => parsePolicy(bytesOf(input, 'policy')),
            (policy) => {
                const { reason, detail, code, checks } = verifyEquivocation(bytesOf(input, 'evidence'), policy);
                return { ...refused(reason, detail, code), checks: resultsOf(checks) };
            },
        );
    },

    'verify-commitment'(input) {
        return reading(
            () => commitment(checkField(input.field), checkSalt(input.salt), bytesOf(input, 'value')),
            (found) =>
                equal(found, hashFromBase64(input.commitment))
                    ? accepted()
                    : refused('COMMITMENT_MISMATCH', 'salt and value do not give the commitment'),
        );
    },

    'verify-disclosure'(input) {
        return reading(
            () => receiptPolicy(input),
            (policy) => {
                const verdict = verifyDisclosure(bytesOf(input, 'disclosure'), policy);
                const { checks, reason, detail } = verdict;
                const outcome = reason === undefined ? accepted(disclosureValue(verdict)) : refused(reason, detail);
                return { ...outcome, checks: resultsOf(checks) };
            },
        );
    },

    'verify-receipt'(input) {
        return reading(
            () => receiptPolicy(input),
            (policy) => {
                const verdict = verifyReceipt(bytesOf(input, 'receipt'), policy);
                const { checks, reason, detail, receipt } = verdict;
                const outcome = reason === undefined ? accepted(receiptValue(receipt)) : refused(reason, detail);
                return { ...outcome, checks: resultsOf(checks) };
            },
        );
    },
};

/** The parts that prove something about the state after a block, from their hex. */
function stateEvidence(header, accountProof, storageProof) {
    const node = (text) => fromHexData(text, 'trie node', TRIE_NODE_BYTES_MAX);
    return {
        header: fromHexData(header, 'header', HEADER_BYTES_MAX),
        accountProof: accountProof.map(node),
        storageProof: storageProof.map(node),
    };
}

function resultsOf(checks) {
    return checks.map(({ name, result }) => [name, result]);
}

function receiptPolicy(input) {
    const seconds = (name) => (input[name] === undefined ? null : BigInt(input[name]));
    const nowMillis = seconds('now_ms');
    const trustedBlocks = input.heads ?? [];
    return {
        trust: parsePolicy(bytesOf(input, 'policy')),
        chain: input.chain ?? null,
        contract: input.contract ?? null,
        trustedBlocks,
        isAnchorDemanded: input.demand_anchor ?? false,
        freshness:
            nowMillis === null
                ? null
                : {
                      nowSeconds: nowMillis / 1000n,
                      checkpointAgeMax: seconds('checkpoint_age_max_s'),
                      cosignatureAgeMax: seconds('cosignature_age_max_s'),
                      anchorAgeMax: seconds('anchor_age_max_s'),
                  },
    };
}

function disclosureValue({ receipt, disclosure }) {
    const { field, row, value } = disclosure;
    const place = field === undefined ? { row: String(row) } : { field };
    return { event_id: receipt.event.id, index: String(receipt.index), ...place, disclosed: base64(value) };
}

function receiptValue({ event, index, checkpoint, anchor }) {
    const shown = { event_id: event.id, index: String(index), ...headValue(checkpoint) };
    return anchor === null
        ? shown
        : { ...shown, anchored_size: String(anchor.anchored.size), anchored_block_hash: '0x' + hex(anchor.block.hash) };
}

/** The operations by name. */
export const operations = Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, operation]) => [name, async (input) => operation(input)]),
);
