package dev.plumbline.ledger.settlement;

import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.VerifiedSettlement;
import org.jspecify.annotations.Nullable;

/**
 * How far a transaction has settled, as far as nodes let it be shown.
 *
 * @param grade the grade; below {@link Grade#PROPOSED} it is a rollup node's word alone
 * @param whyNotHigher for people; null for {@link Grade#FINALIZED}
 * @param evidence what shows it to anybody who trusts the L1 block; null below {@link Grade#PROPOSED}
 * @param settlement what the verifier made of the evidence, given that block; null exactly if that is
 */
public record SettlementFinding(
        Grade grade,
        @Nullable String whyNotHigher,
        @Nullable SettlementEvidence evidence,
        @Nullable VerifiedSettlement settlement) {
    static SettlementFinding byWord(Grade grade, String why) {
        return new SettlementFinding(grade, why, null, null);
    }

    static SettlementFinding proven(SettlementEvidence evidence, VerifiedSettlement settlement) {
        return new SettlementFinding(settlement.grade(), settlement.whyNotHigher(), evidence, settlement);
    }
}
