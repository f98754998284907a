// A receipt: an entry, the proof that it is in the log, and where that is anchored. It may be respelled as JSON allows;
// what is inside it may not (docs/adr/0009).

import { fromHexData, fromHexDataExactly, hashFromBase64, utf8 } from './bytes.mjs';
import { parseAnySpelling } from './json.mjs';
import * as limits from './limits.mjs';
import { Malformed } from './malformed.mjs';
import { Members } from './members.mjs';
import { parseTlogProof } from './tlog-proof.mjs';

const CHAIN_CHARS_MAX = 41;
const ADDRESS_CHARS = 42;
const ADDRESS_BYTES = 20;

/** Reads a receipt into {entry, proof, anchor}; anchor is null if there is none. */
export function parseReceipt(bytes) {
    const members = new Members(parseAnySpelling(bytes, 'receipt', limits.RECEIPT_BYTES_MAX), 'receipt');
    const version = members.size('v');
    if (version !== 1n) {
        throw new Malformed('UNSUPPORTED', members.at('v'), `is ${version}, want 1`);
    }
    const entry = utf8(members.text('entry', limits.ENTRY_BYTES_MAX));
    const proof = parseTlogProof(members.text('proof', limits.RECEIPT_BYTES_MAX));
    const anchor = members.take('anchor');
    members.end();
    return { entry, proof, anchor: anchor === undefined ? null : parseAnchor(new Members(anchor, 'receipt', '/anchor')) };
}

function parseAnchor(members) {
    const chain = members.text('chain', CHAIN_CHARS_MAX);
    const contract = fromHexDataExactly(members.text('contract', ADDRESS_CHARS), members.at('contract'), ADDRESS_BYTES);
    const size = members.size('size');
    const path = members.texts('path', limits.PROOF_HASHES_MAX).map(hashFromBase64);
    const headerText = members.text('header', 2 + 2 * limits.HEADER_BYTES_MAX);
    const header = fromHexData(headerText, members.at('header'), limits.HEADER_BYTES_MAX);
    const accountProof = nodes(members, 'account_proof', limits.TRIE_NODES_MAX);
    const storageProof = nodes(members, 'storage_proof', 3 * limits.TRIE_NODES_MAX);
    members.end();
    return { chain, contract, size, path, header, accountProof, storageProof };
}

function nodes(members, key, countMax) {
    const texts = members.texts(key, countMax);
    return texts.map((text) => fromHexData(text, members.at(key), limits.TRIE_NODE_BYTES_MAX));
}
