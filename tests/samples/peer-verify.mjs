// SPDX-License-Identifier: GPL-3.0-or-later
// node peer-verify.mjs PEERS [--challenge C] [--domain D] [FILE…]: has other people's libraries verify, and refuse
// with one byte changed. See README.md here. Prints TAP.
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {fileURLToPath, pathToFileURL} from 'node:url';

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {challenge: {type: 'string'}, domain: {type: 'string'}},
});
const [peers, ...files] = positionals;
if(!peers) {
  console.error('usage: node peer-verify.mjs PEERS [--challenge C] [--domain D] [FILE…]');
  process.exit(64);
}

const load = name => import(pathToFileURL(path.resolve(peers, 'lib', name)));
const {vc, jsigs, verifySuites} = await load('suites.mjs');
const {makeLoader} = await load('loader.mjs');
const {PEERS, short} = await load('peers.mjs');
const suite = verifySuites();
const documentLoader = makeLoader();
const verifyToken = await PEERS.jose();

// The text of the first iTXt chunk with the Open Badges keyword.
function unbake(png) {
  const keyword = Buffer.from('openbadgecredential\0\0\0\0\0');
  for(let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    if(png.toString('latin1', at + 4, at + 8) === 'iTXt' && data.subarray(0, keyword.length).equals(keyword)) {
      return data.subarray(keyword.length).toString('utf8');
    }
    at += length + 12;
  }
  throw new Error('no credential in the picture');
}

function read(file) {
  const bytes = fs.readFileSync(file);
  return file.endsWith('.png') ? unbake(bytes) : bytes.toString('utf8').trim();
}

// A token in a presentation stands there as a data: URL (VCDM 2.0, EnvelopedVerifiableCredential).
const ENVELOPE = 'data:application/vc+jwt,';
const isEnvelope = credential => credential.id?.startsWith(ENVELOPE);

// vc.verify() does not know envelopes: then the presentation's proof and each credential are asked about one by one.
async function verifyPresentation(presentation, common) {
  const credentials = [].concat(presentation.verifiableCredential ?? []);
  const {challenge, domain} = options;
  if(!credentials.some(isEnvelope)) return vc.verify({...common, presentation, challenge, domain});

  const purpose = new jsigs.purposes.AuthenticationProofPurpose({challenge, domain});
  const answer = await jsigs.verify(presentation, {...common, purpose});
  for(const credential of credentials) {
    if(!isEnvelope(credential)) {
      const inner = await vc.verifyCredential({...common, credential});
      if(!inner.verified) return inner;
      continue;
    }
    const inner = await verifyToken(credential.id.slice(ENVELOPE.length));
    if(!inner.ok) return {verified: false, error: new Error(inner.why)};
  }
  return answer;
}

async function verify(text, now) {
  if(!text.startsWith('{')) return verifyToken(text);
  try {
    const document = JSON.parse(text);
    const common = {suite, documentLoader, now};
    const answer = [].concat(document.type).includes('VerifiablePresentation') ?
      await verifyPresentation(document, common) :
      await vc.verifyCredential({...common, credential: document});
    return {ok: answer.verified, why: answer.verified ? '' : short(answer.error ?? answer.credentialResults)};
  } catch(error) {
    return {ok: false, why: short(error)};
  }
}

// One letter of the first name in a document, one of a token's payload.
function change(text) {
  const at = text.startsWith('{') ? /"name":\s*"[^"]/.exec(text) : /\..{200}/.exec(text);
  const place = at.index + at[0].length - 1;
  return text.slice(0, place) + (text[place] === 'X' ? 'Y' : 'X') + text.slice(place + 1);
}

let count = 0;
let failed = 0;
function tell(good, what, why) {
  count++;
  if(!good) failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${what}${why ? ` # ${why}` : ''}`);
}

async function check(file, now) {
  const name = path.basename(file);
  const text = read(file);
  const genuine = await verify(text, now);
  tell(genuine.ok, `${name} verifies`, genuine.why);
  const changed = await verify(change(text), now);
  tell(!changed.ok, `${name} with one byte changed does not`, changed.why);
}

if(files.length) {
  for(const file of files) await check(file, new Date());
} else {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = path.resolve(here, '../../data/samples');
  const day = new Date('2026-11-22T00:00:00Z');
  for(const name of fs.readdirSync(folder).filter(n => /\.(json|jwt|png)$/.test(n)).sort()) {
    const file = path.join(folder, name);
    if(!name.startsWith('module-5')) {
      await check(file, day);
      continue;
    }
    await check(file, new Date('2026-03-01T00:00:00Z'));
    const late = await verify(read(file), day);
    tell(!late.ok && /expired/i.test(late.why), `${name} has expired`, late.why);
  }
}
console.log(`1..${count}`);
process.exitCode = failed ? 1 : 0;
