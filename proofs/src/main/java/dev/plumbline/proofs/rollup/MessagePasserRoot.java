package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.AccountProof;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;

/**
 * Root of the storage of a rollup's {@code L2ToL1MessagePasser}, the one part of an {@link OutputRoot} that a block's header
 * did not always hold.
 *
 * <p>Since the Isthmus fork the header's field for the root of withdrawals holds it. Before, that field held the root of the
 * empty trie or was not there, and only an account proof under the block's state root shows it.
 */
public sealed interface MessagePasserRoot {
    /** Where the contract lives on every OP-Stack rollup. */
    Address CONTRACT = pinned("0x4200000000000000000000000000000000000016");

    /** The root. */
    record Shown(Word root) implements MessagePasserRoot {}

    /**
     * The evidence shows none.
     *
     * @param detail what was found and what was wanted, for people
     */
    record Refused(String detail) implements MessagePasserRoot {}

    /** What the header of a block says to which the Isthmus rules apply. */
    static MessagePasserRoot ofHeader(BlockHeader block) {
        Word root = block.withdrawalsRoot();
        return root == null
                ? new Refused("block " + block.number() + ": its header has no root of withdrawals, as before Isthmus")
                : new Shown(root);
    }

    /**
     * What the state of a block says, whatever its fork. Total: any bytes yield a result, none throws.
     *
     * @param accountProof the trie nodes that lead to {@link #CONTRACT}, root first
     */
    static MessagePasserRoot ofState(BlockHeader block, List<RawRlp> accountProof) {
        AccountProof account = AccountProof.check(
                block.stateRoot(),
                CONTRACT,
                accountProof.stream().map(RawRlp::bytes).toList());
        if (account instanceof AccountProof.Exists exists) {
            return new Shown(exists.storageRoot());
        }
        return account instanceof AccountProof.Bad bad
                ? new Refused("proof of the message passer: " + bad.defect() + ": " + bad.detail())
                : new Refused("block " + block.number() + ": has no message passer at " + CONTRACT);
    }

    private static Address pinned(String hex) {
        try {
            return Address.parseHex(hex, "message passer");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned address is not one", e);
        }
    }
}
