package dev.plumbline.api.imports;

import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.RewardPay.Paid;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs {@code AirdropClaimed(bytes32 indexed batch, address indexed account, uint256 amount)} of a payout contract
 * and makes each claim that pays accrued lines exactly one {@code reward.pay}. A claim that pays nothing that has accrued is
 * reported and gives no event: what a payment was for is not to be guessed.
 */
public final class ClaimsImport {
    /** First topic of the logs. */
    public static final Word TOPIC =
            Word.keccak("AirdropClaimed(bytes32,address,uint256)".getBytes(StandardCharsets.US_ASCII));

    private static final int TOPICS = 3;
    private static final int ADDRESS_FROM = Word.LENGTH - 20;

    private final ClaimTerms terms;
    private final AccruedLines accrued;
    private final DefectList defects;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<List<Word>> claimed = new HashSet<>();

    private ClaimsImport(ClaimTerms terms, AccruedLines accrued, DefectList defects) {
        this.terms = terms;
        this.accrued = accrued;
        this.defects = defects;
    }

    /**
     * Reads saved logs; total: what cannot be used gives no draft and a defect that says why.
     *
     * @param file what {@code eth_getLogs} answered
     * @param accrualsFile events of the log, one on each line: accruals, their payments and their corrections
     */
    public static Imported read(byte[] file, ClaimTerms terms, byte[] accrualsFile) {
        if (file.length > ImportLimits.FILE_BYTES_MAX) {
            var defects = new DefectList();
            defects.refused(
                    "", "has " + file.length + " bytes, want at most FILE_BYTES_MAX, " + ImportLimits.FILE_BYTES_MAX);
            return defects.with(List.of());
        }
        try {
            return read(RpcLog.parseSaved(file), terms, accrualsFile);
        } catch (RpcException e) {
            var defects = new DefectList();
            defects.refused("", String.valueOf(e.getMessage()));
            return defects.with(List.of());
        }
    }

    /** Reads logs that a node has just given; total, as above. A defect's pointer is the place in the list. */
    public static Imported read(List<RpcLog> logs, ClaimTerms terms, byte[] accrualsFile) {
        var defects = new DefectList();
        try {
            var reader = new ClaimsImport(terms, AccruedLines.parse(accrualsFile, terms), defects);
            for (int i = 0; i < logs.size(); i++) {
                reader.read(logs.get(i), "/" + i);
            }
            return defects.with(reader.drafts);
        } catch (MalformedException e) {
            defects.refused("", "goes with an accruals file that is not one: " + e.getMessage());
            return defects.with(List.of());
        }
    }

    private void read(RpcLog log, String pointer) {
        BigInteger amount = amount(log);
        if (amount == null || log.blockNumber() > Limits.JSON_INTEGER_MAX || log.logIndex() > Limits.JSON_INTEGER_MAX) {
            defects.wrong(pointer, "is no log of AirdropClaimed(bytes32,address,uint256)", "it is left out");
            return;
        }
        if (!log.address().equals(terms.contract())) {
            defects.wrong(
                    pointer + "/address",
                    "is " + log.address().hex() + ", not the contract that pays",
                    "the claim is left out");
            return;
        }
        if (log.isRemoved()) {
            defects.wrong(
                    pointer + "/removed", "is true: the block is no longer part of the chain", "the claim is left out");
            return;
        }
        if (!claimed.add(List.of(log.topics().get(1), log.topics().get(2)))) {
            defects.refused(
                    pointer,
                    "claims batch " + log.topics().get(1)
                            + " for an account that has claimed it before; the contract allows one",
                    "no event was made of the second claim");
            return;
        }
        byte[] account = Arrays.copyOfRange(log.topics().get(2).bytes(), ADDRESS_FROM, Word.LENGTH);
        match(log, pointer, Issuer.ofAccount(terms.chain(), account), amount);
    }

    /** The amount, or null if the log is of another shape. */
    private static @Nullable BigInteger amount(RpcLog log) {
        boolean isClaim = log.topics().size() == TOPICS && log.topics().get(0).equals(TOPIC);
        if (!isClaim) {
            return null;
        }
        for (int i = 0; i < ADDRESS_FROM; i++) {
            if (log.topics().get(2).bytes()[i] != 0) {
                return null;
            }
        }
        try {
            return new BigInteger(1, HexData.parseExactly(log.data(), "data", Word.LENGTH));
        } catch (MalformedException e) {
            return null;
        }
    }

    private void match(RpcLog log, String pointer, Issuer payee, BigInteger amount) {
        String chain = "eip155:" + terms.chain();
        Hash tx = Hash.of(log.transactionHash().bytes());
        if (accrued.isSettled(chain, tx, log.logIndex())) {
            defects.note(pointer, "has its reward.pay already", "it is left out");
            return;
        }
        List<Paid> lines = accrued.paidBy(payee.encode(), amount);
        if (lines == null) {
            String owed = accrued.owesTo(payee.encode())
                    ? "which no oldest lines of its payee sum to"
                    : "whose payee has accrued nothing";
            defects.refused(
                    pointer, "pays " + amount + " to " + payee + ", " + owed, "unmatched: no event was made of it");
            return;
        }
        boolean isFinal = log.blockNumber() <= terms.finalizedBlock();
        Settlement settlement = isFinal
                ? Settlement.inFinalBlock(chain, tx, log.blockNumber(), log.logIndex())
                : Settlement.included(chain, tx, log.blockNumber(), log.logIndex());
        var pay = new RewardPay(
                lines,
                payee,
                amount,
                settlement.inBatch(Hash.of(log.topics().get(1).bytes())));
        accrued.settle(pay);
        drafts.add(new Draft(terms.namespace(), pay));
    }
}
