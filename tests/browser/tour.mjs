// Opens every kind of page in a real browser and looks at it as different people would, then takes the ten-minute tour.
// See README.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { agreed, Browser, needless } from './chromium.mjs';
import { kinds, strange } from './kinds.mjs';
import { glance, linked, look } from './look.mjs';
import { first, Report, since, some, total, unless } from './report.mjs';
import { fresh, serve, told } from './server.mjs';
import { visit } from './visit.mjs';

const USAGE = `usage: node tour.mjs URL [FOLDER] [KIND …]
       node tour.mjs --serve BINARY [--councils N] [FOLDER] [KIND …]
  --councils N     then look at the pages of a made-up database of N councils, too
  --within MS      an error must be answered in so many milliseconds
  --at-once N      pages looked at side by side (2)`;

/** Kinds whose size grows with the number of councils. */
const GROWING = ['home', 'national', 'council', 'board', 'search', 'compare', 'councils', 'boards', 'meetings'];

function wanted() {
  const text = { type: 'string' };
  const options = { serve: text, councils: text, within: text, 'at-once': { ...text, default: '2' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const url = values.serve ? undefined : positionals.shift();
  const councils = Number(values.councils ?? 0);
  if ((!url && !values.serve) || (councils && !values.serve)) throw new Error('a server is wanted');
  const [folder = path.join(os.tmpdir(), 'folkmoot-shots'), ...only] = positionals;
  const [within, atOnce] = [values.within, values['at-once']].map((value) => Number(value ?? 0));
  return { url: url?.replace(/\/+$/, ''), binary: values.serve, councils, within, atOnce, folder, only };
}

let want;
try {
  want = wanted();
} catch (error) {
  console.error(`${first(error)}\n${USAGE}`);
  process.exit(2);
}

/** Does something for each of a list, a few at once. */
async function each(list, atOnce, run) {
  const left = [...list];
  const lane = async () => {
    for (let one = left.shift(); one; one = left.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, lane));
}

/** Looks at kinds in one way, each with a report of its own. */
function looked(browser, list, way, prefix = '') {
  return each(list, want.atOnce, async (one) => {
    const report = new Report(prefix + one.kind);
    try {
      await way(browser, one, report);
    } catch (error) {
      report.check('looked at to the end', first(error));
    }
    report.end();
  });
}

/** The first minute: the program is started in an empty folder, where its port is taken, too. */
async function started(binary, report) {
  const folder = fresh();
  const demo = await serve(binary, ['demo', '--listen', '127.0.0.1:0'], folder);
  report.check(`demo answers after ${demo.took} ms`, unless(demo.took < 30000, 'more than half a minute'));
  report.check('demo leaves nothing in the folder', some(fs.readdirSync(folder)));
  const address = demo.base.replace('http://', '');
  await report.attempt('demo finds another port where its own is taken, and says so', async () => {
    const second = await serve(binary, ['demo', '--listen', address], folder);
    await second.stop();
    const says = second.said.out.includes(`${address} is in use`);
    return unless(second.base !== demo.base && says, `it says: ${second.said.out.slice(0, 200)}`);
  });
  await report.attempt('serve says in one sentence that the port is taken', async () => {
    const said = await told(binary, ['serve', '--database', 'sqlite:none.db', '--listen', address], folder);
    report.note(said.err.trim());
    const plain = said.err.trim().split('\n').length === 1 && said.err.includes(address);
    return unless(said.code > 0 && plain, `code ${said.code}: ${said.err.slice(0, 200)}`);
  });
  return demo;
}

/** A made-up database of many councils: what grows with it stays light, sound and narrow. */
async function many(binary, councils) {
  const began = Date.now();
  const report = new Report(`${councils} councils`);
  const folder = fresh();
  const database = ['--database', `sqlite:${path.join(folder, 'many.db')}`];
  const sizes = ['--councils', String(councils), '--boards', '2', '--meetings', '2', '--items', '1', '--indicators', '3'];
  for (const words of [['generate', ...database, ...sizes], ['index', ...database]]) {
    const said = await told(binary, words, folder, 90);
    if (!report.check(words[0], unless(said.code === 0, said.err.slice(0, 200)))) return report.end();
  }
  const server = await serve(binary, ['serve', ...database, '--listen', '127.0.0.1:0'], folder);
  report.end();
  const browser = await Browser.open(server.base, want.folder);
  const list = (await kinds(server.base)).filter((one) => GROWING.includes(one.kind));
  await looked(browser, list, glance, `${councils} councils: `);
  await browser.close();
  await server.stop();
  console.log(`     ${councils} councils: ${since(began)} in all`);
}

const began = Date.now();
fs.mkdirSync(want.folder, { recursive: true });
const whole = want.only.length === 0;
const start = new Report('start');
const demo = want.binary && (await started(want.binary, start));
start.end();
const browser = await Browser.open(want.url ?? demo.base, want.folder);
const all = await kinds(browser.base);
await looked(browser, all.filter((one) => whole || want.only.includes(one.kind)), look);
if (whole || want.only.includes('tour')) {
  const tour = new Report('tour');
  await visit(browser, tour, { printed: demo?.said.out, within: want.within });
  tour.end();
}
if (whole) {
  const rest = new Report('all pages');
  rest.check(`${linked.size} addresses are each of a kind that is looked at`, some(strange(all, linked), 8));
  agreed().forEach((one) => rest.note(`agreed: ${one}`));
  rest.check('every agreed exception is needed', some(needless()));
  rest.end();
}
await browser.close();
await demo?.stop();
if (want.councils) await many(want.binary, want.councils);
console.log(`${total.passed} passed, ${total.failed} failed, in ${since(began)}; pictures are in ${want.folder}`);
process.exit(total.failed === 0 ? 0 : 1);
