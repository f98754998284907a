package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_OPERATOR;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_SUCCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.OperatorChangedEvent;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator changes in two steps, and has no other power to give away. */
class HandoverOnChainTest extends OnChain {
    private static final Address NOBODY = Address.of(new byte[Address.LENGTH]);

    @Test
    void theSuccessorTakesOverWhenTheyAccept() throws RpcException {
        anchor(0, 1).requireSuccess();
        Outcome named = name(node.other).requireSuccess();
        assertThat(named.logs()).hasSize(1);
        assertThat(named.logs().get(0).topics().get(1)).isEqualTo(Word.of(Words.bytes(node.other)));
        assertHeld(node.operator, node.other);
        // Until then the operator goes on.
        anchor(1, 2).requireSuccess();
        node.send(node.other, anchorCall(2, 3)).requireRefusal(NOT_OPERATOR, node.other, node.operator);
        Outcome accepted = accept(node.other).requireSuccess();
        assertThat(OperatorChangedEvent.of(accepted.logs().get(0)))
                .isEqualTo(new OperatorChangedEvent(node.operator, node.other));
        assertHeld(node.other, NOBODY);
        // And from then on is locked out of everything.
        anchor(2, 3).requireRefusal(NOT_OPERATOR, node.operator, node.other);
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(3), TREE.extension(2, 3), List.of());
        node.send(node.operator, both).requireRefusal(NOT_OPERATOR, node.operator, node.other);
        name(node.operator).requireRefusal(NOT_OPERATOR, node.operator, node.other);
        accept(node.operator).requireRefusal(NOT_SUCCESSOR, node.operator, NOBODY);
        accept(node.other).requireRefusal(NOT_SUCCESSOR, node.other, NOBODY);
        // What was anchored stays, and the successor goes on from it.
        node.send(node.other, anchorCall(2, 3)).requireSuccess();
    }

    @Test
    void onlyTheOperatorNamesAndOnlyTheNamedAccepts() {
        node.send(node.stranger, RootAnchor.nameSuccessorCall(node.stranger))
                .requireRefusal(NOT_OPERATOR, node.stranger, node.operator);
        accept(node.stranger).requireRefusal(NOT_SUCCESSOR, node.stranger, NOBODY);
        accept(node.operator).requireRefusal(NOT_SUCCESSOR, node.operator, NOBODY);
        name(node.other).requireSuccess();
        accept(node.stranger).requireRefusal(NOT_SUCCESSOR, node.stranger, node.other);
        assertHeld(node.operator, node.other);
    }

    @Test
    void aNameCanBeReplacedAndTakenBack() {
        name(node.other).requireSuccess();
        name(node.stranger).requireSuccess();
        accept(node.other).requireRefusal(NOT_SUCCESSOR, node.other, node.stranger);
        name(NOBODY).requireSuccess();
        accept(node.stranger).requireRefusal(NOT_SUCCESSOR, node.stranger, NOBODY);
        assertHeld(node.operator, NOBODY);
        // Naming oneself changes nothing.
        name(node.operator).requireSuccess();
        accept(node.operator).requireSuccess();
        assertHeld(node.operator, NOBODY);
    }

    @Test
    void aDemandDoesNotCareWhoTheOperatorIs() {
        node.demand(node.stranger, ENTRY).requireSuccess();
        name(node.other).requireSuccess();
        accept(node.other).requireSuccess();
        node.nextBlockAt(node.now() + RootAnchor.WINDOW_SECONDS);
        assertThat(node.send(node.other, anchorCall(0, 1)).succeeded()).isFalse();
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(1), List.of(), List.of(shown(0, 0, 1)));
        node.send(node.other, both).requireSuccess();
    }

    private Outcome name(Address successor) {
        return node.send(node.operator, RootAnchor.nameSuccessorCall(successor));
    }

    private Outcome accept(Address sender) {
        return node.send(sender, RootAnchor.acceptOperatorCall());
    }

    private void assertHeld(Address operator, Address successor) {
        assertThat(node.slot(3)).isEqualTo(Word.of(Words.bytes(operator)));
        assertThat(node.slot(5)).isEqualTo(Word.of(Words.bytes(successor)));
    }
}
