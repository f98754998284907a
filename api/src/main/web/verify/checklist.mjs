// Keeps what was checked, in the fixed order, and turns it into a verdict. One for each receipt.

import { CHECKS } from './vocabulary.mjs';

/** The checks of a receipt; those behind them are of other files. */
const OF_RECEIPTS = CHECKS.slice(0, 1 + CHECKS.findIndex(({ name }) => name === 'FRESHNESS'));

/** Ends the work at the first check that fails. */
export class CheckFailed extends Error {
    constructor(reason, detail) {
        super(detail);
        this.reason = reason;
    }
}

export class Checklist {
    constructor() {
        this.made = new Map();
    }

    pass(name, detail) {
        this.made.set(name, { name, result: 'PASSED', detail });
    }

    skip(name, why) {
        if (!this.made.has(name)) {
            this.made.set(name, { name, result: 'NOT_CHECKED', detail: why });
        }
    }

    fail(name, reason, detail) {
        this.made.set(name, { name, result: 'FAILED', detail });
        return new CheckFailed(reason, detail);
    }

    /** Passes or fails a check; the detail serves for both. */
    require(holds, name, reason, detail) {
        if (!holds) {
            throw this.fail(name, reason, detail);
        }
        this.pass(name, detail);
    }

    inOrder(whyNotChecked) {
        return OF_RECEIPTS.map(
            ({ name }) => this.made.get(name) ?? { name, result: 'NOT_CHECKED', detail: whyNotChecked },
        );
    }
}
