// Whom to believe: keys of logs and witnesses, and which witnesses must have cosigned. Judges signed checkpoints by that.

import { hex } from './bytes.mjs';
import { parseCheckpoint } from './checkpoint.mjs';
import { checkpointStatus, cosignaturesBy } from './cosignature.mjs';
import { attempt, quote } from './malformed.mjs';

/** The policy that believes one log and asks for no witness. */
export function policyOfLog(key) {
    return { logs: [key], witnesses: new Map(), quorum: { none: true } };
}

/** Whether these witnesses, named as in the policy, are enough. */
export function isMet(quorum, names) {
    if (quorum.none) {
        return true;
    }
    if (quorum.witness !== undefined) {
        return names.has(quorum.witness);
    }
    return quorum.members.filter((member) => isMet(member, names)).length >= quorum.required;
}

/**
 * Judges a signed checkpoint. Total. Gives {checkpoint, log, cosignatures}, or {refusal, detail} with one of UNREADABLE,
 * UNKNOWN_LOG, SIGNATURE_BAD and QUORUM_MISSING.
 */
export function judgeCheckpoint(policy, note) {
    const parsed = attempt(
        () => ({ checkpoint: parseCheckpoint(note.text) }),
        (refused) => ({ refusal: 'UNREADABLE', detail: refused.message }),
    );
    if (parsed.refusal) {
        return parsed;
    }
    const { checkpoint } = parsed;
    const { origin } = checkpoint;
    if (policy.logs.every((log) => log.name !== origin)) {
        return { refusal: 'UNKNOWN_LOG', detail: `no log of the policy has the origin ${quote(origin)}` };
    }
    const signers = [];
    for (const log of policy.logs) {
        const status = checkpointStatus(log, note, checkpoint);
        if (status === 'BAD_SIGNATURE') {
            return badSignature(log);
        }
        if (status === 'SIGNED' && log.name === origin) {
            signers.push(log);
        }
    }
    if (signers.length === 0) {
        return { refusal: 'SIGNATURE_BAD', detail: `no line is by a key that the policy holds for ${quote(origin)}` };
    }
    return judgeWitnesses(policy, note, checkpoint, signers[0]);
}

function judgeWitnesses(policy, note, checkpoint, log) {
    const cosignatures = [];
    const names = new Set();
    for (const [name, witness] of policy.witnesses) {
        const byWitness = cosignaturesBy(witness, note, checkpoint);
        if (byWitness === null) {
            return badSignature(witness);
        }
        for (const cosignature of byWitness) {
            cosignatures.push({ name, ...cosignature });
            names.add(name);
        }
    }
    if (!isMet(policy.quorum, names)) {
        const by = names.size === 0 ? 'none' : [...names].sort().map(quote).join(', ');
        const detail = `cosigned by ${by} of the policy's ${policy.witnesses.size} witnesses, which is not its quorum`;
        return { refusal: 'QUORUM_MISSING', detail };
    }
    return { checkpoint, log, cosignatures };
}

function badSignature(key) {
    return { refusal: 'SIGNATURE_BAD', detail: `a line claims the key ${quote(key.name)} ${hex(key.id)} and does not verify` };
}
