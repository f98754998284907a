// Parties that can sign: did:key of three key types, and did:pkh of an Ethereum account. One party has one spelling.

import { P256, SECP256K1 } from './ecdsa.mjs';
import { fromBigEndian, fromHex } from './bytes.mjs';
import * as ed25519 from './ed25519.mjs';
import { Malformed, quote } from './malformed.mjs';

const CHARS_MAX = 80;
const KEY_PREFIX = 'did:key:z';
const ACCOUNT_PREFIX = 'did:pkh:eip155:';
const ACCOUNT = /^did:pkh:eip155:([1-9][0-9]{0,15}):0x([0-9a-f]{40})$/;
const BASE58_DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The kinds of did:key: the two bytes of the multicodec, the length of the key, and what is a key at all. */
const KEY_KINDS = [
    { kind: 'ed25519', codec: 0xed01, length: 32, isKey: ed25519.isPoint },
    { kind: 'p256', codec: 0x8024, length: 33, isKey: (key) => P256.decode(key) !== null },
    { kind: 'secp256k1', codec: 0xe701, length: 33, isKey: (key) => SECP256K1.decode(key) !== null },
];

function refused(code, did, wanted) {
    return new Malformed(code, 'DID', `is ${quote(did)}, ${wanted}`);
}

/** The bytes of base58btc, or null. */
function fromBase58(text) {
    const zeros = /^1*/.exec(text)[0].length;
    let number = 0n;
    for (const digit of text) {
        const value = BASE58_DIGITS.indexOf(digit);
        if (value < 0) {
            return null;
        }
        number = number * 58n + BigInt(value);
    }
    const digits = number === 0n ? '' : number.toString(16);
    return fromHex('00'.repeat(zeros) + (digits.length % 2 ? '0' : '') + digits);
}

/** Reads a DID into {did, kind, subject}: the key, or the 20 bytes of the address. */
export function parseIssuer(did) {
    if (did.length > CHARS_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'DID', `has ${did.length} characters, want at most ${CHARS_MAX}`);
    }
    if (did.startsWith(KEY_PREFIX)) {
        return parseKey(did);
    }
    if (did.startsWith(ACCOUNT_PREFIX)) {
        return parseAccount(did);
    }
    throw refused('UNSUPPORTED', did, 'want did:key:z… or did:pkh:eip155:…');
}

function parseKey(did) {
    const multikey = fromBase58(did.slice(KEY_PREFIX.length));
    if (multikey === null) {
        throw refused('SYNTAX', did, 'want base58btc after did:key:z');
    }
    const codec = Number(fromBigEndian(multikey.subarray(0, 2)));
    const found = KEY_KINDS.find((kind) => kind.codec === codec && multikey.length === 2 + kind.length);
    if (found === undefined) {
        throw refused('UNSUPPORTED', did, 'want an Ed25519, P-256 or secp256k1 key');
    }
    const subject = multikey.subarray(2);
    if (!found.isKey(subject)) {
        throw new Malformed('VALUE', 'public key', `${subject.length} bytes that are no ${found.kind} key`);
    }
    return { did, kind: found.kind, subject };
}

function parseAccount(did) {
    const match = ACCOUNT.exec(did);
    if (match === null || !Number.isSafeInteger(Number(match[1]))) {
        throw refused('VALUE', did, 'want a chain of 1 to 2^53-1 and an address of 40 lowercase hex digits');
    }
    return { did, kind: 'account', subject: fromHex(match[2]) };
}
