import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser, watch } from './browser.mjs';

// Drives the page of a real server, whose address is in POLYPHONY_URL: real planner, engine and models.
const origin = process.env.POLYPHONY_URL;
const options = origin ? {} : { skip: 'POLYPHONY_URL names no server' };
const street = fileURLToPath(new URL('../../docs/examples/street.jpg', import.meta.url));
const FIRST_RUN_MS = 90_000;

let context;
let page;
let faults;

before(async () => {
  if (origin) context = await openBrowser({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});

after(() => context?.close());

beforeEach(async () => {
  if (!origin) return;
  page = await context.newPage();
  faults = watch(page, origin);
  await page.goto(origin);
});

afterEach(() => page?.close());

const task = (tool) => page.locator(`[data-testid="task"][data-tool="${tool}"]`).last();

function inState(locator, state) {
  return locator.and(page.locator(`[data-state="${state}"]`)).waitFor({ timeout: FIRST_RUN_MS });
}

async function ask(text, file) {
  await page.getByTestId('file-input').setInputFiles(file);
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill(text);
  await box.press('Enter');
  await page.getByTestId('request').getByText(text).waitFor();
}

/** Returns the run's journal as the server replays it. */
async function journal() {
  const { sessions } = await (await fetch(`${origin}/api/v1/sessions`)).json();
  const { runs } = await (await fetch(`${origin}/api/v1/sessions/${sessions[0].id}`)).json();
  const text = await (await fetch(`${origin}/api/v1/runs/${runs.at(-1).id}/events`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice(5)));
}

test('a photo becomes a picture with boxes, words and a sound, through a reload in mid-run', options, async () => {
  await ask('Find the objects in this photo, then read the sign and say it aloud.', street);
  await page.getByTestId('task').first().waitFor({ timeout: FIRST_RUN_MS });
  await page.reload();
  for (const tool of ['image.detect', 'image.read', 'text.speak']) await inState(task(tool), 'SUCCEEDED');
  await inState(page.getByTestId('run').last(), 'COMPLETED');

  const events = await journal();
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, index) => index + events[0].seq),
  );
  const made = events.filter((event) => event.type === 'artifact.created').map((event) => event.artifact.id);
  const shown = await page
    .getByTestId('artifact')
    .evaluateAll((figures) => figures.map((figure) => figure.dataset.artifactId));
  for (const id of shown) assert.ok(made.includes(id), `${id} is shown, but the journal has no such artifact`);
  assert.equal(await page.getByTestId('task').count(), 3);

  const boxes = page.locator('[data-testid="artifact"][data-modality="IMAGE"] img').first();
  await boxes.scrollIntoViewIfNeeded();
  await boxes.waitFor();
  await page.waitForFunction((picture) => picture.naturalWidth > 0, await boxes.elementHandle());
  assert.match(await page.getByTestId('answer').textContent(), /Harbour Road/);
  await page.getByTestId('audio').first().evaluate((audio) => audio.play());
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 0.1);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });
  assert.deepEqual(faults, []);
});
