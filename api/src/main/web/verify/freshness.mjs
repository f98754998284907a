// How old evidence may be. Times are believed only from those whom the policy trusts: witnesses for checkpoints, a trusted
// block for anchors. The reader's clock is handed in.

import { equal } from './bytes.mjs';
import { isMet } from './policy.mjs';

/** How far another's clock may be ahead of the reader's before its word on time is not used at all. */
const AHEAD_MAX_SECONDS = 60n;

/**
 * Judges what has been shown. Gives {isFresh, detail}.
 *
 * @param bounds {nowSeconds, checkpointAgeMax, cosignatureAgeMax, anchorAgeMax} in seconds, BigInt; null is no bound
 * @param trust the policy that the checkpoint met
 * @param trusted {checkpoint, cosignatures} as judgeCheckpoint gives them
 * @param anchor what a trusted block holds, or null
 */
export function judgeFreshness(bounds, trust, trusted, anchor) {
    const found = [];
    const ages = new Ages(bounds.nowSeconds, found);
    const isFresh =
        ages.isWithin('checkpoint', ages.lastSeen(trusted, anchor), bounds.checkpointAgeMax) &&
        ages.isQuorumFresh(trust, trusted.cosignatures, bounds.cosignatureAgeMax) &&
        ages.isWithin('anchor', ages.known(anchor?.block.timestampSeconds ?? null), bounds.anchorAgeMax);
    // What was found last is what failed, if anything did.
    return { isFresh, detail: isFresh ? found.join(', ') : found[found.length - 1] };
}

class Ages {
    constructor(nowSeconds, found) {
        this.nowSeconds = nowSeconds;
        this.found = found;
    }

    /** The time, or null for one ahead of the reader's clock, which shows only that one of two clocks is wrong. */
    known(seconds) {
        return seconds === null || seconds > this.nowSeconds + AHEAD_MAX_SECONDS ? null : seconds;
    }

    /** When somebody trusted last had this very head before him, or null. */
    lastSeen({ checkpoint, cosignatures }, anchor) {
        const times = cosignatures.map(({ unixSeconds }) => unixSeconds);
        const { head } = checkpoint;
        if (anchor !== null && anchor.anchored.size === head.size && equal(anchor.anchored.root, head.root)) {
            times.push(anchor.block.timestampSeconds);
        }
        const known = times.map((time) => this.known(time)).filter((time) => time !== null);
        return known.reduce((newest, time) => (newest === null || time > newest ? time : newest), null);
    }

    isWithin(what, seconds, ageMax) {
        if (ageMax === null) {
            return true;
        }
        if (seconds === null) {
            this.found.push(`${what}: nobody whom the policy trusts says when, up to now`);
            return false;
        }
        const age = this.nowSeconds - seconds;
        this.found.push(`${what} is ${age < 0n ? 0n : age} s old${age <= ageMax ? '' : `, want at most ${ageMax}`}`);
        return age <= ageMax;
    }

    isQuorumFresh(trust, cosignatures, ageMax) {
        if (ageMax === null) {
            return true;
        }
        const fresh = cosignatures.filter(({ unixSeconds }) => {
            const time = this.known(unixSeconds);
            return time !== null && this.nowSeconds - time <= ageMax;
        });
        const isQuorum = isMet(trust.quorum, new Set(fresh.map(({ name }) => name)));
        const defect = isQuorum ? '' : ', which is not the quorum';
        this.found.push(`${fresh.length} of ${cosignatures.length} cosignatures are at most ${ageMax} s old${defect}`);
        return isQuorum;
    }
}
