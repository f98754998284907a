// Checks a receipt: which checks there are, in which order, and which reason each failure has. The first that fails ends
// the work. Nothing here opens a connection or looks at a clock.

import { base64, equal, hex } from './bytes.mjs';
import { proveAnchor } from './anchor.mjs';
import { CheckFailed, Checklist } from './checklist.mjs';
import { blockHash, isHeader } from './ethereum.mjs';
import { checkSignatures, parseEvent } from './event.mjs';
import { judgeFreshness } from './freshness.mjs';
import { attempt } from './malformed.mjs';
import { inclusionStatus, leafHash } from './merkle.mjs';
import { judgeCheckpoint } from './policy.mjs';
import { parseReceipt } from './receipt.mjs';

/** The reason for each refusal of a checkpoint. */
export const CHECKPOINT_REASONS = {
    UNREADABLE: 'FORMAT_UNREADABLE',
    UNKNOWN_LOG: 'UNKNOWN_LOG',
    SIGNATURE_BAD: 'CHECKPOINT_SIGNATURE_BAD',
    QUORUM_MISSING: 'WITNESS_QUORUM_MISSING',
};

/** The reason for each status of a proof. */
export const PROOF_REASONS = {
    INDEX_OUTSIDE_TREE: 'INDEX_OUT_OF_RANGE',
    WRONG_PATH_LENGTH: 'PATH_LENGTH_WRONG',
    ROOT_MISMATCH: 'ROOT_MISMATCH',
};

/**
 * Total: any bytes yield {checks, receipt} if every check that the policy demands passed, or {checks, reason, detail}.
 *
 * @param policy {trust, chain, contract, trustedBlocks, isAnchorDemanded, freshness}: what parsePolicy gives, the CAIP-2
 *     chain and the address that anchors must be at or null, the hex of the block hashes that the reader trusts, whether
 *     a receipt must be anchored in one of these, and the bounds of judgeFreshness or null
 */
export function verifyReceipt(bytes, policy) {
    const checklist = new Checklist();
    try {
        const receipt = new ReceiptCheck(policy, checklist).check(bytes);
        return { checks: checklist.inOrder('the receipt has no anchor'), receipt };
    } catch (thrown) {
        if (thrown instanceof CheckFailed) {
            const checks = checklist.inOrder('an earlier check failed');
            return { checks, reason: thrown.reason, detail: thrown.message };
        }
        throw thrown;
    }
}

class ReceiptCheck {
    constructor(policy, checklist) {
        this.policy = policy;
        this.checklist = checklist;
    }

    check(bytes) {
        const receipt = this.readReceipt(bytes);
        const event = this.readEntry(receipt.entry);
        const status = checkSignatures(event);
        const detail = `${event.issuer.did}: ${status}`;
        this.checklist.require(status === 'VALID', 'EVENT_SIGNATURE', 'EVENT_SIGNATURE_BAD', detail);
        const trusted = this.judgeCheckpoint(receipt.proof.note);
        this.checkInclusion(receipt, trusted.checkpoint.head);
        const anchor = this.judgeAnchor(receipt, trusted.checkpoint);
        this.checkFreshness(trusted, anchor);
        return { event, index: receipt.proof.index, ...trusted, anchor };
    }

    readReceipt(bytes) {
        const receipt = this.#read('FORMAT', 'FORMAT_UNREADABLE', () => parseReceipt(bytes));
        this.checklist.pass('FORMAT', `${bytes.length} bytes`);
        return receipt;
    }

    readEntry(entry) {
        const event = this.#read('ENTRY', 'ENTRY_NOT_CANONICAL', () => parseEvent(entry));
        this.checklist.pass('ENTRY', `${event.kind} ${event.id}`);
        return event;
    }

    #read(check, reason, parse) {
        return attempt(parse, (refused) => {
            const isUnsupported = refused.code === 'UNSUPPORTED';
            throw this.checklist.fail(check, isUnsupported ? 'FORMAT_UNSUPPORTED' : reason, refused.message);
        });
    }

    judgeCheckpoint(note) {
        const judged = judgeCheckpoint(this.policy.trust, note);
        if (judged.refusal === 'QUORUM_MISSING') {
            this.checklist.pass('CHECKPOINT', 'the log signed it');
            throw this.checklist.fail('WITNESSES', 'WITNESS_QUORUM_MISSING', judged.detail);
        }
        if (judged.refusal) {
            throw this.checklist.fail('CHECKPOINT', CHECKPOINT_REASONS[judged.refusal], judged.detail);
        }
        const { checkpoint, cosignatures } = judged;
        this.checklist.pass('CHECKPOINT', `${checkpoint.origin}, size ${checkpoint.head.size}`);
        const witnessCount = this.policy.trust.witnesses.size;
        if (witnessCount === 0) {
            this.checklist.skip('WITNESSES', 'the policy names no witness');
        } else {
            const detail = `${cosignatures.length} of ${witnessCount} cosigned, the quorum is met`;
            this.checklist.pass('WITNESSES', detail);
        }
        return judged;
    }

    checkInclusion({ entry, proof }, head) {
        const status = inclusionStatus(leafHash(entry), proof.index, proof.path, head);
        const detail = `entry ${proof.index} of ${head.size}: ${status}`;
        this.checklist.require(status === 'VALID', 'INCLUSION', PROOF_REASONS[status], detail);
    }

    checkFreshness(trusted, anchor) {
        if (this.policy.freshness === null) {
            this.checklist.skip('FRESHNESS', 'the policy takes evidence of any age');
            return;
        }
        const { isFresh, detail } = judgeFreshness(this.policy.freshness, this.policy.trust, trusted, anchor);
        this.checklist.require(isFresh, 'FRESHNESS', 'STALE', detail);
    }

    /** What L1 has been shown to hold, or null if no block is trusted, so that nothing about the chain is shown. */
    judgeAnchor(receipt, checkpoint) {
        const evidence = receipt.anchor;
        if (evidence === null) {
            if (this.policy.isAnchorDemanded) {
                throw this.checklist.fail('ANCHOR_STATE', 'ANCHOR_PENDING', 'the receipt has no anchor');
            }
            this.checklist.skip('ANCHOR_STATE', 'the receipt has no anchor');
            return null;
        }
        this.checkPlace(evidence);
        const isTrusted = this.checkHeader(evidence.header);
        const proven = proveAnchor(evidence, checkpoint.origin);
        if (proven.defect) {
            throw this.checklist.fail('ANCHOR_STATE', 'ANCHOR_PROOF_BAD', `${proven.defect}: ${proven.detail}`);
        }
        const state = `size ${proven.anchored.size} in block ${proven.block.number} of ${evidence.chain}`;
        this.checklist.pass('ANCHOR_STATE', state);
        if (isTrusted) {
            this.checkEquivocation(proven.anchored, checkpoint.head);
        }
        this.checkAnchoredInclusion(receipt, evidence, proven.anchored);
        return isTrusted ? { ...proven, chain: evidence.chain, contract: evidence.contract } : null;
    }

    checkPlace({ chain, contract }) {
        const address = '0x' + hex(contract);
        const isWrong =
            (this.policy.chain !== null && this.policy.chain !== chain) ||
            (this.policy.contract !== null && this.policy.contract !== address);
        if (isWrong) {
            const detail = `is ${chain} ${address}, want ${this.policy.chain} ${this.policy.contract}`;
            throw this.checklist.fail('ANCHOR_PLACE', 'WRONG_CHAIN', detail);
        }
        if (this.policy.contract === null) {
            const why = `the policy names no contract; the receipt says ${chain} ${address}`;
            this.checklist.skip('ANCHOR_PLACE', why);
        } else {
            this.checklist.pass('ANCHOR_PLACE', `${chain} ${address}`);
        }
    }

    /** Whether the reader trusts the block; false only if he named nothing to judge it by and does not demand it. */
    checkHeader(header) {
        const hash = '0x' + hex(blockHash(header));
        const trusted = this.policy.trustedBlocks;
        if (trusted.length === 0 && !this.policy.isAnchorDemanded) {
            const why = `nothing says which blocks to trust; compare ${hash} with a node`;
            this.checklist.skip('ANCHOR_HEADER', why);
            return false;
        }
        const isTrusted = isHeader(header) && trusted.includes(hash);
        const standing = isTrusted ? 'you gave its hash' : `is none of the ${trusted.length} whose hash you gave`;
        this.checklist.require(isTrusted, 'ANCHOR_HEADER', 'HEADER_UNTRUSTED', `block ${hash}: ${standing}`);
        return true;
    }

    /** Two roots for one size, one signed and one on L1, accuse the log whatever else the receipt says. */
    checkEquivocation(anchored, signed) {
        if (anchored.size === signed.size && !equal(anchored.root, signed.root)) {
            const detail =
                `size ${anchored.size} has root ${base64(signed.root)} in the signed checkpoint` +
                ` and root ${base64(anchored.root)} on L1`;
            throw this.checklist.fail('ANCHOR_INCLUSION', 'EQUIVOCATION', detail);
        }
    }

    checkAnchoredInclusion({ entry, proof }, evidence, anchored) {
        if (evidence.size !== anchored.size) {
            const detail = `the receipt says size ${evidence.size}, the contract holds size ${anchored.size}`;
            throw this.checklist.fail('ANCHOR_INCLUSION', 'ANCHOR_ROOT_DIFFERS', detail);
        }
        const status = inclusionStatus(leafHash(entry), proof.index, evidence.path, anchored);
        const detail = `entry ${proof.index} of ${anchored.size}: ${status}`;
        this.checklist.require(status === 'VALID', 'ANCHOR_INCLUSION', 'ANCHOR_ROOT_DIFFERS', detail);
    }
}
