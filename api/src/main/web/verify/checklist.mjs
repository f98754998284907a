// Keeps what was checked, in the fixed order, and turns it into a verdict. One for each receipt.

import { CHECKS } from './vocabulary.mjs';

/** Checks that no receipt has. */
const OF_TRACES_ALONE = new Set(['LINKS', 'AMOUNTS']);

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
        return CHECKS.filter(({ name }) => !OF_TRACES_ALONE.has(name)).map(
            ({ name }) => this.made.get(name) ?? { name, result: 'NOT_CHECKED', detail: whyNotChecked },
        );
    }
}
