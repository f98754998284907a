// Opens the page from a file in a real browser: node browser.mjs CHROMIUM FOLDER. Drops, pastes and opens good and bad
// files, reads what the page says, runs the vectors in it, and takes pictures into the folder. Fails on any request but the
// one for the page, and on any error that the browser reports.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { Browser } from './cdp.mjs';
import { difference } from './run-vector.mjs';
import { readVectors } from './vectors.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PAGE = pathToFileURL(join(ROOT, 'api/src/main/resources/dev/plumbline/api/web/verify.html')).href;
const RECEIPT = join(ROOT, 'samples/verify-receipt/example.receipt.json');
const VKEY = 'demo.plumbline.local/synthetic+d6283318+AfExWB/uipeS+aIWx5BVDjfyQ/Q0l19i6EV+4QHI1VvE';
const BLOCK = '0x02eef38e1018f208688be6a668d70481d92be941e3a396e7c1e3c6d071a4fe31';

const [executable, folder] = process.argv.slice(2);
const receipt = readFileSync(RECEIPT, 'utf8');
const browser = new Browser(executable);
const page = await browser.newPage();
const isShown = "!document.getElementById('result').hidden";

async function fresh(fragment = '') {
    // Another address behind the # alone would not load the page anew.
    await page.open('about:blank');
    await page.open(PAGE + fragment);
}

function fill(id, text) {
    const field = `document.getElementById('${id}')`;
    return page.evaluate(`${field}.value = ${JSON.stringify(text)}; ${field}.dispatchEvent(new Event('input'))`);
}

function click(id) {
    return page.evaluate(`document.getElementById('${id}').click()`);
}

async function textOf(selector) {
    return page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? null`);
}

async function checks() {
    return page.evaluate("[...document.querySelectorAll('#checks .state')].map((state) => state.innerText)");
}

/** A picture of the whole page, as wide as a screen and as high as the page. */
async function picture(name, options) {
    await page.resize({ ...options, height: 600 });
    const height = await page.evaluate('document.documentElement.scrollHeight');
    await page.resize({ ...options, height: Math.min(height, 6_000) });
    writeFileSync(join(folder, `${name}.png`), await page.screenshot());
}

async function dropsAGoodReceipt() {
    await fresh();
    await picture('empty', { width: 1_000 });
    await fill('policy', VKEY);
    await page.evaluate(`(() => {
        const data = new DataTransfer();
        data.items.add(new File([${JSON.stringify(receipt)}], 'mine.receipt.json'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    })()`);
    await page.until(isShown);
    assert.equal(await textOf('#verdict'), 'Verified');
    assert.match(await textOf('#sentence'), /^Entry 115 of the log demo\.plumbline\.local\/synthetic/);
    assert.equal((await checks()).filter((state) => state === 'not checked').length, 4);
    assert.match(await textOf('#result'), /nothing says which blocks to trust/);
    assert.match(await textOf('#result'), /A model was asked/);
    await picture('verified', { width: 1_000 });
    await picture('verified-dark', { width: 1_000, isDark: true });
    await picture('verified-narrow', { width: 380 });
}

async function opensOneAndRestsOnABlock() {
    await fresh();
    await fill('policy', `log ${VKEY}\nquorum none\n`);
    await fill('heads', BLOCK);
    await fill('contract', 'eip155:31337:0x5fbdb2315678afecb367f032d93f642f64180aa3');
    await page.chooseFiles('#file', [RECEIPT]);
    await page.until(isShown);
    assert.equal(await textOf('#verdict'), 'Verified');
    assert.deepEqual([...new Set(await checks())].sort(), ['not checked', 'passed']);
    assert.match(await textOf('#result'), /Ethereum block 10, whose hash you gave/);
    await fill('heads', BLOCK.replace('0x02', '0x03'));
    await click('check');
    assert.equal(await textOf('#reason'), 'HEADER_UNTRUSTED');
    await fill('heads', 'no hash');
    await click('check');
    assert.match(await textOf('#contract-error'), /block hash/);
    assert.ok(await page.evaluate("document.getElementById('result').hidden"));
}

async function pastesABadOne() {
    await fresh();
    await fill('policy', VKEY);
    await fill('text', receipt.replace('index 115', 'index 114'));
    await click('check');
    assert.equal(await textOf('#verdict'), 'Rejected');
    assert.equal(await textOf('#reason'), 'ROOT_MISMATCH');
    assert.equal((await checks()).filter((state) => state === 'failed').length, 1);
    assert.match(await textOf('#result'), /Do not rely on it/);
    assert.match(await textOf('#result'), /claims, not verified/);
    await picture('rejected', { width: 1_000 });
    await fill('text', '{"v":1,');
    await click('check');
    assert.equal(await textOf('#reason'), 'FORMAT_UNREADABLE');
}

async function saysWhatIsMissing() {
    await fresh();
    await click('check');
    assert.match(await textOf('#sentence'), /nothing to check yet/);
    await fill('text', receipt);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Not checked');
    assert.match(await textOf('#sentence'), /not said yet which log you trust/);
    await fill('text', '{}');
    await click('check');
    assert.equal(await textOf('#reason'), 'FORMAT_UNREADABLE');
    await fill('policy', VKEY.replace('d628', 'd629'));
    await click('check');
    assert.match(await textOf('#policy-error'), /not canonical/);
}

async function showsMarkupAsText() {
    await fresh();
    await fill('policy', VKEY);
    await fill('text', '{"v":1,"entry":"<img src=x onerror=alert(1)>","proof":"<script>"}');
    await click('check');
    assert.equal(await page.evaluate("document.querySelectorAll('#result img, #result script').length"), 0);
    assert.equal(await textOf('#reason'), 'FORMAT_UNREADABLE');
}

async function readsALink() {
    await fresh('#receipt.z=' + deflateRawSync(receipt).toString('base64url'));
    await page.until(isShown);
    assert.match(await textOf('#file-name'), /from the link/);
    await fill('policy', VKEY);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Verified');
    await click('link');
    await page.until("location.hash.startsWith('#receipt.z=')");
}

async function readsAProofAndACheckpoint() {
    await fresh();
    await fill('policy', VKEY);
    const { proof, entry } = JSON.parse(receipt);
    await fill('text', proof);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Not checked');
    await page.evaluate(`document.getElementById('entry').value = ${JSON.stringify(entry)}`);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Verified');
    await page.evaluate(`document.getElementById('entry').value = ${JSON.stringify(entry.replace('served', 'cached'))}`);
    await click('check');
    assert.equal(await textOf('#reason'), 'ROOT_MISMATCH');
    await fill('text', proof.slice(proof.indexOf('\n\n') + 2));
    await click('check');
    assert.match(await textOf('#sentence'), /signed this checkpoint of 479 entries/);
}

async function boundsAges() {
    await fresh();
    await fill('policy', VKEY);
    await fill('text', receipt);
    await fill('anchor-age', '24');
    await click('check');
    assert.match(await textOf('#age-error'), /no block hash is given/);
    await fill('heads', BLOCK);
    await fill('anchor-age', '1000000');
    await click('check');
    assert.equal(await textOf('#verdict'), 'Verified');
    await fill('checkpoint-age', '0');
    await click('check');
    assert.equal(await textOf('#reason'), 'STALE');
}

/** Evidence that holds is an alarm, and evidence by a log that the reader does not know accuses nobody. */
async function readsEvidence() {
    const alarm = readVectors().find(({ operation, expected }) => operation === 'verify-equivocation' && expected.result === 'alarm');
    if (alarm === undefined) {
        return;
    }
    await fresh();
    await fill('policy', alarm.input.policy);
    await fill('text', alarm.input.evidence);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Alarm');
    assert.equal(await textOf('#reason'), 'EQUIVOCATION');
    await picture('alarm', { width: 1_000 });
    await fill('policy', VKEY);
    await click('check');
    assert.equal(await textOf('#reason'), 'UNKNOWN_LOG');
}

async function readsADisclosure() {
    const vectors = readVectors().filter(({ operation }) => operation === 'verify-disclosure');
    const { input } = vectors.find(({ name }) => name === 'disclosure/accept/row-6');
    await fresh();
    await fill('policy', input.policy);
    await fill('text', input.disclosure);
    await click('check');
    assert.equal(await textOf('#verdict'), 'Verified');
    assert.match(await textOf('#result'), /row 6, counted from 0/);
    await fill('text', input.disclosure.replace('"row": 6', '"row": 5'));
    await click('check');
    assert.equal(await textOf('#reason'), 'COMMITMENT_MISMATCH');
}

async function refusesAHugeFile() {
    await fresh();
    await fill('policy', VKEY);
    const huge = join(folder, 'huge.receipt.json');
    writeFileSync(huge, Buffer.alloc(10 << 20, '{'));
    await page.chooseFiles('#file', [huge]);
    await page.until(isShown);
    assert.equal(await textOf('#reason'), 'FORMAT_UNREADABLE');
    rmSync(huge);
}

/** The engine of the browser is not that of Node everywhere, so every vector runs in it, too. */
async function givesTheOutcomeOfEveryVector() {
    await fresh();
    const names = await page.evaluate('Object.keys(plumbline.operations)');
    const call = (name) => (input) =>
        page.evaluate(`plumbline.operations[${JSON.stringify(name)}](${JSON.stringify(input)})`);
    const operations = Object.fromEntries(names.map((name) => [name, call(name)]));
    const vectors = readVectors();
    for (const vector of vectors) {
        assert.equal(await difference(operations, vector), null, vector.name);
    }
    return vectors.length;
}

/** Trust is kept on this device only if the reader asks for it, and forgotten when he takes that back. */
async function remembersOnRequestAlone() {
    await fresh();
    await fill('policy', VKEY);
    await fill('text', receipt);
    await click('check');
    await fresh();
    assert.equal(await page.evaluate("document.getElementById('policy').value"), '');
    await fill('policy', VKEY);
    await click('remember');
    await fresh();
    assert.equal(await page.evaluate("document.getElementById('policy').value"), VKEY);
    await click('remember');
    await fresh();
    assert.equal(await page.evaluate("document.getElementById('policy').value"), '');
}

try {
    await dropsAGoodReceipt();
    await opensOneAndRestsOnABlock();
    await pastesABadOne();
    await saysWhatIsMissing();
    await showsMarkupAsText();
    await readsALink();
    await readsAProofAndACheckpoint();
    await readsEvidence();
    await readsADisclosure();
    await refusesAHugeFile();
    await boundsAges();
    await remembersOnRequestAlone();
    const vectorCount = await givesTheOutcomeOfEveryVector();
    const others = page.requests.filter((url) => !url.startsWith(PAGE) && url !== 'about:blank');
    assert.deepEqual(others, [], 'requests');
    assert.deepEqual(page.errors, [], 'errors');
    console.log(`${vectorCount} vectors; the page was opened ${page.requests.length} times and asked nobody`);
} finally {
    await browser.close();
}
