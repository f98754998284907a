package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree that is to be anchored, as little of it as anchoring needs. Called from the anchoring thread alone. */
public interface AnchorSource {
    /** The newest durable head; null or of size 0 while there is nothing to anchor. Must not wait for the writer. */
    @Nullable
    TreeHead head();

    /**
     * The RFC 6962 consistency proof between two heads of this log.
     *
     * @param older what the contract holds, of size 1 or more
     * @param newer a head that {@link #head} has given, larger
     * @return null if {@code older} is not a prefix of this log: the contract and the log have parted
     */
    @Nullable
    List<Hash> consistencyProof(TreeHead older, TreeHead newer);
}
