// SPDX-License-Identifier: GPL-3.0-or-later
// node differential.mjs PEERS BUILD [--count N] [--seed N] [--show N]: generates documents, has our canonical forms and those of
// Digital Bazaar's libraries made of each, and compares. PEERS is a folder with the lib/ of shared/bench/peers where
// `npm install` has run, BUILD our build folder. Prints what differs, the first N documents
// of each kind, and the figures; ends with 1 where there is a difference that differences.mjs has no reason for.
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {parseArgs} from 'node:util';
import {pathToFileURL} from 'node:url';
import {isFault, REASONS} from './differences.mjs';
import {makeGenerator} from './generate.mjs';

const {values, positionals: [peers, build]} = parseArgs({
  allowPositionals: true,
  options: {count: {type: 'string', default: '20000'}, seed: {type: 'string', default: '1'}, show: {type: 'string', default: '1'}},
});
if(!build) {
  console.error('usage: node differential.mjs PEERS BUILD [--count N] [--seed N] [--show N]');
  process.exit(64);
}

const require = createRequire(path.resolve(peers, 'lib', 'x.js'));
const {default: jsonld} = await import(pathToFileURL(require.resolve('jsonld')));
const canonicalize = require('canonicalize');
const {makeLoader} = await import(pathToFileURL(path.resolve(peers, 'lib', 'loader.mjs')));
const documentLoader = makeLoader();

async function theirs(document) {
  try {
    const rdfc = await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', base: 'https://base.example/a/b', safe: false, documentLoader,
      canonizeOptions: {maxWorkFactor: 3},
    });
    return {rdfc};
  } catch(error) {
    return {error: error.details?.code ?? error.cause?.details?.code ?? error.message};
  }
}

const ours = spawn(path.resolve(build, 'tests/fuzz/canonical-lines'), {stdio: ['pipe', 'pipe', 'inherit']});
const answers = readline.createInterface({input: ours.stdout})[Symbol.asyncIterator]();
async function ask(text) {
  ours.stdin.write(text + '\n');
  const {value, done} = await answers.next();
  if(done) throw new Error('canonical-lines ended at ' + text);
  return JSON.parse(value);
}

const figures = {documents: 0, 'same canonical form': 0, 'same refusal': 0, 'same JCS': 0};
// What only one of two canonical forms has, so that a person sees the difference and not two long texts.
function only(one, other) {
  const there = new Set(other.split('\n'));
  return one.split('\n').filter(line => !there.has(line)).join('\n           ');
}

function note(kind, document, one, other) {
  figures[kind] = (figures[kind] ?? 0) + 1;
  if(figures[kind] > Number(values.show)) return;
  console.log(`${kind}\n  document ${document}\n  ours     ${only(one, other)}\n  theirs   ${only(other, one)}`);
}

const agree = (one, other) => (one.error !== undefined && other.error !== undefined) || (one.rdfc !== undefined && one.rdfc === other.rdfc);

// The first of the reasons without whose causes, and those before it, both answer the same.
async function explain(document) {
  let rest = document;
  for(const reason of REASONS) {
    rest = reason.without(rest);
    if(agree(await ask(JSON.stringify(rest)), await theirs(rest))) return reason.name;
  }
  return null;
}

const generate = makeGenerator(Number(values.seed));
let unexplained = 0;
for(let i = 0; i < Number(values.count); i++) {
  const text = JSON.stringify(generate(i));
  const document = JSON.parse(text);
  const one = await ask(text);
  const other = await theirs(document);
  figures.documents++;

  if(one.jcs === canonicalize(document)) figures['same JCS']++;
  else unexplained++, note('different JCS', text, one.jcs, canonicalize(document));

  if(agree(one, other)) {
    figures[one.error === undefined ? 'same canonical form' : 'same refusal']++;
    continue;
  }
  const reason = isFault(other.error) ? 'jsonld.js ends with a fault of its own' : await explain(document);
  if(!reason) unexplained++;
  note(reason ?? 'unexplained', text, one.error ?? one.rdfc, other.error ?? other.rdfc);
}
ours.stdin.end();
for(const [name, count] of Object.entries(figures)) console.log(`${String(count).padStart(8)} ${name}`);
process.exit(unexplained ? 1 : 0);
