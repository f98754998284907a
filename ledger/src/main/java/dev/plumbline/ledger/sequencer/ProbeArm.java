package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.rpc.AccountKey;

/**
 * One of the two arms of paired probes: under which identity and by which way its probes are sent.
 *
 * @param name what reports call it, 1 to 32 visible ASCII characters without a blank
 * @param key of the account that sends, which the other arm does not use
 * @param endpoint the one endpoint that they go through
 */
public record ProbeArm(String name, AccountKey key, Endpoint endpoint) {
    private static final int NAME_CHARS_MAX = 32;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public ProbeArm {
        boolean isVisible = name.chars().allMatch(c -> c > ' ' && c <= '~');
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isVisible) {
            throw new IllegalArgumentException("arm has no name of 1 to 32 visible ASCII characters");
        }
    }

    /** What the plan in the log says of the arm. */
    String described() {
        return name + " " + key.address().hex() + " sha256:"
                + endpoint.identity().hex();
    }
}
