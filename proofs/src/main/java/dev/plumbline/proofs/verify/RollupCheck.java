package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.HistoryEvidence;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.ReceiptProof;
import dev.plumbline.proofs.ethereum.TransactionProof;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.BlockTransaction;
import dev.plumbline.proofs.rollup.LaterBlock;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import dev.plumbline.proofs.rollup.OutputRoot;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a settlement that concern the rollup's own blocks. They show what an output root commits to; that these are
 * blocks of the rollup is shown only once L1 is found to hold a claim of that root.
 */
final class RollupCheck {
    /** First topic of {@code Recorded(bytes32 indexed eventId, address indexed by, bytes32 subject)}. */
    private static final Word RECORDED =
            Word.keccak("Recorded(bytes32,address,bytes32)".getBytes(StandardCharsets.US_ASCII));

    private final RollupProfile profile;
    private final SettlementEvidence evidence;
    private final Checklist checklist;

    RollupCheck(RollupProfile profile, SettlementEvidence evidence, Checklist checklist) {
        this.profile = profile;
        this.evidence = evidence;
        this.checklist = checklist;
    }

    /**
     * What the blocks of the evidence say.
     *
     * @param event the recorded event, if the evidence names one and the profile says where to look
     */
    record Shown(
            BlockHeader block,
            TransactionReceipt receipt,
            BlockHeader claimed,
            Word outputRoot,
            @Nullable EventId event) {}

    Shown check() throws Checklist.FailedException {
        BlockTransaction transaction = evidence.transaction();
        BlockHeader block = read(transaction.header(), Check.Name.ROLLUP_TRANSACTION);
        TransactionReceipt receipt = checkTransaction(transaction, block);
        EventId event = checkEvent(receipt);
        BlockHeader claimed = checkClaimedBlock(block);
        OutputRoot root = OutputRoot.of(claimed, passerRoot(claimed));
        checklist.pass(
                Check.Name.CLAIMED_BLOCK,
                (evidence.later() == null ? "the block's own is " : "that of block " + claimed.number() + " is ")
                        + root.hash());
        return new Shown(block, receipt, claimed, root.hash(), event);
    }

    private BlockHeader read(RawRlp header, Check.Name name) throws Checklist.FailedException {
        try {
            return header.readHeader();
        } catch (MalformedException e) {
            throw checklist.fail(name, Reason.SETTLEMENT_PROOF_BAD, "the rollup's " + e.getMessage());
        }
    }

    private TransactionReceipt checkTransaction(BlockTransaction transaction, BlockHeader block)
            throws Checklist.FailedException {
        String place = "transaction " + transaction.index() + " of block " + block.number();
        TransactionProof found = TransactionProof.check(
                block.transactionsRoot(), transaction.index(), bytes(transaction.transactionProof()));
        if (!(found instanceof TransactionProof.Exists exists)) {
            throw bad(
                    Check.Name.ROLLUP_TRANSACTION,
                    place + ": " + (found instanceof TransactionProof.Bad defect ? defect.detail() : "there is none"));
        }
        if (!exists.hash().equals(transaction.hash())) {
            throw bad(Check.Name.ROLLUP_TRANSACTION, place + ": is " + exists.hash() + ", want " + transaction.hash());
        }
        ReceiptProof receipt =
                ReceiptProof.check(block.receiptsRoot(), transaction.index(), bytes(transaction.receiptProof()));
        if (!(receipt instanceof ReceiptProof.Exists shown)) {
            throw bad(
                    Check.Name.ROLLUP_TRANSACTION,
                    place + ": its receipt: "
                            + (receipt instanceof ReceiptProof.Bad defect ? defect.detail() : "there is none"));
        }
        checklist.pass(
                Check.Name.ROLLUP_TRANSACTION, place + (shown.receipt().succeeded() ? ", took effect" : ", failed"));
        return shown.receipt();
    }

    private @Nullable EventId checkEvent(TransactionReceipt receipt) throws Checklist.FailedException {
        EventId event = evidence.event();
        if (event == null) {
            checklist.skip(Check.Name.EVENT_RECORDED, "the evidence names no event");
            return null;
        }
        Address registry = profile.registry();
        if (registry == null) {
            checklist.skip(Check.Name.EVENT_RECORDED, "the profile names no registry; the evidence says " + event);
            return null;
        }
        Word id = Word.of(event.hash().bytes());
        boolean isRecorded = receipt.logs().stream().anyMatch(log -> records(log, registry, id));
        checklist.require(
                isRecorded, Check.Name.EVENT_RECORDED, Reason.EVENT_NOT_RECORDED, event + " in registry " + registry);
        return event;
    }

    private static boolean records(ContractLog log, Address registry, Word id) {
        List<Word> topics = log.topics();
        return log.address().equals(registry)
                && topics.size() == 3
                && topics.get(0).equals(RECORDED)
                && topics.get(1).equals(id);
    }

    private BlockHeader checkClaimedBlock(BlockHeader block) throws Checklist.FailedException {
        LaterBlock later = evidence.later();
        if (later == null) {
            return block;
        }
        BlockHeader claimed = read(later.header(), Check.Name.CLAIMED_BLOCK);
        BlockHistory history = new HistoryEvidence(claimed, bytes(later.accountProof()), bytes(later.storageProof()))
                .prove(block.number());
        if (!(history instanceof BlockHistory.Ancestor ancestor)) {
            var refused = (BlockHistory.Refused) history;
            throw bad(Check.Name.CLAIMED_BLOCK, refused.defect() + ": " + refused.detail());
        }
        if (!ancestor.hash().equals(block.hash())) {
            throw bad(
                    Check.Name.CLAIMED_BLOCK,
                    "block " + claimed.number() + " comes after block " + block.number() + " of hash " + ancestor.hash()
                            + ", want " + block.hash());
        }
        return claimed;
    }

    private Word passerRoot(BlockHeader claimed) throws Checklist.FailedException {
        boolean isInHeader = evidence.passerProof().isEmpty();
        if (isInHeader && !profile.isIsthmus(claimed.timestampSeconds())) {
            throw bad(
                    Check.Name.CLAIMED_BLOCK,
                    "block " + claimed.number()
                            + ": a proof of the message passer is missing, and the profile does not say"
                            + " that the header holds its root");
        }
        MessagePasserRoot root = isInHeader
                ? MessagePasserRoot.ofHeader(claimed)
                : MessagePasserRoot.ofState(claimed, evidence.passerProof());
        if (root instanceof MessagePasserRoot.Refused refused) {
            throw bad(Check.Name.CLAIMED_BLOCK, refused.detail());
        }
        return ((MessagePasserRoot.Shown) root).root();
    }

    private Checklist.FailedException bad(Check.Name name, String detail) {
        return checklist.fail(name, Reason.SETTLEMENT_PROOF_BAD, detail);
    }

    static List<byte[]> bytes(List<RawRlp> nodes) {
        return nodes.stream().map(RawRlp::bytes).toList();
    }
}
