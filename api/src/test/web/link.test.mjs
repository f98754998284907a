import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { test } from 'node:test';
import { utf8 } from '../../main/web/verify/bytes.mjs';
import { kindOf, readAges, readBlocks, readContract, readTrust } from '../../main/web/verify/input.mjs';
import { fragmentOf, receiptOfFragment } from '../../main/web/verify/link.mjs';

const noDeflate = 'this Node has no raw DEFLATE as a stream, which browsers have';
const hasDeflate = (await fragmentOf(new Uint8Array(1))).startsWith('#receipt.z=');
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

test('a receipt comes out of a link as it went in', async () => {
    const receipt = Uint8Array.from({ length: 5_000 }, (_, i) => (i * i) & 0xff);
    assert.deepEqual(await receiptOfFragment(await fragmentOf(receipt)), receipt);
    const plain = '#receipt=' + Buffer.from(receipt).toString('base64url');
    assert.deepEqual(await receiptOfFragment(plain), receipt);
});

test('other fragments are no receipts, and broken ones are refused', async () => {
    assert.equal(await receiptOfFragment(''), null);
    assert.equal(await receiptOfFragment('#file-title'), null);
    await assert.rejects(receiptOfFragment('#receipt=a b'));
    await assert.rejects(receiptOfFragment('#receipt.z=AAAA'));
});

test('a link inflates no further than a receipt may be long', { skip: hasDeflate ? false : noDeflate }, async () => {
    const bomb = deflateRawSync(Buffer.alloc(50 << 20));
    await assert.rejects(receiptOfFragment('#receipt.z=' + bomb.toString('base64url')), /more than 1048576 bytes/);
});

test('each kind of file is known by how it starts', () => {
    const kinds = {
        '{"v":1,"entry":"{\\"kind\\":\\"inference\\"}"}': 'RECEIPT',
        ' \n{ "v": 1, "kind" : "equivocation", "older": "" }': 'EVIDENCE',
        'c2sp.org/tlog-proof@v1\nindex 1\n': 'PROOF',
        'example.com/foo\n5\nAAAA\n\n— example.com/foo AAAA\n': 'CHECKPOINT',
        '# whom I trust\nlog example.com/foo+00000000+AAAA\nquorum none\n': 'POLICY',
        [VKEY + '\n']: 'VKEY',
        'hello': 'RECEIPT',
        '': 'RECEIPT',
    };
    for (const [text, kind] of Object.entries(kinds)) {
        assert.equal(kindOf(utf8(text)), kind, text);
    }
    assert.equal(kindOf(Uint8Array.of(0xff, 0xfe)), 'RECEIPT');
    assert.equal(kindOf(Uint8Array.of(0xd2, 0x84, 0x58)), 'COSE');
});

test('trust is read from a key, a policy, or nothing', () => {
    assert.equal(readTrust(' \n'), null);
    assert.equal(readTrust(VKEY + '\n').logs[0].name, 'example.com/foo');
    assert.equal(readTrust(`log ${VKEY}\nquorum none\n`).logs.length, 1);
    assert.throws(() => readTrust(VKEY.replace('530d', '530e')), { code: 'NOT_CANONICAL' });
    assert.throws(() => readTrust('log x'));
});

test('blocks and contracts are read in their one spelling', () => {
    const hash = '0x' + 'ab'.repeat(32);
    assert.deepEqual(readBlocks(`${hash}\n ${hash}\n`), [hash, hash]);
    assert.throws(() => readBlocks('0xAB'));
    assert.deepEqual(readContract(''), { chain: null, contract: null });
    const address = '0x' + '5f'.repeat(20);
    assert.deepEqual(readContract(`eip155:1:${address}`), { chain: 'eip155:1', contract: address });
    assert.throws(() => readContract(address));
});

test('ages are read in hours, and only of what is demanded', () => {
    const hours = { checkpoint: '', cosignature: '', anchor: '' };
    const all = { isQuorum: true, isAnchor: true };
    assert.equal(readAges(hours, all, 0), null);
    const bounds = readAges({ ...hours, checkpoint: '2', anchor: ' 1 ' }, all, 5_999);
    assert.deepEqual(bounds, { nowSeconds: 5n, checkpointAgeMax: 7_200n, cosignatureAgeMax: null, anchorAgeMax: 3_600n });
    assert.throws(() => readAges({ ...hours, anchor: '1' }, { isQuorum: true, isAnchor: false }, 0));
    assert.throws(() => readAges({ ...hours, cosignature: '1' }, { isQuorum: false, isAnchor: true }, 0));
    assert.throws(() => readAges({ ...hours, checkpoint: '-1' }, all, 0));
});
