// Made by build.mjs from the Java enums Reason and Check: change those, then run it.

export const CHECKS = [
    {
        "name": "FORMAT",
        "title": "file can be read"
    },
    {
        "name": "ENTRY",
        "title": "entry is a valid event"
    },
    {
        "name": "EVENT_SIGNATURE",
        "title": "issuer signed the event"
    },
    {
        "name": "CHECKPOINT",
        "title": "log signed the checkpoint"
    },
    {
        "name": "WITNESSES",
        "title": "witnesses cosigned"
    },
    {
        "name": "INCLUSION",
        "title": "entry is in the signed tree"
    },
    {
        "name": "ANCHOR_PLACE",
        "title": "anchor is in the expected contract"
    },
    {
        "name": "ANCHOR_HEADER",
        "title": "anchor's block is trusted"
    },
    {
        "name": "ANCHOR_STATE",
        "title": "contract holds a root of this log"
    },
    {
        "name": "ANCHOR_INCLUSION",
        "title": "entry is in the anchored tree"
    },
    {
        "name": "FRESHNESS",
        "title": "evidence is recent enough"
    },
    {
        "name": "COMMITMENT",
        "title": "disclosed value was committed to"
    },
    {
        "name": "LINKS",
        "title": "events fit together"
    },
    {
        "name": "AMOUNTS",
        "title": "amounts are as the policy says"
    },
    {
        "name": "SEQUENCER_SIGNATURE",
        "title": "sequencer signed the blocks"
    },
    {
        "name": "SEQUENCER_BLOCKS",
        "title": "they are two blocks of one height"
    },
    {
        "name": "ROLLUP_PLACE",
        "title": "rollup is the expected one"
    },
    {
        "name": "L1_BLOCK",
        "title": "L1 block is trusted"
    },
    {
        "name": "ROLLUP_TRANSACTION",
        "title": "transaction is in the rollup's block"
    },
    {
        "name": "EVENT_RECORDED",
        "title": "transaction recorded the event"
    },
    {
        "name": "CLAIMED_BLOCK",
        "title": "output root covers that block"
    },
    {
        "name": "OUTPUT_CLAIM",
        "title": "L1 holds the claim of that root"
    },
    {
        "name": "CONTRACT_CODE",
        "title": "contracts run code that you pinned"
    },
    {
        "name": "CLAIM_RESOLVED",
        "title": "claim stood"
    },
    {
        "name": "FINALITY_DELAY",
        "title": "delay after that has passed"
    },
    {
        "name": "DEPOSIT",
        "title": "deposit was made on L1"
    },
    {
        "name": "DEPOSIT_BLOCK",
        "title": "deposit's L1 block is trusted"
    },
    {
        "name": "ROLLUP_BLOCK",
        "title": "rollup's block is trusted"
    },
    {
        "name": "FORCED",
        "title": "rollup took the deposit over"
    }
];

export const REASONS = [
    {
        "name": "FORMAT_UNREADABLE",
        "outcome": "FALSE",
        "sentence": "This file cannot be read as what it claims to be.",
        "meaning": "It was cut short, changed on the way, or is another kind of file.",
        "action": "Fetch it again from the ledger and compare."
    },
    {
        "name": "FORMAT_UNSUPPORTED",
        "outcome": "NOT_CHECKED",
        "sentence": "This file is of a version or kind that this program does not know.",
        "meaning": "It may be right; this program cannot tell.",
        "action": "Use a newer version of this program."
    },
    {
        "name": "ENTRY_NOT_CANONICAL",
        "outcome": "FALSE",
        "sentence": "The entry is not an event as every honest writer would have written it.",
        "meaning": "Its bytes were changed, or it breaks a rule of its kind.",
        "action": "Do not rely on it. Ask the issuer for the event and the ledger for the entry."
    },
    {
        "name": "EVENT_SIGNATURE_BAD",
        "outcome": "FALSE",
        "sentence": "The event was not signed by the issuer that it names.",
        "meaning": "Somebody else wrote it, or it was changed after it was signed.",
        "action": "Do not rely on it. Ask the issuer."
    },
    {
        "name": "INDEX_OUT_OF_RANGE",
        "outcome": "FALSE",
        "sentence": "The proof is for an entry number that the signed tree does not have.",
        "meaning": "The proof and the checkpoint do not belong together.",
        "action": "Fetch the receipt again from the ledger."
    },
    {
        "name": "PATH_LENGTH_WRONG",
        "outcome": "FALSE",
        "sentence": "The proof does not have as many hashes as its place in the tree demands.",
        "meaning": "It was changed, or made for a tree of another size.",
        "action": "Fetch the receipt again from the ledger."
    },
    {
        "name": "ROOT_MISMATCH",
        "outcome": "FALSE",
        "sentence": "The entry is not in the tree that the log signed.",
        "meaning": "The entry, its number or the proof was changed.",
        "action": "Do not rely on it. Fetch the receipt again; if it still fails, keep both as evidence."
    },
    {
        "name": "UNKNOWN_LOG",
        "outcome": "FALSE",
        "sentence": "The receipt is from a log that your policy does not name.",
        "meaning": "Anybody can run a log; only you can say which one you trust.",
        "action": "If you trust this log, put its key into the policy; get the key from somewhere else than this receipt."
    },
    {
        "name": "CHECKPOINT_SIGNATURE_BAD",
        "outcome": "FALSE",
        "sentence": "The log did not sign this checkpoint.",
        "meaning": "The checkpoint was changed, or signed with a key that is not in your policy.",
        "action": "Do not rely on it. Fetch the receipt again."
    },
    {
        "name": "WITNESS_QUORUM_MISSING",
        "outcome": "FALSE",
        "sentence": "Fewer witnesses have cosigned the checkpoint than your policy demands.",
        "meaning": "The log may show you another history than others, and too few have vouched that it does not.",
        "action": "Fetch a newer receipt; witnesses cosign within seconds."
    },
    {
        "name": "TREE_INCONSISTENT",
        "outcome": "FALSE",
        "sentence": "The proof does not show that the newer tree only extends the older one.",
        "meaning": "Either the proof is wrong or history was changed.",
        "action": "Ask for the proof again; if none holds, you have two signed checkpoints that accuse the log."
    },
    {
        "name": "EQUIVOCATION",
        "outcome": "ALARM",
        "sentence": "The log has committed to two histories that cannot both be true.",
        "meaning": "It has shown different histories to different people. That is proven.",
        "action": "Keep this file and publish it."
    },
    {
        "name": "ROLLBACK",
        "outcome": "ALARM",
        "sentence": "The log has shown a smaller tree than one that it signed before.",
        "meaning": "A log only grows. Either it went back, or somebody answers with what was true once.",
        "action": "Ask the log again over another way. If it stays so, keep both checkpoints and publish them."
    },
    {
        "name": "EVIDENCE_BAD",
        "outcome": "FALSE",
        "sentence": "This file does not show that the log misbehaved.",
        "meaning": "Both checkpoints may be true, or the proof between them was changed.",
        "action": "Accuse nobody with it. Get the two signed checkpoints again and make the evidence anew."
    },
    {
        "name": "NOTHING_COMMITTED",
        "outcome": "FALSE",
        "sentence": "The event does not commit to what is disclosed.",
        "meaning": "It has no commitment in that field, or no rows; the value may be true, and this event does not say so.",
        "action": "Ask for the event that does."
    },
    {
        "name": "COMMITMENT_MISMATCH",
        "outcome": "FALSE",
        "sentence": "What is disclosed is not what the event committed to.",
        "meaning": "The value, its salt, its field or its place was changed, or belongs to another event.",
        "action": "Do not rely on it. Ask the holder to disclose it again."
    },
    {
        "name": "STATE_UNREADABLE",
        "outcome": "NOT_CHECKED",
        "sentence": "What was kept of the log from last time cannot be read.",
        "meaning": "That is damage on this side and says nothing about the log.",
        "action": "Restore the file from a backup, or start anew from a checkpoint that you got elsewhere."
    },
    {
        "name": "STALE",
        "outcome": "FALSE",
        "sentence": "The evidence is older than your policy allows.",
        "meaning": "It may be right, but it does not show the present state.",
        "action": "Fetch a newer receipt."
    },
    {
        "name": "ANCHOR_PENDING",
        "outcome": "PENDING",
        "sentence": "The entry is in the log, and not yet anchored on L1 as your policy demands.",
        "meaning": "Anchors are made from time to time and need some minutes to become final.",
        "action": "Fetch the receipt again later."
    },
    {
        "name": "ANCHOR_PROOF_BAD",
        "outcome": "FALSE",
        "sentence": "The evidence does not show what the anchor contract holds.",
        "meaning": "The header or a node of the proof was changed, or the contract is not the one of this log.",
        "action": "Fetch the receipt again."
    },
    {
        "name": "ANCHOR_ROOT_DIFFERS",
        "outcome": "FALSE",
        "sentence": "The entry is not in the tree whose root is anchored on L1.",
        "meaning": "The anchor belongs to another tree, or the path to its root was changed.",
        "action": "Fetch the receipt again; if it still fails, keep it as evidence against the log."
    },
    {
        "name": "ANCHOR_NOT_FINAL",
        "outcome": "PENDING",
        "sentence": "The block that holds the anchor is not final yet.",
        "meaning": "L1 may still drop that block.",
        "action": "Try again in some minutes."
    },
    {
        "name": "WRONG_CHAIN",
        "outcome": "FALSE",
        "sentence": "The anchor is on another chain or in another contract than your policy names.",
        "meaning": "An anchor elsewhere proves nothing to you.",
        "action": "Compare chain and contract with what the log publishes."
    },
    {
        "name": "HEADER_UNTRUSTED",
        "outcome": "FALSE",
        "sentence": "The block of the anchor is not one that you said you trust.",
        "meaning": "The header was changed, or you gave the hash of another block.",
        "action": "Get the hash of that block from a node that you trust and pass it again."
    },
    {
        "name": "TRACE_BROKEN",
        "outcome": "FALSE",
        "sentence": "The events of this trace do not fit together.",
        "meaning": "One names another that is not what it says, came too late, or did not count any more.",
        "action": "Do not rely on the amount. All its entries are in the log: keep the file as evidence and open a dispute."
    },
    {
        "name": "TRACE_INCOMPLETE",
        "outcome": "NOT_CHECKED",
        "sentence": "This trace does not hold all that the amount was made from.",
        "meaning": "What it shows is in the log; the rest was left out, or is too much for one file.",
        "action": "Fetch the trace again, or audit the whole log."
    },
    {
        "name": "AMOUNT_WRONG",
        "outcome": "FALSE",
        "sentence": "The amount is not the one that the policy and the weights give.",
        "meaning": "All entries are in the log, and whoever logged the accrual or the payment reckoned otherwise.",
        "action": "Keep this file as evidence and open a dispute."
    },
    {
        "name": "SEQUENCER_EQUIVOCATION",
        "outcome": "ALARM",
        "sentence": "The rollup's sequencer has signed two different blocks for one height.",
        "meaning": "It has told different people different things about the order of transactions. That is proven, and not why.",
        "action": "Keep this file and publish it; what you rely on in either block is worth another look once L1 has its data."
    },
    {
        "name": "SEQUENCER_EVIDENCE_BAD",
        "outcome": "FALSE",
        "sentence": "This file does not show what it says about the sequencer.",
        "meaning": "It was changed, or its parts are of another chain, block or key, or do not contradict each other.",
        "action": "Accuse nobody with it. Get the blocks again and make the evidence anew."
    },
    {
        "name": "SEQUENCER_UNKNOWN",
        "outcome": "NOT_CHECKED",
        "sentence": "The holder of one key has signed two blocks for one height, and nobody said whose key that is.",
        "meaning": "Anybody can sign two blocks with a key of his own.",
        "action": "Pass the address with which the rollup's sequencer signs blocks, from somewhere else than this file."
    },
    {
        "name": "WRONG_ROLLUP",
        "outcome": "FALSE",
        "sentence": "The evidence is about another rollup, L1 contract or kind of claim than your profile names.",
        "meaning": "Only you can say which contract speaks for a rollup, and which of its claims count.",
        "action": "Compare chain, contract and game type with what the rollup publishes."
    },
    {
        "name": "SETTLEMENT_PROOF_BAD",
        "outcome": "FALSE",
        "sentence": "The evidence does not show what the rollup or its L1 contract holds.",
        "meaning": "A header or a node of a proof was changed or left out, or the contract keeps its storage in another way.",
        "action": "Collect the evidence again; if it still fails, look whether the contract was upgraded."
    },
    {
        "name": "EVENT_NOT_RECORDED",
        "outcome": "FALSE",
        "sentence": "The transaction did not record the event that this file names.",
        "meaning": "It is a transaction of the rollup, and about something else, or it failed.",
        "action": "Do not take it for that event. Look for the transaction that recorded it."
    },
    {
        "name": "OUTPUT_NOT_CLAIMED",
        "outcome": "FALSE",
        "sentence": "L1 holds no claim of an output root that covers this block.",
        "meaning": "That is proven. Nobody had claimed the block yet, or it is none of this rollup's.",
        "action": "Collect the evidence again later; a block that is never claimed did not settle."
    },
    {
        "name": "CLAIM_DEFEATED",
        "outcome": "FALSE",
        "sentence": "The claim of an output root that covers this block was made on L1, and did not stand.",
        "meaning": "It lost its dispute game, or was deleted. A true block may still be claimed again.",
        "action": "Do not rely on the block. Ask another node of the rollup for the block of that height."
    },
    {
        "name": "FORCED_OMITTED",
        "outcome": "ALARM",
        "sentence": "The rollup has left out a transaction that was forced on it by L1.",
        "meaning": "The block that had to take it over is shown, and does not hold it. That is proven, and not why.",
        "action": "Keep this file and publish it. A node of the rollup that derives its chain from L1 rejects such a block."
    },
    {
        "name": "FORCED_PENDING",
        "outcome": "PENDING",
        "sentence": "The transaction is on L1, and the rollup still has time to take it over.",
        "meaning": "Nothing is late. The deadline is counted in L1 blocks.",
        "action": "Look again later, at the latest when L1 has passed the deadline."
    },
    {
        "name": "FORCED_UNDECIDED",
        "outcome": "NOT_CHECKED",
        "sentence": "What is shown does not decide whether the rollup took the transaction over.",
        "meaning": "The block that decides is missing, or nobody that you named vouches for it or for the contract.",
        "action": "Name portal and blocks that you trust, or collect the evidence again."
    },
    {
        "name": "RPC_UNREACHABLE",
        "outcome": "NOT_CHECKED",
        "sentence": "No Ethereum node gave a usable answer.",
        "meaning": "What only the chain can tell was not checked.",
        "action": "Check the address of the node, or pass the block hash yourself."
    }
];
