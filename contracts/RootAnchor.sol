// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title RootAnchor: the newest root of one Plumbline log, held by Ethereum
/// @notice One instance for each log. It keeps the size and the RFC 6962 root hash of the newest tree that the log's
/// operator anchored, refuses every size that is not larger than the last, and folds each anchor into a hash chain.
///
/// The storage layout is part of the protocol: offline verifiers prove slots 0, 1 and 4 by EIP-1186 and never run this
/// code. They pin the hash of the code instead, so nothing here is immutable (immutables live in the code and would
/// give each instance a hash of its own) and nothing is a proxy.
///
///   slot 0   latestSize (low 64 bits), latestBlock (next 64 bits), 128 bits kept zero
///   slot 1   latestRoot
///   slot 2   chain = keccak256(abi.encode(chain, size, root, block.number)), starting from zero
///   slot 3   operator
///   slot 4   originHash = SHA-256 of the log's origin
///   slot 5   kept for the operator-to-be of a handover in two steps
///   slot 6+  kept for the entries that anybody demands to see included
///
/// Only the newest root is kept, because new storage slots are what costs: any older root is tied to the newest by an
/// RFC 6962 consistency proof, and was itself in slot 1 at the block that its event names.
///
/// This form carries the consistency proof in its calldata but does not check it: it enforces who anchors and that
/// sizes grow, while the readers check that the trees are one. A form that checks the proof on chain, and reverts while
/// a demanded entry is left out, keeps this layout and this signature and has another code hash.
contract RootAnchor {
    /// @notice Leaves of the newest anchored tree; 0 before the first anchor.
    uint64 public latestSize;
    /// @notice Number of the block that anchored it.
    uint64 public latestBlock;
    /// @notice RFC 6962 root hash of that tree.
    bytes32 public latestRoot;
    /// @notice Hash over all anchors in order: a list of Anchored events is complete exactly if it leads here.
    bytes32 public chain;
    /// @notice The only account that may anchor.
    address public operator;
    /// @notice SHA-256 of the log's origin.
    bytes32 public originHash;

    /// @notice A tree was anchored; `chain` is the value after it.
    event Anchored(uint64 indexed size, bytes32 root, bytes32 chain);

    /// @notice The sender is not the operator.
    error NotOperator(address sender, address operator);
    /// @notice The size does not exceed the last one. The same size is refused even with the same root, so that one
    /// size never has two events, and a transaction that is sent twice does nothing the second time.
    error SizeNotLarger(uint64 size, uint64 latestSize);
    /// @notice The size is 2^63 or more, which no reader of the log accepts.
    error SizeTooLarge(uint64 size);
    /// @notice No two trees of less than 2^63 leaves need so long a proof.
    error ProofTooLong(uint256 hashes);

    /// @param originHash_ SHA-256 of the log's origin
    constructor(bytes32 originHash_) {
        operator = msg.sender;
        originHash = originHash_;
    }

    /// @notice Anchors a larger tree.
    /// @param size leaves of the tree, more than latestSize and less than 2^63
    /// @param root RFC 6962 root hash of the tree
    /// @param consistencyProof RFC 6962 consistency proof from (latestSize, latestRoot) to (size, root), empty for the
    /// first anchor; this form bounds its length and reads no further
    function anchor(uint64 size, bytes32 root, bytes32[] calldata consistencyProof) external {
        if (msg.sender != operator) revert NotOperator(msg.sender, operator);
        if (size <= latestSize) revert SizeNotLarger(size, latestSize);
        if (size >= 2 ** 63) revert SizeTooLarge(size);
        if (consistencyProof.length > 64) revert ProofTooLong(consistencyProof.length);
        bytes32 link = keccak256(abi.encode(chain, size, root, block.number));
        latestSize = size;
        latestBlock = uint64(block.number);
        latestRoot = root;
        chain = link;
        emit Anchored(size, root, link);
    }
}
