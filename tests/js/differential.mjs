// Asks a server and graphql-js whether documents are valid, and compares: node differential.mjs URL SCHEMA.
import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, getIntrospectionQuery, isObjectType, parse, specifiedRules, validate, getNamedType, isLeafType } from 'graphql';

const [url, path] = process.argv.slice(2);
const schema = buildSchema(readFileSync(path, 'utf8'));

// A leaf of each type, to end selections with.
const leaf = (type) => Object.values(type.getFields()).find((f) => isLeafType(getNamedType(f.type)) && f.args.length === 0)?.name ?? '__typename';
const documents = new Set();
const add = (...texts) => texts.forEach((text) => documents.add(text));

const query = schema.getQueryType();
for (const field of Object.values(query.getFields())) {
  const connection = getNamedType(field.type);
  if (!connection.name.endsWith('Connection')) continue;
  const name = field.name;
  const type = getNamedType(connection.getFields().nodes.type);
  const one = leaf(type);
  add(
    `{ ${name} { nodes { ${one} } } }`,
    `{ ${name}(first: 2) { edges { cursor node { ...F } } pageInfo { hasNextPage } totalCount } } fragment F on ${type.name} { ${one} }`,
    `query($n: Int, $f: ${type.name}Filter) { ${name}(first: $n, filter: $f) { nodes { ${one} } } }`,
    `query($n: String) { ${name}(first: $n) { nodes { ${one} } } }`,
    `query($n: [Int]) { ${name}(first: $n) { nodes { ${one} } } }`,
    `{ ${name}(first: "2") { nodes { ${one} } } }`,
    `{ ${name}(first: 2147483648) { nodes { ${one} } } }`,
    `{ ${name}(first: 2.5) { nodes { ${one} } } }`,
    `{ ${name}(fist: 2) { nodes { ${one} } } }`,
    `{ ${name}(first: 1, first: 2) { nodes { ${one} } } }`,
    `{ ${name} { nodes { ${one} nothing } } }`,
    `{ ${name} { nodes } }`,
    `{ ${name} { nodes { ${one} { x } } } }`,
    `{ ${name}(filter: {nothing: 1}) { nodes { ${one} } } }`,
    `{ ${name}(filter: {not: {or: []}}) { nodes { ${one} } } }`,
    `{ ${name} { nodes { ...F } } } fragment F on PageInfo { hasNextPage }`,
    `{ ${name} { nodes { ... on ${type.name} { a: ${one} a: __typename } } } }`,
    `{ ${name}(first: 1) { nodes { ${one} } } ${name}(first: 2) { nodes { ${one} } } }`,
  );
  if (isObjectType(type) && type.getInterfaces().length) add(`{ ${name} { nodes { ... on Node { id } } } }`);
}

add(
  // names and operations
  '{ __typename }', 'query A { __typename }', 'query A { __typename } query A { __typename }', 'query A { __typename } query B { __typename }',
  '{ __typename } query B { __typename }', 'query A() { __typename }', 'mutation { x }', 'subscription { x }', 'fragment F on Query { __typename }',
  '{ ...Missing }', '{ ...F } fragment F on Query { ...F }', '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }',
  '{ __typename } fragment F on Query { __typename }', '{ ...F ...F } fragment F on Query { __typename }',
  '{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }', '{ ...F } fragment F on Nothing { x }', '{ ...F } fragment F on Int { x }',
  '{ ... on Query { __typename } }', '{ ... { __typename } }', '{ ... on Council { name } }', '{ ... on RecordState { x } }',
  // __typename is a field like others
  '{ __typename(a: 1) }', '{ __typename { x } }', '{ __typename @nothing }', '{ __typename @skip(if: true) @skip(if: false) }', '{ __typename @skip }',
  'query($x: Boolean!) { __typename @include(if: $x) }', 'query($x: Boolean) { __typename @include(if: $x) }', '{ __typename @skip(if: 1) }', '{ __typename @include(if: true, if: true) }',
  'query @skip(if: true) { __typename }', '{ __typename @deprecated }', '{ __typename @skip(if: true) @include(if: true) }',
  // variables
  'query($x: ID) { node(id: $x) { id } }', 'query($x: ID!) { node(id: $x) { id } }', 'query($x: ID = "a") { node(id: $x) { id } }', 'query($x: ID = null) { node(id: $x) { id } }',
  'query($x: ID!, $x: ID!) { node(id: $x) { id } }', 'query($x: ID!) { __typename }', '{ node(id: $x) { id } }', 'query($x: Nothing) { node(id: $x) { id } }',
  'query($x: Council) { node(id: $x) { id } }', 'query($x: [ID!]!) { nodes(ids: $x) { id } }', 'query($x: [ID]!) { nodes(ids: $x) { id } }', 'query($x: ID!) { nodes(ids: $x) { id } }',
  'query($x: ID!) { nodes(ids: [$x]) { id } }', 'query($x: Int = "1") { councils(first: $x) { nodes { name } } }', 'query($x: Int = 1) { councils(first: $x) { nodes { name } } }',
  'query($x: ID!) { ...F } fragment F on Query { node(id: $x) { id } }', 'query A { ...F } query B($x: ID!) { ...F } fragment F on Query { node(id: $x) { id } }',
  'query($x: Boolean!) { councils { nodes { name @skip(if: $x) } } }', 'query($x: CouncilKind) { councils(filter: {kind: [$x]}) { nodes { name } } }', 'query($x: CouncilKind!) { councils(filter: {kind: [$x]}) { nodes { name } } }',
  // values
  '{ node { id } }', '{ node(id: null) { id } }', '{ node(id: 1) { id } }', '{ node(id: true) { id } }', '{ node(id: "a", x: 1) { id } }', '{ node(id: {a: 1}) { id } }', '{ node(id: [1]) { id } }',
  '{ nodes(ids: "a") { id } }', '{ nodes(ids: ["a", null]) { id } }', '{ nodes(ids: []) { id } }',
  '{ councils(filter: {kind: [COUNTY]}) { nodes { name } } }', '{ councils(filter: {kind: COUNTY}) { nodes { name } } }', '{ councils(filter: {kind: "COUNTY"}) { nodes { name } } }', '{ councils(filter: {kind: [CITY]}) { nodes { name } } }',
  '{ councils(filter: {name: {eq: "a"}}) { nodes { name } } }', '{ councils(filter: {name: "a"}) { nodes { name } } }', '{ councils(filter: {name: {eq: 1}}) { nodes { name } } }', '{ councils(filter: {name: {eq: "a", eq: "b"}}) { nodes { name } } }',
  '{ councils(filter: {name: {eq: "\\u{1F600}"}}) { nodes { name } } }', '{ councils(filter: {name: {eq: "\\uD83D\\uDE00"}}) { nodes { name } } }', '{ councils(filter: {name: {eq: """block "text" here"""}}) { nodes { name } } }',
  '{ councils(filter: {name: {eq: "\\x"}}) { nodes { name } } }', '{ councils(filter: {name: {eq: "open}}) { nodes { name } } }', '{ councils(filter: {name: {eq: "\\uZZZZ"}}) { nodes { name } } }', '{ councils(filter: {name: {eq: "\\uD83D"}}) { nodes { name } } }',
  '{ councils(orderBy: NAME_ASC) { nodes { name } } }', '{ councils(orderBy: "NAME_ASC") { nodes { name } } }', '{ councils(orderBy: NOTHING) { nodes { name } } }', '{ councils(first: 01) { nodes { name } } }', '{ councils(first: -1) { nodes { name } } }', '{ councils(first: 1e3) { nodes { name } } }',
  '{ meetings(filter: {date: {from: "2025-01-01"}}) { nodes { title } } }', '{ councils(asOf: "2025-01-01") { nodes { name } } }',
  // exactly one of
  '{ council(by: {slug: "a"}) { name } }', '{ council(by: {slug: "a", gss: "b"}) { name } }', '{ council(by: {}) { name } }', '{ council(by: {slug: null}) { name } }', '{ council { name } }', '{ council(by: null) { name } }',
  'query($s: String!) { council(by: {slug: $s}) { name } }', 'query($s: String) { council(by: {slug: $s}) { name } }', 'query($b: CouncilBy!) { council(by: $b) { name } }', 'query($b: CouncilBy) { council(by: $b) { name } }',
  '{ ...F } fragment F on Query { council(by: {slug: "a", id: "b"}) { name } }',
  // fragments and merging
  '{ node(id: "a") { ... on Council { name } ... on Board { name } } }', '{ node(id: "a") { ... on Council { x: name } ... on Board { x: slug } } }', '{ node(id: "a") { ... on Council { x: name } ... on Meeting { x: attendanceKnown } } }',
  '{ node(id: "a") { name } }', '{ node(id: "a") { id __typename } }', '{ node(id: "a") { ... on PageInfo { hasNextPage } } }', '{ a: councils { nodes { name } } a: boards { nodes { name } } }', '{ a: councils { nodes { name } } a: councils { nodes { slug } } }',
  // introspection and syntax
  '{ __schema { types { name } } }', '{ __type(name: "Council") { fields { name } } }', '{ __type { name } }', '{ __schema { nothing } }', '{ serviceLimits { depth } }', '{ serviceLimits }', '{ councils }',
  '', ' ', '#', '{', '}', '{}', '{ }', '{ councils { } }', '{ councils() { nodes { name } } }', 'query', '{ a: }', '{ councils(first:) { nodes { name } } }', '{ ...on }', 'fragment on on Query { __typename }', '{ on: __typename }', '{ null: __typename }', '{ , , __typename , }', '\ufeff{ __typename }', '{ __typename } # end', 'type A { b: Int }', 'schema { query: Query }', 'query ($x: Int @nothing) { councils(first: $x) { nodes { name } } }', 'query A { __typename } type B { c: Int }', '{ __typename }}', '{ councils { nodes { name } } } extra',
);

// Spoil valid documents one token at a time.
for (const text of [...documents].filter((t) => t.length < 120).slice(0, 40)) {
  const tokens = text.match(/[A-Za-z_]\w*|"[^"]*"|\d+|\S/g) ?? [];
  for (let i = 0; i < Math.min(tokens.length, 5); i += 1) add([...tokens.slice(0, i), ...tokens.slice(i + 1)].join(' '));
}

const judge = (text) => {
  try {
    const document = parse(text);
    // graphql-js refuses an operation without a root type only when it comes to execute it.
    const rootless = document.definitions.filter((d) => d.kind === 'OperationDefinition' && !schema.getRootType(d.operation));
    return [...validate(schema, document, specifiedRules).map((e) => e.message), ...rootless.map((d) => `no root type for ${d.operation}`)];
  } catch (error) {
    return [error.message];
  }
};

let agreed = 0;
let valid = 0;
const wrong = [];
for (const text of documents) {
  const errors = judge(text);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: text }),
  });
  const said = await response.json();
  const code = said.errors?.[0]?.extensions?.code;
  const refused = code === 'SYNTAX_ERROR' || code === 'VALIDATION_FAILED';
  if (errors.length === 0) valid += 1;
  if (refused === errors.length > 0) agreed += 1;
  else wrong.push(`${JSON.stringify(text)}\n  graphql-js: ${errors[0] ?? 'valid'}\n  server:     ${said.errors?.[0]?.message ?? 'valid'}`);
}
// Tools ask for the whole schema in these words, and must get it.
for (const options of [{}, { descriptions: true, specifiedByUrl: true, schemaDescription: true, inputValueDeprecation: true }]) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery(options) }),
  });
  const { data, errors } = await response.json();
  if (errors) wrong.push(`the introspection query of graphql-js: ${errors[0].message}`);
  else if (buildClientSchema(data).getQueryType().name === 'Query') agreed += 1;
}

for (const line of wrong) console.log(line);
console.log(`${documents.size} documents, ${valid} of them valid`);
console.log(`${agreed} passed, ${wrong.length} failed`);
process.exit(wrong.length === 0 && documents.size >= 300 ? 0 : 1);
