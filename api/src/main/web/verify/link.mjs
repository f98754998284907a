// A receipt in the part of a link that browsers keep to themselves: what stands behind # is never sent to a server.

import { base64, laxBase64 } from './bytes.mjs';
import { RECEIPT_BYTES_MAX } from './limits.mjs';

const PLAIN = 'receipt=';
const DEFLATED = 'receipt.z=';
const FORMAT = 'deflate-raw';

/** The bytes of the receipt behind #, null if there is none. Throws for one that cannot be read. */
export async function receiptOfFragment(fragment) {
    const text = fragment.replace(/^#/, '');
    if (text.startsWith(PLAIN)) {
        return fromBase64Url(text.slice(PLAIN.length));
    }
    if (text.startsWith(DEFLATED)) {
        return inflate(fromBase64Url(text.slice(DEFLATED.length)));
    }
    return null;
}

/** The fragment of a receipt: deflated where the browser can, else as it is. */
export async function fragmentOf(bytes) {
    const deflater = newDeflater();
    if (deflater === null) {
        return '#' + PLAIN + toBase64Url(bytes);
    }
    const stream = new Blob([bytes]).stream().pipeThrough(deflater);
    return '#' + DEFLATED + toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Null where the browser has no compression, or not this form of it, as older ones have not. */
function newDeflater() {
    try {
        return new CompressionStream(FORMAT);
    } catch {
        return null;
    }
}

function toBase64Url(bytes) {
    return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text) {
    const bytes = laxBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
    if (bytes === null) {
        throw new Error('The link does not hold base64url behind its #. It was cut or changed on the way.');
    }
    return bytes;
}

/** Inflates no further than a receipt may be long, whatever the few bytes of a link would grow to. */
async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT));
    const reader = stream.getReader();
    const chunks = [];
    let length = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            break;
        }
        length += value.length;
        if (length > RECEIPT_BYTES_MAX) {
            await reader.cancel();
            throw new Error(`The link holds more than ${RECEIPT_BYTES_MAX} bytes, which no receipt has.`);
        }
        chunks.push(value);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
