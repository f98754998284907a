package dev.plumbline.api.http;

import dev.plumbline.ledger.anchor.AnchorStatus;
import dev.plumbline.ledger.demand.DemandStatus;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log's anchors on L1 whose evidence is stored. Any thread may ask. */
public interface Anchors {
    /** A log that is not anchored. */
    Anchors NONE = new Anchors() {
        @Override
        public @Nullable Contract contract() {
            return null;
        }

        @Override
        public List<Anchor> all() {
            return List.of();
        }

        @Override
        public @Nullable Anchor covering(long leafIndex) {
            return null;
        }
    };

    /** The contract that the log is anchored in, or null if it is in none. */
    @Nullable
    Contract contract();

    /** How anchoring stands, or null if this process does not anchor. */
    default @Nullable AnchorStatus status() {
        return null;
    }

    /** What has been demanded on the contract, or null if this process serves no demands. */
    default @Nullable DemandStatus demands() {
        return null;
    }

    /** All final anchors, by ascending size. */
    List<Anchor> all() throws IOException;

    /** The earliest anchor that covers a leaf, or null as long as none does. */
    @Nullable
    Anchor covering(long leafIndex) throws IOException;

    /**
     * A contract on a chain.
     *
     * @param chain CAIP-2 id
     * @param address where it lives
     */
    record Contract(String chain, Address address) {}

    /**
     * A root of the log that a final block holds, with the evidence.
     *
     * @param contract which contract holds it
     * @param head size and root of the anchored tree
     * @param blockNumber height of the block that the evidence speaks of
     * @param blockHash its hash, {@code 0x} and 64 hex digits
     * @param blockTimestampSeconds when it says that it was made
     * @param header {@code 0x} and the raw RLP of the block's header
     * @param accountProof {@code 0x} and the RLP of each node
     * @param storageProof {@code 0x} and the RLP of each node
     */
    record Anchor(
            Contract contract,
            TreeHead head,
            long blockNumber,
            String blockHash,
            long blockTimestampSeconds,
            String header,
            List<String> accountProof,
            List<String> storageProof) {
        /** Copies the lists. */
        public Anchor {
            accountProof = List.copyOf(accountProof);
            storageProof = List.copyOf(storageProof);
        }

        /** Number of leaves of the anchored tree. */
        public long size() {
            return head.size();
        }

        /** The evidence for one leaf, whose path in the anchored tree is given. */
        public AnchorEvidence evidence(List<Hash> path) {
            return new AnchorEvidence(
                    contract.chain(), contract.address(), size(), path, header, accountProof, storageProof);
        }
    }
}
