// Runs the public GraphQL-over-HTTP audits against a server: node audits.mjs URL. Every one must pass, MAY included.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
let passed = 0;
const failed = [];
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  if (result.status === 'ok') passed += 1;
  else failed.push(`${result.id} ${result.name}: ${result.reason}`);
}
for (const line of failed) console.log(line);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && passed >= 61 ? 0 : 1);
