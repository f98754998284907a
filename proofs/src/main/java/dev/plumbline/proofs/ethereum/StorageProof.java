package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** What EIP-1186 storage proofs say about the slots of one contract under one storage root. */
public sealed interface StorageProof {
    /**
     * Every slot that was asked for is proven.
     *
     * @param values one word for each slot, in the order of the question; zero for a slot that holds nothing
     */
    record Values(List<Word> values) implements StorageProof {
        public Values {
            values = List.copyOf(values);
        }
    }

    /** The proof proves nothing; see {@link TrieLookup.Bad}. */
    record Bad(TrieDefect defect, String detail) implements StorageProof {}

    /**
     * Checks one list of nodes for several slots. Total: any bytes yield a result, none throws.
     *
     * @param storageRoot from a proven account
     * @param slots numbers of the slots, in the order in which the nodes were collected
     * @param nodes RLP of the distinct trie nodes that the slots need, each where it is first needed
     */
    static StorageProof check(Word storageRoot, List<Word> slots, List<byte[]> nodes) {
        var proof = new TrieProof(storageRoot, nodes);
        List<Word> values = new ArrayList<>();
        for (Word slot : slots) {
            TrieLookup lookup = proof.lookup(Word.keccak(slot.shared()).shared());
            if (lookup instanceof TrieLookup.Bad bad) {
                return new Bad(bad.defect(), bad.detail());
            }
            try {
                values.add(lookup instanceof TrieLookup.Present present ? decode(present.shared()) : Word.ZERO);
            } catch (MalformedException e) {
                return new Bad(TrieDefect.VALUE_MALFORMED, String.valueOf(e.getMessage()));
            }
        }
        if (proof.unused() > 0) {
            TrieLookup.Bad bad = TrieProof.unusedNodes(proof.unused());
            return new Bad(bad.defect(), bad.detail());
        }
        return new Values(values);
    }

    /** A slot's leaf is the RLP of the value without its leading zeros; zero is never stored. */
    private static Word decode(byte[] leaf) throws MalformedException {
        if (!(CanonicalRlp.parse(leaf, "storage value") instanceof RlpItem.Text text)) {
            throw new MalformedException(Malformed.VALUE, "storage value", "is an RLP list, want a string");
        }
        byte[] bytes = text.bytes();
        if (bytes.length == 0 || bytes.length > Word.LENGTH || bytes[0] == 0) {
            throw new MalformedException(
                    Malformed.VALUE,
                    "storage value",
                    "is a string of " + bytes.length + " bytes, want 1 to 32 without a leading zero");
        }
        return Word.ofShort(bytes);
    }
}
