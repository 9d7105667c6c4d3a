// Opens every kind of page in a real browser and looks at it as different people would, then takes the ten-minute tour:
// node tour.mjs URL [FOLDER] [KIND …]. See README.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [given, folder = path.join(os.tmpdir(), 'folkmoot-shots'), ...only] = process.argv.slice(2);
if (!given) {
  console.error('usage: node tour.mjs URL [FOLDER] [KIND …]');
  process.exit(2);
}
const base = given.replace(/\/+$/, '');
const origin = new URL(base).origin;
const LIMIT = 60 * 1024;
fs.mkdirSync(folder, { recursive: true });

let passed = 0;
let failed = 0;
/** One line a check: what was looked at, and what is wrong, if anything is. */
function check(name, wrong) {
  const said = wrong === true ? '' : wrong || '';
  if (said) failed += 1;
  else passed += 1;
  console.log(`${said ? 'FAIL' : 'ok  '} ${name}${said ? `: ${said}` : ''}`);
  return !said;
}
/** Runs a check that may end early: what it throws is what is wrong. */
async function attempt(name, run) {
  try {
    return check(name, await run());
  } catch (error) {
    return check(name, String(error.message ?? error).split('\n')[0]);
  }
}
const unless = (held, wrong) => (held ? '' : wrong);
const some = (list, most = 4) => [...new Set(list)].slice(0, most).join('; ') + (list.length > most ? ' …' : '');

async function ask(query) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()).data ?? {};
}
/** A comparison of the first three councils that can be chosen for it. */
async function compared(at) {
  const page = await (await fetch(base + at)).text();
  const choices = [...page.matchAll(/<input type="checkbox" name="councils"[^>]* value="([^"]+)"/g)].slice(0, 3);
  return at + choices.map(([, slug]) => `&councils=${encodeURIComponent(slug)}`).join('');
}

/** Kinds of pages, each with the address of one that has something on it. */
async function kinds() {
  const data = await ask(`{
    councils(first: 100) { nodes { slug } }
    boards(first: 100) { nodes { slug meetings(first: 1) { totalCount } } }
    meetings(first: 100) { nodes { id contributions(first: 1) { totalCount } } }
    people(first: 1) { nodes { slug } }
    strategies(first: 1) { nodes { slug } }
    issues(first: 1) { nodes { slug } }
  }`);
  const nodes = (name) => data[name]?.nodes ?? [];
  const fullest = (list, count) => [...list].sort((a, b) => count(b) - count(a))[0] ?? {};
  const board = fullest(nodes('boards'), (node) => node.meetings.totalCount).slug;
  const meeting = nodes('meetings').find((node) => node.contributions.totalCount > 0)?.id;
  const docs = await (await fetch(`${base}/docs`)).text();
  const guides = [...docs.matchAll(/href="(\/docs\/[^"#?]+)"/g)].map((found) => found[1]);
  const all = {
    home: '/',
    programmes: '/programmes',
    programme: '/programmes/families-first-partnership',
    councils: '/councils',
    council: '/councils/stoke-on-trent',
    board: `/boards/${board}`,
    meeting: `/meetings/${meeting}`,
    person: `/people/${nodes('people')[0]?.slug}`,
    strategy: `/strategies/${nodes('strategies')[0]?.slug}`,
    issue: `/issues/${nodes('issues')[0]?.slug}`,
    search: '/search?q=family',
    choosing: '/compare?programme=families-first-partnership',
    compare: await compared('/compare?programme=families-first-partnership'),
    docs: '/docs',
    guide: guides.find((at) => !at.includes('/schema')) ?? '/docs/a-guide',
    schema: guides.find((at) => at.includes('/schema')) ?? '/docs/schema',
    nothing: '/no-such-page',
    explorer: '/graphiql/',
  };
  return Object.entries(all).filter(([kind]) => only.length === 0 || only.includes(kind));
}

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** A fresh tab that keeps what went wrong in it, and from which nothing leaves for elsewhere. */
async function tab(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const kept = { errors: [], outside: [], bytes: 0 };
  page.on('pageerror', (error) => kept.errors.push(error.message));
  page.on('console', (message) => {
    // The browser says so itself where a page is meant to be missing.
    const meant = message.location().url === page.url() && message.text().includes('404');
    if (message.type() === 'error' && !meant) kept.errors.push(message.text());
  });
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== origin,
    (route) => {
      kept.outside.push(route.request().url());
      return route.abort();
    },
  );
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', (event) => {
    kept.bytes += event.encodedDataLength;
  });
  return { context, page, kept, open: (at) => page.goto(base + at, { waitUntil: 'load' }) };
}

async function axe(page, rules) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (rules) => {
    const options = rules ? { runOnly: { type: 'rule', values: rules } } : {};
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map((one) => `${one.id} (${one.nodes.length}×, ${one.nodes[0].target.join(' ')})`);
  }, rules);
  return some(found, 6);
}

/** What sticks out to the right of the window. */
const wide = (page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const most = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    if (most <= room) return '';
    const boxed = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible') return true;
      return false;
    };
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > room + 1 && !boxed(element),
    );
    const names = out.slice(-3).map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
    return `${most} px wide in ${room}: ${names.join(', ')}`;
  });

const shot = (page, name, fullPage = true) => page.screenshot({ path: path.join(folder, `${name}.png`), fullPage });
const headed = (page) => page.evaluate(() => document.querySelectorAll('main h1').length);
const words = (page) => page.evaluate(() => (document.querySelector('main')?.innerText ?? '').trim());

/** Whether the focus can be seen on what has it now. */
const seen = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const marks = [at, ...at.querySelectorAll('polygon')].map((element) => getComputedStyle(element));
    const lined = marks[0].outlineStyle !== 'none' && parseFloat(marks[0].outlineWidth) >= 2;
    const drawn = marks.slice(1).some((style) => parseFloat(style.strokeWidth) >= 3);
    const name = `${at.tagName.toLowerCase()} "${(at.innerText || at.id || '').trim().slice(0, 30)}"`;
    return { name, body: at === document.body, seen: lined || drawn };
  });

async function keyboard(page, kind) {
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    return { skip: at.matches('a[href="#main"]'), shown: box.left >= 0 && box.top >= 0 && box.width > 20 };
  });
  if (check(`${kind}: the first Tab reaches the skip link`, unless(link.skip, 'it is something else'))) {
    check(`${kind}: the skip link shows when it is reached`, unless(link.shown, 'it is out of the window'));
    await page.keyboard.press('Enter');
    const moved = await page.evaluate(() => document.activeElement?.matches('main#main'));
    check(`${kind}: the skip link moves the focus to main`, unless(moved, 'the focus is elsewhere'));
  }
  // Without the fragment: with it, main would have the focus.
  await page.goto(page.url().split('#')[0]);
  const hidden = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const now = await seen(page);
    if (now.body) break;
    if (!now.seen) hidden.push(now.name);
  }
  check(`${kind}: the focus is seen on what Tab reaches`, some(hidden));
}

const asked = new Map();
/** Addresses of this server on the page that lead nowhere. */
async function dead(page) {
  const all = await page.$$eval('a[href], link[href], img[src]', (elements) =>
    elements.map((one) => new URL(one.getAttribute('href') ?? one.getAttribute('src'), document.baseURI).href),
  );
  const ours = [...new Set(all.map((at) => at.split('#')[0]))].filter((at) => at.startsWith(`${origin}/`));
  const out = [];
  for (const at of ours.slice(0, 120)) {
    const local = at.slice(origin.length);
    if (!asked.has(local)) asked.set(local, await fetch(at).then((r) => r.arrayBuffer().then(() => r.status)));
    if (asked.get(local) >= 400) out.push(`${asked.get(local)} ${local}`);
  }
  const missing = await page.$$eval('a[href^="#"]', (links) =>
    links
      .map((link) => link.getAttribute('href'))
      .filter((at) => at.length > 1 && !document.getElementById(decodeURIComponent(at.slice(1)))),
  );
  return some([...out, ...missing], 8);
}

async function look(kind, at) {
  const explorer = kind === 'explorer';
  const wanted = kind === 'nothing' ? 404 : 200;
  const desk = await tab();
  const answer = await desk.open(at);
  const there = check(`${kind}: ${at} is there`, unless(answer.status() === wanted, `status ${answer.status()}`));
  if (!there) return desk.context.close();
  if (explorer) await desk.page.locator('.monaco-editor').first().waitFor({ timeout: 60000 });
  const bytes = desk.kept.bytes;
  if (!explorer) {
    const came = `${(bytes / 1024).toFixed(1)} KB`;
    check(`${kind}: ${came} come over the wire`, unless(bytes <= LIMIT, `more than ${LIMIT / 1024}`));
    const heads = await headed(desk.page);
    check(`${kind}: one heading of the first level`, unless(heads === 1, `${heads}`));
    await attempt(`${kind}: its addresses lead somewhere`, () => dead(desk.page));
  }
  await shot(desk.page, `${kind}-1280`);
  await attempt(`${kind}: axe at 1280`, () => axe(desk.page));
  const withScripts = explorer ? '' : await words(desk.page);
  if (!explorer) await keyboard(desk.page, kind);

  for (const width of [375, 320]) {
    await desk.page.setViewportSize({ width, height: 800 });
    await shot(desk.page, `${kind}-${width}`);
    if (width === 375) await attempt(`${kind}: axe at 375`, () => axe(desk.page));
    else await attempt(`${kind}: nothing sticks out at 320`, () => wide(desk.page));
  }
  // 1280 by 1024 at 400 %.
  await desk.page.setViewportSize({ width: 320, height: 256 });
  await attempt(`${kind}: nothing sticks out at 400 %`, () => wide(desk.page));
  await shot(desk.page, `${kind}-zoom`, false);
  await desk.page.setViewportSize({ width: 1280, height: 900 });

  if (!explorer) {
    await desk.page.emulateMedia({ forcedColors: 'active' });
    await desk.page.reload();
    await shot(desk.page, `${kind}-forced`);
    await attempt(`${kind}: contrast in forced colours`, () => axe(desk.page, ['color-contrast']));
    await desk.page.keyboard.press('Tab');
    check(`${kind}: the focus is seen in forced colours`, unless((await seen(desk.page)).seen, 'no outline'));
    await desk.page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark', reducedMotion: 'reduce' });
    await desk.page.reload();
    await shot(desk.page, `${kind}-dark`);
    await attempt(`${kind}: axe in the dark`, () => axe(desk.page));
    const moving = await desk.page.evaluate(() => document.getAnimations().length);
    check(`${kind}: nothing moves`, unless(moving === 0, `${moving} animations`));
    await desk.page.emulateMedia({ colorScheme: 'light', reducedMotion: null, media: 'print' });
    const print = await desk.page.evaluate(() => {
      const shown = (one) => one.getClientRects().length > 0;
      const bars = [...document.querySelectorAll('nav, .top, .forms, .skip, button')].filter(shown).length;
      const link = [...document.querySelectorAll('main a[href^="http"]')].find((a) => shown(a) && !a.closest('svg'));
      const bare = link && !getComputedStyle(link, '::after').content.includes('http') ? link.href : '';
      const cut = [...document.querySelectorAll('table')].some((t) => getComputedStyle(t).overflowX !== 'visible');
      const wrong = [bars && `${bars} bars or buttons`, bare && `no address behind ${bare}`, cut && 'a table is cut'];
      return wrong.filter(Boolean);
    });
    check(`${kind}: print`, print.join('; '));
    const paper = await desk.page.pdf({ path: path.join(folder, `${kind}.pdf`), format: 'A4' });
    check(`${kind}: it can be printed`, unless(paper.length > 2000, 'an empty paper'));
  }
  check(`${kind}: no error in the console`, some(desk.kept.errors));
  check(`${kind}: nothing is asked of other hosts`, some(desk.kept.outside));
  await desk.context.close();

  const bare = await tab({ javaScriptEnabled: false });
  await bare.open(at);
  if (explorer) {
    const said = await bare.page.locator('noscript').count();
    check(`${kind}: says what to do without scripts`, unless(said > 0, 'nothing in its place'));
  } else {
    const without = await words(bare.page);
    check(`${kind}: the same without scripts`, unless(without.length > 0 && without === withScripts, 'the text differs'));
  }
  await bare.context.close();
}

/** Runs what is in the explorer and returns what the server answered. */
async function run(page) {
  const button = page.locator('button.graphiql-execute-button, button[aria-label^="Execute"]').first();
  await button.waitFor({ timeout: 60000 });
  await page.locator('.monaco-editor .view-line span').first().waitFor({ timeout: 60000 });
  const asked = (r) => r.url().endsWith('/graphql') && !r.request().postData()?.includes('__schema');
  // The button is there a little before it does anything.
  for (let attempts = 0; ; attempts += 1) {
    const answer = page.waitForResponse(asked, { timeout: 15000 });
    answer.catch(() => {});
    await button.click();
    try {
      return await (await answer).json();
    } catch (error) {
      if (attempts > 1) throw error;
    }
  }
}

async function tour() {
  const began = Date.now();
  const { context, page, open, kept } = await tab({ acceptDownloads: true });
  await attempt('tour: the front page leads to a query in the explorer', async () => {
    await open('/');
    const link = page.locator('a[href*="/graphiql/?"][href*="query="]').first();
    if ((await link.count()) === 0) return 'no link with a query';
    await link.click();
    await page.waitForURL(/\/graphiql\//);
    return '';
  });
  await attempt('tour: the query runs', async () => {
    const said = await run(page);
    return unless(said.data && !said.errors, JSON.stringify(said.errors ?? said).slice(0, 200));
  });
  await attempt('tour: the answer shows', async () => {
    const shown = page.locator('.result-window');
    await shown.getByText('data').first().waitFor({ timeout: 15000 });
    await shot(page, 'tour-explorer', false);
    return '';
  });
  await attempt('tour: a wrong query is told the near field', async () => {
    await open(`/graphiql/?${new URLSearchParams({ query: '{ councls(first: 3) { nodes { name } } }' })}`);
    const said = await run(page);
    await shot(page, 'tour-wrong', false);
    const message = said.errors?.[0]?.message ?? '';
    return unless(/councls.*councils/s.test(message), `said: ${message || JSON.stringify(said).slice(0, 120)}`);
  });
  await attempt('tour: the comparison opens', async () => {
    await open('/');
    const link = page.locator('a[href^="/compare"]').first();
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
    const cells = await page.locator('table.matrix td').count();
    await shot(page, 'tour-compare');
    return unless(cells > 3, `${cells} cells in a table of class matrix`);
  });
  await attempt('tour: the CSV has a header row', async () => {
    const link = page.locator('a[href*="format=csv"]').first();
    if ((await link.count()) === 0) return 'no link to it';
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 15000 }), link.click()]);
    const lines = fs.readFileSync(await download.path(), 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/);
    const columns = lines[0].split(',');
    const named = columns.length > 1 && columns.every((name) => /^"?[A-Za-z][\w .()-]*"?$/.test(name));
    console.log(`     ${download.suggestedFilename()}: ${lines[0]}`);
    return unless(named && lines.length > 2, 'no names in the first line, or nothing below it');
  });
  await attempt('tour: a fact leads to its source', async () => {
    const sources = 'main a[href^="http"]';
    if ((await page.locator(sources).count()) === 0) {
      const next = page.locator('table.matrix td a[href^="/"]').first();
      if ((await next.count()) === 0) return 'no link out of the comparison';
      await next.click();
      await page.waitForLoadState('load');
    }
    const link = page.locator(sources).first();
    if ((await link.count()) === 0) return `no source on ${new URL(page.url()).pathname}`;
    const href = await link.getAttribute('href');
    const text = (await link.innerText()).trim();
    console.log(`     ${text} -> ${href}`);
    await link.click({ noWaitAfter: true }).catch(() => {});
    await page.waitForTimeout(500);
    const followed = kept.outside.some((at) => new URL(at).host === new URL(href).host);
    return unless(text && followed, 'the click asks nothing of the source');
  });
  await context.close();
  check(`tour: ${((Date.now() - began) / 1000).toFixed(0)} seconds of a machine`, '');
}

for (const [kind, at] of await kinds()) {
  try {
    await look(kind, at);
  } catch (error) {
    check(`${kind}: looked at to the end`, String(error.message ?? error).split('\n')[0]);
  }
}
if (only.length === 0 || only.includes('tour')) await tour();
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
