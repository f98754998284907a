// Merkle-Patricia proofs (yellow paper, appendix D): the nodes that lead from a trusted root to keys, present or absent.
// There is one proof for given keys in a given order: each node stands at its first use, once, and none is left over.

import { equal, hex } from './bytes.mjs';
import { keccak256 } from './keccak.mjs';
import { TRIE_NODE_BYTES_MAX, TRIE_NODES_MAX } from './limits.mjs';
import { attempt, Malformed } from './malformed.mjs';
import { encodedLength, parseRlp } from './rlp.mjs';

const WORD_BYTES = 32;
const BRANCH_WIDTH = 16;

export const EMPTY_TRIE_ROOT = keccak256(Uint8Array.of(0x80));

/** A proof that proves nothing. The code is one of the Java enum TrieDefect. */
export class TrieDefect extends Error {
    constructor(code, detail) {
        super(detail);
        this.code = code;
    }
}

export class TrieProof {
    constructor(root, nodes) {
        this.root = root;
        this.nodes = nodes;
        this.opened = new Map();
    }

    /** What the trie holds under the hash of a preimage, or null for nothing. Throws a TrieDefect. */
    lookup(preimage) {
        if (equal(this.root, EMPTY_TRIE_ROOT)) {
            return null;
        }
        return this.walk(nibbles(keccak256(preimage)));
    }

    /** Refuses nodes that no lookup needed. */
    end() {
        const unused = this.nodes.length - this.opened.size;
        if (unused > 0) {
            throw new TrieDefect('NODE_UNUSED', `trie proof: holds ${unused} nodes that no key needs, want none`);
        }
    }

    // Each turn takes a nibble of the key or ends, so the key bounds the walk, and never the proof.
    walk(key) {
        let node = this.open(this.root);
        for (let at = 0; ; ) {
            let child;
            if (node.kind === 'leaf') {
                return equalNibbles(key.slice(at), node.path) ? node.value : null;
            } else if (node.kind === 'extension') {
                if (!equalNibbles(key.slice(at, at + node.path.length), node.path)) {
                    return null;
                }
                at += node.path.length;
                child = node.child;
            } else if (at === key.length) {
                return node.value.length === 0 ? null : node.value;
            } else {
                child = node.children[key[at]];
                at++;
            }
            if (isNone(child)) {
                return null;
            }
            const next = child instanceof Uint8Array ? this.open(child) : parsedNode(() => child);
            if (node.kind === 'extension' && next.kind !== 'branch') {
                throw new TrieDefect('NODE_MALFORMED', 'trie node: follows an extension, want a branch there');
            }
            node = next;
        }
    }

    open(hash) {
        const known = this.opened.get(hex(hash));
        if (known !== undefined) {
            return known;
        }
        const rlp = this.next(hash);
        const node = parsedNode(() => parseRlp(rlp, 'trie node'));
        this.opened.set(hex(hash), node);
        return node;
    }

    next(hash) {
        if (this.nodes.length > TRIE_NODES_MAX) {
            throw new TrieDefect('LIMIT_EXCEEDED', `trie proof: has ${this.nodes.length} nodes`);
        }
        const at = this.opened.size;
        const rlp = this.nodes[at];
        if (rlp === undefined) {
            throw new TrieDefect('NODE_MISSING', `trie proof: ends after ${at} nodes, want node 0x${hex(hash)}`);
        }
        if (rlp.length > TRIE_NODE_BYTES_MAX) {
            throw new TrieDefect('LIMIT_EXCEEDED', `trie node ${at}: has ${rlp.length} bytes`);
        }
        const found = keccak256(rlp);
        if (!equal(found, hash)) {
            throw new TrieDefect('HASH_MISMATCH', `trie node ${at}: has hash 0x${hex(found)}, want 0x${hex(hash)}`);
        }
        // A shorter node would stand inside its parent; only the root is hashed whatever its length.
        if (rlp.length < WORD_BYTES && !equal(hash, this.root)) {
            throw new TrieDefect('NODE_MALFORMED', `trie node ${at}: has ${rlp.length} bytes and a hash, want it embedded`);
        }
        return rlp;
    }
}

function parsedNode(read) {
    return attempt(
        () => nodeOf(read()),
        (refused) => {
            throw new TrieDefect('NODE_MALFORMED', refused.message);
        },
    );
}

function malformed(detail) {
    return new Malformed('VALUE', 'trie node', detail);
}

/** A node in the only shapes that a trie built by the rules has. */
function nodeOf(item) {
    if (!Array.isArray(item)) {
        throw malformed('is an RLP string, want a list');
    }
    if (item.length === BRANCH_WIDTH + 1) {
        return branch(item);
    }
    if (item.length === 2) {
        return shortNode(text(item[0]), item[1]);
    }
    throw malformed(`has ${item.length} items, want 17 for a branch or 2 for a leaf or extension`);
}

function branch(item) {
    const value = text(item[BRANCH_WIDTH]);
    const children = item.slice(0, BRANCH_WIDTH);
    const used = children.filter((child) => !isNone(child));
    used.forEach(checkReference);
    const entries = used.length + (value.length === 0 ? 0 : 1);
    if (entries < 2) {
        throw malformed(`is a branch with ${entries} entries, want at least 2`);
    }
    return { kind: 'branch', children, value };
}

function shortNode(hexPrefix, second) {
    const flag = hexPrefix.length === 0 ? 4 : hexPrefix[0] >> 4;
    if (flag > 3) {
        throw malformed('has a path without a flag of 0 to 3');
    }
    const isOdd = (flag & 1) !== 0;
    if (!isOdd && (hexPrefix[0] & 15) !== 0) {
        throw malformed('has a path that is not padded with 0');
    }
    const path = nibbles(hexPrefix).slice(isOdd ? 1 : 2);
    if (flag & 2) {
        const value = text(second);
        if (value.length === 0) {
            throw malformed('is a leaf with an empty value');
        }
        return { kind: 'leaf', path, value };
    }
    if (path.length === 0) {
        throw malformed('is an extension of no nibbles');
    }
    checkReference(second);
    return { kind: 'extension', path, child: second };
}

/** A child is the hash of a node, or a node of fewer than 32 bytes, whole. */
function checkReference(child) {
    const isReference = Array.isArray(child) ? encodedLength(child) < WORD_BYTES : child.length === WORD_BYTES;
    if (!isReference) {
        throw malformed('refers to a child by neither a hash nor an embedded node of fewer than 32 bytes');
    }
}

function isNone(child) {
    return child instanceof Uint8Array && child.length === 0;
}

function text(item) {
    if (Array.isArray(item)) {
        throw malformed('holds a list where a string belongs');
    }
    return item;
}

function nibbles(bytes) {
    return [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);
}

function equalNibbles(a, b) {
    return a.length === b.length && a.every((nibble, i) => nibble === b[i]);
}
