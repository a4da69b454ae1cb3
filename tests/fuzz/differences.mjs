// SPDX-License-Identifier: GPL-3.0-or-later
// Where our canonical form may differ from that of Digital Bazaar's libraries, and why. A reason explains a difference
// only if the same document without what the reason speaks of gets the same answer from both.

function map(value, change) {
  if(Array.isArray(value)) return value.map(item => map(item, change));
  if(value === null || typeof value !== 'object') return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, map(item, change)]));
}

// Rewrites every object, innermost first.
function mapObjects(value, change) {
  if(Array.isArray(value)) return value.map(item => mapObjects(item, change));
  if(value === null || typeof value !== 'object') return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapObjects(item, change)])));
}

// Terms with that container become sets.
function withoutContainer(document, container) {
  return mapObjects(document, object => ([].concat(object['@container'] ?? []).includes(container) ? {...object, '@container': '@set'} : object));
}

const XSD_DOUBLE = 'http://www.w3.org/2001/XMLSchema#double';

export const REASONS = [
  {
    // json-ld-api §8.2.2: only a number without a fraction is an integer. jsonld.js looks for a point in its text.
    name: 'a number such as 1e-7 is written as the integer 0 by jsonld.js',
    without: document => map(document, value => (typeof value === 'number' && /^-?\de-/.test(String(value)) ? 0.5 : value)),
  },
  {
    // RDFC-1.0 §4.4.3 step 7: sorted in code point order. JavaScript sorts by UTF-16 code units.
    name: 'lines with characters beyond U+FFFF are sorted by UTF-16 units by rdf-canonize',
    without: document => map(document, value => (typeof value === 'string' ? value.replace(/[\u{10000}-\u{10ffff}]/gu, 'x') : value)),
  },
  {
    // json-ld-api §5.1.2: processors may normalize language tags; RDFC-1.0 leaves them as they are. A verifier of ours
    // tries both.
    name: 'language tags are written in lower case by jsonld.js',
    without: document => mapObjects(document, object =>
      (typeof object['@language'] === 'string' ? {...object, '@language': object['@language'].toLowerCase()} : object)),
  },
  {
    // RFC 3987 §2.2: ucschar begins at U+00A0. JavaScript calls some of it white space.
    name: 'U+0085 and U+2028 end an absolute IRI for jsonld.js',
    without: document => map(document, value => (typeof value === 'string' ? value.replace(/[\u0085\u2028]/g, 'x') : value)),
  },
  {
    // json-ld-api §8.2.2 step 5: only a number is written as a double; a text keeps its characters.
    name: 'a text of type xsd:double becomes NaN in jsonld.js',
    without: document => mapObjects(document, object => (object['@type'] === XSD_DOUBLE ? {...object, '@type': 'ex:datatype'} : object)),
  },
  {
    // RFC 3987 §2.2: no such character may stand in an IRI, and json-ld-api §8.1 leaves out what is none.
    name: 'characters that no IRI may have are escaped by jsonld.js',
    without: document => map(document, value => (typeof value === 'string' ? value.replace(/["<>\\\u0001\t\n\r ]/g, 'x') : value)),
  },
  {
    // json-ld-api §5.1.2 step 13 asks the context around a member what it means, not the one it brings.
    name: 'a scoped context that changes its own term changes it too early in jsonld.js',
    without: document => mapObjects(document, object => {
      const rest = {...object};
      for(const [term, definition] of Object.entries(object)) {
        if(definition?.['@context']?.[term] !== undefined) rest[term] = {...definition, '@context': {...definition['@context'], [term]: undefined}};
      }
      return JSON.parse(JSON.stringify(rest));
    }),
  },
  {
    // RDF 1.1 §4: a dataset is a set. And json-ld-api §7.2.6.9: a node has one index.
    name: 'values that differ in their index alone are said twice by jsonld.js, and two indexes of a node overlooked',
    without: document => mapObjects(withoutContainer(document, '@index'), object => {
      const {'@index': index, ...rest} = object;
      return rest;
    }),
  },
  {
    // json-ld-api §9.2: an object with nothing but an identifier is a node object.
    name: 'an included node with nothing but an identifier is refused by jsonld.js',
    without: document => mapObjects(document, object => {
      const {'@included': included, ...rest} = object;
      return rest;
    }),
  },
  {
    // RFC 3986 §3.5: one number sign at most.
    name: 'an IRI with two number signs is said by jsonld.js',
    without: document => map(mapObjects(document, object =>
      Object.fromEntries(Object.entries(object).map(([name, value]) => [name.replace('#', ''), value]))),
    value => (typeof value === 'string' ? value.replace(/^#/, '') : value)),
  },
  {
    // json-ld-api §7.2: what a node is called does not decide whether the nodes in it are said.
    name: 'a node with an empty identifier takes its nodes along in jsonld.js',
    without: document => mapObjects(document, object => (object['@id'] === '' ? {...object, '@id': 'x'} : object)),
  },
  {
    // json-ld-api §5.1.2 step 13.6 stands before the containers of 13.7 and 13.8.
    name: 'a container goes before @json in jsonld.js',
    without: document => mapObjects(document, object => (object['@type'] === '@json' && object['@container'] ? {...object, '@container': '@set'} : object)),
  },
  {
    // json-ld-api §8.2.2 step 8.2: a value whose language tag is none is left out.
    name: 'keywords in a language map become language tags in jsonld.js',
    without: document => withoutContainer(document, '@language'),
  },
  {
    // json-ld-api §7.2: the graph is a node, and named, even if what is in it says nothing.
    name: 'a graph container with nothing but a value or a list is left out by jsonld.js',
    without: document => withoutContainer(document, '@graph'),
  },
  {
    // json-ld-api §5.1.2 step 13.8: its entries are nodes, and ours refuses a value there.
    name: 'keywords in a type or id map become types in jsonld.js',
    without: document => withoutContainer(withoutContainer(document, '@type'), '@id'),
  },
  {
    // json-ld-api §5.1.2 steps 13.4.9 and 14: as above, for what is nested.
    name: 'a list in a nested object takes what is around it along in jsonld.js',
    without: document => map(document, value => (value === '@nest' ? 'ex:nest' : value)),
  },
  {
    // json-ld-api §5.1.2 step 13.4.9: a list at the top is left out before the rest of its object is looked at.
    name: 'a list at the top takes the object around it along in jsonld.js',
    without: document => {
      const rest = {...document};
      delete rest['@list'];
      return mapObjects(rest, object => (object['@list'] ? {...object, '@list': []} : object));
    },
  },
];

/** What they fail of without having judged the document. */
export const isFault = error => /^Cannot read properties|is not a function|is not iterable/.test(error ?? '');
