package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.ethereum.Address;
import org.jspecify.annotations.Nullable;

/**
 * What to read from which logs of which contract, as a profile says it. {@link LogMatcher} checks and applies it.
 *
 * @param name how observations call it: 1 to 32 of {@code [a-z0-9-]}
 * @param contract whose logs
 * @param signature the event as Solidity declares it, such as {@code Recorded(bytes32 indexed eventId, address indexed by, bytes32
 *     subject)}
 * @param event the parameter, a bytes32, that is an event's id; null if the log is a payout line
 * @param payout the parameters of a payout line; null if the log names an event
 */
public record LogRule(
        String name,
        Address contract,
        String signature,
        @Nullable String event,
        @Nullable Payout payout) {
    /**
     * Parameters of a payout line.
     *
     * @param payee an address
     * @param amount an unsigned number
     * @param batch a bytes32; null if the contract has no batches
     */
    public record Payout(
            String payee, String amount, @Nullable String batch) {}

    /** @throws IllegalArgumentException if it says neither or both, or the name is out of form */
    public LogRule {
        Observer.checkName(name);
        if ((event == null) == (payout == null)) {
            throw new IllegalArgumentException(
                    "matcher " + name + " has both or neither of event and payout, want one of them");
        }
    }
}
