// The tree and its proofs: RFC 6962 section 2.1, proofs in the order of RFC 9162. Sizes and indexes are BigInt, as they
// reach 2^63-1. Every check is total and says one of the words of the Java enum ProofStatus.

import { equal } from './bytes.mjs';
import { sha256 } from './sha256.mjs';

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

export const EMPTY_ROOT = sha256();

export function leafHash(entry) {
    return sha256(LEAF_PREFIX, entry);
}

export function nodeHash(left, right) {
    return sha256(NODE_PREFIX, left, right);
}

export function bitLength(number) {
    return number === 0n ? 0 : number.toString(2).length;
}

function bitCount(number) {
    return number.toString(2).replaceAll('0', '').length;
}

export function trailingZeros(number) {
    let count = 0n;
    for (let rest = number; rest !== 0n && (rest & 1n) === 0n; rest >>= 1n) {
        count++;
    }
    return count;
}

/** Below this level the path of a leaf has siblings on either side; from it on up it climbs the right edge. */
function forkLevel(index, size) {
    return bitLength(index ^ (size - 1n));
}

/** How many hashes lead from a leaf to the root. */
export function pathLength(index, size) {
    const fork = forkLevel(index, size);
    return fork + bitCount(index >> BigInt(fork));
}

/** The root that a path of the right length leads to. */
export function rootFrom(leaf, index, size, path) {
    const fork = forkLevel(index, size);
    return path.reduce((node, sibling, level) => {
        const isRightChild = level >= fork || (index >> BigInt(level)) & 1n;
        return isRightChild ? nodeHash(sibling, node) : nodeHash(node, sibling);
    }, leaf);
}

/** Whether the tree under `head` {size, root} holds the leaf at the index. */
export function inclusionStatus(leaf, index, path, head) {
    if (index < 0n || index >= head.size) {
        return 'INDEX_OUTSIDE_TREE';
    }
    if (path.length !== pathLength(index, head.size)) {
        return 'WRONG_PATH_LENGTH';
    }
    return equal(rootFrom(leaf, index, head.size, path), head.root) ? 'VALID' : 'ROOT_MISMATCH';
}

/** Whether the tree under `older` is a prefix of the tree under `newer`. */
export function consistencyStatus(path, older, newer) {
    if (older.size <= 0n || older.size > newer.size) {
        return 'SIZES_OUT_OF_ORDER';
    }
    if (older.size === newer.size) {
        if (path.length > 0) {
            return 'WRONG_PATH_LENGTH';
        }
        return equal(older.root, newer.root) ? 'VALID' : 'ROOT_MISMATCH';
    }
    // The proof is the way to the root of the largest complete subtree that ends where the old tree ends.
    const level = trailingZeros(older.size);
    const node = (older.size >> level) - 1n;
    const lastNode = (newer.size - 1n) >> level;
    const isWholeOldTree = node === 0n;
    if (path.length !== pathLength(node, lastNode + 1n) + (isWholeOldTree ? 0 : 1)) {
        return 'WRONG_PATH_LENGTH';
    }
    const [shared, siblings] = isWholeOldTree ? [older.root, path] : [path[0], path.slice(1)];
    const { oldRoot, newRoot } = climb(shared, siblings, node, lastNode);
    return equal(oldRoot, older.root) && equal(newRoot, newer.root) ? 'VALID' : 'ROOT_MISMATCH';
}

/** RFC 9162 section 2.1.4.2 from the shared subtree up. */
function climb(shared, siblings, start, end) {
    let [oldRoot, newRoot] = [shared, shared];
    let [node, lastNode] = [start, end];
    for (const sibling of siblings) {
        if (node & 1n || node === lastNode) {
            oldRoot = nodeHash(sibling, oldRoot);
            newRoot = nodeHash(sibling, newRoot);
            // On the right edge a left child has no sibling: it moves up until it is a right child.
            const up = trailingZeros(node);
            node >>= up;
            lastNode >>= up;
        } else {
            newRoot = nodeHash(newRoot, sibling);
        }
        node >>= 1n;
        lastNode >>= 1n;
    }
    return { oldRoot, newRoot };
}
