// The ten-minute tour: from a started server to a fact's source, as somebody new takes it, with scripts and without.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { axe } from './chromium.mjs';
import { records } from './csv.mjs';
import { some, unless } from './report.mjs';

const WRONG = '{ councls(first: 3) { nodes { name } } }';

async function post(base, query, variables) {
  const began = performance.now();
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const said = await answer.json();
  return { said, took: performance.now() - began };
}

/** Runs what is in the explorer and returns what the server answered. */
async function run(page) {
  const button = page.locator('button.graphiql-execute-button, button[aria-label^="Execute"]').first();
  await button.waitFor({ timeout: 30000 });
  await page.locator('.monaco-editor .view-line span').first().waitFor({ timeout: 30000 });
  const asked = (r) => r.url().endsWith('/graphql') && !r.request().postData()?.includes('__schema');
  // The button is there a little before it does anything.
  for (let attempts = 0; ; attempts += 1) {
    const answer = page.waitForResponse(asked, { timeout: 5000 });
    answer.catch(() => {});
    await button.click();
    try {
      return await (await answer).json();
    } catch (error) {
      if (attempts > 3) throw error;
    }
  }
}

/** Runs a line as somebody would who pastes it into a terminal. */
const pasted = (line) =>
  new Promise((done) => {
    execFile('bash', ['-c', line], { timeout: 15000 }, (error, out) => done(out || String(error?.message)));
  });

/** The answer to a pasted line has data and no errors. */
async function answered(line) {
  const out = await pasted(line);
  const said = JSON.parse(out.slice(out.indexOf('{')));
  return unless(said.data && !said.errors, out.slice(0, 200));
}

/** The explorer: saved questions, its documentation, a query from the front page, a wrong one. */
async function explorer(browser, report, within) {
  const { base } = browser;
  const { context, page, open, kept } = await browser.tab();
  await report.attempt('the explorer has a tab for each question, and each is answered', async () => {
    const examples = await (await fetch(`${base}/graphiql/examples.json`)).json();
    await open('/graphiql/');
    await page.locator('.monaco-editor .view-line span').first().waitFor({ timeout: 30000 });
    const tabs = await page.locator('[role=tab].graphiql-tab').count();
    const wrong = [];
    for (const { title, query, variables } of examples) {
      const { said } = await post(base, query, variables);
      if (!said.data || said.errors) wrong.push(`${title}: ${JSON.stringify(said.errors).slice(0, 120)}`);
    }
    report.note(`${examples.length} questions: ${examples.map((one) => one.title).join(' / ')}`);
    return some(wrong) || unless(tabs === examples.length && tabs > 7, `${tabs} tabs, ${examples.length} questions`);
  });
  await report.attempt('the explorer shows its documentation', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).first().click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().waitFor({ timeout: 15000 });
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
    await page.locator('.graphiql-doc-explorer').getByText('councils', { exact: true }).first().waitFor({ timeout: 15000 });
    await browser.shot(page, 'tour-explorer-docs', false);
    return axe(page);
  });
  await report.attempt('the front page leads to a query in the explorer', async () => {
    await open('/');
    const link = page.locator('a[href*="/graphiql/?"][href*="query="]').first();
    if ((await link.count()) === 0) return 'no link with a query';
    await link.click();
    await page.waitForURL(/\/graphiql\//);
    return '';
  });
  await report.attempt('the query runs', async () => {
    const said = await run(page);
    return unless(said.data && !said.errors, JSON.stringify(said.errors ?? said).slice(0, 200));
  });
  await report.attempt('the answer shows', async () => {
    await page.locator('.result-window').getByText('data').first().waitFor({ timeout: 15000 });
    await browser.shot(page, 'tour-explorer', false);
    return '';
  });
  report.check('no error in the console of the explorer', some(kept.errors));
  await report.attempt('a wrong query is told the near field, with a code', async () => {
    await open(`/graphiql/?${new URLSearchParams({ query: WRONG })}`);
    const said = await run(page);
    await page.locator('.result-window').getByText('VALIDATION_FAILED').first().waitFor({ timeout: 15000 });
    await browser.shot(page, 'tour-wrong', false);
    const { message = '', extensions } = said.errors?.[0] ?? {};
    report.note(`${extensions?.code}: ${message}`);
    return unless(/councls.*councils/s.test(message) && extensions?.code, `said: ${JSON.stringify(said).slice(0, 160)}`);
  });
  await report.attempt('how long the wrong query takes', async () => {
    const times = [];
    for (let turn = 0; turn < 9; turn += 1) times.push((await post(base, WRONG)).took);
    const median = times.sort((a, b) => a - b)[4];
    report.note(`a wrong query is answered in ${median.toFixed(1)} ms (median of ${times.length})`);
    return unless(!within || median <= within, `${median.toFixed(1)} ms, more than ${within}`);
  });
  report.check('the explorer asks nothing of other hosts', some(kept.outside));
  await context.close();
}

/** What the terminal is told: the line that the program prints, and the one of the first guide. */
async function terminal(base, printed, report) {
  if (printed) {
    await report.attempt('the line that the program prints works as pasted', () => {
      const line = printed.match(/^ *(curl (?:.*\\\n)*.*)$/m)?.[1];
      return line ? answered(line.replace('curl ', 'curl -sS ')) : 'no such line';
    });
  }
  await report.attempt('the line of the first guide works', async () => {
    const page = await (await fetch(`${base}/docs/first-query`)).text();
    const code = page.match(/<code[^>]*>(curl [^<]*)<\/code>/)?.[1] ?? '';
    const plain = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&', '#38': '&' };
    const line = code.replace(/&(#?\w+);/g, (whole, name) => plain[name] ?? whole);
    return line ? answered(line.replace('curl ', 'curl -sS ').replace(/http:\/\/[\d.:]+/, base)) : 'no such line';
  });
}

/** The comparison's table: a list of cells for each row below the head. */
const matrix = (page) =>
  page.evaluate(() => {
    const text = (cell) => cell.textContent.replace(/\s+/g, ' ').trim();
    const table = document.querySelector('table.matrix');
    const heads = [...table.tHead.rows[0].cells].slice(1).map(text);
    return { heads, rows: [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1).map(text)) };
  });

/** What the file says otherwise than the table. */
function differing({ heads, rows }, file) {
  const councils = [...new Set(file.map((one) => one.council_name))];
  const facets = [...new Set(file.map((one) => one.facet))];
  if (facets.length !== rows.length || councils.length !== heads.length || file.length !== rows.length * heads.length)
    return [`${file.length} rows, ${facets.length} by ${councils.length}; the table: ${rows.length} by ${heads.length}`];
  const out = [];
  for (const one of file) {
    const cell = rows[facets.indexOf(one.facet)][heads.findIndex((head) => head.includes(one.council_name))];
    const value = one.value.replace(/\s+/g, ' ').trim();
    // Words of closed lists stand in capitals in the file and as words on the page; dates have brackets there and none here.
    const stands = (part) => /^[A-Z_]+(: [A-Z_]+)*$/.test(part) || cell?.includes(part.replace(/ \([^()]*\)$/, ''));
    const said = value.split('; ').every(stands);
    const unknown = cell?.startsWith('not known') ?? false;
    if (!said || unknown !== (one.state === 'UNKNOWN'))
      out.push(`${one.council} ${one.facet}: ${one.state} ${value.slice(0, 40)}`);
  }
  return out;
}

/** From the front page over the chart to a comparison, its file, and the source of a fact. */
async function pages(browser, report, how, options) {
  const { context, page, open, kept } = await browser.tab({ acceptDownloads: true, ...options });
  await report.attempt(`${how}: the front page leads to the chart`, async () => {
    await open('/');
    await browser.shot(page, `tour-home-${how}`);
    const link = page.locator('main a[href^="/programmes/"]').first();
    if ((await link.count()) === 0) return 'no link to it on the front page';
    await link.click();
    await page.waitForURL(/\/programmes\//);
    await browser.shot(page, `tour-chart-${how}`);
    const drawn = await page.locator('main svg').count();
    return unless(drawn > 0, `nothing is drawn on ${new URL(page.url()).pathname}`);
  });
  await report.attempt(`${how}: the comparison opens`, async () => {
    await open('/');
    const link = page.locator('main a[href^="/compare?programme="]').first();
    if ((await link.count()) === 0) return 'no link to it on the front page';
    await link.click();
    await page.waitForURL(/\/compare/);
    const boxes = page.locator('main input[type=checkbox][name=councils]');
    if ((await page.locator('table.matrix').count()) === 0 && (await boxes.count()) > 1) {
      await boxes.nth(0).check();
      await boxes.nth(1).check();
      await page.locator('main form button[type=submit]').last().click();
      await page.waitForURL(/councils=/);
    }
    await browser.shot(page, `tour-compare-${how}`);
    const cells = await page.locator('table.matrix td').count();
    return unless(cells > 3, `${cells} cells in a table of class matrix`);
  });
  await report.attempt(`${how}: the CSV says what the table says`, async () => {
    const shown = await matrix(page);
    const link = page.locator('a[href*="format=csv"]').first();
    if ((await link.count()) === 0) return 'no link to it';
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 15000 }), link.click()]);
    const file = path.join(browser.folder, `tour-${how}.csv`);
    await download.saveAs(file);
    const held = records(fs.readFileSync(file, 'utf8'));
    report.note(`${download.suggestedFilename()}: ${held.length} rows of ${Object.keys(held[0] ?? {}).join(', ')}`);
    return some(differing(shown, held));
  });
  await report.attempt(`${how}: a fact leads to its source`, async () => {
    const cited = page.locator('main table.matrix td:has(a[href^="http"])').first();
    if ((await cited.count()) === 0) return `no source on ${new URL(page.url()).pathname}`;
    const link = cited.locator('a[href^="http"]').first();
    const href = await link.getAttribute('href');
    const line = (await link.locator('xpath=..').innerText()).replace(/\s+/g, ' ');
    report.note(`${line} -> ${href}`);
    const title = (await link.innerText()).replace(/\s+/g, ' ');
    const place = /\w/.test(line.slice(line.indexOf(title) + title.length));
    await Promise.all([page.waitForEvent('requestfailed', { timeout: 10000 }), link.click({ noWaitAfter: true })]);
    const followed = kept.outside.some((at) => new URL(at).host === new URL(href).host);
    return unless(place, 'the place in the source is not told') || unless(followed, 'the click asks nothing of the source');
  });
  await context.close();
}

/** The whole tour; `printed` is what the program said when it started, `within` the most milliseconds of an error. */
export async function visit(browser, report, { printed, within }) {
  await report.attempt('pages, explorer and documentation are where they are said to be', async () => {
    const said = [...(printed ?? '').matchAll(/^ {2}\w+ +(http\S+)$/gm)].map((found) => found[1]);
    const wrong = [];
    for (const at of [...said, ...['/', '/graphiql', '/docs'].map((local) => browser.base + local)]) {
      const { status } = await fetch(at, at.endsWith('/graphql') ? { headers: { accept: 'text/html' } } : {});
      if (status >= 400 && !(at.endsWith('/graphql') && status < 500)) wrong.push(`${status} ${at}`);
    }
    return some(wrong);
  });
  await explorer(browser, report, within);
  await terminal(browser.base, printed, report);
  await pages(browser, report, 'with-scripts', {});
  await pages(browser, report, 'without-scripts', { javaScriptEnabled: false });
}
