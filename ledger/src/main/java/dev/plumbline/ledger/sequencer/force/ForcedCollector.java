package dev.plumbline.ledger.sequencer.force;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.Deposits;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.L1Attributes;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.RollupChain;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects evidence of what became of a deposit, from one node of L1 and one of the rollup. Neither is believed: what they answer
 * has to have the roots of the headers that it comes with, and whose headers those are is for the verifier to ask. Blocks for as
 * long as the nodes take. For one thread.
 */
public final class ForcedCollector {
    /** The origin of a block without transactions, such as the first of a chain. */
    private static final long NONE = -1;

    private final NodeBlocks l1;
    private final NodeBlocks rollup;
    private final Address portal;

    /**
     * @param l1 a node of L1
     * @param rollup a node of the rollup
     * @param portal the rollup's portal on L1
     * @param timeout longest wait for one answer
     */
    public ForcedCollector(URI l1, URI rollup, Address portal, Duration timeout) {
        this.l1 = new NodeBlocks(l1, timeout);
        this.rollup = new NodeBlocks(rollup, timeout);
        this.portal = portal;
    }

    /** A deposit as L1 has it: the evidence without any block of the rollup, and the transaction that follows from it. */
    public record Deposited(ForcedEvidence evidence, DepositedTransaction transaction, long l1Block) {}

    /**
     * Finds the deposit that an L1 transaction made; the first, if it made several.
     *
     * @throws RpcException if the nodes do not answer, or the transaction is not mined or made no deposit
     */
    public Deposited deposit(Word l1Transaction) throws RpcException {
        EthereumRpc.Receipt mined = l1.rpc().receipt(l1Transaction);
        if (mined == null) {
            throw RpcException.badAnswer("eth_getTransactionReceipt", "has no transaction " + l1Transaction);
        }
        RpcBlock block = l1.require(mined.blockNumber());
        int index = l1.indexOf(block.number(), l1Transaction);
        List<byte[]> receipts = l1.receipts(block);
        try {
            return deposit(block, index, receipts);
        } catch (MalformedException e) {
            throw RpcException.badAnswer("eth_getTransactionReceipt", String.valueOf(e.getMessage()));
        }
    }

    private Deposited deposit(RpcBlock block, int index, List<byte[]> receipts)
            throws RpcException, MalformedException {
        long logsBefore = 0;
        for (byte[] receipt : receipts.subList(0, index)) {
            logsBefore += TransactionReceipt.parse(receipt).logs().size();
        }
        TransactionReceipt receipt = TransactionReceipt.parse(receipts.get(index));
        for (int log = 0; log < receipt.logs().size(); log++) {
            long logIndex = logsBefore + log;
            DepositedTransaction transaction = Deposits.derive(receipt.logs().get(log), portal, block.hash(), logIndex);
            if (transaction != null) {
                var evidence = new ForcedEvidence(
                        RollupChain.of(l1.rpc().chainId()),
                        RollupChain.of(rollup.rpc().chainId()),
                        portal,
                        RawRlp.of(block.headerRlp()),
                        index,
                        BlockTrie.of(receipts).prove(index).stream()
                                .map(RawRlp::of)
                                .toList(),
                        log,
                        logIndex,
                        null,
                        List.of());
                return new Deposited(evidence, transaction, block.number());
            }
        }
        throw RpcException.badAnswer(
                "eth_getTransactionReceipt",
                "transaction " + index + " of block " + block.number() + " made no deposit with portal " + portal);
    }

    /** The same with the block of the rollup that decides, if the node has it, and the newest L1 block. */
    public ForcedEvidence decide(Deposited deposited) throws RpcException {
        RawRlp newest = RawRlp.of(l1.rpc().latestBlock().headerRlp());
        long latest = rollup.rpc().latestBlock().number();
        if (origin(latest) < deposited.l1Block()) {
            return deposited.evidence().with(newest, List.of());
        }
        // Origins never go back, so the first block of an epoch is found by halves.
        long before = NONE;
        long first = latest;
        while (first - before > 1) {
            long middle = before + (first - before) / 2;
            if (origin(middle) < deposited.l1Block()) {
                before = middle;
            } else {
                first = middle;
            }
        }
        boolean isPassedOver = origin(first) > deposited.l1Block() && before >= 0;
        List<RollupBlock> blocks = isPassedOver ? List.of(block(before), block(first)) : List.of(block(first));
        return deposited.evidence().with(newest, blocks);
    }

    private long origin(long number) throws RpcException {
        byte @Nullable [] first = rollup.first(number);
        try {
            return first == null ? NONE : L1Attributes.parse(first).originNumber();
        } catch (MalformedException e) {
            throw RpcException.badAnswer(
                    "eth_getTransactionByBlockNumberAndIndex", "block " + number + ": " + e.getMessage());
        }
    }

    private RollupBlock block(long number) throws RpcException {
        RpcBlock block = rollup.require(number);
        List<RawRlp> transactions =
                rollup.transactions(block).stream().map(RawRlp::of).toList();
        return new RollupBlock.ByHeader(RawRlp.of(block.headerRlp()), transactions);
    }
}
