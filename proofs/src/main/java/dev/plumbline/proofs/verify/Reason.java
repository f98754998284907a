package dev.plumbline.proofs.verify;

/**
 * Why something was not verified: one vocabulary for jar, command line, HTTP and page (formats section 10).
 *
 * <p>Codes are stable; new ones may be added in a minor version, so treat one that you do not know as a refusal.
 */
public enum Reason {
    /** Not the format at all. */
    FORMAT_UNREADABLE(
            Outcome.FALSE,
            "This file cannot be read as what it claims to be.",
            "It was cut short, changed on the way, or is another kind of file.",
            "Fetch it again from the ledger and compare."),
    /** A version, kind or algorithm that this build does not know. */
    FORMAT_UNSUPPORTED(
            Outcome.NOT_CHECKED,
            "This file is of a version or kind that this program does not know.",
            "It may be right; this program cannot tell.",
            "Use a newer version of this program."),
    /** The entry is not the one spelling of a valid event. */
    ENTRY_NOT_CANONICAL(
            Outcome.FALSE,
            "The entry is not an event as every honest writer would have written it.",
            "Its bytes were changed, or it breaks a rule of its kind.",
            "Do not rely on it. Ask the issuer for the event and the ledger for the entry."),
    /** A signature of the event does not hold. */
    EVENT_SIGNATURE_BAD(
            Outcome.FALSE,
            "The event was not signed by the issuer that it names.",
            "Somebody else wrote it, or it was changed after it was signed.",
            "Do not rely on it. Ask the issuer."),
    /** The proof speaks of an index that the tree does not have. */
    INDEX_OUT_OF_RANGE(
            Outcome.FALSE,
            "The proof is for an entry number that the signed tree does not have.",
            "The proof and the checkpoint do not belong together.",
            "Fetch the receipt again from the ledger."),
    /** The proof has another number of hashes than index and size demand. */
    PATH_LENGTH_WRONG(
            Outcome.FALSE,
            "The proof does not have as many hashes as its place in the tree demands.",
            "It was changed, or made for a tree of another size.",
            "Fetch the receipt again from the ledger."),
    /** The hashes do not lead to the signed root. */
    ROOT_MISMATCH(
            Outcome.FALSE,
            "The entry is not in the tree that the log signed.",
            "The entry, its number or the proof was changed.",
            "Do not rely on it. Fetch the receipt again; if it still fails, keep both as evidence."),
    /** No log of the policy has this origin. */
    UNKNOWN_LOG(
            Outcome.FALSE,
            "The receipt is from a log that your policy does not name.",
            "Anybody can run a log; only you can say which one you trust.",
            "If you trust this log, put its key into the policy; get the key from somewhere else than this receipt."),
    /** The checkpoint's signature does not hold. */
    CHECKPOINT_SIGNATURE_BAD(
            Outcome.FALSE,
            "The log did not sign this checkpoint.",
            "The checkpoint was changed, or signed with a key that is not in your policy.",
            "Do not rely on it. Fetch the receipt again."),
    /** Too few witnesses cosigned. */
    WITNESS_QUORUM_MISSING(
            Outcome.FALSE,
            "Fewer witnesses have cosigned the checkpoint than your policy demands.",
            "The log may show you another history than others, and too few have vouched that it does not.",
            "Fetch a newer receipt; witnesses cosign within seconds."),
    /** One tree is not a prefix of the other. */
    TREE_INCONSISTENT(
            Outcome.FALSE,
            "The proof does not show that the newer tree only extends the older one.",
            "Either the proof is wrong or history was changed.",
            "Ask for the proof again; if none holds, you have two signed checkpoints that accuse the log."),
    /** The log committed to two heads of which no tree can have both. */
    EQUIVOCATION(
            Outcome.ALARM,
            "The log has committed to two histories that cannot both be true.",
            "It has shown different histories to different people. That is proven.",
            "Keep this file and publish it."),
    /** The log shows an older tree than it showed before. */
    ROLLBACK(
            Outcome.ALARM,
            "The log has shown a smaller tree than one that it signed before.",
            "A log only grows. Either it went back, or somebody answers with what was true once.",
            "Ask the log again over another way. If it stays so, keep both checkpoints and publish them."),
    /** A file that accuses the log does not prove what it says. */
    EVIDENCE_BAD(
            Outcome.FALSE,
            "This file does not show that the log misbehaved.",
            "Both checkpoints may be true, or the proof between them was changed.",
            "Accuse nobody with it. Get the two signed checkpoints again and make the evidence anew."),
    /** The event commits to nothing where something is disclosed. */
    NOTHING_COMMITTED(
            Outcome.FALSE,
            "The event does not commit to what is disclosed.",
            "It has no commitment in that field, or no rows; the value may be true, and this event does not say so.",
            "Ask for the event that does."),
    /** Salt and value, or row and path, are not what the event commits to. */
    COMMITMENT_MISMATCH(
            Outcome.FALSE,
            "What is disclosed is not what the event committed to.",
            "The value, its salt, its field or its place was changed, or belongs to another event.",
            "Do not rely on it. Ask the holder to disclose it again."),
    /** What this program kept from last time cannot be read. */
    STATE_UNREADABLE(
            Outcome.NOT_CHECKED,
            "What was kept of the log from last time cannot be read.",
            "That is damage on this side and says nothing about the log.",
            "Restore the file from a backup, or start anew from a checkpoint that you got elsewhere."),
    /** Older than the policy allows. */
    STALE(
            Outcome.FALSE,
            "The evidence is older than your policy allows.",
            "It may be right, but it does not show the present state.",
            "Fetch a newer receipt."),
    /** The policy demands an anchor and the receipt has none. */
    ANCHOR_PENDING(
            Outcome.PENDING,
            "The entry is in the log, and not yet anchored on L1 as your policy demands.",
            "Anchors are made from time to time and need some minutes to become final.",
            "Fetch the receipt again later."),
    /** The evidence of the anchor does not prove what it should. */
    ANCHOR_PROOF_BAD(
            Outcome.FALSE,
            "The evidence does not show what the anchor contract holds.",
            "The header or a node of the proof was changed, or the contract is not the one of this log.",
            "Fetch the receipt again."),
    /** The anchored root does not cover the entry. */
    ANCHOR_ROOT_DIFFERS(
            Outcome.FALSE,
            "The entry is not in the tree whose root is anchored on L1.",
            "The anchor belongs to another tree, or the path to its root was changed.",
            "Fetch the receipt again; if it still fails, keep it as evidence against the log."),
    /** The anchor's block is not final. */
    ANCHOR_NOT_FINAL(
            Outcome.PENDING,
            "The block that holds the anchor is not final yet.",
            "L1 may still drop that block.",
            "Try again in some minutes."),
    /** The anchor is on another chain than the policy says. */
    WRONG_CHAIN(
            Outcome.FALSE,
            "The anchor is on another chain or in another contract than your policy names.",
            "An anchor elsewhere proves nothing to you.",
            "Compare chain and contract with what the log publishes."),
    /** The anchor's block is not one that is trusted. */
    HEADER_UNTRUSTED(
            Outcome.FALSE,
            "The block of the anchor is not one that you said you trust.",
            "The header was changed, or you gave the hash of another block.",
            "Get the hash of that block from a node that you trust and pass it again."),
    /** The events of a trace do not fit together. */
    TRACE_BROKEN(
            Outcome.FALSE,
            "The events of this trace do not fit together.",
            "One names another that is not what it says, came too late, or did not count any more.",
            "Do not rely on the amount. All its entries are in the log: keep the file as evidence and open a dispute."),
    /** A trace lacks events without which nothing can be said. */
    TRACE_INCOMPLETE(
            Outcome.NOT_CHECKED,
            "This trace does not hold all that the amount was made from.",
            "What it shows is in the log; the rest was left out, or is too much for one file.",
            "Fetch the trace again, or audit the whole log."),
    /** An amount is not the one that policy and weights give. */
    AMOUNT_WRONG(
            Outcome.FALSE,
            "The amount is not the one that the policy and the weights give.",
            "All entries are in the log, and whoever logged the accrual or the payment reckoned otherwise.",
            "Keep this file as evidence and open a dispute."),
    /** The holder of a rollup's sequencer key signed two blocks for one height. */
    SEQUENCER_EQUIVOCATION(
            Outcome.ALARM,
            "The rollup's sequencer has signed two different blocks for one height.",
            "It has told different people different things about the order of transactions. That is proven, and not why.",
            "Keep this file and publish it; what you rely on in either block is worth another look once L1 has its data."),
    /** A file that is to show what a sequencer did does not show it. */
    SEQUENCER_EVIDENCE_BAD(
            Outcome.FALSE,
            "This file does not show what it says about the sequencer.",
            "It was changed, or its parts are of another chain, block or key, or do not contradict each other.",
            "Accuse nobody with it. Get the blocks again and make the evidence anew."),
    /** Nobody said whose key the sequencer's is. */
    SEQUENCER_UNKNOWN(
            Outcome.NOT_CHECKED,
            "The holder of one key has signed two blocks for one height, and nobody said whose key that is.",
            "Anybody can sign two blocks with a key of his own.",
            "Pass the address with which the rollup's sequencer signs blocks, from somewhere else than this file."),
    /** Evidence of a settlement is about something else than the reader's profile. */
    WRONG_ROLLUP(
            Outcome.FALSE,
            "The evidence is about another rollup, L1 contract or kind of claim than your profile names.",
            "Only you can say which contract speaks for a rollup, and which of its claims count.",
            "Compare chain, contract and game type with what the rollup publishes."),
    /** Evidence of a settlement does not prove what it should. */
    SETTLEMENT_PROOF_BAD(
            Outcome.FALSE,
            "The evidence does not show what the rollup or its L1 contract holds.",
            "A header or a node of a proof was changed or left out, or the contract keeps its storage in another way.",
            "Collect the evidence again; if it still fails, look whether the contract was upgraded."),
    /** The transaction did not record the event that the evidence names. */
    EVENT_NOT_RECORDED(
            Outcome.FALSE,
            "The transaction did not record the event that this file names.",
            "It is a transaction of the rollup, and about something else, or it failed.",
            "Do not take it for that event. Look for the transaction that recorded it."),
    /** L1 is shown to hold no claim of the block. */
    OUTPUT_NOT_CLAIMED(
            Outcome.FALSE,
            "L1 holds no claim of an output root that covers this block.",
            "That is proven. Nobody had claimed the block yet, or it is none of this rollup's.",
            "Collect the evidence again later; a block that is never claimed did not settle."),
    /** The claim of the block was refuted. */
    CLAIM_DEFEATED(
            Outcome.FALSE,
            "The claim of an output root that covers this block was made on L1, and did not stand.",
            "It lost its dispute game, or was deleted. A true block may still be claimed again.",
            "Do not rely on the block. Ask another node of the rollup for the block of that height."),
    /** A rollup's block that had to hold a forced transaction does not. */
    FORCED_OMITTED(
            Outcome.ALARM,
            "The rollup has left out a transaction that was forced on it by L1.",
            "The block that had to take it over is shown, and does not hold it. That is proven, and not why.",
            "Keep this file and publish it. A node of the rollup that derives its chain from L1 rejects such a block."),
    /** A forced transaction is on L1 and its time is not over. */
    FORCED_PENDING(
            Outcome.PENDING,
            "The transaction is on L1, and the rollup still has time to take it over.",
            "Nothing is late. The deadline is counted in L1 blocks.",
            "Look again later, at the latest when L1 has passed the deadline."),
    /** What is shown of a forced transaction decides nothing. */
    FORCED_UNDECIDED(
            Outcome.NOT_CHECKED,
            "What is shown does not decide whether the rollup took the transaction over.",
            "The block that decides is missing, or nobody that you named vouches for it or for the contract.",
            "Name portal and blocks that you trust, or collect the evidence again."),
    /** No node answered. */
    RPC_UNREACHABLE(
            Outcome.NOT_CHECKED,
            "No Ethereum node gave a usable answer.",
            "What only the chain can tell was not checked.",
            "Check the address of the node, or pass the block hash yourself.");

    /** What a reason amounts to, and with which exit code a program ends for it. */
    public enum Outcome {
        /** Checked and found wrong. */
        FALSE(1),
        /** Could not be checked. */
        NOT_CHECKED(3),
        /** Not yet. */
        PENDING(4),
        /** Proven misbehaviour. */
        ALARM(5);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of the command line. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Outcome outcome;
    private final String sentence;
    private final String meaning;
    private final String action;

    Reason(Outcome outcome, String sentence, String meaning, String action) {
        this.outcome = outcome;
        this.sentence = sentence;
        this.meaning = meaning;
        this.action = action;
    }

    /** What the reason amounts to. */
    public Outcome outcome() {
        return outcome;
    }

    /** One plain sentence. */
    public String sentence() {
        return sentence;
    }

    /** What it means. */
    public String meaning() {
        return meaning;
    }

    /** What to do. */
    public String action() {
        return action;
    }
}
