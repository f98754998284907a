// Arithmetic modulo a prime on BigInt. Its time depends on the values, which are public: nothing here knows a secret.

/** The remainder that is not negative. */
export function mod(value, modulus) {
    const remainder = value % modulus;
    return remainder < 0n ? remainder + modulus : remainder;
}

export function power(base, exponent, modulus) {
    let result = 1n;
    let square = mod(base, modulus);
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
        if (rest & 1n) {
            result = (result * square) % modulus;
        }
        square = (square * square) % modulus;
    }
    return result;
}

/** The inverse modulo a prime, by Euclid's algorithm; of 0 it is 0. */
export function inverse(value, modulus) {
    let [a, b] = [mod(value, modulus), modulus];
    let [x, y] = [1n, 0n];
    while (a !== 0n) {
        const quotient = b / a;
        [a, b] = [b % a, a];
        [x, y] = [y - quotient * x, x];
    }
    return mod(y, modulus);
}
