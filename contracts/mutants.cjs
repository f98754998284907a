// Mutation test of the contract: compiles it with one line changed at a time and runs the contract tests against it, until
// one fails. Every mutant must be killed.
//
//   npm run mutants            all of them; writes docs/CONTRACT-MUTANTS.md
//   npm run mutants -- NAME…   only these; prints what they did
//
// Needs the test classes of the ledger, and a report of theirs that names the class path:
//   mvn verify -pl ledger -am -Dtest='*OnChainTest' -Dsurefire.failIfNoSpecifiedTests=false

'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { compile, read, TARGETS } = require('./compile.cjs');
const MUTANTS = require('./mutants/list.cjs');

const ROOT = path.join(__dirname, '..');
const REPORTS = path.join(ROOT, 'ledger', 'target', 'surefire-reports');
const DOCUMENT = path.join(ROOT, 'docs', 'CONTRACT-MUTANTS.md');
const PACKAGE = 'dev.plumbline.ledger.contract';
const AT_ONCE = 2;
const MINUTES_MAX = 3;
// The cheap ones first. The gas table is left out: it would kill mutants for their price alone.
const ORDER = ['AnchorOnChainTest', 'DemandOnChainTest', 'OverdueOnChainTest', 'HandoverOnChainTest', 'PaymentOnChainTest',
  'ProofVectorsOnChainTest', 'SmallTreesOnChainTest', 'FullQueueOnChainTest'];

function classPath() {
  const report = path.join(REPORTS, `TEST-${PACKAGE}.${ORDER[0]}.xml`);
  if (!fs.existsSync(report)) {
    throw new Error(`no ${report}: run the contract tests with Maven first`);
  }
  const found = /name="surefire.test.class.path" value="([^"]*)"/.exec(fs.readFileSync(report, 'utf8'));
  const jars = found[1].split(path.delimiter);
  const engine = jars.find((jar) => jar.includes('junit-platform-engine'));
  return [...jars, engine.replaceAll('junit-platform-engine', 'junit-platform-launcher')].join(path.delimiter);
}

function sourcesOf({ file, from, to, name }) {
  return read(TARGETS[0].sources).map(([source, bytes]) => {
    if (source !== file) {
      return [source, bytes];
    }
    const text = bytes.toString('utf8');
    if (text.split(from).length !== 2) {
      throw new Error(`${name}: its text occurs ${text.split(from).length - 1} times in ${file}, want once`);
    }
    return [source, Buffer.from(text.replace(from, () => to))];
  });
}

function run(artifact, jars) {
  return new Promise((resolve, reject) => {
    const child = spawn('java', [
      '-XX:TieredStopAtLevel=1', `-Dplumbline.contract.artifact=${artifact}`, `-Dplumbline.root=${ROOT}`,
      `-Dplumbline.shared=${process.env.PLUMBLINE_SHARED ?? path.join(ROOT, '..', 'shared')}`,
      '-cp', jars, path.join(__dirname, 'mutants', 'RunTests.java'), ...ORDER.map((name) => `${PACKAGE}.${name}`),
    ]);
    let printed = '';
    child.stdout.on('data', (data) => { printed += data; });
    // A mutant may loop for ever; the node then answers nothing, and the program is ended.
    const timer = setTimeout(() => { printed += 'failed by not ending\n'; child.kill(); }, MINUTES_MAX * 60_000);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      const verdict = /^(passed|failed) (.*)$/m.exec(printed);
      if (verdict === null) {
        reject(new Error(`the tests said nothing:\n${printed}`));
      } else {
        resolve({ isKilled: verdict[1] === 'failed', by: verdict[2] });
      }
    });
  });
}

async function judge(mutant, folder, jars) {
  const artifact = path.join(folder, `${mutant.name}.json`);
  fs.writeFileSync(artifact, compile(TARGETS[0].contract, sourcesOf(mutant), ({ severity }) => severity === 'warning'));
  const verdict = await run(artifact, jars);
  console.log(`${verdict.isKilled ? 'killed' : 'SURVIVED'}  ${mutant.name}  ${verdict.by}`);
  return { ...mutant, ...verdict };
}

function line(text) {
  const first = text.replaceAll(/\s+/g, ' ').trim();
  return first === '' ? '(nothing)' : `\`${(first.length > 90 ? `${first.slice(0, 87)}...` : first).replaceAll('|', '\\|')}\``;
}

function documented(judged) {
  const killed = judged.filter(({ isKilled }) => isKilled).length;
  const rows = judged.map(({ name, file, from, to, reason, isKilled, by }) =>
    `| ${name} | ${file} | ${line(from)} | ${line(to)} | ${reason} | ${isKilled ? by : '**survived**'} |`);
  return `# Mutants of the contract

Each is one small change to \`contracts/RootAnchor.sol\` or \`contracts/Rfc6962.sol\`, compiled with the same compiler and settings and put
through the contract tests on a real node. Killed means that a test failed; the last column names the first that did.
\`npm run mutants\` in \`contracts/\` makes the changes, runs the tests and writes this page. ${killed} of ${judged.length} are killed.

| mutant | file | instead of | it says | what would be wrong | killed by |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Not in the list, because no input tells the two apart:

| where | change | why |
| --- | --- | --- |
| \`Rfc6962._node\` | a failed call of the precompile is not looked at | it fails only with less than 98 gas left, and the 64th part of that is not enough for one more instruction |
`;
}

async function main(names) {
  const wanted = names.length === 0 ? MUTANTS : MUTANTS.filter(({ name }) => names.includes(name));
  const jars = classPath();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutants-'));
  try {
    const unchanged = path.join(folder, 'unchanged.json');
    fs.writeFileSync(unchanged, compile(TARGETS[0].contract, read(TARGETS[0].sources)));
    const baseline = await run(unchanged, jars);
    if (baseline.isKilled) {
      throw new Error(`the unchanged contract fails ${baseline.by}`);
    }
    console.log(`unchanged: ${baseline.by} tests pass`);
    const judged = [];
    const waiting = wanted.map((mutant, index) => ({ mutant, index }));
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        judged[next.index] = await judge(next.mutant, folder, jars);
      }
    }));
    if (names.length === 0) {
      fs.writeFileSync(DOCUMENT, documented(judged));
    }
    const survivors = judged.filter(({ isKilled }) => !isKilled);
    console.log(`${judged.length - survivors.length} of ${judged.length} killed`);
    return survivors.length === 0 ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
