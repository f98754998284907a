package dev.plumbline.proofs.checkpoint;

import java.util.List;
import java.util.Set;

/** Which witnesses have to have cosigned: a tree of names, as C2SP tlog-policy builds it. */
public sealed interface Quorum {
    /** Whether these witnesses are enough. */
    boolean isMetBy(Set<String> witnessNames);

    /** No witness is asked for. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnessNames) {
            return true;
        }
    }

    /**
     * One witness.
     *
     * @param name its name in the policy
     */
    record Witness(String name) implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnessNames) {
            return witnessNames.contains(name);
        }
    }

    /**
     * So many of some members.
     *
     * @param required 1 to the number of members
     * @param members witnesses and groups; each stands in one group only, so this is a tree and not deeper than its lines
     */
    record Group(int required, List<Quorum> members) implements Quorum {
        /** Copies the members. */
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean isMetBy(Set<String> witnessNames) {
            int met = 0;
            for (Quorum member : members) {
                met += member.isMetBy(witnessNames) ? 1 : 0;
            }
            return met >= required;
        }
    }
}
