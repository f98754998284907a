// How an amount becomes parts, to the last unit: largest remainders, ties to the smallest index (docs/format/events.md,
// "Splitting an amount"). All numbers are BigInt.

import { Malformed } from './malformed.mjs';

const CONTRIBUTOR_ROLES = ['contributor', 'contributors'];
const UNATTRIBUTED = 'unattributed';

/** Divides `amount` by `weights`, of which one at least is above 0; the parts are in the order of the weights. */
export function splitAmount(amount, weights) {
    const whole = weights.reduce((sum, weight) => sum + weight, 0n);
    if (whole === 0n) {
        throw new Malformed('VALUE', 'weights', 'sum to 0, want one above 0');
    }
    const parts = weights.map((weight) => (amount * weight) / whole);
    let left = amount - parts.reduce((sum, part) => sum + part, 0n);
    // The sort is stable, so ties keep their order.
    const order = weights
        .map((weight, index) => ({ index, remainder: (amount * weight) % whole }))
        .sort((one, other) => (one.remainder > other.remainder ? -1 : one.remainder < other.remainder ? 1 : 0));
    for (const { index } of order) {
        if (left > 0n) {
            parts[index]++;
            left--;
        }
    }
    return parts;
}

/**
 * The pool and the contributors' lines of an accrual. `shares` are {role, ppm}; `claims` are {upload, weight}, and `rest` is
 * the weight that no upload has.
 */
export function divideAccrual(total, shares, claims, rest) {
    const amounts = new Map();
    splitAmount(
        total,
        shares.map(({ ppm }) => ppm),
    ).forEach((part, index) => amounts.set(shares[index].role, part));
    const role = shares.map((share) => share.role).find((name) => CONTRIBUTOR_ROLES.includes(name));
    if (role === undefined || (claims.length === 0 && rest === 0n)) {
        return { pool: [...amounts], lines: [] };
    }
    const weights = claims.map(({ weight }) => weight);
    const parts = splitAmount(amounts.get(role), rest > 0n ? [...weights, rest] : weights);
    if (rest > 0n) {
        const unearned = parts.at(-1);
        amounts.set(role, amounts.get(role) - unearned);
        amounts.set(UNATTRIBUTED, (amounts.get(UNATTRIBUTED) ?? 0n) + unearned);
    }
    const lines = total > 0n ? claims.map(({ upload }, index) => ({ upload, amount: parts[index] })) : [];
    return { pool: [...amounts], lines };
}

/** What the answers of a period earned together, to be divided once: fees times weights, summed by upload. */
export function periodClaims(answers) {
    const sums = new Map();
    let rest = 0n;
    for (const { fee, claims, rest: unearned } of answers) {
        for (const { upload, weight } of claims) {
            sums.set(upload, (sums.get(upload) ?? 0n) + fee * weight);
        }
        rest += fee * unearned;
    }
    const claims = [...sums]
        .filter(([, weight]) => weight > 0n)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([upload, weight]) => ({ upload, weight }));
    return { claims, rest };
}
