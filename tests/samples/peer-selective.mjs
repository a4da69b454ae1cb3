// SPDX-License-Identifier: GPL-3.0-or-later
// node peer-selective.mjs PEERS make FILE: writes a badge of which the holder can show a part (ecdsa-sd-2023), by a
// fixed key. node peer-selective.mjs PEERS check LAPEL_CLI FILE: has lapel-cli derive from it, and both Lapel and
// Digital Bazaar's library verify what comes out, and refuse it with one byte changed. See README.md here. Prints TAP.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [peers, what, ...rest] = process.argv.slice(2);
if(!peers || !(what === 'make' && rest.length === 1 || what === 'check' && rest.length === 2)) {
  console.error('usage: node peer-selective.mjs PEERS make FILE | check LAPEL_CLI FILE');
  process.exit(64);
}

const load = name => import(pathToFileURL(path.resolve(peers, 'lib', name)));
const require = createRequire(path.resolve(peers, 'lib', 'suites.mjs'));
const sd = await import(pathToFileURL(require.resolve('@digitalbazaar/ecdsa-sd-2023-cryptosuite')));
const {DataIntegrityProof} = await import(pathToFileURL(require.resolve('@digitalbazaar/data-integrity')));
const {vc, jsigs} = await load('suites.mjs');
const {makeLoader} = await load('loader.mjs');
const {ecKey} = await load('keys.mjs');
const documentLoader = makeLoader();

async function make(file) {
  const key = await ecKey('selective');
  const badge = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:6f0c3e0e-6c53-4f4f-9a5e-0d3c3c6a9b11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Group Work in Class',
    issuer: {id: key.did, type: ['Profile'], name: 'Seminar for Teachers, Lindau'},
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{type: 'IdentityObject', hashed: false, identityHash: 'vera@school.example',
        identityType: 'emailAddress'}],
      role: 'Participant',
      achievement: {
        id: 'urn:uuid:8b1e7a52-2f0d-4a60-8f31-0b8a2d0f7c22',
        type: ['Achievement'],
        name: 'Group Work in Class',
        description: 'Plans and leads work in groups.',
        criteria: {narrative: 'Three lessons, observed.'},
        tag: ['teaching', 'groups'],
      },
    },
    evidence: [
      {id: 'https://seminar.example/e/1', type: ['Evidence'], name: 'First lesson', narrative: 'Grade 5, 24 pupils.'},
      {id: 'https://seminar.example/e/2', type: ['Evidence'], name: 'Second lesson', narrative: 'Grade 6, 19 pupils.'},
    ],
  };
  const mandatoryPointers = ['/issuer', '/validFrom', '/credentialSubject/achievement'];
  const cryptosuite = sd.createSignCryptosuite({mandatoryPointers});
  const suite = new DataIntegrityProof({signer: key.key.signer(), cryptosuite, date: '2026-02-01T00:00:00Z'});
  const signed = await jsigs.sign(badge, {suite, purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader});
  fs.writeFileSync(file, JSON.stringify(signed, null, 2) + '\n');
}

let count = 0;
let failed = 0;
function tell(good, name, why) {
  count++;
  if(!good) failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}${why ? ` # ${why}` : ''}`);
}

async function theirs(text) {
  const suite = new DataIntegrityProof({cryptosuite: sd.createVerifyCryptosuite()});
  const answer = await vc.verifyCredential({credential: JSON.parse(text), suite, documentLoader});
  return answer.verified;
}

function ours(cli, text) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lapel-selective-'));
  const file = path.join(folder, 'derived.json');
  fs.writeFileSync(file, text);
  const status = spawnSync(cli, ['verify', file]).status;
  fs.rmSync(folder, {recursive: true});
  return status === 0;
}

async function check(cli, file) {
  const selections = [[], ['/name'], ['/credentialSubject/identifier'], ['/evidence/1'], ['/evidence/0/name', '/name'], ['']];
  for(const selection of selections) {
    const name = `shows ${JSON.stringify(selection)}`;
    const derived = spawnSync(cli, ['derive', file, ...selection.flatMap(p => ['--disclose', p])], {encoding: 'utf8'});
    if(derived.status !== 0) {
      tell(false, name, derived.stderr.trim());
      continue;
    }
    const changed = derived.stdout.replace('"Three lessons', '"Thrre lessons');
    tell(await theirs(derived.stdout), `${name}: Digital Bazaar verifies`);
    tell(ours(cli, derived.stdout), `${name}: Lapel verifies`);
    tell(changed !== derived.stdout && !await theirs(changed), `${name}: Digital Bazaar refuses a change`);
    tell(!ours(cli, changed), `${name}: Lapel refuses a change`);
  }
  tell(!ours(cli, fs.readFileSync(file, 'utf8')), 'the base proof is nothing to show');
  console.log(`1..${count}`);
  process.exitCode = failed ? 1 : 0;
}

if(what === 'make') await make(rest[0]);
else await check(...rest);
