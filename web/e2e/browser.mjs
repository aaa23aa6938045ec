import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the installed browser with a fresh profile. */
export function openBrowser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'polyphony-web-'));
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    headless: true,
    ...options,
  });
}

/** Draws the scene of dev/photo.svg as a PNG. */
export async function photo(context) {
  const svg = readFileSync(new URL('../dev/photo.svg', import.meta.url), 'utf8');
  const page = await context.newPage();
  await page.setViewportSize({ width: 960, height: 640 });
  await page.setContent(`<body style="margin:0">${svg}`);
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 960, height: 640 } });
  await page.close();
  return { name: 'bakery.png', mimeType: 'image/png', buffer: png };
}

/** Collects what should never happen: errors of the page, and requests to anywhere else. */
export function watch(page, origin) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:')) faults.push(url);
  });
  return faults;
}
