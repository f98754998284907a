package dev.plumbline.api.cli;

import dev.plumbline.api.cli.SequencerShowVerb.Line;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.VerdictWord;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.Accounts;
import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.ProvenAccounts;
import dev.plumbline.ledger.sequencer.SeenBlock;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the nodes of a rollup show of one transaction, now. Each is asked by itself, and none speaks for another. */
final class ShownChain {
    private final Word tx;
    private final InstantSource clock;
    private boolean isIncluded;
    private @Nullable EthereumRpc answering;

    ShownChain(Word tx, InstantSource clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** Asks every node, and adds a line for each. */
    void ask(List<Endpoint> endpoints, List<Line> lines) throws FailedException {
        for (Endpoint endpoint : endpoints) {
            EthereumRpc node = L1Options.node(endpoint.url().toString());
            lines.add(new Line(endpoint.name(), answer(node), null));
        }
    }

    private String answer(EthereumRpc node) {
        try {
            EthereumRpc.Receipt receipt = node.receipt(tx);
            if (receipt == null) {
                String words = node.knows(tx) ? "holds it, in no block" : "knows nothing of it";
                answering = node;
                return words;
            }
            RpcBlock block = node.blockAt(receipt.blockNumber());
            if (block == null || !block.hash().equals(receipt.blockHash())) {
                return "names block " + receipt.blockHash() + ", which is none of its chain";
            }
            isIncluded = true;
            return "shows it in block " + receipt.blockNumber() + " " + receipt.blockHash() + " of time "
                    + block.header().timestampSeconds() + (receipt.succeeded() ? "" : ", where it had no effect");
        } catch (RpcException e) {
            return "could not be asked: " + e.getMessage();
        }
    }

    /** Whether a node shows a block that holds it. */
    boolean isIncluded() {
        return isIncluded;
    }

    /** The word for a transaction that no block holds; adds a line that names the cause, if one is shown. */
    VerdictWord wordFor(List<Line> lines) {
        SequencerSubmit newest = lines.stream()
                .map(Line::submit)
                .filter(submit -> submit != null)
                .reduce((first, second) -> second)
                .orElse(null);
        String cause = newest == null ? null : cause(newest);
        if (cause == null) {
            return VerdictWord.NOT_INCLUDED;
        }
        lines.add(new Line("cause", cause, null));
        return VerdictWord.BENIGN_CAUSE_SHOWN;
    }

    private @Nullable String cause(SequencerSubmit submit) {
        if (submit.via().stream().map(SequencerSubmit.Via::response).allMatch(EndpointResponse.ERROR::equals)) {
            return "every endpoint refused it";
        }
        try {
            if (answering == null) {
                return null;
            }
            RpcBlock newest = answering.latestBlock();
            var block = new SeenBlock(
                    newest.number(),
                    newest.hash(),
                    newest.header().timestampSeconds(),
                    newest.baseFee(),
                    clock.millis(),
                    OrderTally.NONE);
            Accounts.State account =
                    new ProvenAccounts(answering).after(Address.parseHex(submit.from(), "sender"), block);
            return account == null ? null : cause(submit, account, newest);
        } catch (RpcException | MalformedException e) {
            // A cause that cannot be shown is none.
            return null;
        }
    }

    private static @Nullable String cause(SequencerSubmit submit, Accounts.State account, RpcBlock newest) {
        String proven = ", proven after block " + newest.number();
        if (account.nonce() > submit.nonce()) {
            return "another transaction of nonce " + submit.nonce() + " took its place" + proven;
        }
        if (account.nonce() < submit.nonce()) {
            return "its sender's next nonce is " + account.nonce() + ", not yet " + submit.nonce() + proven;
        }
        BigInteger least = submit.maxFee().multiply(BigInteger.valueOf(submit.gas()));
        return account.balance().compareTo(least) < 0
                ? "its sender has " + account.balance() + " wei, less than the " + least + " of its gas" + proven
                : null;
    }
}
