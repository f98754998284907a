// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title An account that runs code of its own when it is paid, for tests alone
/// @notice Passes calls on, so that it can be an operator or satisfy demands; and when money comes, refuses it or calls
/// whoever sent it once more.
contract Receiver {
    /// @notice Whether money is refused.
    bool public refuses;
    /// @notice What to call the payer with, once; nothing if it is empty.
    bytes public again;
    /// @notice Whether that call went through.
    bool public wentThrough;
    /// @notice What it returned, or reverted with.
    bytes public answer;

    /// @notice Says what to do when money comes.
    function arm(bool refuses_, bytes calldata again_) external {
        refuses = refuses_;
        again = again_;
    }

    /// @notice Calls somebody, and reverts with what they revert with.
    function pass(address to, bytes calldata call) external payable {
        (bool isDone, bytes memory said) = to.call{value: msg.value}(call);
        if (!isDone) {
            assembly ("memory-safe") {
                revert(add(said, 0x20), mload(said))
            }
        }
    }

    receive() external payable {
        require(!refuses);
        if (again.length == 0) return;
        bytes memory call = again;
        delete again;
        (wentThrough, answer) = msg.sender.call(call);
    }
}
