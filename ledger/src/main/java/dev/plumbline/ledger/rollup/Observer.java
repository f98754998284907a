package dev.plumbline.ledger.rollup;

import java.net.URI;

/**
 * A node of the rollup that is asked what it sees.
 *
 * @param name how reports call it: 1 to 32 of {@code [a-z0-9-]}
 * @param url its JSON-RPC endpoint: https, or http on this machine; it may hold a token, so it is never printed
 */
public record Observer(String name, URI url) {
    private static final int NAME_CHARS_MAX = 32;

    /** @throws IllegalArgumentException if the name is out of form */
    public Observer {
        checkName(name);
    }

    static void checkName(String name) {
        boolean isInForm = !name.isEmpty()
                && name.length() <= NAME_CHARS_MAX
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
        if (!isInForm) {
            throw new IllegalArgumentException(
                    "observer is named \"" + name + "\", want 1 to " + NAME_CHARS_MAX + " of a-z, 0-9 and -");
        }
    }

    @Override
    public String toString() {
        return "observer " + name;
    }
}
