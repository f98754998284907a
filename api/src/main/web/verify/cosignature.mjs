// The words of cosigners about a checkpoint, or about a run of leaves (C2SP tlog-cosignature, types 0x04 and 0x06).

import { bigEndian, concat, fromBigEndian, utf8 } from './bytes.mjs';
import * as ed25519 from './ed25519.mjs';
import * as mlDsa from './ml-dsa.mjs';
import { claims, noteStatus } from './note.mjs';
import { isSubtree } from './subtree.mjs';

const TIME_BYTES = 8;
const TIME_MAX = (1n << 63n) - 1n;
const NAME_BYTES_MAX = 255;
const SUBTREE_LABEL = utf8('subtree/v1\n\0');

/** What stands behind the key id: a time and a bare signature; null if the blob is too short or the time too large. */
function timestamped(blob) {
    const unixSeconds = fromBigEndian(blob.subarray(0, TIME_BYTES));
    return blob.length > TIME_BYTES && unixSeconds <= TIME_MAX
        ? { unixSeconds, signature: blob.subarray(TIME_BYTES) }
        : null;
}

/** The message that ML-DSA cosigners sign, or null if there is none for these parts. */
function subtreeMessage(cosigner, unixSeconds, origin, { start, end, root }) {
    const [cosignerName, originName] = [utf8(cosigner), utf8(origin)];
    const isNamed = [cosignerName, originName].every(({ length }) => length >= 1 && length <= NAME_BYTES_MAX);
    const isRun = (start === 0n && end === 0n) || isSubtree(start, end);
    if (!isNamed || !isRun || (unixSeconds !== 0n && start !== 0n)) {
        return null;
    }
    return concat(
        SUBTREE_LABEL,
        Uint8Array.of(cosignerName.length),
        cosignerName,
        bigEndian(unixSeconds, 8),
        Uint8Array.of(originName.length),
        originName,
        bigEndian(start, 8),
        bigEndian(end, 8),
        root,
    );
}

/** The cosignature of a subtree {start, end, root} in a line by a key of type 0x06; null if it does not hold. Total. */
export function verifiedSubtree(key, line, origin, subtree) {
    const signed = timestamped(line.signature);
    if (signed === null || key.type !== 'COSIGNATURE_ML_DSA_44' || !claims(key, line)) {
        return null;
    }
    const message = subtreeMessage(key.name, signed.unixSeconds, origin, subtree);
    const holds = message !== null && mlDsa.verify(key.key, message, signed.signature);
    return holds ? { unixSeconds: signed.unixSeconds } : null;
}

function verified(key, line, note, { origin, head }) {
    if (key.type === 'COSIGNATURE_ML_DSA_44') {
        return verifiedSubtree(key, line, origin, { start: 0n, end: head.size, root: head.root });
    }
    const signed = timestamped(line.signature);
    if (signed === null) {
        return null;
    }
    const message = utf8(`cosignature/v1\ntime ${signed.unixSeconds}\n${note.text}`);
    return ed25519.verify(key.key, message, signed.signature) ? { unixSeconds: signed.unixSeconds } : null;
}

/** The cosignatures by a key under a checkpoint; null if a line claims the key and does not hold, which spoils the note. */
export function cosignaturesBy(key, note, checkpoint) {
    const cosignatures = note.signatures
        .filter((line) => claims(key, line))
        .map((line) => verified(key, line, note, checkpoint));
    return cosignatures.includes(null) ? null : cosignatures;
}

/** As noteStatus, for keys of every type. */
export function checkpointStatus(key, note, checkpoint) {
    if (key.type === 'ED25519') {
        return noteStatus(key, note);
    }
    const cosignatures = cosignaturesBy(key, note, checkpoint);
    if (cosignatures === null) {
        return 'BAD_SIGNATURE';
    }
    return cosignatures.length > 0 ? 'SIGNED' : 'NOT_SIGNED';
}
