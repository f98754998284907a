// The Keccak sponge (FIPS 202) on 32-bit halves: Keccak-256 as Ethereum pads it, and SHAKE for ML-DSA.

const LANES = 25;
const ROUNDS = 24;

/** Round constants from the feedback shift register of FIPS 202 algorithm 5, as [low, high]. */
const CONSTANTS = (() => {
    const constants = [];
    let register = 1;
    for (let round = 0; round < ROUNDS; round++) {
        const halves = [0, 0];
        for (let j = 0; j < 7; j++) {
            if (register & 1) {
                const bit = (1 << j) - 1;
                halves[bit >> 5] ^= 1 << (bit & 31);
            }
            register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
        }
        constants.push(halves);
    }
    return constants;
})();

/** Where each lane goes and by how much it turns: rho and pi in one walk (FIPS 202 section 3.2.2). */
const WALK = (() => {
    const walk = [];
    let [x, y] = [1, 0];
    for (let t = 0; t < LANES - 1; t++) {
        const from = x + 5 * y;
        [x, y] = [y, (2 * x + 3 * y) % 5];
        walk.push({ from, to: x + 5 * y, turn: (((t + 1) * (t + 2)) / 2) % 64 });
    }
    return walk;
})();

function permute(low, high) {
    const columnLow = new Int32Array(5);
    const columnHigh = new Int32Array(5);
    const movedLow = new Int32Array(LANES);
    const movedHigh = new Int32Array(LANES);
    for (let round = 0; round < ROUNDS; round++) {
        for (let x = 0; x < 5; x++) {
            columnLow[x] = low[x] ^ low[x + 5] ^ low[x + 10] ^ low[x + 15] ^ low[x + 20];
            columnHigh[x] = high[x] ^ high[x + 5] ^ high[x + 10] ^ high[x + 15] ^ high[x + 20];
        }
        for (let x = 0; x < 5; x++) {
            const [left, right] = [(x + 4) % 5, (x + 1) % 5];
            const turnedLow = (columnLow[right] << 1) | (columnHigh[right] >>> 31);
            const turnedHigh = (columnHigh[right] << 1) | (columnLow[right] >>> 31);
            for (let lane = x; lane < LANES; lane += 5) {
                low[lane] ^= columnLow[left] ^ turnedLow;
                high[lane] ^= columnHigh[left] ^ turnedHigh;
            }
        }
        movedLow[0] = low[0];
        movedHigh[0] = high[0];
        for (const { from, to, turn } of WALK) {
            const isSwapped = turn >= 32;
            const a = isSwapped ? high[from] : low[from];
            const b = isSwapped ? low[from] : high[from];
            const by = turn & 31;
            // JavaScript shifts by 32 as by 0, so a turn of nothing needs its own words.
            movedLow[to] = by === 0 ? a : (a << by) | (b >>> (32 - by));
            movedHigh[to] = by === 0 ? b : (b << by) | (a >>> (32 - by));
        }
        for (let row = 0; row < LANES; row += 5) {
            for (let x = 0; x < 5; x++) {
                const [next, after] = [row + ((x + 1) % 5), row + ((x + 2) % 5)];
                low[row + x] = movedLow[row + x] ^ (~movedLow[next] & movedLow[after]);
                high[row + x] = movedHigh[row + x] ^ (~movedHigh[next] & movedHigh[after]);
            }
        }
        low[0] ^= CONSTANTS[round][0];
        high[0] ^= CONSTANTS[round][1];
    }
}

/** A sponge that has taken a message and gives bytes for as long as it is asked. */
export class Sponge {
    constructor(message, rateBytes, padding) {
        this.low = new Int32Array(LANES);
        this.high = new Int32Array(LANES);
        this.rate = rateBytes;
        this.given = 0;
        for (let start = 0; ; start += rateBytes) {
            const block = message.subarray(start, start + rateBytes);
            block.forEach((byte, at) => this.#mix(at, byte));
            if (block.length < rateBytes) {
                this.#mix(block.length, padding);
                this.#mix(rateBytes - 1, 0x80);
                permute(this.low, this.high);
                return;
            }
            permute(this.low, this.high);
        }
    }

    #mix(at, byte) {
        const half = at & 4 ? this.high : this.low;
        half[at >> 3] ^= byte << (8 * (at & 3));
    }

    squeeze(length) {
        const bytes = new Uint8Array(length);
        for (let i = 0; i < length; i++) {
            if (this.given === this.rate) {
                permute(this.low, this.high);
                this.given = 0;
            }
            const half = this.given & 4 ? this.high : this.low;
            bytes[i] = half[this.given >> 3] >>> (8 * (this.given & 3));
            this.given++;
        }
        return bytes;
    }
}

/** Keccak-256 with the padding of the original submission, as Ethereum has it. */
export function keccak256(message) {
    return new Sponge(message, 136, 0x01).squeeze(32);
}

export function shake128(message) {
    return new Sponge(message, 168, 0x1f);
}

export function shake256(message) {
    return new Sponge(message, 136, 0x1f);
}
