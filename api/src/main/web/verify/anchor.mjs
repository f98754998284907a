// What the anchor contract held in one block, proven from the raw header down (docs/format/anchor.md).

import { equal, fromBigEndian, fromHex, hex, utf8 } from './bytes.mjs';
import { parseHeader, provenAccount, provenSlots } from './ethereum.mjs';
import { attempt } from './malformed.mjs';
import { sha256 } from './sha256.mjs';
import { TrieDefect } from './trie.mjs';

/** Keccak-256 of the code of RootAnchor: only the code gives its slots their meaning. */
const CODE_HASH = fromHex('7a7a5b2273f053e7f2e3a04483e1a93e752c0f6b5f2a847c0dfa9dc057a1f850');
/** Latest size and block, latest root, hash of the origin; in the order in which a proof lists their nodes. */
const PROVEN_SLOTS = [0, 1, 4];

/** Evidence that proves nothing. The defect is one of the Java enum AnchorDefect. */
class AnchorRefused extends Error {
    constructor(defect, detail) {
        super(detail);
        this.defect = defect;
    }
}

/**
 * Checks evidence of an anchor. Total. Gives {block, anchored: {size, root}, anchoredBlock}, or {defect, detail}.
 * The block is the one of this hash; whether it is final on the chain is for the reader to know.
 */
export function proveAnchor({ header, contract, accountProof, storageProof }, origin) {
    try {
        const block = refusing('HEADER_MALFORMED', () => parseHeader(header));
        const storageRoot = proveContract(block, contract, accountProof);
        const slots = refusing('STORAGE_PROOF_BAD', () => provenSlots(storageRoot, PROVEN_SLOTS, storageProof));
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
    const account = refusing('ACCOUNT_PROOF_BAD', () => provenAccount(block.stateRoot, contract, nodes));
    if (account === null) {
        throw new AnchorRefused('NO_CONTRACT', `block ${block.number}: no account at 0x${hex(contract)}`);
    }
    if (!equal(account.codeHash, CODE_HASH)) {
        const detail = `contract 0x${hex(contract)}: has code hash 0x${hex(account.codeHash)}, want 0x${hex(CODE_HASH)}`;
        throw new AnchorRefused('CODE_DIFFERS', detail);
    }
    return account.storageRoot;
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
