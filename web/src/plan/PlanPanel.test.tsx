import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { reduceAll } from '../run/reduce';
import { accepted, boxes, created, failure, fresh, numbered, provenance, started } from '../test/events';
import { PlanPanel } from './PlanPanel';

function show(...bodies: Parameters<typeof numbered>[0]) {
  const view = reduceAll(fresh(), numbered([created, accepted, ...bodies]));
  return render(<PlanPanel view={view} latest />);
}

const row = (tool: RegExp) => screen.getByRole('button', { name: tool }).closest('li') as HTMLElement;

it('tells each state by a word, with a sign beside it', () => {
  show(
    started('t1'),
    { type: 'task.failed', taskId: 't2', elapsedMs: 5, error: failure },
    { type: 'task.skipped', taskId: 't3', cause: 't2', message: '' },
  );
  expect(row(/image\.detect/)).toHaveTextContent('Running');
  expect(row(/image\.read/)).toHaveTextContent('Failed');
  expect(row(/text\.speak/)).toHaveTextContent('needs image.read, which failed');
  for (const state of screen.getAllByTestId('task-state'))
    expect(state.querySelector('svg path')).not.toBeNull();
});

it('shows the advice beside the error', () => {
  show({ type: 'task.failed', taskId: 't2', elapsedMs: 5, error: failure });
  expect(within(row(/image\.read/)).getByTestId('advice')).toHaveTextContent('Maybe give it more time.');
});

it('says what a task waits for', () => {
  show(started('t1'));
  expect(row(/text\.speak/)).toHaveTextContent('waits for image.detect and image.read');
});

it('opens to inputs, outputs, binding, reason and every attempt', async () => {
  show(
    started('t1'),
    { type: 'task.retrying', taskId: 't1', attempt: 2, delayMs: 10, error: failure },
    started('t1', 2),
    { type: 'artifact.created', taskId: 't1', port: 'boxes', artifact: boxes, provenance },
    { type: 'task.succeeded', taskId: 't1', elapsedMs: 1400, outputs: { boxes: ['b1'] } },
  );
  expect(row(/image\.detect/)).toHaveTextContent('1.4s');
  await userEvent.click(screen.getByRole('button', { name: /image\.detect/ }));
  const details = within(screen.getByTestId('task-details'));
  expect(details.getByRole('link', { name: /bakery\.png/ })).toHaveAttribute('href', '/api/v1/artifacts/a1');
  expect(details.getByRole('link', { name: /objects/ })).toBeVisible();
  expect(details.getByText('the only one')).toBeVisible();
  expect(details.getByText('0.4')).toBeVisible();
  expect(details.getAllByText(/^attempt \d/)).toHaveLength(2);
  expect(details.getByText(/No answer in 5 s/)).toBeVisible();
});

it('shows the share done where the tool tells it', () => {
  show(started('t1'), { type: 'task.progress', taskId: 't1', attempt: 1, done: 1, total: 4 });
  expect(screen.getByRole('progressbar', { name: 'Progress of image.detect' })).toHaveAttribute(
    'value',
    '0.25',
  );
});

it('says when a result came from the cache', () => {
  show(started('t1'), { type: 'task.succeeded', taskId: 't1', elapsedMs: 0, outputs: {}, cached: true });
  expect(row(/image\.detect/)).toHaveTextContent('from the cache');
});
