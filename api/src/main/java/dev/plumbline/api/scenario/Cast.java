package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who plays in a scenario: contributors, each with some accounts. The first is the one that a sequencer may treat badly, the
 * second the one that it may favour.
 *
 * @param contributors the accounts of each
 */
public record Cast(List<List<Address>> contributors) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are fewer than two contributors, or one without an account
     */
    public Cast {
        contributors = contributors.stream().map(List::copyOf).toList();
        if (contributors.size() < 2 || contributors.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "there are " + contributors.size() + " contributors, want two or more with an account each");
        }
    }

    /** Shares accounts out, so many to each. */
    public static Cast of(List<Address> accounts, int contributors) {
        int share = accounts.size() / contributors;
        var all = new ArrayList<List<Address>>();
        for (int i = 0; i < contributors; i++) {
            all.add(accounts.subList(i * share, (i + 1) * share));
        }
        return new Cast(all);
    }

    /** What reports call a contributor. */
    public static String name(int contributor) {
        return "contributor-" + contributor;
    }

    /** The accounts of the one that may fare badly. */
    public Set<Address> victim() {
        return Set.copyOf(contributors.get(0));
    }

    /** The accounts of the one that may fare well. */
    public Set<Address> friend() {
        return Set.copyOf(contributors.get(1));
    }
}
