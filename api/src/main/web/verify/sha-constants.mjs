// The constants of SHA-2 (FIPS 180-4 section 4.2): leading bits of the fractions of roots of the first primes. Computed,
// so that no digit of a table can be mistyped.

function primes(count) {
    const found = [];
    for (let candidate = 2; found.length < count; candidate++) {
        if (found.every((prime) => candidate % prime !== 0)) {
            found.push(candidate);
        }
    }
    return found;
}

/** The largest integer whose power does not exceed the radicand. */
function rootFloor(radicand, power) {
    let low = 0n;
    let high = 1n << 80n;
    while (low + 1n < high) {
        const middle = (low + high) >> 1n;
        if (middle ** power <= radicand) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/** The first `bits` bits of the fractions of the square (2n) or cube (3n) roots of the first `count` primes. */
export function fractionsOfRoots(count, power, bits) {
    const mask = (1n << bits) - 1n;
    return primes(count).map((prime) => rootFloor(BigInt(prime) << (bits * power), power) & mask);
}
