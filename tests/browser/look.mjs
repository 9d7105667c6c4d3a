// One kind of page, looked at as different people would.
import path from 'node:path';
import { axe, wide } from './chromium.mjs';
import { some, unless } from './report.mjs';

const LIMIT = 60 * 1024;
/** Links of one kind that are followed from one page. */
const MOST = 15;
/** Rules of axe about colours: in the dark nothing else changes. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const words = (page) => page.evaluate(() => (document.querySelector('main')?.innerText ?? '').trim());

/** Addresses within this server that pages lead to, as they stand in links. */
export const linked = new Set();
const asked = new Map();

const plain = (text) => text.replace(/&(amp|#38);/g, '&').replace(/&#39;/g, "'");

/** The status at an address of this server; links of a page found there are kept. */
async function status(base, local) {
  if (!asked.has(local)) {
    const answer = await fetch(base + local);
    const text = await answer.text();
    asked.set(local, answer.status);
    if (answer.headers.get('content-type')?.startsWith('text/html') && !local.startsWith('/graphiql'))
      for (const [, at] of text.matchAll(/<a [^>]*href="(\/[^"]*)/g)) linked.add(plain(at).split('#')[0]);
  }
  return asked.get(local);
}

/** Addresses on the page that lead nowhere; its own does not count, for a page may be meant to be missing. */
async function dead({ base, origin }, page) {
  const all = await page.$$eval('a[href], link[href], img[src]', (elements) =>
    elements.map((one) => new URL(one.getAttribute('href') ?? one.getAttribute('src'), document.baseURI).href),
  );
  const own = page.url().split('#')[0];
  const ours = [...new Set(all.map((at) => at.split('#')[0]))].filter((at) => at.startsWith(`${origin}/`) && at !== own);
  const out = [];
  const held = {};
  for (const local of ours.map((at) => at.slice(origin.length))) {
    linked.add(local);
    // One long list of links of a kind is not followed to its end.
    const kind = local.split(/[/?]/)[1];
    held[kind] = (held[kind] ?? 0) + 1;
    if (held[kind] > MOST) continue;
    const said = await status(base, local);
    if (said >= 400) out.push(`${said} ${local}`);
  }
  const missing = await page.$$eval('a[href^="#"]', (links) =>
    links
      .map((link) => link.getAttribute('href'))
      .filter((at) => at.length > 1 && !document.getElementById(decodeURIComponent(at.slice(1)))),
  );
  return some([...out, ...missing], 8);
}

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

async function keyboard(page, report) {
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    return { skip: at.matches('a[href="#main"]'), shown: box.left >= 0 && box.top >= 0 && box.width > 20 };
  });
  if (report.check('the first Tab reaches the skip link', unless(link.skip, 'it is something else'))) {
    report.check('the skip link shows when it is reached', unless(link.shown, 'it is out of the window'));
    await page.keyboard.press('Enter');
    const moved = await page.evaluate(() => document.activeElement?.matches('main#main'));
    report.check('the skip link moves the focus to main', unless(moved, 'the focus is elsewhere'));
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
  report.check('the focus is seen on what Tab reaches', some(hidden));
}

/** In forced colours, in the dark, and on paper. */
async function otherwise(browser, page, kind, report) {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(page.url());
  await report.attempt('colours where they are forced', () => axe(page, { only: COLOURS }));
  await page.keyboard.press('Tab');
  report.check('the focus is seen in forced colours', unless((await seen(page)).seen, 'no outline'));
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark', reducedMotion: 'reduce' });
  await browser.shot(page, `${kind}-dark`);
  await report.attempt('colours in the dark', () => axe(page, { only: COLOURS }));
  const moving = await page.evaluate(() => document.getAnimations().length);
  report.check('nothing moves', unless(moving === 0, `${moving} animations`));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null, media: 'print' });
  const print = await page.evaluate(() => {
    const shown = (one) => one.getClientRects().length > 0;
    const bars = [...document.querySelectorAll('nav, .top, .forms, .skip, button')].filter(shown).length;
    const link = [...document.querySelectorAll('main a[href^="http"]')].find((a) => shown(a) && !a.closest('svg'));
    const bare = link && !getComputedStyle(link, '::after').content.includes('http') ? link.href : '';
    const cut = [...document.querySelectorAll('table')].some((t) => getComputedStyle(t).overflowX !== 'visible');
    const wrong = [bars && `${bars} bars or buttons`, bare && `no address behind ${bare}`, cut && 'a table is cut'];
    return wrong.filter(Boolean);
  });
  report.check('print', print.join('; '));
  const paper = await page.pdf({ path: path.join(browser.folder, `${kind}.pdf`), format: 'A4' });
  report.check('it can be printed', unless(paper.length > 2000, 'an empty paper'));
}

/** The page is there, light, and leads somewhere; false where there is nothing to look at. */
async function there(desk, { kind, at }, report) {
  const wanted = kind === 'nothing' ? 404 : 200;
  const answer = await desk.open(at);
  if (!report.check(`${at} is there`, unless(answer.status() === wanted, `status ${answer.status()}`))) return false;
  if (kind === 'explorer') {
    await desk.page.locator('.monaco-editor .view-line span').first().waitFor({ timeout: 60000 });
    return true;
  }
  const { bytes } = desk.kept;
  report.check(`${(bytes / 1024).toFixed(1)} KB come over the wire`, unless(bytes <= LIMIT, `more than ${LIMIT / 1024}`));
  const heads = await desk.page.locator('main h1').count();
  report.check('one heading of the first level', unless(heads === 1, `${heads}`));
  return true;
}

/** Looks at a kind of page in every way. */
export async function look(browser, one, report) {
  const { kind, at } = one;
  const explorer = kind === 'explorer';
  const desk = await browser.tab();
  const { page, kept } = desk;
  if (!(await there(desk, one, report))) return desk.context.close();
  if (!explorer) await report.attempt('its addresses lead somewhere', () => dead(browser, page));
  await browser.shot(page, `${kind}-1280`);
  await report.attempt('axe at 1280', () => axe(page));
  const withScripts = explorer ? '' : await words(page);
  if (!explorer) await keyboard(page, report);
  await page.setViewportSize({ width: 375, height: 800 });
  await browser.shot(page, `${kind}-375`);
  await report.attempt('axe at 375', () => axe(page));
  await page.setViewportSize({ width: 320, height: 800 });
  await browser.shot(page, `${kind}-320`, false);
  await report.attempt('nothing sticks out at 320', () => wide(page));
  // 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await report.attempt('nothing sticks out at 400 %', () => wide(page));
  await page.setViewportSize({ width: 1280, height: 900 });
  if (explorer) {
    await page.emulateMedia({ colorScheme: 'dark' });
    // The editor takes its colours when it starts.
    await there(desk, one, report);
    await browser.shot(page, `${kind}-dark`);
    await report.attempt('axe in the dark', () => axe(page));
  } else await otherwise(browser, page, kind, report);
  report.check('no error in the console', some(kept.errors));
  report.check('nothing is asked of other hosts', some(kept.outside));
  await desk.context.close();

  const bare = await browser.tab({ javaScriptEnabled: false });
  await bare.open(at);
  const without = await words(bare.page);
  if (explorer) report.check('says what to do without scripts', unless(/JavaScript/.test(without), 'nothing in its place'));
  else report.check('the same without scripts', unless(without.length > 0 && without === withScripts, 'the text differs'));
  report.check('nothing is asked of other hosts without scripts', some(bare.kept.outside));
  await bare.context.close();
}

/** Looks at a kind of page for what grows with the data: weight, axe, and width at 320 pixels. */
export async function glance(browser, one, report) {
  const desk = await browser.tab();
  if (await there(desk, one, report)) {
    // Colours are the same as with few councils, and take long to look at on a long page.
    await report.attempt('axe at 1280', () => axe(desk.page, { without: ['color-contrast'] }));
    await desk.page.setViewportSize({ width: 320, height: 800 });
    await browser.shot(desk.page, `many-${one.kind}-320`, false);
    await report.attempt('nothing sticks out at 320', () => wide(desk.page));
    report.check('no error in the console', some(desk.kept.errors));
    report.check('nothing is asked of other hosts', some(desk.kept.outside));
  }
  await desk.context.close();
}
