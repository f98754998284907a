// What the state of a newer block says about the hash of an older one (EIP-2935): every block writes its parent's hash into a ring
// of 8,191 slots of a system contract, whose code is pinned, since only the code gives the slots their meaning.

import { equal, fromHex, hex } from './bytes.mjs';
import { parseHeader, provenAccount, provenSlots, WORD_BYTES } from './ethereum.mjs';
import { attempt } from './malformed.mjs';
import { TrieDefect } from './trie.mjs';

const WINDOW_BLOCKS = 8_191n;
const CONTRACT = fromHex('0000f90827f1c53a10cb7a02335b175320002935');
const CODE_HASH = fromHex('6e49e66782037c0555897870e29fa5e552daf4719552131a0abce779daec0a5d');

/** The hash of the block of a height under a newer header: {hash}, or {defect, detail}. Total. */
export function proveHistory({ header, accountProof, storageProof }, number) {
    try {
        return attempt(
            () => ancestor(parseHeader(header), number, accountProof, storageProof),
            ({ code, message }) => ({ defect: code, detail: message }),
        );
    } catch (thrown) {
        if (thrown instanceof TrieDefect) {
            return { defect: thrown.code, detail: thrown.message };
        }
        throw thrown;
    }
}

function ancestor(newer, number, accountProof, storageProof) {
    if (number >= newer.number || number < newer.number - WINDOW_BLOCKS) {
        return { defect: 'OUTSIDE_WINDOW', detail: `block ${newer.number} does not know the hash of block ${number}` };
    }
    const account = provenAccount(newer.stateRoot, CONTRACT, accountProof);
    if (account === null) {
        return { defect: 'NO_CONTRACT', detail: `block ${newer.number} has no history contract` };
    }
    if (!equal(account.codeHash, CODE_HASH)) {
        return { defect: 'CODE_DIFFERS', detail: `history contract: has code hash 0x${hex(account.codeHash)}` };
    }
    const [hash] = provenSlots(account.storageRoot, [number % WINDOW_BLOCKS], storageProof);
    return equal(hash, new Uint8Array(WORD_BYTES))
        ? { defect: 'NOT_RECORDED', detail: `block ${newer.number} holds no hash of block ${number}` }
        : { hash };
}
