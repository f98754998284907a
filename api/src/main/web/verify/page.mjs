// The page itself: takes files, texts and links, asks for a verdict, and shows it. It opens no connection, and stores
// nothing unless asked to.

import { strictUtf8, utf8 } from './bytes.mjs';
import { byId, element } from './dom.mjs';
import { kindOf, readAges, readBlocks, readContract, readTrust, trying } from './input.mjs';
import { checkpointParts, coseParts, disclosureParts, evidenceParts, proofParts, receiptParts } from './judge.mjs';
import { RECEIPT_BYTES_MAX } from './limits.mjs';
import { fragmentOf, receiptOfFragment } from './link.mjs';
import { operations } from './operations.mjs';
import { verdictHead } from './verdict-view.mjs';

const FILE_BYTES_READ = 2 * RECEIPT_BYTES_MAX;
const REMEMBERED = 'plumbline.trust';
const NO_TRUST = { logs: [], witnesses: new Map(), quorum: { none: true } };
const FIELDS_OF_TRUST = ['policy', 'heads', 'contract', 'checkpoint-age', 'cosignature-age', 'anchor-age'];

// The bytes of the file that was opened. Its text is shown, but bytes that are no text must be judged as they are.
let opened = null;

function setReceipt(bytes, name) {
    opened = bytes;
    byId('file-name').textContent = name;
    byId('text').value = strictUtf8(bytes) ?? '';
    showEntryField();
}

function givenBytes() {
    return opened ?? utf8(byId('text').value);
}

function showEntryField() {
    byId('entry-row').hidden = !['PROOF', 'COSE'].includes(kindOf(givenBytes()));
}

/** Files are told apart by what they are: keys and policies say whom to trust, the last of the others is judged. */
async function take(files) {
    for (const file of files) {
        // No further than shows that a file is too large: it may be of any size.
        const bytes = new Uint8Array(await file.slice(0, FILE_BYTES_READ).arrayBuffer());
        if (['POLICY', 'VKEY'].includes(kindOf(bytes))) {
            byId('policy').value = strictUtf8(bytes);
        } else {
            setReceipt(bytes, file.name);
        }
    }
    if (opened !== null) {
        judge();
    }
}

/** What the reader trusts and demands, or null if something of it cannot be read. */
function givenPolicy() {
    const trust = trying(() => readTrust(byId('policy').value));
    const blocks = trying(() => readBlocks(byId('heads').value));
    const place = trying(() => readContract(byId('contract').value));
    const isAnchorDemanded = blocks.value !== null && blocks.value.length > 0;
    const isQuorum = trust.value !== null && !trust.value.quorum.none;
    const ages = trying(() => readAges(givenHours(), { isQuorum, isAnchor: isAnchorDemanded }, Date.now()));
    showError('policy', trust.error);
    showError('contract', blocks.error || place.error);
    showError('age', ages.error);
    if (trust.error || blocks.error || place.error || ages.error) {
        return null;
    }
    return {
        trust: trust.value,
        ...place.value,
        trustedBlocks: blocks.value,
        isAnchorDemanded,
        freshness: ages.value,
    };
}

function givenHours() {
    return {
        checkpoint: byId('checkpoint-age').value,
        cosignature: byId('cosignature-age').value,
        anchor: byId('anchor-age').value,
    };
}

function showError(field, message) {
    byId(`${field}-error`).textContent = message;
    byId(field)?.setAttribute('aria-invalid', String(message !== ''));
    if (message !== '' && field !== 'policy') {
        byId('more').open = true;
    }
}

function partsOf(bytes, policy) {
    switch (kindOf(bytes)) {
        case 'DISCLOSURE':
            return disclosureParts(bytes, policy);
        case 'PROOF':
            return proofParts(bytes, byId('entry').value, policy.trust);
        case 'COSE':
            return coseParts(bytes, byId('entry').value, policy.trust);
        case 'CHECKPOINT':
            return checkpointParts(bytes, policy.trust);
        case 'EVIDENCE':
            return evidenceParts(bytes, policy.trust);
        default:
            return receiptParts(bytes, policy);
    }
}

function judge() {
    const policy = givenPolicy();
    const bytes = givenBytes();
    if (policy === null) {
        hideResult();
        return;
    }
    remember();
    if (bytes.length === 0) {
        show([verdictHead('NOT_CHECKED', 'There is nothing to check yet. Open, drop or paste a receipt.')]);
        return;
    }
    const parts = partsOf(bytes, { ...policy, trust: policy.trust ?? NO_TRUST });
    if (policy.trust === null && parts[0].querySelector('#reason')?.textContent === 'UNKNOWN_LOG') {
        // Without a key nothing can be shown, which is the reader's to mend and not the receipt's fault.
        parts[0] = verdictHead('NOT_CHECKED', 'You have not said yet which log you trust. Put its key into the field above.');
    }
    show([...parts, linkButton(bytes)]);
}

function show(parts) {
    const result = byId('result');
    result.replaceChildren(...parts.filter((part) => part !== null));
    result.hidden = false;
    result.setAttribute('aria-labelledby', 'verdict');
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: 'start' });
}

function hideResult() {
    byId('result').hidden = true;
}

/** A button that puts the receipt behind the # of this page's address, to be copied; browsers send that part to nobody. */
function linkButton(bytes) {
    if (kindOf(bytes) !== 'RECEIPT' || bytes.length > RECEIPT_BYTES_MAX) {
        return null;
    }
    const button = element('button', { type: 'button', className: 'plain', id: 'link' }, 'Put the receipt into this page’s address');
    button.addEventListener('click', async () => {
        history.replaceState(null, '', await fragmentOf(bytes));
        button.textContent = 'Copy the address from your browser: the receipt is behind its #';
    });
    return element('p', { className: 'actions' }, button);
}

function remember() {
    try {
        if (byId('remember').checked) {
            const values = FIELDS_OF_TRUST.map((field) => [field, byId(field).value]);
            localStorage.setItem(REMEMBERED, JSON.stringify(Object.fromEntries(values)));
        } else {
            localStorage.removeItem(REMEMBERED);
        }
    } catch {
        // Storage is switched off, which the reader may do: then nothing is remembered.
    }
}

function recall() {
    let values = null;
    try {
        values = JSON.parse(localStorage.getItem(REMEMBERED));
    } catch {
        return;
    }
    if (values !== null) {
        FIELDS_OF_TRUST.forEach((field) => {
            byId(field).value = String(values[field] ?? '');
        });
        byId('remember').checked = true;
    }
}

async function readLink() {
    try {
        const bytes = await receiptOfFragment(location.hash);
        if (bytes !== null) {
            setReceipt(bytes, 'from the link');
            judge();
        }
    } catch (thrown) {
        show([verdictHead('FALSE', `The receipt in the link cannot be read. ${thrown.message}`)]);
    }
}

function listen() {
    byId('form').addEventListener('submit', (event) => {
        event.preventDefault();
        judge();
    });
    byId('form').addEventListener('reset', () => {
        opened = null;
        byId('file-name').textContent = '';
        ['policy', 'contract', 'age'].forEach((field) => showError(field, ''));
        hideResult();
    });
    byId('file').addEventListener('change', ({ target }) => take(target.files));
    byId('text').addEventListener('input', () => {
        opened = null;
        byId('file-name').textContent = '';
        showEntryField();
    });
    byId('remember').addEventListener('change', remember);
    addEventListener('hashchange', readLink);
    addEventListener('dragover', (event) => {
        event.preventDefault();
        document.body.classList.add('over');
    });
    addEventListener('dragleave', () => document.body.classList.remove('over'));
    addEventListener('drop', (event) => {
        event.preventDefault();
        document.body.classList.remove('over');
        const { files } = event.dataTransfer;
        if (files.length > 0) {
            take(files);
        } else {
            setReceipt(utf8(event.dataTransfer.getData('text')), 'dropped text');
            judge();
        }
    });
}

/** Brings the page to life, and lets other programs in the page ask the operations directly. */
export function start() {
    globalThis.plumbline = { operations };
    listen();
    recall();
    readLink();
}
