package dev.plumbline.proofs.ethereum;

/** What a Merkle-Patricia proof says about one key. */
public sealed interface TrieLookup {
    /** The trie holds a value under the key. */
    final class Present implements TrieLookup {
        private final byte[] value;

        Present(byte[] owned) {
            this.value = owned;
        }

        /** The value itself, for reading inside this package. */
        byte[] shared() {
            return value;
        }

        /** A fresh copy of the value, never empty. */
        public byte[] value() {
            return value.clone();
        }
    }

    /** The trie holds nothing under the key: the proof shows the place where it would have to be. */
    enum Absent implements TrieLookup {
        /** The only instance. */
        ABSENT
    }

    /**
     * The proof proves nothing about the key.
     *
     * @param defect what is wrong, for programs
     * @param detail what was found and what was wanted, for people
     */
    record Bad(TrieDefect defect, String detail) implements TrieLookup {}
}
