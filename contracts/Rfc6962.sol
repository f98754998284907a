// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Proofs of the RFC 6962 Merkle tree, checked as RFC 9162, sections 2.1.3.2 and 2.1.4.2, say
/// @notice Every function is total over its arguments: a proof that is too short, too long or for other numbers is
/// false, and nothing reverts. A proof is read from the calldata, one hash at a time, with at most two SHA-256 a
/// hash. Views, not pure, only because assembly calls the precompile.
library Rfc6962 {
    /// @notice Hash of a leaf: SHA-256(0x00 || data).
    function leaf(bytes calldata data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x00), data));
    }

    /// @notice Whether a leaf is at `index` of the tree of `size` leaves with that root.
    function includes(uint64 size, bytes32 root, uint64 index, bytes32 leafHash, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (index >= size) return false;
        uint64 place = index;
        uint64 last = size - 1;
        bytes32 hash = leafHash;
        for (uint256 i = 0; i < proof.length; i++) {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last) {
                hash = _node(proof[i], hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = _node(hash, proof[i]);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }

    /// @notice Whether the tree of `size` leaves starts with all the leaves of the tree of `oldSize`. An empty old tree is
    /// refused: it is a prefix of every tree, so a proof from it would show nothing.
    function isPrefix(uint64 oldSize, bytes32 oldRoot, uint64 size, bytes32 root, bytes32[] calldata proof)
        internal
        view
        returns (bool)
    {
        if (oldSize == 0 || oldSize > size) return false;
        if (oldSize == size) return proof.length == 0 && oldRoot == root;
        uint64 place = oldSize - 1;
        uint64 last = size - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        // Only an old tree that is no single full subtree needs the hash of one to start from.
        uint256 i = place == 0 ? 0 : 1;
        if (proof.length < i) return false;
        bytes32 oldHash = i == 0 ? oldRoot : proof[0];
        bytes32 hash = oldHash;
        for (; i < proof.length; i++) {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last) {
                oldHash = _node(proof[i], oldHash);
                hash = _node(proof[i], hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = _node(hash, proof[i]);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash == oldRoot && hash == root;
    }

    /// @dev Hash of an inner node: SHA-256(0x01 || left || right). The bytes are laid out behind the memory in use, and
    /// none of it is taken; abi.encodePacked would take more for every node, and each would cost 345 gas more.
    function _node(bytes32 left, bytes32 right) private view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore8(free, 0x01)
            mstore(add(free, 1), left)
            mstore(add(free, 33), right)
            // Address 2 is the SHA-256 precompile. 65 bytes go in, 32 come out, to the scratch space. It fails only for
            // want of gas, and then so does all.
            if iszero(staticcall(gas(), 2, free, 65, 0x00, 0x20)) { revert(0x00, 0x00) }
            hash := mload(0x00)
        }
    }
}
