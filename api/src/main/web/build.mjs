// Makes the page: takes the words of the verdicts from the Java enums, puts all modules into one script, and that, the
// style and the markup into one file that needs nothing else.
//
//     node api/src/main/web/build.mjs            writes
//     node api/src/main/web/build.mjs --check    writes nothing, and fails if a file is not what would be written

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = dirname(fileURLToPath(import.meta.url));
const MODULES = join(WEB, 'verify');
const ROOT = join(WEB, '../../../..');
const ENUMS = join(ROOT, 'proofs/src/main/java/dev/plumbline/proofs/verify');
const VOCABULARY = join(MODULES, 'vocabulary.mjs');
const PAGE = join(ROOT, 'api/src/main/resources/dev/plumbline/api/web/verify.html');

function read(...path) {
    return readFileSync(join(...path), 'utf8');
}

/** The constants of a Java enum, each with its arguments; strings may be put together with a plus. */
function enumConstants(java, enumName) {
    const source = java.slice(java.indexOf(`enum ${enumName} {`)).replace(/\/\*\*[^]*?\*\//g, '');
    const constant = /[{,]\s*([A-Z][A-Z0-9_]*)\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)/y;
    constant.lastIndex = source.indexOf('{');
    const constants = [];
    for (let match = constant.exec(source); match !== null; match = constant.exec(source)) {
        constants.push({ name: match[1], args: javaArguments(match[2]) });
    }
    if (constants.length === 0) {
        throw new Error(`enum ${enumName}: no constants found`);
    }
    return constants;
}

function javaArguments(text) {
    const joined = text.replace(/"\s*\+\s*"/g, '');
    return [...joined.matchAll(/"((?:[^"\\]|\\.)*)"|([A-Za-z_.]+)/g)].map(([, string, name]) =>
        string === undefined ? name : JSON.parse(`"${string}"`),
    );
}

function vocabulary() {
    const reasons = enumConstants(read(ENUMS, 'Reason.java'), 'Reason').map(({ name, args }) => {
        const [outcome, sentence, meaning, action] = args;
        return { name, outcome: outcome.replace('Outcome.', ''), sentence, meaning, action };
    });
    const checks = enumConstants(read(ENUMS, 'Check.java'), 'Name').map(({ name, args: [title] }) => ({ name, title }));
    return (
        '// Made by build.mjs from the Java enums Reason and Check: change those, then run it.\n\n' +
        `export const CHECKS = ${JSON.stringify(checks, null, 4)};\n\n` +
        `export const REASONS = ${JSON.stringify(reasons, null, 4)};\n`
    );
}

const IMPORT = /^import (?:\* as (\w+)|\{([^}]*)\}) from '\.\/([\w-]+)\.mjs';\n/gm;
const EXPORT = /^export (?=(?:async )?(?:function|class|const) (\w+))/gm;
const EXPORT_LIST = /^export \{ ([^}]*) \};\n/gm;

/** A module as a constant that holds its exports, behind the modules that it imports. */
function addModule(name, added, sources) {
    if (added.has(name)) {
        return;
    }
    added.add(name);
    const source = name === 'vocabulary' ? vocabulary() : read(MODULES, name + '.mjs');
    const scope = [];
    for (const [, namespace, names, imported] of source.matchAll(IMPORT)) {
        addModule(imported, added, sources);
        const taken = namespace ?? `{${names.replace(/\s+/g, ' ')}}`;
        scope.push(`const ${taken} = ${identifier(imported)};\n`);
    }
    const exported = [...source.matchAll(EXPORT)].map((match) => match[1]);
    exported.push(...[...source.matchAll(EXPORT_LIST)].map((match) => match[1]));
    const code = source.replace(IMPORT, '').replace(EXPORT, '').replace(EXPORT_LIST, '');
    if (/^(?:import|export)\b/m.test(code)) {
        throw new Error(`${name}.mjs: imports or exports in a way that the build does not know`);
    }
    const body = (scope.join('') + code.trim()).replace(/^(?=.)/gm, '    ');
    sources.push(`const ${identifier(name)} = (() => {\n${body}\n    return { ${exported.join(', ')} };\n})();\n`);
}

function identifier(name) {
    return name.replaceAll('-', '_') + '_module';
}

function script() {
    const sources = [];
    addModule('page', new Set(), sources);
    return `'use strict';\n${sources.join('')}page_module.start();\n`;
}

function sourceHash(text) {
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page may run this script and show this style, and nothing else: no connection, no frame, no form, no picture. */
function securityPolicy(scriptText, styleText) {
    return [
        "default-src 'none'",
        `script-src ${sourceHash(scriptText)}`,
        `style-src ${sourceHash(styleText)}`,
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}

function page() {
    const [scriptText, styleText] = [`\n${script()}`, `\n${read(WEB, 'page.css')}`];
    for (const text of [scriptText, styleText]) {
        if (/<\/(?:script|style)/i.test(text)) {
            throw new Error('the script or the style would end the element that holds it');
        }
    }
    const parts = { POLICY: securityPolicy(scriptText, styleText), STYLE: styleText, SCRIPT: scriptText };
    return read(WEB, 'page.html').replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]);
}

function main(isCheck) {
    let isStale = false;
    for (const [file, make] of [[VOCABULARY, vocabulary], [PAGE, page]]) {
        const made = make();
        if (existsSync(file) && readFileSync(file, 'utf8') === made) {
            continue;
        }
        if (isCheck) {
            console.error(`${relative(ROOT, file)} is not what its sources make: run node api/src/main/web/build.mjs`);
            isStale = true;
        } else {
            writeFileSync(file, made);
            console.log(`wrote ${relative(ROOT, file)}, ${made.length} characters`);
        }
    }
    process.exitCode = isStale ? 1 : 0;
}

main(process.argv.includes('--check'));
