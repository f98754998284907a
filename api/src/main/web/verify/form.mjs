// The forms that texts and numbers in events are held to (docs/format/events.md, "Values").

import { hashFromHex } from './bytes.mjs';
import { DECIMAL_DIGITS_MAX } from './limits.mjs';
import { Malformed, quote } from './malformed.mjs';

const CHAIN_PATTERN = '[a-z0-9-]{3,8}:[a-zA-Z0-9_-]{1,32}';
// An address in a token's name stands in lower case, so that one token has one name.
const ASSET = '[a-z0-9-]{3,8}:(?:0x[0-9a-f]{1,126}|(?!0x)[a-zA-Z0-9.%-]{1,128})';
const MEDIA_NAME = '[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]{0,126}';

export const NAME = [/^[!-~]{1,128}$/, '1 to 128 visible ASCII characters'];
export const ROLE = [/^[a-z][a-z0-9_-]{0,62}$/, '1 to 63 of [a-z0-9_-], a letter first'];
export const CHAIN = [new RegExp(`^${CHAIN_PATTERN}$`), 'a CAIP-2 chain such as eip155:1'];
export const ADDRESS = [/^0x[0-9a-f]{40}$/, '0x and 40 lowercase hex digits'];
export const PARAMETER = [/^[ -~]{1,256}$/, '1 to 256 printable ASCII characters'];
export const TOKEN = [
    new RegExp(`^${CHAIN_PATTERN}/${ASSET}(?:/[a-zA-Z0-9.%-]{1,78})?$`),
    'a CAIP-19 asset such as eip155:1/slip44:60',
];
export const MEDIA_TYPE = [
    new RegExp(`^${MEDIA_NAME}/${MEDIA_NAME}(?:;[ -~]{1,128})?$`),
    'a media type such as text/plain',
];
export const SPDX = [/^[a-zA-Z0-9(][a-zA-Z0-9.+:() -]{0,255}$/, 'an SPDX expression of at most 256 characters'];
export const URL = [/^[a-z][a-z0-9.+-]{1,15}:[!-~]{1,2048}$/, 'an absolute URL of at most 2048 characters after its scheme'];
export const PATH = [
    /^(?=.{1,512}$)(?!\.{1,2}(?:\/|$))[ -.0-[\]-~]+(?:\/(?!\.{1,2}(?:\/|$))[ -.0-[\]-~]+)*$/,
    'a relative path of at most 512 ASCII characters',
];
const NAMESPACE = new RegExp(`^${CHAIN_PATTERN}/[a-z0-9][a-z0-9-]{0,62}$`);

/** Whether a text is in a form, a pair of what it matches and how that is said. */
export function isInForm([pattern], text) {
    return pattern.test(text);
}

export function parseNamespace(text) {
    if (!NAMESPACE.test(text)) {
        throw new Malformed('VALUE', 'namespace', `is ${quote(text)}, want a CAIP-2 chain, a slash and a slug`);
    }
    return text;
}

/** A digest or an event id: sha256: and 64 lowercase hex digits. Given back as its text, which is canonical. */
export function parseDigest(text) {
    if (!text.startsWith('sha256:')) {
        throw new Malformed('VALUE', 'digest', `is ${quote(text)}, want sha256: and 64 lowercase hex digits`);
    }
    hashFromHex(text.slice('sha256:'.length));
    return text;
}

/** A number wider than JSON's, as a BigInt. */
export function parseDecimal(text) {
    if (!/^(?:0|[1-9][0-9]*)$/.test(text) || text.length > DECIMAL_DIGITS_MAX) {
        throw new Malformed('VALUE', 'decimal', `is ${quote(text)}, want 1 to ${DECIMAL_DIGITS_MAX} digits`);
    }
    return BigInt(text);
}

/** A change of an amount: as above with a minus sign or none, and never 0. */
export function parseChange(text) {
    const isNegative = text.startsWith('-');
    const magnitude = parseDecimal(isNegative ? text.slice(1) : text);
    if (magnitude === 0n) {
        throw new Malformed('VALUE', 'decimal', 'changes nothing, want other than 0');
    }
    return isNegative ? -magnitude : magnitude;
}

/** A hash as chains write it: 0x and 64 lowercase hex digits. Given back as its text, which is canonical. */
export function parseChainHash(text) {
    if (!text.startsWith('0x')) {
        throw new Malformed('VALUE', 'chain hash', `is ${quote(text)}, want 0x and 64 lowercase hex digits`);
    }
    hashFromHex(text.slice('0x'.length));
    return text;
}

/** The whole that weights are parts of. */
export const WHOLE_WEIGHT = 10n ** 18n;

export function parseWeight(text) {
    const weight = parseDecimal(text);
    if (weight > WHOLE_WEIGHT) {
        throw new Malformed('VALUE', 'weight', 'is more than the whole, 10^18');
    }
    return weight;
}
