package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * The datanet that an event belongs to: a chain and a name on it, written {@code eip155:1612/medical-notes}. Sequence
 * numbers count per issuer and namespace.
 *
 * @param chain CAIP-2 chain id
 * @param slug {@code [a-z0-9][a-z0-9-]{0,62}}
 */
public record Namespace(String chain, String slug) {
    /** Of a CAIP-2 chain, a slash and a slug. */
    private static final int CHARS_MAX = 41 + 1 + 63;

    private static final CharacterSet SLUG = CharacterSet.ofRanges("az09--");

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if either has another form
     */
    public Namespace {
        if (!Form.isChain(chain) || !SLUG.spells(slug, 1, 63) || slug.charAt(0) == '-') {
            throw new BrokenRuleException(Malformed.VALUE, "", refusal(chain + "/" + slug));
        }
    }

    /** Reads {@code <chain>/<slug>}. */
    public static Namespace parse(String text) throws MalformedException {
        int slash = text.indexOf('/');
        // The length first, so that a text of any length costs no copies.
        if (slash < 0 || text.length() > CHARS_MAX) {
            throw new MalformedException(Malformed.VALUE, "namespace", refusal(text));
        }
        try {
            return new Namespace(text.substring(0, slash), text.substring(slash + 1));
        } catch (BrokenRuleException e) {
            throw new MalformedException(e.code(), "namespace", e.detail());
        }
    }

    private static String refusal(String text) {
        return "is " + MalformedException.quote(text) + ", want a CAIP-2 chain, a slash and [a-z0-9][a-z0-9-]{0,62}";
    }

    /** The form that {@link #parse} reads. */
    public String encode() {
        return chain + "/" + slug;
    }

    @Override
    public String toString() {
        return encode();
    }
}
