// What the anchor contract held in one block, proven from the raw header down (docs/format/anchor.md).

import { bigEndian, concat, equal, fromBigEndian, fromHex, hex, utf8 } from './bytes.mjs';
import { keccak256 } from './keccak.mjs';
import { attempt, Malformed } from './malformed.mjs';
import { parseRlp, RlpFields } from './rlp.mjs';
import { sha256 } from './sha256.mjs';
import { TrieDefect, TrieProof } from './trie.mjs';

/** Keccak-256 of the code of RootAnchor: only the code gives its slots their meaning. */
const CODE_HASH = fromHex('0ea406b462f4c72fe7ccc3f4de1ed9cc240ec03ee09342f43e1ffb3f38b67bc3');
/** Latest size and block, latest root, hash of the origin; in the order in which a proof lists their nodes. */
const PROVEN_SLOTS = [0, 1, 4];
const WORD_BYTES = 32;
const HEADER_FIELDS_MIN = 15;
const SUBJECT = 'block header';

/** Evidence that proves nothing. The defect is one of the Java enum AnchorDefect. */
class AnchorRefused extends Error {
    constructor(defect, detail) {
        super(detail);
        this.defect = defect;
    }
}

export function blockHash(header) {
    return keccak256(header);
}

/** Whether bytes are the canonical RLP of a block header. */
export function isHeader(rlp) {
    return attempt(() => parseHeader(rlp) !== null, () => false);
}

function parseHeader(rlp) {
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

/**
 * Checks evidence of an anchor. Total. Gives {block, anchored: {size, root}, anchoredBlock}, or {defect, detail}.
 * The block is the one of this hash; whether it is final on the chain is for the reader to know.
 */
export function proveAnchor({ header, contract, accountProof, storageProof }, origin) {
    try {
        const block = refusing('HEADER_MALFORMED', () => parseHeader(header));
        const storageRoot = proveContract(block, contract, accountProof);
        const slots = refusing('STORAGE_PROOF_BAD', () => readSlots(storageRoot, storageProof));
        return decode(block, contract, origin, slots);
    } catch (thrown) {
        if (thrown instanceof AnchorRefused) {
            return { defect: thrown.defect, detail: thrown.message };
        }
        throw thrown;
    }
}

function refusing(defect, read) {
    try {
        return attempt(read, (refused) => {
            throw new AnchorRefused(defect, refused.message);
        });
    } catch (thrown) {
        if (thrown instanceof TrieDefect) {
            throw new AnchorRefused(defect, thrown.message);
        }
        throw thrown;
    }
}

/** The storage root of the contract, whose account must run the pinned code. */
function proveContract(block, contract, nodes) {
    const account = refusing('ACCOUNT_PROOF_BAD', () => {
        const proof = new TrieProof(block.stateRoot, nodes);
        const leaf = proof.lookup(contract);
        proof.end();
        return leaf === null ? null : parseAccount(leaf);
    });
    if (account === null) {
        throw new AnchorRefused('NO_CONTRACT', `block ${block.number}: no account at 0x${hex(contract)}`);
    }
    if (!equal(account.codeHash, CODE_HASH)) {
        const detail = `contract 0x${hex(contract)}: has code hash 0x${hex(account.codeHash)}, want 0x${hex(CODE_HASH)}`;
        throw new AnchorRefused('CODE_DIFFERS', detail);
    }
    return account.storageRoot;
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

function readSlots(storageRoot, nodes) {
    const proof = new TrieProof(storageRoot, nodes);
    const slots = PROVEN_SLOTS.map((slot) => {
        const leaf = proof.lookup(bigEndian(slot, WORD_BYTES));
        return leaf === null ? new Uint8Array(WORD_BYTES) : parseSlot(leaf);
    });
    proof.end();
    return slots;
}

/** A slot's leaf is the RLP of the value without its leading zeros; zero is never stored. */
function parseSlot(leaf) {
    const value = parseRlp(leaf, 'storage value');
    if (Array.isArray(value) || value.length === 0 || value.length > WORD_BYTES || value[0] === 0) {
        throw new Malformed('VALUE', 'storage value', 'want a string of 1 to 32 bytes without a leading zero');
    }
    return concat(new Uint8Array(WORD_BYTES - value.length), value);
}

function decode(block, contract, origin, [latest, root, originHash]) {
    const wanted = sha256(utf8(origin));
    if (!equal(originHash, wanted)) {
        const detail = `contract 0x${hex(contract)}: has origin hash 0x${hex(originHash)}, want 0x${hex(wanted)}`;
        throw new AnchorRefused('ORIGIN_DIFFERS', detail);
    }
    const packed = fromBigEndian(latest);
    const size = packed & ((1n << 64n) - 1n);
    const anchoredBlock = packed >> 64n;
    if (size === 0n) {
        throw new AnchorRefused('NOTHING_ANCHORED', `contract 0x${hex(contract)}: has size 0, want an anchor`);
    }
    if (size >> 63n || anchoredBlock > block.number) {
        const detail = `contract 0x${hex(contract)}: slot 0 is 0x${hex(latest)}, want a size below 2^63 and a block up to ${block.number}`;
        throw new AnchorRefused('SLOTS_IMPOSSIBLE', detail);
    }
    return { block, anchored: { size, root }, anchoredBlock };
}
