// Compiles RootAnchor.sol and what it imports into the artifact that the ledger ships, byte for byte the same on every machine.
//
//   node compile.cjs --write   writes the artifact
//   node compile.cjs --check   compiles and compares; exits with 1 when the checked-in artifact differs

'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const solc = require('solc');

const CONTRACT = 'RootAnchor';
const SOURCE_NAME = `${CONTRACT}.sol`;
const SOURCES = [SOURCE_NAME, 'Rfc6962.sol'];
const ARTIFACT = path.join(
  __dirname, '..', 'ledger', 'src', 'main', 'resources', 'dev', 'plumbline', 'ledger', 'anchor', `${CONTRACT}.json`);

// The metadata hash would tie the code to comments and paths, so it is left out of the code.
const SETTINGS = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none', appendCBOR: false },
};
const OUTPUTS = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences',
  'storageLayout'];

function compile() {
  const sources = SOURCES.map((name) => [name, fs.readFileSync(path.join(__dirname, name))]);
  const output = JSON.parse(solc.compile(JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries(sources.map(([name, source]) => [name, { content: source.toString('utf8') }])),
    settings: { ...SETTINGS, outputSelection: { [SOURCE_NAME]: { [CONTRACT]: OUTPUTS } } },
  })));
  for (const problem of output.errors ?? []) {
    throw new Error(problem.formattedMessage);
  }
  const contract = output.contracts[SOURCE_NAME][CONTRACT];
  const runtime = contract.evm.deployedBytecode;
  if (Object.keys(runtime.immutableReferences ?? {}).length > 0) {
    throw new Error('the contract has immutables, so its code hash would differ from instance to instance');
  }
  return JSON.stringify({
    contract: CONTRACT,
    compiler: solc.version(),
    settings: SETTINGS,
    sourceSha256: Object.fromEntries(
      sources.map(([name, source]) => [name, crypto.createHash('sha256').update(source).digest('hex')])),
    bytecode: `0x${contract.evm.bytecode.object}`,
    runtimeBytecode: `0x${runtime.object}`,
    runtimeCodeHash: `0x${keccak256(runtime.object)}`,
    storageLayout: places(contract.storageLayout),
    abi: contract.abi,
  }, null, 2) + '\n';
}

// Every place in the storage, the members of structs and those of an array's first element behind the whole.
function places({ storage, types }) {
  const found = [];
  function add(prefix, base, { label, slot, offset, type }) {
    const name = prefix + label;
    const at = base + Number(slot);
    const { members, base: element, label: words } = types[type];
    const inner = element === undefined ? members : types[element].members;
    const plain = words.replaceAll(`struct ${CONTRACT}.`, '');
    found.push({ label: name, slot: String(at), offset, type: inner === undefined ? type : plain });
    for (const member of inner ?? []) {
      add(element === undefined ? `${name}.` : `${name}[0].`, at, member);
    }
  }
  storage.forEach((place) => add('', 0, place));
  return found;
}

// js-sha3 comes with solc, at the version that the lock file fixes.
function keccak256(hex) {
  return require('js-sha3').keccak256(Buffer.from(hex, 'hex'));
}

function main(mode) {
  if (mode !== '--write' && mode !== '--check') {
    console.error('usage: node compile.cjs --write | --check');
    return 2;
  }
  const wanted = compile();
  if (mode === '--write') {
    fs.mkdirSync(path.dirname(ARTIFACT), { recursive: true });
    fs.writeFileSync(ARTIFACT, wanted);
    console.log(`wrote ${path.relative(process.cwd(), ARTIFACT)}`);
    return 0;
  }
  const found = fs.existsSync(ARTIFACT) ? fs.readFileSync(ARTIFACT, 'utf8') : '';
  if (found !== wanted) {
    console.error(`${path.relative(process.cwd(), ARTIFACT)} is not what ${SOURCE_NAME} compiles to: `
      + 'run npm run build, and update AnchorLayout.CODE_HASH');
    return 1;
  }
  console.log(`${SOURCE_NAME} compiles to the checked-in artifact`);
  return 0;
}

process.exitCode = main(process.argv[2]);
