package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.Acceptance;
import dev.plumbline.ledger.anchor.AnchorKey;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.EthereumRpc;
import dev.plumbline.ledger.anchor.RpcException;

/** Changes the account that anchors a log. */
final class Operators {
    private Operators() {}

    /** Makes an account the operator that the old one has named as its successor. */
    static void accept(EthereumRpc node, AnchorTarget target, AnchorKey key) throws FailedException {
        try {
            Acceptance.send(node, target, AnchorPolicy.DEFAULT, key);
        } catch (RpcException e) {
            throw FailedException.notChecked("the contract's operator could not be changed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; the change of the operator may still be mined", e);
        }
    }
}
