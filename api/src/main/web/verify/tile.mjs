// How a tree is cut into static files (C2SP tlog-tiles): the path of a tile, and the entries of a bundle.

import { Malformed, quote } from './malformed.mjs';

const LEVEL_MAX = 63;
const INDEX_LIMIT = 1n << 55n;
const FULL_WIDTH = 256;
const PATH_CHARS_MAX = 64;
const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*)([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** Reads a path into {level, index, width}; the level of entry bundles is null. */
export function parseTilePath(path) {
    if (path.length > PATH_CHARS_MAX) {
        throw new Malformed('LIMIT_EXCEEDED', 'tile path', `has ${path.length} characters, want at most ${PATH_CHARS_MAX}`);
    }
    const match = PATH.exec(path);
    if (match === null) {
        throw new Malformed('SYNTAX', 'tile path', `names no tile: ${quote(path)}`);
    }
    const [, levelText, groups, last, widthText] = match;
    const level = levelText === 'entries' ? null : Number(levelText);
    const index = BigInt(groups.replace(/[x/]/g, '') + last);
    const width = widthText === undefined ? FULL_WIDTH : Number(widthText);
    if (level > LEVEL_MAX || index >= INDEX_LIMIT || (widthText !== undefined && width >= FULL_WIDTH)) {
        throw new Malformed('VALUE', 'tile path', `has a part out of range: ${quote(path)}`);
    }
    // One leading group too many would be a second spelling.
    if (groups.startsWith('x000')) {
        throw new Malformed('NOT_CANONICAL', 'tile path', `is not canonical: ${quote(path)}`);
    }
    return { level, index, width };
}

/** The entries of a bundle of exactly `width`, which comes from the address and never from the bundle. */
export function parseEntryBundle(bundle, width) {
    const entries = [];
    let at = 0;
    while (entries.length < width) {
        const start = at + 2;
        const end = start + ((bundle[at] << 8) | bundle[at + 1]);
        if (start > bundle.length || end > bundle.length) {
            throw new Malformed('SYNTAX', 'entry bundle', `ends before the end of entry ${entries.length} of ${width}`);
        }
        entries.push(bundle.subarray(start, end));
        at = end;
    }
    if (at !== bundle.length) {
        throw new Malformed('SYNTAX', 'entry bundle', `has ${bundle.length - at} bytes behind its ${width} entries`);
    }
    return entries;
}
