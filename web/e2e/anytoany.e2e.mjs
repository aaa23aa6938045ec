import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, watch } from './browser.mjs';

// Five turns with the any-to-any model of a real server, whose address is in POLYPHONY_URL. Without a model there it is skipped.
const origin = process.env.POLYPHONY_URL;
const modes = origin ? ((await (await fetch(`${origin}/api/v1/tools`)).json()).modes ?? []) : [];
const options = modes.includes('end-to-end') ? {} : { skip: 'the server has no any-to-any model' };
const TURN_MS = 60_000;

let context;

before(async () => {
  if (!options.skip)
    context = await openBrowser({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});

after(() => context?.close());

test('five turns: words, a picture, its change, a film of it, its note', options, async () => {
  const page = await context.newPage();
  const faults = watch(page, origin);
  await page.goto(origin);
  await page.getByTestId('mode').selectOption('end-to-end');

  const ask = async (text) => {
    const before = await page.getByTestId('run').count();
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.fill(text);
    await box.press('Enter');
    const run = page.getByTestId('run').nth(before);
    await run.and(page.locator('[data-state="COMPLETED"]')).waitFor({ timeout: TURN_MS });
    return {
      words: (await run.getByTestId('answer').textContent()).toLowerCase(),
      media: await run
        .getByTestId('answer')
        .getByTestId('artifact')
        .evaluateAll((figures) => figures.map((figure) => figure.dataset.modality)),
    };
  };

  assert.deepEqual((await ask('hello')).media, []);
  const drawn = await ask('draw a small red circle at the top left on a white background');
  assert.deepEqual(drawn.media, ['IMAGE']);
  assert.match(drawn.words, /small red circle/);
  const changed = await ask('now make it blue');
  assert.deepEqual(changed.media, ['IMAGE']);
  assert.match(changed.words, /small blue circle/);
  const film = await ask('the same as a film moving left');
  assert.deepEqual(film.media, ['VIDEO']);
  assert.match(film.words, /blue circle moving left/);
  const note = await ask('play the note of the film');
  assert.deepEqual(note.media, ['AUDIO']);
  assert.match(note.words, /note g/);

  if (process.env.SHOT_ANYTOANY) await page.screenshot({ path: process.env.SHOT_ANYTOANY, fullPage: true });
  assert.deepEqual(faults, []);
});
