import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startMock } from '../dev/mock-server.mjs';
import { openBrowser, photo, watch } from './browser.mjs';

let server;
let origin;
let context;
let page;
let picture;
let faults;

before(async () => {
  server = await startMock();
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(async () => {
  context = await openBrowser({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  picture = await photo(context);
  page = await context.newPage();
  faults = watch(page, origin);
  await page.goto(origin);
});

afterEach(async () => {
  await context.close();
});

const box = () => page.getByRole('textbox', { name: 'Message' });
const task = (tool) => page.locator(`[data-testid="task"][data-tool="${tool}"]`).last();
const run = () => page.getByTestId('run').last();

async function inState(locator, state) {
  await locator.and(page.locator(`[data-state="${state}"]`)).waitFor({ timeout: 20_000 });
}

async function ask(text, file) {
  if (file) await page.getByTestId('file-input').setInputFiles([file]);
  await box().fill(text);
  await box().press('Enter');
  await page.getByTestId('request').getByText(text).waitFor();
}

test('a photo and a question become a plan, boxes, sound and an answer', async () => {
  await ask('What does the sign say? Read it to me.', picture);
  await inState(task('image.detect'), 'RUNNING');
  await inState(task('text.speak'), 'PENDING');
  await inState(run(), 'COMPLETED');
  for (const tool of ['image.detect', 'image.read', 'text.speak']) await inState(task(tool), 'SUCCEEDED');

  await page
    .getByRole('img', { name: /Picture with 4 boxes: bicycle, dog, potted plant, and door/ })
    .waitFor();
  await page.getByRole('cell', { name: '97%' }).waitFor();
  const sound = page.getByTestId('audio');
  await sound.evaluate((audio) => audio.play());
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 0.1);

  const link = page.getByRole('link', { name: 'Download the sign, read aloud' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const hash = createHash('sha256');
  for await (const chunk of await download.createReadStream()) hash.update(chunk);
  const figure = page.locator('[data-testid="artifact"][data-modality="AUDIO"]');
  assert.equal(hash.digest('hex'), await figure.getAttribute('data-artifact-id'));
  assert.match(await figure.getByTestId('provenance').textContent(), /text\.speak.*formant-voice.*seed 7/s);
  assert.deepEqual(faults, []);
});

test('a reload in mid-run loses and doubles nothing', async () => {
  await ask('Which objects are on this photo?', picture);
  await inState(task('image.detect'), 'RUNNING');
  await page.reload();
  await inState(run(), 'COMPLETED');
  assert.equal(await page.getByTestId('task').count(), 3);
  const answer = await page.getByTestId('answer').textContent();
  assert.equal(answer.match(/The sign reads/g).length, 1);
  assert.equal(await page.getByTestId('artifact').count(), 2);
  await page.reload();
  await inState(task('text.speak'), 'SUCCEEDED');
  assert.equal((await page.getByTestId('answer').textContent()).match(/The sign reads/g).length, 1);
  assert.deepEqual(faults, []);
});

test('a lost line is taken up again after the last event', async () => {
  await ask('drop the line once', picture);
  await inState(run(), 'COMPLETED');
  assert.equal(await page.getByTestId('task').count(), 3);
  assert.equal((await page.getByTestId('answer').textContent()).match(/The sign reads/g).length, 1);
});

test('Escape stops the run, and the server cancels its tasks', async () => {
  await ask('Which objects are on this photo?', picture);
  await inState(task('image.detect'), 'RUNNING');
  await box().press('Escape');
  await inState(run(), 'CANCELLED');
  await inState(task('image.detect'), 'CANCELLED');
  await inState(task('text.speak'), 'CANCELLED');
  await page.getByText(/Stopped after/).waitFor();
});

test('a failed tool shows every attempt and the advice, and skips what needs it', async () => {
  await ask('fail please', picture);
  await inState(task('image.read'), 'RETRYING');
  await inState(task('image.read'), 'FAILED');
  await inState(task('text.speak'), 'SKIPPED');
  await task('image.read').getByTestId('advice').getByText('Maybe the model is still loading').waitFor();
  await task('image.read').getByRole('button').click();
  await task('image.read').getByText('remote:ocr-large').first().waitFor();
  assert.equal(await task('image.read').locator('.attempts li').count(), 2);
  await task('text.speak').getByText('needs image.read, which failed').waitFor();
});

test('a run that fails says why and what to do', async () => {
  await ask('a broken plan');
  await inState(run(), 'FAILED');
  await run().getByText('No tool gives AUDIO from TEXT.').waitFor();
  await run().getByTestId('advice').getByText('Maybe install a speech tool').waitFor();
});

test('a picture alone can be pasted and sent with the keyboard', async () => {
  await box().focus();
  await page.evaluate(
    async (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      const box = document.getElementById('message');
      box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...picture.buffer],
  );
  await inState(page.getByTestId('attachment'), 'ready');
  await page.keyboard.press('Enter');
  await inState(run(), 'COMPLETED');
});

test('a draft with its file survives a reload', async () => {
  await page.getByTestId('file-input').setInputFiles([picture]);
  await inState(page.getByTestId('attachment'), 'ready');
  await box().fill('half a thought');
  await page.reload();
  assert.equal(await box().inputValue(), 'half a thought');
  await page.getByTestId('attachment').getByText('bakery.png').waitFor();
});

test('the status region tells the start, each end and the answer once', async () => {
  await page.evaluate(() => {
    window.said = [];
    const region = document.querySelector('[data-testid="status"]');
    new MutationObserver(() => window.said.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await ask('Which objects are on this photo?', picture);
  await inState(run(), 'COMPLETED');
  const said = (await page.evaluate(() => window.said)).join(' ');
  for (const words of [
    'Working on it.',
    'image.detect is done.',
    'image.read is done.',
    'text.speak is done.',
    'The answer is ready.',
  ]) {
    assert.equal(said.split(words).length - 1, 1, `${words} in: ${said}`);
  }
});

test('a session is renamed, found, and deleted with a way back', async () => {
  await ask('hello there');
  await inState(run(), 'COMPLETED');
  const item = page.getByTestId('session').filter({ hasText: 'hello there' });
  await item.hover();
  await page.getByRole('button', { name: 'Rename “hello there”' }).click();
  await page.getByRole('textbox', { name: 'New title' }).fill('greetings');
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('greet');
  const renamed = page.getByTestId('session').filter({ hasText: 'greetings' });
  await renamed.waitFor();
  await renamed.hover();
  await page.getByRole('button', { name: 'Delete “greetings”' }).click();
  await renamed.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await renamed.waitFor();
});

test('what models write stays inert, and no request leaves the page', async () => {
  await ask('a long text');
  await inState(run(), 'COMPLETED');
  await page.getByText('<script>alert(1)</script> stays text').waitFor();
  await page.getByRole('link', { name: 'a picture from elsewhere' }).waitFor();
  assert.deepEqual(faults, []);
});
