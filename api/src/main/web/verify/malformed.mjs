// Bytes from outside that are not what they have to be. The codes are those of the Java enum Malformed.

const QUOTED_CHARS_MAX = 80;

/** Thrown by parsers, and the only thing they throw. */
export class Malformed extends Error {
    constructor(code, subject, detail) {
        super(`${subject}: ${detail}`);
        this.code = code;
        this.subject = subject;
    }
}

/** Hostile text for a message: printable ASCII as it is, the rest escaped, cut at 80 characters. */
export function quote(text) {
    let quoted = '"';
    for (let i = 0; i < text.length; i++) {
        if (i === QUOTED_CHARS_MAX) {
            return quoted + '…"';
        }
        const code = text.charCodeAt(i);
        if (text[i] === '"' || text[i] === '\\') {
            quoted += '\\' + text[i];
        } else if (code >= 0x20 && code < 0x7f) {
            quoted += text[i];
        } else {
            quoted += '\\u' + code.toString(16).padStart(4, '0');
        }
    }
    return quoted + '"';
}

/** The value of `parse()`, or what `refused` makes of the Malformed it threw. Anything else thrown is our own bug. */
export function attempt(parse, refused) {
    try {
        return parse();
    } catch (thrown) {
        if (thrown instanceof Malformed) {
            return refused(thrown);
        }
        throw thrown;
    }
}
