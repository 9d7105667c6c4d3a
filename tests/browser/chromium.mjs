// The browser, tabs from which nothing leaves for elsewhere, and what is measured in them.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe may find, each with the reason. One that it finds nowhere any more is a failure, so that the list stays short. */
const AGREED = [
  {
    rule: 'nested-interactive',
    selector: '.graphiql-tab',
    reason: "GraphiQL draws a tab's buttons inside an element of the role tab; nothing outside its code can move them",
    met: false,
  },
];

/** A browser whose tabs stay on one server, and keep their pictures in one folder. */
export class Browser {
  static async open(base, folder) {
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    fs.mkdirSync(folder, { recursive: true });
    const program = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    return Object.assign(new Browser(), { program, base, folder, origin: new URL(base).origin });
  }

  /** A fresh tab that keeps what went wrong in it, what it asked of other hosts, and how many bytes came. */
  async tab(options = {}) {
    const context = await this.program.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const kept = { errors: [], outside: [], bytes: 0 };
    page.on('pageerror', (error) => kept.errors.push(error.message));
    page.on('console', (message) => {
      // The browser says so itself where a page is meant to be missing.
      const meant = message.location().url === page.url() && message.text().includes('404');
      if (message.type() === 'error' && !meant) kept.errors.push(message.text());
    });
    await context.route(
      (url) => /^https?:$/.test(url.protocol) && url.origin !== this.origin,
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
    return { context, page, kept, open: (at) => page.goto(this.base + at, { waitUntil: 'load' }) };
  }

  shot(page, name, fullPage = true) {
    return page.screenshot({ path: path.join(this.folder, `${name}.png`), fullPage });
  }

  close() {
    return this.program.close();
  }
}

/** What axe finds that is not agreed on: by all rules but some, or by the rules named alone. */
export async function axe(page, { only, without = [] } = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const options = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(only && { runOnly: { type: 'rule', values: only } }),
  };
  const found = await page.evaluate(async (options) => {
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map((one) => ({ rule: one.id, places: one.nodes.map((node) => node.target.join(' ')) }));
  }, options);
  const out = [];
  for (const { rule, places } of found) {
    const left = [];
    for (const place of places) {
      const agreed = AGREED.filter((one) => one.rule === rule);
      const held = await page.$eval(place, (at, of) => of.find((one) => at.matches(one)), agreed.map((one) => one.selector))
        .catch(() => undefined);
      if (held) agreed.find((one) => one.selector === held).met = true;
      else left.push(place);
    }
    if (left.length > 0) out.push(`${rule} (${left.length}×, ${left[0]})`);
  }
  return out.slice(0, 6).join('; ');
}

/** Agreed exceptions that were not needed. */
export const needless = () => AGREED.filter((one) => !one.met).map((one) => `${one.rule} at ${one.selector}`);
/** Agreed exceptions, in words. */
export const agreed = () => AGREED.map((one) => `${one.rule} at ${one.selector}: ${one.reason}`);

/** What sticks out to the right of the window. */
export const wide = (page) =>
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
