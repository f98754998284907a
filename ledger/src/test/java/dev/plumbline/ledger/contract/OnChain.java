package dev.plumbline.ledger.contract;

import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.proofs.merkle.InclusionProof;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests that share one node; each starts from the contract as it was created, or as {@link #prepare} leaves it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnChain {
    /** All leaves are this entry, so any demand of it can be satisfied at any index of any size. */
    static final byte[] ENTRY = KnownTree.bytes("every leaf");

    static final KnownTree TREE = KnownTree.alike(ENTRY);

    @SuppressWarnings("NullAway.Init") // by JUnit, before the first test
    ContractNode node;

    @SuppressWarnings("NullAway.Init") // by JUnit, before each test
    private String clean;

    @BeforeAll
    void startNode() throws IOException {
        node = ContractNode.start();
        prepare();
    }

    /** What all tests of the class start from. */
    void prepare() {}

    @BeforeEach
    void keepState() {
        clean = node.snapshot();
    }

    @AfterEach
    void restoreState() {
        node.revert(clean);
    }

    @AfterAll
    void stopNode() {
        // Null when the start was skipped for want of a node.
        if (node != null) {
            node.close();
        }
    }

    /** The operator anchors the alike tree of that size, on top of another. */
    Outcome anchor(long older, long newer) {
        return node.send(node.operator, anchorCall(older, newer));
    }

    static byte[] anchorCall(long older, long newer) {
        return RootAnchor.anchorCall(TREE.head(newer), TREE.extension(older, newer));
    }

    /** A demand of {@link #ENTRY}, shown at an index of a size. */
    static IncludedDemand shown(long id, long index, long size) {
        InclusionProof proof = TREE.inclusion(index, size);
        return new IncludedDemand(id, index, proof.path());
    }
}
