// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rfc6962} from "./Rfc6962.sol";

/// @title RootAnchor: the newest root of one Plumbline log, held by Ethereum
/// @notice One instance for each log. It takes a new root only with a proof that the new tree extends the last one, so a
/// log that forks cannot anchor the fork. And it takes none while an entry that somebody demanded here is left out of the
/// log beyond its deadline, so a log that censors cannot anchor at all. Nobody has more power than that: not the operator,
/// not who deployed it. There is no proxy, no pause, no way to change or to withdraw anything else.
///
/// The storage layout is part of the protocol: offline verifiers prove slots by EIP-1186 and never run this code. They pin
/// the hash of the code instead, so nothing here is immutable (immutables live in the code and would give each instance a
/// hash of its own).
///
///   slot 0          latestSize (low 64 bits), latestBlock (next 64 bits), 128 bits zero
///   slot 1          latestRoot
///   slot 2          chain = keccak256(abi.encode(chain, size, root, block.number)), starting from zero
///   slot 3          operator
///   slot 4          originHash = SHA-256 of the log's origin
///   slot 5          successor, of a handover under way, or zero
///   slot 6          queue: next (low 64 bits), oldest, freedBlock (64 bits each), 64 bits zero
///   slot 7 + 2k     leafHash of the newest demand whose id is k modulo 1,024
///   slot 8 + 2k     its id (low 64 bits), deadline (next 64 bits), isOpen (next 8 bits), the rest zero
///
/// Only the newest root is kept, because new storage slots are what costs: any older root is tied to the newest by an
/// RFC 6962 consistency proof, and was itself in slot 1 at the block that its event names. For the same reason demands
/// take turns in the slots of a ring.
contract RootAnchor {
    /// @notice An entry that has to be in the log before its deadline.
    /// @param leafHash SHA-256(0x00 || entry)
    /// @param id number of the demand, from 0
    /// @param deadline time, in seconds since the epoch, from which no root is taken while it is open
    /// @param isOpen whether nobody has shown yet that the entry is in the log
    struct Demand {
        bytes32 leafHash;
        uint64 id;
        uint64 deadline;
        bool isOpen;
    }

    /// @notice The queue of demands.
    /// @param next id of the next demand, which is how many there have been
    /// @param oldest id of the oldest open demand; equal to next if none is open
    /// @param freedBlock number of the newest block that made room in a full queue
    struct Queue {
        uint64 next;
        uint64 oldest;
        uint64 freedBlock;
    }

    /// @notice What shows that a demanded entry is in the tree that is being anchored.
    /// @param id the demand
    /// @param index the entry's place in the log
    /// @param proof RFC 6962 inclusion proof under the new root
    struct Satisfaction {
        uint64 id;
        uint64 index;
        bytes32[] proof;
    }

    /// @notice Seconds from a demand to its deadline.
    uint64 public constant WINDOW = 6 hours;
    /// @notice Wei that come with a demand and go to whoever satisfies it: more than that costs, so that demands pay for
    /// the work they make, and a flood of them pays the operator.
    uint256 public constant DEPOSIT = 0.01 ether;
    /// @notice Bytes of the largest entry that a log takes.
    uint256 public constant ENTRY_BYTES_MAX = 65_535;
    /// @notice Most demands from the oldest open one to the newest.
    uint64 public constant QUEUE_MAX = 1_024;
    /// @notice Steps of the queue's front for which anchorAndSatisfy takes a root although demands are still overdue. All
    /// of a full queue is more than one transaction may burn the gas for, so a log whose operator was away has to be able
    /// to work it off in parts. An overdue demand has fewer than QUEUE_MAX before it, so it lets at most fifteen roots pass.
    uint64 public constant BACKLOG_STEP = 64;

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
    /// @notice The account that may make itself the operator; zero if none may.
    address public successor;
    /// @notice Where the queue of demands stands.
    Queue public queue;
    Demand[1_024] private _ring;

    /// @notice A tree was anchored; `chain` is the value after it.
    event Anchored(uint64 indexed size, bytes32 root, bytes32 chain);
    /// @notice Somebody wants an entry in the log. The bytes are here because calldata of inner calls is nowhere else.
    event Demanded(uint64 indexed id, bytes32 indexed leafHash, uint64 deadline, bytes entry);
    /// @notice A demanded entry was shown to be at `index` of the log.
    event Satisfied(uint64 indexed id, uint64 index, address by);
    /// @notice The operator named who may take over; zero takes an earlier name back.
    event SuccessorNamed(address indexed successor);
    /// @notice The successor took over.
    event OperatorChanged(address indexed from, address indexed to);

    /// @notice The sender is not the operator.
    error NotOperator(address sender, address operator);
    /// @notice The sender is not the successor.
    error NotSuccessor(address sender, address successor);
    /// @notice The size does not exceed the last one. The same size is refused even with the same root, so that one
    /// size never has two events, and a transaction that is sent twice does nothing the second time.
    error SizeNotLarger(uint64 size, uint64 latestSize);
    /// @notice The size is 2^63 or more, which no reader of the log accepts.
    error SizeTooLarge(uint64 size);
    /// @notice The proof does not show that the new tree extends the last one.
    error NotConsistent(uint64 latestSize, bytes32 latestRoot);
    /// @notice A demanded entry is still left out, and its deadline has come.
    error DemandOverdue(uint64 id, uint64 deadline);
    /// @notice The entry is empty or larger than any log takes.
    error EntryOutOfBounds(uint256 length);
    /// @notice A demand costs exactly the deposit.
    error WrongDeposit(uint256 value, uint256 deposit);
    /// @notice There is no room until the oldest demand is satisfied; room that was just made opens with the next block.
    error QueueFull(uint64 oldest);
    /// @notice There is no such open demand.
    error NotOpen(uint64 id);
    /// @notice The proof is for a tree that is not the newest anchored one.
    error NotLatest(uint64 size, uint64 latestSize);
    /// @notice The proof does not show the demanded entry at that index under the newest root.
    error NotIncluded(uint64 id, uint64 index);
    /// @notice The receiver refused the deposits.
    error NotPaid(address receiver, uint256 value);

    /// @param originHash_ SHA-256 of the log's origin
    constructor(bytes32 originHash_) {
        operator = msg.sender;
        originHash = originHash_;
    }

    /// @notice Anchors a larger tree that extends the last one.
    /// @param size leaves of the tree, more than latestSize and less than 2^63
    /// @param root RFC 6962 root hash of the tree
    /// @param consistencyProof RFC 6962 consistency proof from (latestSize, latestRoot) to (size, root), empty for the
    /// first anchor
    function anchor(uint64 size, bytes32 root, bytes32[] calldata consistencyProof) external {
        _anchor(size, root, consistencyProof);
        _requireNoneOverdue();
    }

    /// @notice Anchors a larger tree and shows in the same transaction that it holds demanded entries, which is the way
    /// on for a log that is overdue: none may be overdue behind it, unless it moves the queue's front by BACKLOG_STEP.
    /// @param satisfactions inclusion proofs under the new root; their deposits go to the operator. One for a demand
    /// that is not open is passed over
    function anchorAndSatisfy(
        uint64 size,
        bytes32 root,
        bytes32[] calldata consistencyProof,
        Satisfaction[] calldata satisfactions
    ) external {
        _anchor(size, root, consistencyProof);
        uint64 oldest = queue.oldest;
        uint256 value = 0;
        for (uint256 i = 0; i < satisfactions.length; i++) {
            Satisfaction calldata shown = satisfactions[i];
            // Somebody who is first must not make the anchor fail.
            if (!_isOpen(shown.id)) continue;
            _satisfy(shown.id, shown.index, size, root, shown.proof);
            value += DEPOSIT;
        }
        if (queue.oldest - oldest < BACKLOG_STEP) _requireNoneOverdue();
        _pay(value);
    }

    /// @notice Demands that the log takes an entry, before WINDOW has passed.
    /// @param entry the bytes, valid as an event or not: the log has to take them as they are
    /// @return id the demand's number
    function demand(bytes calldata entry) external payable returns (uint64 id) {
        if (entry.length == 0 || entry.length > ENTRY_BYTES_MAX) revert EntryOutOfBounds(entry.length);
        if (msg.value != DEPOSIT) revert WrongDeposit(msg.value, DEPOSIT);
        uint64 oldest = queue.oldest;
        id = queue.next;
        // Room that was made in this block is not given away in it, or an operator that fills the queue by itself could
        // satisfy, anchor and demand again in one transaction, and nobody else would ever get in.
        if (id - oldest == QUEUE_MAX || queue.freedBlock == block.number) revert QueueFull(oldest);
        bytes32 leafHash = Rfc6962.leaf(entry);
        uint64 deadline = uint64(block.timestamp) + WINDOW;
        queue.next = id + 1;
        _ring[id % QUEUE_MAX] = Demand(leafHash, id, deadline, true);
        emit Demanded(id, leafHash, deadline, entry);
    }

    /// @notice Shows that a demanded entry is under the newest root, and takes its deposit. Open to anybody.
    /// @param id the demand
    /// @param index the entry's place in the log
    /// @param size leaves of the tree that the proof is for, which must be the newest anchored one
    /// @param proof RFC 6962 inclusion proof
    function satisfy(uint64 id, uint64 index, uint64 size, bytes32[] calldata proof) external {
        if (size != latestSize) revert NotLatest(size, latestSize);
        if (!_isOpen(id)) revert NotOpen(id);
        _satisfy(id, index, size, latestRoot, proof);
        _pay(DEPOSIT);
    }

    /// @notice Names who may take over as the operator; zero takes it back. The operator stays until they accept.
    function nameSuccessor(address successor_) external {
        if (msg.sender != operator) revert NotOperator(msg.sender, operator);
        successor = successor_;
        emit SuccessorNamed(successor_);
    }

    /// @notice Makes the successor the operator.
    function acceptOperator() external {
        if (msg.sender != successor) revert NotSuccessor(msg.sender, successor);
        emit OperatorChanged(operator, msg.sender);
        operator = msg.sender;
        successor = address(0);
    }

    /// @notice Whether a leaf is in the newest anchored tree, for other contracts.
    /// @param leafHash SHA-256(0x00 || entry)
    /// @param index the entry's place in the log
    /// @param proof RFC 6962 inclusion proof under the newest root
    function verifyInclusion(bytes32 leafHash, uint64 index, bytes32[] calldata proof) external view returns (bool) {
        return Rfc6962.includes(latestSize, latestRoot, index, leafHash, proof);
    }

    /// @notice Whether one tree extends another, for whoever holds an older root. False if the older one is empty: that
    /// would show nothing.
    function verifyConsistency(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return Rfc6962.isPrefix(oldSize, oldRoot, size, root, proof);
    }

    /// @notice A demand that is open, or was closed and whose place in the ring is not yet taken again.
    function demandOf(uint64 id) external view returns (Demand memory found) {
        found = _ring[id % QUEUE_MAX];
        if (id >= queue.next || found.id != id) revert NotOpen(id);
    }

    function _anchor(uint64 size, bytes32 root, bytes32[] calldata consistencyProof) private {
        if (msg.sender != operator) revert NotOperator(msg.sender, operator);
        uint64 oldSize = latestSize;
        if (size <= oldSize) revert SizeNotLarger(size, oldSize);
        if (size >= 2 ** 63) revert SizeTooLarge(size);
        bytes32 oldRoot = latestRoot;
        bool isExtension = oldSize == 0
            ? consistencyProof.length == 0
            : Rfc6962.isPrefix(oldSize, oldRoot, size, root, consistencyProof);
        if (!isExtension) revert NotConsistent(oldSize, oldRoot);
        bytes32 link = keccak256(abi.encode(chain, size, root, block.number));
        latestSize = size;
        latestBlock = uint64(block.number);
        latestRoot = root;
        chain = link;
        emit Anchored(size, root, link);
    }

    function _satisfy(uint64 id, uint64 index, uint64 size, bytes32 root, bytes32[] calldata proof) private {
        Demand storage found = _ring[id % QUEUE_MAX];
        if (!Rfc6962.includes(size, root, index, found.leafHash, proof)) revert NotIncluded(id, index);
        found.isOpen = false;
        if (id == queue.oldest) _advance();
        emit Satisfied(id, index, msg.sender);
    }

    function _isOpen(uint64 id) private view returns (bool) {
        Demand storage found = _ring[id % QUEUE_MAX];
        return found.isOpen && found.id == id;
    }

    /// @dev Moves the queue's front past what is closed: at most QUEUE_MAX steps, as the queue is no longer than that.
    function _advance() private {
        uint64 next = queue.next;
        uint64 oldest = queue.oldest;
        if (next - oldest == QUEUE_MAX) queue.freedBlock = uint64(block.number);
        while (oldest < next && !_ring[oldest % QUEUE_MAX].isOpen) oldest++;
        queue.oldest = oldest;
    }

    function _requireNoneOverdue() private view {
        uint64 oldest = queue.oldest;
        if (oldest == queue.next) return;
        // Deadlines never decrease from one demand to the next, so the oldest open one is the first to be overdue.
        uint64 deadline = _ring[oldest % QUEUE_MAX].deadline;
        if (block.timestamp >= deadline) revert DemandOverdue(oldest, deadline);
    }

    /// @dev Last in every function that calls it: whoever is paid runs code of their own.
    function _pay(uint256 value) private {
        if (value == 0) return;
        (bool isPaid,) = msg.sender.call{value: value}("");
        if (!isPaid) revert NotPaid(msg.sender, value);
    }
}
