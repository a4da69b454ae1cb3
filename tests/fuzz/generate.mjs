// SPDX-License-Identifier: GPL-3.0-or-later
// Documents for differential.mjs: half of them credentials with the published contexts, half of them small ones whose
// inline context uses what JSON-LD 1.1 has. A document follows from the seed and its number alone.

// mulberry32: small, and good enough to choose with.
function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TEXTS = ['', 'a', 'Zoë', 'Η Μαρία', 'ě\u0301', '😀', '"quoted"', 'back\\slash', 'tab\there', 'two\nlines', '\r', '\u007f', '\u0001',
  '\u0085', '\u2028', '\uFFFE', '￿', 'x'.repeat(300), ' spaces ', '<b>', '2024-01-01', 'http://a.example/ not an IRI'];
const NUMBERS = [0, -0, 1, -1, 2.5, 3.0, 1e21, 1e20, 123456789012345680000, 0.1, 1e-7, 5e-324, 1.7976931348623157e308, 9007199254740991,
  9007199254740992, 0.30000000000000004, 100, 1e6, 12.5e3, 4.35, 1 / 3];
const IRIS = ['https://a.example/1', 'https://a.example/2#x', 'urn:uuid:951b475e-b795-43bc-ba8f-a2d01efd2eb1', 'did:key:z6Mk', 'mailto:a@b.example',
  'relative', '../up?q', '#fragment', '?query', '//host/path', '_:b0', '_:b1', '_:b2', 'ex:suffix', 'ex:', 'unknown:thing', 'https://ä.example/ü', ''];
const LANGUAGES = ['en', 'de-AT', 'zh-Hant', 'EN', '@none'];

export function makeGenerator(seed) {
  return number => {
    const random = makeRandom(seed * 1000003 + number);
    const pick = list => list[Math.floor(random() * list.length)];
    const chance = p => random() < p;
    return number % 2 ? inlineDocument(random, pick, chance) : credential(random, pick, chance);
  };
}

function inlineDocument(random, pick, chance) {
  const terms = ['p', 'q', 'r', 's', 't', 'u'];
  const context = {};
  if(chance(0.7)) context['@version'] = 1.1;
  if(chance(0.5)) context['@vocab'] = pick(['https://v.example/', 'https://v.example#', '', 'ex:v/']);
  if(chance(0.2)) context['@base'] = pick(['https://base.example/c/', 'sub/', null]);
  if(chance(0.2)) context['@language'] = pick(['en', 'de', null]);
  context.ex = 'https://ex.example/';
  for(const term of terms) if(chance(0.75)) context[term] = definition(1);
  return {'@context': context, ...node(0)};

  function definition(depth) {
    if(chance(0.25)) return pick(['ex:a', 'https://d.example/b', 'ex:c', '@id', '@type', null]);
    const value = {'@id': pick(['ex:a', 'ex:b', 'https://d.example/c', 'ex:d', '_:p'])};
    if(chance(0.4)) value['@type'] = pick(['@id', '@vocab', '@json', '@none', 'ex:datatype', 'http://www.w3.org/2001/XMLSchema#double',
      'http://www.w3.org/2001/XMLSchema#integer', 'http://www.w3.org/2001/XMLSchema#dateTime']);
    if(chance(0.4)) value['@container'] = pick(['@list', '@set', '@language', '@index', '@id', '@type', '@graph', ['@graph', '@id'], ['@set', '@index'],
      ['@graph', '@index'], ['@set', '@language']]);
    if(chance(0.1)) value['@language'] = pick(['fr', null]);
    if(chance(0.1)) value['@protected'] = true;
    if(chance(0.1)) value['@prefix'] = true;
    if(depth > 0 && chance(0.2)) value['@context'] = {[pick(terms)]: definition(depth - 1)};
    if(chance(0.05)) return {'@reverse': pick(['ex:a', 'ex:b'])};
    if(chance(0.05)) return '@nest';
    return value;
  }

  function scalar() {
    return pick([() => pick(TEXTS), () => pick(NUMBERS), () => chance(0.5), () => pick(IRIS), () => null])();
  }

  function valueObject() {
    const value = {'@value': scalar()};
    if(chance(0.3)) value['@type'] = pick(['ex:datatype', '@json', 'https://d.example/t', 'http://www.w3.org/2001/XMLSchema#double']);
    else if(chance(0.4)) value['@language'] = pick(LANGUAGES.slice(0, 4));
    if(value['@type'] === '@json') value['@value'] = {b: [scalar(), {a: scalar()}], a: scalar()};
    return value;
  }

  function member(depth) {
    const kinds = [scalar, scalar, valueObject, () => [scalar(), scalar()], () => ({'@id': pick(IRIS)}), () => ({'@list': [scalar(), valueObject()]}),
      () => ({'@set': [scalar()]}), () => ({en: pick(TEXTS), de: [pick(TEXTS)]})];
    if(depth < 3) kinds.push(() => node(depth + 1), () => node(depth + 1), () => [node(depth + 1), scalar()], () => ({'@graph': [node(depth + 1)]}),
      () => ({[pick(IRIS)]: node(depth + 1), x: node(depth + 1)}), () => ({'@list': [node(depth + 1), {'@list': []}]}));
    return pick(kinds)();
  }

  function node(depth) {
    const value = {};
    if(chance(0.5)) value['@id'] = pick(IRIS);
    if(chance(0.4)) value['@type'] = chance(0.5) ? pick(['ex:T', 'p', 'https://d.example/T', 'rel']) : ['ex:T', pick(['U', '_:b1'])];
    for(const term of terms) if(chance(0.4)) value[term] = member(depth);
    if(chance(0.1)) value['ex:direct'] = member(depth);
    if(chance(0.05)) value['@index'] = 'i';
    if(chance(0.05) && depth < 3) value['@reverse'] = {[pick(terms)]: node(depth + 1)};
    if(chance(0.05) && depth < 3) value['@included'] = [node(depth + 1)];
    if(chance(0.05) && depth < 3) value['@nest'] = {[pick(terms)]: member(depth + 1)};
    if(chance(0.05) && depth < 3) value['@graph'] = [node(depth + 1), node(depth + 1)];
    return value;
  }
}

function credential(random, pick, chance) {
  const second = chance(0.5);
  const profile = () => ({
    id: pick(['did:key:z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q', 'https://issuer.example/', 'urn:x:y']),
    type: chance(0.5) ? 'Profile' : ['Profile'],
    ...optional(0.8, 'name', () => pick(TEXTS)),
    ...optional(0.3, 'url', () => pick(IRIS)),
    ...optional(0.3, 'email', () => 'a@b.example'),
    ...optional(0.3, 'image', image),
    ...optional(0.2, 'otherIdentifier', () => [{type: 'IdentifierEntry', identifier: pick(TEXTS), identifierType: 'lisId'}]),
    ...optional(0.2, 'address', () => ({type: 'Address', addressCountry: pick(TEXTS), postalCode: '1', geo: {type: 'GeoCoordinates',
      latitude: pick(NUMBERS), longitude: pick(NUMBERS)}})),
  });
  const subject = {
    type: ['AchievementSubject'],
    ...optional(0.6, 'id', () => pick(IRIS)),
    ...optional(0.5, 'identifier', () => [{type: 'IdentityObject', hashed: chance(0.5), identityHash: pick(TEXTS), identityType: 'emailAddress',
      salt: pick(TEXTS)}]),
    ...optional(0.3, 'creditsEarned', () => pick(NUMBERS)),
    ...optional(0.3, 'activityStartDate', () => '2024-01-01T00:00:00Z'),
    ...optional(0.3, 'result', () => [{type: ['Result'], value: pick(TEXTS), resultDescription: pick(IRIS)}, {type: 'Result', status: 'Completed'}]),
    achievement: {
      ...optional(0.9, 'id', () => pick(IRIS)),
      type: ['Achievement'],
      name: pick(TEXTS),
      description: pick(TEXTS),
      criteria: {...optional(0.5, 'id', () => pick(IRIS)), narrative: pick(TEXTS)},
      ...optional(0.4, 'creditsAvailable', () => pick(NUMBERS)),
      ...optional(0.4, 'tag', () => [pick(TEXTS), pick(TEXTS)]),
      ...optional(0.4, 'alignment', () => [1, 2].map(() => ({type: ['Alignment'], targetName: pick(TEXTS), targetUrl: pick(IRIS), targetCode: pick(TEXTS)}))),
      ...optional(0.3, 'image', image),
      ...optional(0.3, 'creator', profile),
      ...optional(0.3, 'resultDescription', () => [{id: pick(IRIS), type: ['ResultDescription'], name: pick(TEXTS), resultType: 'Percent',
        allowedValue: [pick(TEXTS), pick(TEXTS)]}]),
      ...optional(0.2, 'undefinedMember', () => pick(TEXTS)),
    },
  };
  return {
    '@context': [second ? 'https://www.w3.org/ns/credentials/v2' : 'https://www.w3.org/2018/credentials/v1',
      pick(['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json']),
      ...(chance(0.2) ? ['https://w3id.org/security/suites/ed25519-2020/v1'] : []),
      ...(chance(0.2) ? [{extra: 'https://x.example/extra', ...(chance(0.5) ? {'@vocab': 'https://x.example/'} : {})}] : [])],
    ...optional(0.9, 'id', () => pick(IRIS)),
    type: ['VerifiableCredential', pick(['OpenBadgeCredential', 'AchievementCredential'])],
    ...optional(0.6, 'name', () => pick(TEXTS)),
    issuer: chance(0.8) ? profile() : pick(IRIS),
    [second ? 'validFrom' : 'issuanceDate']: '2024-01-01T00:00:00Z',
    ...optional(0.3, 'extra', () => pick(NUMBERS)),
    ...optional(0.3, 'evidence', () => [{...optional(0.5, 'id', () => pick(IRIS)), type: ['Evidence'], narrative: pick(TEXTS)}]),
    ...optional(0.3, 'credentialStatus', () => ({id: pick(IRIS), type: pick(['BitstringStatusListEntry', '1EdTechRevocationList'])})),
    ...optional(0.2, 'proof', () => ({type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2024-01-01T00:00:00Z', proofValue: 'z'})),
    credentialSubject: chance(0.9) ? subject : [subject, {id: pick(IRIS), name: pick(TEXTS)}],
  };

  function image() {
    return {id: pick(IRIS), type: 'Image', caption: pick(TEXTS)};
  }
  function optional(p, name, make) {
    return chance(p) ? {[name]: make()} : {};
  }
}
