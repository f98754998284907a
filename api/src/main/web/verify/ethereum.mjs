// What the state of an Ethereum block holds: headers, accounts and storage slots, proven from the raw header down (yellow
// paper; EIP-1186 for the shape of proofs). Refusals are thrown as Malformed or TrieDefect.

import { bigEndian, concat } from './bytes.mjs';
import { keccak256 } from './keccak.mjs';
import { attempt, Malformed } from './malformed.mjs';
import { parseRlp, RlpFields } from './rlp.mjs';
import { TrieProof } from './trie.mjs';

export const WORD_BYTES = 32;
const HEADER_FIELDS_MIN = 15;
const SUBJECT = 'block header';

export function blockHash(header) {
    return keccak256(header);
}

/** Whether bytes are the canonical RLP of a block header. */
export function isHeader(rlp) {
    return attempt(() => parseHeader(rlp) !== null, () => false);
}

/** Reads {hash, stateRoot, number, timestampSeconds} from the raw RLP of a header. */
export function parseHeader(rlp) {
    const fields = new RlpFields(parseRlp(rlp, SUBJECT), SUBJECT);
    if (fields.items.length < HEADER_FIELDS_MIN) {
        throw new Malformed('VALUE', SUBJECT, `has ${fields.items.length} fields, want at least ${HEADER_FIELDS_MIN}`);
    }
    // Hashes, then the beneficiary, the bloom filter and the nonce. Fields behind the first fifteen are left alone.
    const sizes = { 0: 32, 1: 32, 2: 20, 3: 32, 4: 32, 5: 32, 6: 256, 13: 32, 14: 8 };
    Object.entries(sizes).forEach(([index, size]) => fields.bytes(index, size));
    fields.number(7, WORD_BYTES);
    fields.count63(9);
    fields.count63(10);
    fields.bytes(12);
    return {
        hash: blockHash(rlp),
        stateRoot: fields.bytes(3, WORD_BYTES),
        number: fields.count63(8),
        timestampSeconds: fields.count63(11),
    };
}

/** The account at an address, {storageRoot, codeHash}, or null if there is none. */
export function provenAccount(stateRoot, address, nodes) {
    const proof = new TrieProof(stateRoot, nodes);
    const leaf = proof.lookup(address);
    proof.end();
    return leaf === null ? null : parseAccount(leaf);
}

function parseAccount(leaf) {
    const fields = new RlpFields(parseRlp(leaf, 'account'), 'account');
    if (fields.items.length !== 4) {
        throw new Malformed('VALUE', 'account', `has ${fields.items.length} fields, want 4`);
    }
    fields.count63(0);
    fields.number(1, WORD_BYTES);
    return { storageRoot: fields.bytes(2, WORD_BYTES), codeHash: fields.bytes(3, WORD_BYTES) };
}

/** The words in some slots, zero where nothing is stored; the proof lists each node where it is first needed. */
export function provenSlots(storageRoot, slots, nodes) {
    const proof = new TrieProof(storageRoot, nodes);
    const words = slots.map((slot) => {
        const leaf = proof.lookup(bigEndian(slot, WORD_BYTES));
        return leaf === null ? new Uint8Array(WORD_BYTES) : parseSlot(leaf);
    });
    proof.end();
    return words;
}

/** A slot's leaf is the RLP of the value without its leading zeros; zero is never stored. */
function parseSlot(leaf) {
    const value = parseRlp(leaf, 'storage value');
    if (Array.isArray(value) || value.length === 0 || value.length > WORD_BYTES || value[0] === 0) {
        throw new Malformed('VALUE', 'storage value', 'want a string of 1 to 32 bytes without a leading zero');
    }
    return concat(new Uint8Array(WORD_BYTES - value.length), value);
}
