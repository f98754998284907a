package dev.plumbline.proofs.ethereum;

/** What a {@link HeadTrust} says of one block. */
public sealed interface HeadStanding {
    /**
     * The block is part of the chain, and final, as far as its level goes.
     *
     * @param level on whose word
     * @param detail what was asked and found, for people; its text may change
     */
    record Trusted(Level level, String detail) implements HeadStanding {}

    /**
     * The block is not trusted.
     *
     * @param cause why not, for programs
     * @param detail what was asked and found, for people; its text may change
     */
    record Refused(Cause cause, String detail) implements HeadStanding {}

    /**
     * The ladder of trust: the further down, the less a reader has to know beforehand and the more he leaves to others.
     *
     * <p>A rung says who would have to lie, not how likely that is: a hash is as good as the place it was taken from. New
     * rungs may be added in a minor version.
     */
    enum Level {
        /** The reader brought the hash of this very block. Wrong if he took it from somebody who lies. */
        PINNED_HASH("whose hash you gave"),
        /** The reader brought the hash of a newer block, and that block's state holds the hash of this one. Wrong as before. */
        PINNED_HASH_WITH_HISTORY("an ancestor of a block whose hash you gave"),
        /** The reader named nodes, and as many as he demands call the block final. Wrong if that many lie together. */
        NODES_AGREE("which the nodes that you named call final"),
        /**
         * A light client on the reader's own machine, which checks consensus itself, calls the block final. Wrong if two
         * thirds of a sync committee lie, or if that program does.
         */
        LIGHT_CLIENT("which your light client calls final");

        private final String ground;

        Level(String ground) {
            this.ground = ground;
        }

        /** What the trust rests on, to be put behind "a block". */
        public String ground() {
            return ground;
        }
    }

    /** Why a block is not trusted. New constants may be added in a minor version; treat one you do not know as this type says. */
    enum Cause {
        /** Nobody was named who could be asked: not a finding about the block. */
        UNASKED,
        /** Whoever was asked does not have this block at its height, or has no word on it. */
        UNKNOWN,
        /** The block is newer than what is final. */
        NOT_FINAL,
        /** Nodes contradict each other about what is final, and too few vouch for this block. */
        DISAGREE,
        /** The nodes that were asked follow another chain. */
        WRONG_CHAIN,
        /** Too few gave an answer that can be used. */
        UNREACHABLE
    }
}
