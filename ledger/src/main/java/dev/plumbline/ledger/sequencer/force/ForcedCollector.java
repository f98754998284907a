package dev.plumbline.ledger.sequencer.force;

import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.WholeBlock;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
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

    private final EthereumRpc l1;
    private final BlockReader l1Blocks;
    private final EthereumRpc rollup;
    private final BlockReader rollupBlocks;
    private final Address portal;

    /**
     * @param l1 a node of L1
     * @param rollup a node of the rollup
     * @param portal the rollup's portal on L1
     * @param timeout longest wait for one answer
     */
    public ForcedCollector(URI l1, URI rollup, Address portal, Duration timeout) {
        this.l1 = new EthereumRpc(l1, timeout);
        this.l1Blocks = new BlockReader(l1, timeout);
        this.rollup = new EthereumRpc(rollup, timeout);
        this.rollupBlocks = new BlockReader(rollup, timeout);
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
        EthereumRpc.Receipt mined = l1.receipt(l1Transaction);
        if (mined == null) {
            throw RpcException.badAnswer("eth_getTransactionReceipt", "has no transaction " + l1Transaction);
        }
        WholeBlock block = require(l1Blocks, mined.blockNumber());
        int index = block.indexOf(l1Transaction);
        if (index < 0) {
            throw RpcException.badAnswer(
                    "eth_getBlockByNumber", "block " + block.header().number() + " does not hold " + l1Transaction);
        }
        return deposit(block, index);
    }

    private static WholeBlock require(BlockReader node, long number) throws RpcException {
        WholeBlock block = node.at(number);
        if (block == null) {
            throw RpcException.badAnswer("eth_getBlockByNumber", "has no block " + number);
        }
        return block;
    }

    private Deposited deposit(WholeBlock block, int index) throws RpcException {
        RpcBlock header = block.header();
        List<TransactionReceipt> receipts = block.receipts();
        long logsBefore = 0;
        for (TransactionReceipt receipt : receipts.subList(0, index)) {
            logsBefore += receipt.logs().size();
        }
        List<ContractLog> logs = receipts.get(index).logs();
        for (int log = 0; log < logs.size(); log++) {
            long logIndex = logsBefore + log;
            DepositedTransaction transaction = derive(logs.get(log), header, logIndex);
            if (transaction != null) {
                var evidence = new ForcedEvidence(
                        RollupChain.of(l1.chainId()),
                        RollupChain.of(rollup.chainId()),
                        portal,
                        RawRlp.of(header.headerRlp()),
                        index,
                        block.receiptsTrie().prove(index).stream()
                                .map(RawRlp::of)
                                .toList(),
                        log,
                        logIndex,
                        null,
                        List.of());
                return new Deposited(evidence, transaction, header.number());
            }
        }
        throw RpcException.badAnswer(
                "eth_getBlockReceipts",
                "transaction " + index + " of block " + header.number() + " made no deposit with portal " + portal);
    }

    private @Nullable DepositedTransaction derive(ContractLog log, RpcBlock block, long logIndex) throws RpcException {
        try {
            return Deposits.derive(log, portal, block.hash(), logIndex);
        } catch (MalformedException e) {
            throw RpcException.badAnswer("eth_getBlockReceipts", String.valueOf(e.getMessage()));
        }
    }

    /** The same with the block of the rollup that decides, if the node has it, and the newest L1 block. */
    public ForcedEvidence decide(Deposited deposited) throws RpcException {
        RawRlp newest = RawRlp.of(l1.latestBlock().headerRlp());
        long latest = rollup.latestBlock().number();
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
        byte @Nullable [] first = rollupBlocks.first(number);
        try {
            return first == null ? NONE : L1Attributes.parse(first).originNumber();
        } catch (MalformedException e) {
            throw RpcException.badAnswer(
                    "eth_getTransactionByBlockNumberAndIndex", "block " + number + ": " + e.getMessage());
        }
    }

    private RollupBlock block(long number) throws RpcException {
        WholeBlock block = require(rollupBlocks, number);
        List<RawRlp> transactions =
                block.rawTransactions().stream().map(RawRlp::of).toList();
        return new RollupBlock.ByHeader(RawRlp.of(block.header().headerRlp()), transactions);
    }
}
