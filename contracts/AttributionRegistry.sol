// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Says on a rollup that an attribution event exists, so that the rollup's order and finality say when.
/// @notice Anybody may record anything: a record is its sender's word, and what the event says is in a log elsewhere.
/// @dev No storage, no owner, no upgrade. docs/SEQUENCER.md
contract AttributionRegistry {
    /// @param eventId the id of the event, a SHA-256
    /// @param by who recorded it
    /// @param subject whatever the recorder wants to find it by; may be zero
    event Recorded(bytes32 indexed eventId, address indexed by, bytes32 subject);

    /// @notice Announces an event.
    function record(bytes32 eventId, bytes32 subject) external {
        emit Recorded(eventId, msg.sender, subject);
    }
}
