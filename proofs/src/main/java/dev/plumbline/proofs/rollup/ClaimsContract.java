package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import java.util.List;

/**
 * The L1 contract that holds the claims of a rollup's output roots, in one block. Not verified.
 *
 * @param chain CAIP-2 id of the L1 chain
 * @param header the raw header of the L1 block
 * @param address where the contract lives
 * @param accountProof the trie nodes from the block's state root to its account
 * @param storageProof the distinct nodes from there to {@link LayoutProfile#IMPLEMENTATION_SLOT} and then to the slots of the
 *     claim, each where it is first needed
 * @param implementationProof the nodes from the state root to the account of its implementation; empty if it is no proxy
 */
public record ClaimsContract(
        String chain,
        RawRlp header,
        Address address,
        List<RawRlp> accountProof,
        List<RawRlp> storageProof,
        List<RawRlp> implementationProof) {
    /** Copies the lists. */
    public ClaimsContract {
        accountProof = List.copyOf(accountProof);
        storageProof = List.copyOf(storageProof);
        implementationProof = List.copyOf(implementationProof);
    }
}
