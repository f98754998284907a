// Runs of leaves that are subtrees, and the proof that one is part of a tree (draft-ietf-plants-merkle-tree-certs section 4):
// the consistency proof of RFC 9162, generalised to runs that need not start at the first leaf.

import { equal } from './bytes.mjs';
import { bitLength, nodeHash, pathLength, trailingZeros } from './merkle.mjs';

/** Whether the leaves from start to end, exclusive, are a subtree: start a multiple of the power of two that holds them. */
export function isSubtree(start, end) {
    return start < end && start % (1n << BigInt(bitLength(end - start - 1n))) === 0n;
}

/** The level on which the way up starts: that of the run's root, or below it if the run lacks leaves there. */
function seedLevel(start, end, size) {
    const rootLevel = bitLength(start ^ (end - 1n));
    return end === size ? rootLevel : Math.min(rootLevel, Number(trailingZeros(end)));
}

/** Whether the leaves under `subtree` {start, end, root} are those of the tree under `tree` {size, root}. Total. */
export function subtreeStatus(path, subtree, tree) {
    const { start, end } = subtree;
    if (!isSubtree(start, end) || end > tree.size) {
        return 'INDEX_OUTSIDE_TREE';
    }
    const level = BigInt(seedLevel(start, end, tree.size));
    const [first, node, edge] = [start >> level, (end - 1n) >> level, (tree.size - 1n) >> level];
    const isWhole = first === node;
    if (path.length !== pathLength(node, edge + 1n) + (isWhole ? 0 : 1)) {
        return 'WRONG_PATH_LENGTH';
    }
    const [seed, siblings] = isWhole ? [subtree.root, path] : [path[0], path.slice(1)];
    const roots = climb(seed, siblings, { first, node, edge });
    return equal(roots.subtree, subtree.root) && equal(roots.tree, tree.root) ? 'VALID' : 'ROOT_MISMATCH';
}

/** Left siblings belong to the run as long as they start inside it; all siblings together lead to the tree's root. */
function climb(seed, siblings, place) {
    const roots = { subtree: seed, tree: seed };
    let { first, node, edge } = place;
    for (const sibling of siblings) {
        // On the right edge a left child has no sibling: it moves up until it is a right child.
        const up = node === edge ? trailingZeros(node) : 0n;
        [first, node, edge] = [first >> up, node >> up, edge >> up];
        if (node & 1n) {
            roots.tree = nodeHash(sibling, roots.tree);
            roots.subtree = first < node ? nodeHash(sibling, roots.subtree) : roots.subtree;
        } else {
            roots.tree = nodeHash(roots.tree, sibling);
        }
        [first, node, edge] = [first >> 1n, node >> 1n, edge >> 1n];
    }
    return roots;
}
