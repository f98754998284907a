// Drives Chromium over the pipe of its debugging protocol: one page, no port, no dependency.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMMAND_MILLIS_MAX = 60_000;
const FLAGS = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--remote-debugging-pipe',
];

export class Browser {
    #waiting = new Map();
    #lastId = 0;
    #listeners = [];

    constructor(executable) {
        this.profile = mkdtempSync(join(tmpdir(), 'plumbline-chromium-'));
        const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
        this.process = spawn(executable, [...FLAGS, `--user-data-dir=${this.profile}`, 'about:blank'], { stdio });
        let received = '';
        this.process.stdio[4].setEncoding('utf8').on('data', (chunk) => {
            const messages = (received + chunk).split('\0');
            received = messages.pop();
            messages.forEach((message) => this.#receive(JSON.parse(message)));
        });
    }

    #receive(message) {
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (waiting === undefined) {
            this.#listeners.forEach((listener) => listener(message));
        } else if (message.error) {
            waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
        } else {
            waiting.resolve(message.result);
        }
    }

    send(method, params = {}, sessionId = undefined) {
        const id = ++this.#lastId;
        this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), COMMAND_MILLIS_MAX);
            const done = (settle) => (value) => {
                clearTimeout(timer);
                settle(value);
            };
            this.#waiting.set(id, { method, resolve: done(resolve), reject: done(reject) });
        });
    }

    onEvent(listener) {
        this.#listeners.push(listener);
    }

    /** A page that keeps the address of every request it makes in `requests`, and every error in `errors`. */
    async newPage() {
        const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
        const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
        const page = new Page(this, sessionId);
        this.onEvent((message) => message.sessionId === sessionId && page.note(message));
        for (const domain of ['Network', 'Page', 'Runtime', 'Log', 'DOM']) {
            await page.send(`${domain}.enable`);
        }
        return page;
    }

    async close() {
        const gone = new Promise((resolve) => this.process.once('exit', resolve));
        await this.send('Browser.close').catch(() => this.process.kill());
        await gone;
        rmSync(this.profile, { recursive: true, force: true });
    }
}

class Page {
    requests = [];
    errors = [];
    #loaded = null;

    constructor(browser, sessionId) {
        this.browser = browser;
        this.sessionId = sessionId;
    }

    send(method, params) {
        return this.browser.send(method, params, this.sessionId);
    }

    note({ method, params }) {
        if (method === 'Network.requestWillBeSent') {
            this.requests.push(params.request.url);
        } else if (method === 'Runtime.exceptionThrown') {
            this.errors.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
        } else if (method === 'Log.entryAdded' && params.entry.level === 'error') {
            this.errors.push(params.entry.text);
        } else if (method === 'Page.loadEventFired') {
            this.#loaded?.();
        }
    }

    async open(url) {
        const loaded = new Promise((resolve) => {
            this.#loaded = resolve;
        });
        await this.send('Page.navigate', { url });
        await loaded;
    }

    /** The value of an expression; promises are waited for. */
    async evaluate(expression) {
        const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
            expression,
            awaitPromise: true,
            returnByValue: true,
        });
        if (exceptionDetails) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
    }

    /** Waits until an expression is true, asking in the page at each frame. */
    until(expression) {
        return this.evaluate(
            `new Promise((resolve) => { (function look() { (${expression}) ? resolve(true) : requestAnimationFrame(look); })(); })`,
        );
    }

    /** Puts files into a file field as a person would. */
    async chooseFiles(selector, files) {
        const { root } = await this.send('DOM.getDocument');
        const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector });
        await this.send('DOM.setFileInputFiles', { nodeId, files });
    }

    async resize({ width, height, isDark = false }) {
        await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
        const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }];
        await this.send('Emulation.setEmulatedMedia', { features });
    }

    /** The bytes of a PNG of what is in view. */
    async screenshot() {
        const { data } = await this.send('Page.captureScreenshot');
        return Buffer.from(data, 'base64');
    }
}
