import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startMock } from '../dev/mock-server.mjs';
import { openBrowser, photo } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

let server;
let origin;

before(async () => {
  server = await startMock();
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1440]) {
    test(`every view is accessible: ${colorScheme}, ${width} pixels`, async (t) => {
      const context = await openBrowser({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      t.after(() => context.close());
      const page = await context.newPage();
      const picture = await photo(context);
      await page.goto(origin);
      await page.getByRole('button', { name: /sign say/ }).waitFor();
      await check(page, 'empty');
      await page
        .getByTestId('file-input')
        .setInputFiles([picture, { name: 'too-large.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') }]);
      await page.getByText('90 MB').waitFor();
      await check(page, 'composer');
      await page.getByRole('button', { name: 'Remove too-large.mp4' }).click();
      await page.getByRole('textbox', { name: 'Message' }).fill('fail please');
      await page.getByRole('textbox', { name: 'Message' }).press('Enter');
      await page.locator('[data-state="RUNNING"] progress').first().waitFor();
      await check(page, 'running');
      await page.locator('[data-testid="run"][data-state="COMPLETED"]').waitFor({ timeout: 20_000 });
      await page.getByRole('button', { name: /image\.read/ }).click();
      await page.getByTestId('boxes-picture').waitFor();
      await check(page, 'failed');
      await overflow(page);
      await ask(page, 'a table please');
      await ask(page, 'a long text');
      await check(page, 'answers');
      await overflow(page);
      await page.getByRole('button', { name: 'Enlarge bakery.png' }).click();
      await check(page, 'lightbox');
      await page.keyboard.press('Escape');
      await page.goto(`${origin}/#/tools`);
      await page.getByTestId('absent-tool').waitFor();
      await check(page, 'tools');
      if (width < 800) {
        await page.getByRole('button', { name: 'Conversations' }).click();
        await check(page, 'menu');
      }
    });
  }
}

async function ask(page, text) {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.getByTestId('request').getByText(text).waitFor();
  await page.locator('[data-testid="run"][data-state="COMPLETED"]').last().waitFor();
  await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: 20_000 });
}

async function check(page, view) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    TAGS,
  );
  const told = violations.map(
    (each) =>
      `${view}: ${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
  );
  assert.deepEqual(told, []);
}

/** Nothing is wider than the window. */
async function overflow(page) {
  const wide = await page.evaluate(() => {
    const log = document.querySelector('.transcript');
    return Math.max(
      document.documentElement.scrollWidth - innerWidth,
      log ? log.scrollWidth - log.clientWidth : 0,
    );
  });
  assert.equal(wide, 0);
}
