// Makes pictures of each view, for a person to look at. Usage: npm run build && node e2e/look.mjs [folder]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startMock } from '../dev/mock-server.mjs';
import { openBrowser, photo } from './browser.mjs';

const folder = process.argv[2] ?? 'shots';
mkdirSync(folder, { recursive: true });
const server = await startMock();
const origin = `http://127.0.0.1:${server.address().port}`;

for (const [look, width, height, theme] of [
  ['wide-light', 1440, 900, 'light'],
  ['wide-dark', 1440, 900, 'dark'],
  ['narrow-light', 360, 740, 'light'],
  ['narrow-dark', 360, 740, 'dark'],
]) {
  const context = await openBrowser({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  const shot = (name) => page.screenshot({ path: join(folder, `${look}-${name}.png`) });
  const picture = await photo(context);
  await page.goto(origin);
  await page.getByRole('listitem').filter({ hasText: 'sign' }).first().waitFor();
  await shot('1-empty');
  await page
    .getByTestId('file-input')
    .setInputFiles([picture, { name: 'too-large.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') }]);
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('What is on this photo, and what does the sign say? Read it to me.');
  await page.getByText('90 MB').waitFor();
  await shot('2-composer');
  await page.getByRole('button', { name: 'Remove too-large.mp4' }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.locator('[data-tool="image.detect"][data-state="RUNNING"] progress[value="0.5"]').waitFor();
  await shot('3-running');
  await page.getByTestId('run').and(page.locator('[data-state="COMPLETED"]')).waitFor();
  await page.waitForTimeout(400);
  await shot('4-done');
  await page.getByTestId('transcript').evaluate((log) => log.scrollTo(0, 0));
  await page.getByRole('button', { name: /image\.read/ }).click();
  await page.waitForTimeout(300);
  await shot('5-details');
  await page.getByTestId('boxes-picture').scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  await shot('6-boxes');
  await ask(page, 'fail this one', picture);
  await page.locator('[data-state="SKIPPED"]').waitFor();
  await page.waitForTimeout(1500);
  await page
    .getByRole('button', { name: /image\.read/ })
    .last()
    .click();
  await shot('7-failed');
  await ask(page, 'a long text');
  await shot('8-text');
  await ask(page, 'a table please');
  await shot('9-kinds');
  await ask(page, 'a broken plan');
  await shot('a-broken');
  await page.goto(`${origin}/#/tools`);
  await page.getByTestId('tool').first().waitFor();
  await shot('b-tools');
  if (width < 800) {
    await page.getByRole('button', { name: 'Conversations' }).click();
    await page.waitForTimeout(300);
    await shot('c-menu');
  }
  await context.close();
}
server.close();
server.closeAllConnections();

async function ask(page, text, file) {
  if (file) await page.getByTestId('file-input').setInputFiles([file]);
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.getByText(text, { exact: true }).last().waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: 20_000 });
  await page.waitForTimeout(300);
}
