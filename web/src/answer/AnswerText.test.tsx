import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { RunContext } from '../artifact/RunContext';
import { reduceAll } from '../run/reduce';
import { accepted, created, fresh, numbered, provenance } from '../test/events';
import { AnswerText } from './AnswerText';
import { copyableText } from './copyable';
import { resultsOf } from './results';

const speech = {
  id: 's9',
  modality: 'AUDIO',
  mediaType: 'audio/wav',
  bytes: 76_844,
  durationMs: 2400,
} as const;
const made = { ...provenance, artifactId: 's9', taskId: 't3', tool: 'text.speak', binding: 'local:voice' };
const view = reduceAll(
  fresh(),
  numbered([
    created,
    accepted,
    { type: 'artifact.created', taskId: 't3', port: 'speech', artifact: speech, provenance: made },
    { type: 'task.succeeded', taskId: 't3', elapsedMs: 1500, outputs: { speech: ['s9'] } },
    { type: 'answer.completed', text: 'Hear: ![the sign](artifact:s9)', artifacts: ['s9', 'a1'] },
    { type: 'run.completed', elapsedMs: 2000 },
  ]),
);

function show(text: string) {
  return render(
    <RunContext value={view}>
      <AnswerText text={text} />
    </RunContext>,
  );
}

it('shows a sound in place, with how it was made', () => {
  show(view.answer.text);
  expect(screen.getByLabelText('the sign')).toHaveAttribute('src', '/api/v1/artifacts/s9');
  expect(screen.getByTestId('provenance')).toHaveTextContent(
    /text\.speak.*local:voice.*2\.4s.*77 kB.*made in 1\.5s.*seed 7/,
  );
  expect(screen.getByRole('link', { name: 'Download the sign' })).toHaveAttribute('download', 'the sign.wav');
});

it('shows a picture that opens, with words for those who do not see it', () => {
  show('![the shop](artifact:a1)');
  expect(screen.getByRole('button', { name: 'Enlarge the shop' })).toBeVisible();
  expect(screen.getByRole('img', { name: 'the shop' })).toHaveAttribute('src', '/api/v1/artifacts/a1');
});

it('links out without telling where from', () => {
  show('[there](https://example.org)');
  expect(screen.getByRole('link', { name: 'there' })).toHaveAttribute('rel', 'noopener noreferrer');
});

it('keeps the headings of an answer below those of the page', () => {
  show('# One');
  expect(screen.getByRole('heading', { name: 'One', level: 3 })).toBeVisible();
});

it('lists below the answer only what it does not show already, and nothing that was given', () => {
  expect(resultsOf(view)).toEqual([]);
  const silent = { ...view, answer: { ...view.answer, text: 'Hear [it](artifact:s9).' } };
  expect(resultsOf(silent).map((artifact) => artifact.id)).toEqual(['s9']);
});

it('is copied with addresses that work elsewhere', () => {
  expect(copyableText('![x](artifact:s9)', 'https://here')).toBe('![x](https://here/api/v1/artifacts/s9)');
});
