package dev.plumbline.ledger.settlement;

import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.WholeBlock;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.BlockTransaction;
import dev.plumbline.proofs.rollup.ClaimEvidence;
import dev.plumbline.proofs.rollup.ClaimsContract;
import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.GameClone;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.GameState;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.LaterBlock;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import dev.plumbline.proofs.rollup.OracleOutput;
import dev.plumbline.proofs.rollup.OutputEvidence;
import dev.plumbline.proofs.rollup.OutputRoot;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the evidence of how far one transaction of a rollup has settled, from one node of the rollup and one of L1.
 *
 * <p>Every answer is hostile. What comes out of {@link #collect} has been accepted by {@link SettlementVerifier} under the L1
 * block that the node calls final; whether that block is on the chain is for the reader to judge. A lying node can at most
 * hide a claim. Blocks while it asks, for each question at most its time limit. For one thread.
 */
public final class SettlementCollector {
    private final RollupProfile profile;
    private final EthereumRpc l1;
    private final EthereumRpc l2;
    private final BlockReader l2Blocks;

    /**
     * @param profile what is known of the rollup
     * @param l1 node of the chain that it settles on, with the state of the final block
     * @param l2 node of the rollup, with the state of the block that is claimed
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if an endpoint is neither https nor on this machine
     */
    public SettlementCollector(RollupProfile profile, URI l1, URI l2, Duration timeout) {
        this.profile = profile;
        this.l1 = new EthereumRpc(l1, timeout);
        this.l2 = new EthereumRpc(l2, timeout);
        this.l2Blocks = new BlockReader(l2, timeout);
    }

    /**
     * Collects what can be shown of a transaction now.
     *
     * @param event the event that the transaction is said to record, or null
     * @throws RpcException if a node cannot be reached, or its answers do not fit together
     */
    public SettlementFinding collect(Word transaction, @Nullable EventId event) throws RpcException {
        EthereumRpc.Receipt receipt = l2.receipt(transaction);
        if (receipt == null) {
            return SettlementFinding.byWord(Grade.UNSAFE, "the rollup's node knows no block that holds it");
        }
        RpcBlock block = l2.blockByHash(receipt.blockHash());
        if (block == null) {
            throw RpcException.badAnswer("eth_getBlockByHash", "has no block " + receipt.blockHash());
        }
        BlockTransaction part = held(block, transaction);
        RpcBlock l1Block = l1.finalizedBlock();
        var refusals = new ArrayList<String>();
        for (Candidate candidate : new Candidates(profile, l1, l1Block.header()).covering(block.header())) {
            SettlementEvidence evidence = evidence(event, part, block, candidate, l1Block);
            SettlementVerdict verdict =
                    new SettlementVerifier(profile, new PinnedHeads(Set.of(l1Block.hash()))).verify(evidence.encode());
            if (verdict instanceof SettlementVerdict.Verified verified) {
                return SettlementFinding.proven(evidence, verified.settlement());
            }
            var rejected = (SettlementVerdict.Rejected) verdict;
            refusals.add(rejected.reason() + ": " + rejected.detail());
        }
        return unclaimed(block, l1Block, refusals);
    }

    /** The transaction with the proofs that the block holds it. */
    BlockTransaction held(RpcBlock header, Word transaction) throws RpcException {
        WholeBlock block = l2Blocks.same(header);
        int index = block == null ? -1 : block.indexOf(transaction);
        if (block == null || index < 0) {
            throw RpcException.badAnswer(
                    "eth_getBlockByHash", "has no block " + header.hash() + " that holds " + transaction);
        }
        return new BlockTransaction(
                transaction,
                index,
                RawRlp.of(header.headerRlp()),
                NodeProof.raw(block.transactionsTrie().prove(index)),
                NodeProof.raw(block.receiptsTrie().prove(index)));
    }

    private SettlementFinding unclaimed(RpcBlock block, RpcBlock l1Block, List<String> refusals) throws RpcException {
        String why = refusals.isEmpty()
                ? "block " + l1Block.number() + " of L1 holds no claim of a block from " + block.number() + " on"
                : "no claim that L1 holds stands for it: " + String.join("; ", refusals);
        Word now = l2.hashAt(block.number());
        boolean isSafe =
                now != null && now.equals(block.hash()) && l2.safeBlock().number() >= block.number();
        return SettlementFinding.byWord(isSafe ? Grade.SAFE : Grade.UNSAFE, why);
    }

    private SettlementEvidence evidence(
            @Nullable EventId event,
            BlockTransaction transaction,
            RpcBlock block,
            Candidate candidate,
            RpcBlock l1Block)
            throws RpcException {
        RpcBlock claimed = candidate.claimedBlock() == block.number() ? block : l2.blockAt(candidate.claimedBlock());
        if (claimed == null) {
            throw RpcException.badAnswer("eth_getBlockByNumber", "has no block " + candidate.claimedBlock());
        }
        LaterBlock later = claimed == block ? null : later(claimed, block.number());
        boolean isInHeader = profile.isIsthmus(claimed.header().timestampSeconds());
        List<RawRlp> passerProof = isInHeader
                ? List.of()
                : NodeProof.of(l2, MessagePasserRoot.CONTRACT, List.of(), claimed.number())
                        .account();
        DisputeGame game = candidate.game();
        ClaimEvidence claim = game == null ? new OutputEvidence(candidate.outputIndex()) : game(game, l1Block.number());
        List<Word> slots = game == null
                ? outputSlots(candidate.outputIndex())
                : List.of(DisputeGame.slot(uuid(game, claimed, passerProof), profile.layout()));
        return new SettlementEvidence(
                event, profile.chain(), transaction, later, passerProof, contract(slots, l1Block), claim);
    }

    private LaterBlock later(RpcBlock claimed, long earlier) throws RpcException {
        NodeProof proof =
                NodeProof.of(l2, BlockHistory.CONTRACT, List.of(BlockHistory.slot(earlier)), claimed.number());
        return new LaterBlock(RawRlp.of(claimed.headerRlp()), proof.account(), proof.storage());
    }

    private static Word uuid(DisputeGame game, RpcBlock claimed, List<RawRlp> passerProof) throws RpcException {
        MessagePasserRoot root = passerProof.isEmpty()
                ? MessagePasserRoot.ofHeader(claimed.header())
                : MessagePasserRoot.ofState(claimed.header(), passerProof);
        if (root instanceof MessagePasserRoot.Refused refused) {
            throw RpcException.badAnswer("eth_getProof", refused.detail());
        }
        Word passerRoot = ((MessagePasserRoot.Shown) root).root();
        return DisputeGame.uuid(
                game.type(), OutputRoot.of(claimed.header(), passerRoot).hash(), claimed.number());
    }

    private static List<Word> outputSlots(long index) {
        var slots = new ArrayList<Word>();
        slots.add(OracleOutput.countSlot());
        slots.addAll(OracleOutput.slots(index));
        slots.add(OracleOutput.DELAY_SLOT);
        return slots;
    }

    GameEvidence game(DisputeGame game, long l1BlockNumber) throws RpcException {
        byte[] code = l1.code(game.proxy());
        GameClone clone = GameClone.of(code);
        NodeProof proof = NodeProof.of(l1, game.proxy(), List.of(GameState.SLOT), l1BlockNumber);
        List<RawRlp> implementation = clone == null
                ? List.of()
                : NodeProof.of(l1, clone.implementation(), List.of(), l1BlockNumber)
                        .account();
        return new GameEvidence(game.type(), RawRlp.of(code), proof.account(), proof.storage(), implementation);
    }

    ClaimsContract contract(List<Word> claimSlots, RpcBlock l1Block) throws RpcException {
        var slots = new ArrayList<Word>();
        slots.add(LayoutProfile.IMPLEMENTATION_SLOT);
        slots.addAll(claimSlots);
        NodeProof proof = NodeProof.of(l1, profile.contract(), slots, l1Block.number());
        Word implementation = l1.storageAt(profile.contract(), LayoutProfile.IMPLEMENTATION_SLOT, l1Block.number());
        List<RawRlp> implementationProof = implementation.equals(Word.ZERO)
                ? List.of()
                : NodeProof.of(l1, address(implementation), List.of(), l1Block.number())
                        .account();
        return new ClaimsContract(
                profile.l1Chain(),
                RawRlp.of(l1Block.headerRlp()),
                profile.contract(),
                proof.account(),
                proof.storage(),
                implementationProof);
    }

    private static Address address(Word slot) {
        return Address.of(Arrays.copyOfRange(slot.bytes(), Word.LENGTH - Address.LENGTH, Word.LENGTH));
    }
}
