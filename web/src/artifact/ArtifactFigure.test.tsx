import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Artifact, Modality } from '../api/types';
import { useComposer } from '../composer/store';
import { reduceAll } from '../run/reduce';
import { accepted, boxes, created, fresh, numbered, provenance } from '../test/events';
import { ArtifactFigure } from './ArtifactFigure';
import { RunContext } from './RunContext';

const found = { label: 'dog', score: 0.91, x: 10, y: 20, width: 30, height: 40 };
const texts: Record<string, string> = {
  b1: JSON.stringify({ width: 960, height: 640, boxes: [found, { ...found, label: 'cat', score: 0.5 }] }),
  l1: JSON.stringify({ labels: [{ label: 'bakery', score: 0.83 }] }),
  c1: JSON.stringify({ columns: ['day', 'loaves'], rows: [['Monday', 120]] }),
  w1: 'BAKERY <b>open</b>',
  bad: '{}',
};

const view = reduceAll(
  fresh(),
  numbered([
    created,
    accepted,
    { type: 'artifact.created', taskId: 't1', port: 'boxes', artifact: boxes, provenance },
  ]),
);

beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    async (url: string) => new Response(texts[url.split('/').at(-1) ?? ''] ?? '', { status: 200 }),
  );
});

function show(id: string, modality: Modality, mediaType = 'application/json') {
  const artifact: Artifact = { id, modality, mediaType, bytes: 10, label: 'thing' };
  return render(
    <RunContext value={view}>
      <ArtifactFigure artifact={artifact} />
    </RunContext>,
  );
}

it('shows boxes over their picture, and as a table', async () => {
  show('b1', 'BOXES');
  const overlay = await screen.findByRole('img', { name: 'Picture with 2 boxes: dog and cat' });
  expect(overlay.querySelector('img')).toHaveAttribute('src', '/api/v1/artifacts/a1');
  expect(overlay.querySelectorAll('.box-line')).toHaveLength(2);
  expect(overlay.querySelector('svg')).toHaveAttribute('viewBox', '0 0 960 640');
  expect(screen.getByRole('row', { name: /dog 91% 10, 20/ })).toBeVisible();
});

it('shows labels as bars with their scores', async () => {
  show('l1', 'LABELS');
  expect(await screen.findByRole('meter', { name: 'bakery' })).toHaveAttribute('value', '0.83');
  expect(screen.getByText('83%')).toBeVisible();
});

it('shows a table', async () => {
  show('c1', 'TABLE');
  expect(await screen.findByRole('row', { name: 'Monday 120' })).toBeVisible();
});

it('shows text as it is, without reading marks into it', async () => {
  show('w1', 'TEXT', 'text/plain');
  expect(await screen.findByText('BAKERY <b>open</b>')).toBeVisible();
});

it('says so when a result has not the shape it should have', async () => {
  show('bad', 'BOXES');
  expect(await screen.findByText('This result could not be shown.')).toBeVisible();
});

it('gives an artifact to the next message', async () => {
  show('v1', 'VIDEO', 'video/mp4');
  await userEvent.click(screen.getByRole('button', { name: 'Use thing in the next message' }));
  expect(useComposer.getState().files).toEqual([expect.objectContaining({ name: 'thing', state: 'ready' })]);
  useComposer.setState({ files: [] });
});
