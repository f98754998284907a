package dev.plumbline.proofs.verify;

import java.util.EnumSet;
import java.util.List;

/**
 * One line of the checklist of a verdict.
 *
 * @param name which check
 * @param result what came of it
 * @param detail what was found, or why it was not checked; for people, its text may change
 */
public record Check(Name name, Result result, String detail) {
    /** The checks, in the order in which they are made. */
    public enum Name {
        /** The file is a receipt, or what else it claims to be. */
        FORMAT("file can be read"),
        /** The entry is a valid event in its one spelling. */
        ENTRY("entry is a valid event"),
        /** The issuer signed it. */
        EVENT_SIGNATURE("issuer signed the event"),
        /** The policy names the log and the log signed the checkpoint. */
        CHECKPOINT("log signed the checkpoint"),
        /** Enough witnesses cosigned it. */
        WITNESSES("witnesses cosigned"),
        /** The entry is in the signed tree. */
        INCLUSION("entry is in the signed tree"),
        /** The anchor is where the policy says. */
        ANCHOR_PLACE("anchor is in the expected contract"),
        /** The anchor's block is trusted. */
        ANCHOR_HEADER("anchor's block is trusted"),
        /** The contract held a root of this log in that block. */
        ANCHOR_STATE("contract holds a root of this log"),
        /** The entry is in the anchored tree. */
        ANCHOR_INCLUSION("entry is in the anchored tree"),
        /** What was shown is as recent as the policy demands. */
        FRESHNESS("evidence is recent enough"),
        /** What is disclosed is what the event commits to. No check of receipts. */
        COMMITMENT("disclosed value was committed to"),
        /** In a trace, every event is what the one that names it says. */
        LINKS("events fit together"),
        /** In a trace, the amounts are those that policy and weights give. */
        AMOUNTS("amounts are as the policy says"),
        /** In evidence about a rollup's sequencer, its key signed the blocks. */
        SEQUENCER_SIGNATURE("sequencer signed the blocks"),
        /** In evidence about a rollup's sequencer, the blocks are different ones of one height. */
        SEQUENCER_BLOCKS("they are two blocks of one height"),
        /** In evidence of a settlement, rollup, L1 contract and kind of claim are those of the reader's profile. */
        ROLLUP_PLACE("rollup is the expected one"),
        /** The L1 block that the evidence starts from is trusted. */
        L1_BLOCK("L1 block is trusted"),
        /** The rollup's block holds the transaction and what it came to. */
        ROLLUP_TRANSACTION("transaction is in the rollup's block"),
        /** The transaction recorded the event that the evidence names. */
        EVENT_RECORDED("transaction recorded the event"),
        /** The block is the one whose output root is claimed, or is before it on the same chain. */
        CLAIMED_BLOCK("output root covers that block"),
        /** The L1 contract holds a claim of that output root. */
        OUTPUT_CLAIM("L1 holds the claim of that root"),
        /** The contracts run the codes that the profile pins. */
        CONTRACT_CODE("contracts run code that you pinned"),
        /** Nobody can contest the claim any more, and it stood. */
        CLAIM_RESOLVED("claim stood"),
        /** The delay that the rollup waits after that has passed. */
        FINALITY_DELAY("delay after that has passed"),
        /** In evidence about a forced transaction, L1 announced the deposit. */
        DEPOSIT("deposit was made on L1"),
        /** In evidence about a forced transaction, the L1 block of the deposit is trusted. */
        DEPOSIT_BLOCK("deposit's L1 block is trusted"),
        /** In evidence about a forced transaction, somebody vouches for the rollup's block. */
        ROLLUP_BLOCK("rollup's block is trusted"),
        /** In evidence about a forced transaction, the block that has to hold it does. */
        FORCED("rollup took the deposit over");

        /** The checks of a receipt. */
        public static final List<Name> OF_RECEIPTS = List.copyOf(EnumSet.range(FORMAT, FRESHNESS));
        /** The checks of a disclosure. */
        public static final List<Name> OF_DISCLOSURES = List.copyOf(EnumSet.range(FORMAT, COMMITMENT));
        /** The checks of a trace. */
        public static final List<Name> OF_TRACES =
                List.of(FORMAT, ENTRY, EVENT_SIGNATURE, CHECKPOINT, WITNESSES, INCLUSION, LINKS, AMOUNTS);
        /** The checks of evidence that a sequencer equivocated. */
        public static final List<Name> OF_SEQUENCER_EVIDENCE = List.of(FORMAT, SEQUENCER_SIGNATURE, SEQUENCER_BLOCKS);
        /** The checks of the evidence of a settlement. */
        public static final List<Name> OF_SETTLEMENTS = List.of(
                FORMAT,
                ROLLUP_PLACE,
                L1_BLOCK,
                ROLLUP_TRANSACTION,
                EVENT_RECORDED,
                CLAIMED_BLOCK,
                OUTPUT_CLAIM,
                CONTRACT_CODE,
                CLAIM_RESOLVED,
                FINALITY_DELAY);

        /** The checks of evidence about a forced transaction. */
        public static final List<Name> OF_FORCED = List.of(FORMAT, DEPOSIT, DEPOSIT_BLOCK, ROLLUP_BLOCK, FORCED);

        private final String title;

        Name(String title) {
            this.title = title;
        }

        /** What is checked, in a few words. */
        public String title() {
            return title;
        }
    }

    /** What came of a check. */
    public enum Result {
        /** It holds. */
        PASSED,
        /** It does not. */
        FAILED,
        /** It was not made. */
        NOT_CHECKED
    }
}
