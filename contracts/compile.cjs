// Compiles RootAnchor.sol and what it imports, and AttributionRegistry.sol, into the artifacts that the ledger ships, byte for
// byte the same on every machine; and the contracts that tests alone use into a resource of the tests.
//
//   node compile.cjs --write   writes the artifacts
//   node compile.cjs --check   compiles and compares; exits with 1 when a checked-in artifact differs

'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const solc = require('solc');

const LEDGER = path.join(__dirname, '..', 'ledger', 'src');
const TARGETS = [
  {
    contract: 'RootAnchor',
    sources: ['RootAnchor.sol', 'Rfc6962.sol'],
    artifact: path.join(LEDGER, 'main', 'resources', 'dev', 'plumbline', 'ledger', 'anchor', 'RootAnchor.json'),
  },
  {
    contract: 'AttributionRegistry',
    sources: ['AttributionRegistry.sol'],
    artifact: path.join(LEDGER, 'main', 'resources', 'dev', 'plumbline', 'ledger', 'rollup', 'AttributionRegistry.json'),
  },
  {
    contract: 'Receiver',
    sources: ['test/Receiver.sol'],
    artifact: path.join(LEDGER, 'test', 'resources', 'dev', 'plumbline', 'ledger', 'contract', 'Receiver.json'),
  },
];

// The metadata hash would tie the code to comments and paths, so it is left out of the code.
const SETTINGS = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none', appendCBOR: false },
};
const OUTPUTS = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences',
  'storageLayout'];

// The sources as they lie here, in the order in which the artifact names them.
function read(names) {
  return names.map((name) => [name, fs.readFileSync(path.join(__dirname, name))]);
}

// What the compiler has to say is an error, unless the caller lets warnings pass.
function compile(contractName, sources, isPassed = () => false) {
  const output = JSON.parse(solc.compile(JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries(sources.map(([name, source]) => [name, { content: source.toString('utf8') }])),
    settings: { ...SETTINGS, outputSelection: { [sources[0][0]]: { [contractName]: OUTPUTS } } },
  })));
  for (const problem of output.errors ?? []) {
    if (!isPassed(problem)) {
      throw new Error(problem.formattedMessage);
    }
  }
  const contract = output.contracts[sources[0][0]][contractName];
  const runtime = contract.evm.deployedBytecode;
  if (Object.keys(runtime.immutableReferences ?? {}).length > 0) {
    throw new Error('the contract has immutables, so its code hash would differ from instance to instance');
  }
  return JSON.stringify({
    contract: contractName,
    compiler: solc.version(),
    settings: SETTINGS,
    sourceSha256: Object.fromEntries(
      sources.map(([name, source]) => [name, crypto.createHash('sha256').update(source).digest('hex')])),
    bytecode: `0x${contract.evm.bytecode.object}`,
    runtimeBytecode: `0x${runtime.object}`,
    runtimeCodeHash: `0x${keccak256(runtime.object)}`,
    storageLayout: places(contractName, contract.storageLayout),
    abi: contract.abi,
  }, null, 2) + '\n';
}

// Every place in the storage, the members of structs and those of an array's first element behind the whole.
function places(contractName, { storage, types }) {
  const found = [];
  function add(prefix, base, { label, slot, offset, type }) {
    const name = prefix + label;
    const at = base + Number(slot);
    const { members, base: element, label: words } = types[type];
    const inner = element === undefined ? members : types[element].members;
    const plain = words.replaceAll(`struct ${contractName}.`, '');
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
  let isSame = true;
  for (const { contract, sources, artifact } of TARGETS) {
    const wanted = compile(contract, read(sources));
    const name = path.relative(process.cwd(), artifact);
    if (mode === '--write') {
      fs.mkdirSync(path.dirname(artifact), { recursive: true });
      fs.writeFileSync(artifact, wanted);
      console.log(`wrote ${name}`);
    } else if (fs.existsSync(artifact) && fs.readFileSync(artifact, 'utf8') === wanted) {
      console.log(`${sources[0]} compiles to the checked-in artifact`);
    } else {
      console.error(`${name} is not what ${sources[0]} compiles to: run npm run build, and update its pinned code hash`);
      isSame = false;
    }
  }
  return isSame ? 0 : 1;
}

module.exports = { compile, read, TARGETS };

if (require.main === module) {
  process.exitCode = main(process.argv[2]);
}
