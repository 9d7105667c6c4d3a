// Makes the picture at the head of the README: the comparison of a programme across councils, as a server shows it.
// Usage: node picture.mjs http://127.0.0.1:8600 ../../docs/comparison.png
import { chromium } from 'playwright-core';

const [base, file] = process.argv.slice(2);
if (!base || !file) {
  console.error('usage: node picture.mjs BASE FILE');
  process.exit(2);
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1500 }, deviceScaleFactor: 1 });
  await page.goto(`${base}/programmes/families-first-partnership`, { waitUntil: 'networkidle' });
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
