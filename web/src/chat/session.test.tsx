import { render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../api/types';
import { AT, accepted, created, failure, numbered, photo, started } from '../test/events';
import { eventStream, type FakeServer, fakeServer, problem } from '../test/server';
import { useAnnouncer } from '../ui/announce';
import { LiveRegions } from '../ui/LiveRegions';
import { ChatPage } from './ChatPage';
import { stopFollowing } from './following';
import { openSession } from './session';
import { emptyChat, useChat } from './store';

let server: FakeServer;
const run: Run = {
  id: 'r1',
  sessionId: 's1',
  text: 'What is this?',
  attachments: [photo],
  state: 'RUNNING',
  createdAt: AT,
};

const story = numbered([
  created,
  accepted,
  started('t1'),
  { type: 'task.succeeded', taskId: 't1', elapsedMs: 900, outputs: {} },
  { type: 'answer.delta', text: 'A bike ' },
  { type: 'answer.delta', text: 'and a dog.' },
  { type: 'answer.completed', text: 'A bike and a dog.', artifacts: [] },
  { type: 'run.completed', elapsedMs: 1200 },
]);

beforeEach(() => {
  stopFollowing();
  server = fakeServer();
  useChat.setState(emptyChat);
  useAnnouncer.setState({ polite: '', urgent: '' });
});

function open() {
  render(
    <>
      <ChatPage />
      <LiveRegions />
    </>,
  );
  return openSession('s1');
}

it('a session opened in mid-run is followed from the first event to the last', async () => {
  server.runs = [run];
  server.events = story;
  await open();
  expect(await screen.findByText('A bike and a dog.')).toBeVisible();
  expect(screen.getByTestId('run')).toHaveAttribute('data-state', 'COMPLETED');
  expect(screen.getByText('Done in 1.2s')).toBeVisible();
  const streams = server.asked.filter((call) => call.path === '/runs/r1/events');
  expect(streams).toHaveLength(1);
  expect(streams[0]?.headers.get('last-event-id')).toBeNull();
});

it('a finished run shows its answer at once, and its plan when replayed, without telling it as news', async () => {
  server.runs = [{ ...run, state: 'COMPLETED', answer: 'A bike and a dog.' }];
  server.events = story;
  await open();
  expect(screen.getByText('A bike and a dog.')).toBeVisible();
  expect(await screen.findByRole('button', { name: /Done.*image\.detect/ })).toBeVisible();
  expect(screen.getByTestId('answer')).toHaveTextContent(/^A bike and a dog\.$/);
  expect(screen.getByTestId('status')).toBeEmptyDOMElement();
});

it('what happens now is told once', async () => {
  const said: string[] = [];
  useAnnouncer.subscribe(({ polite }) => said.push(polite));
  server.runs = [run];
  server.events = story.map((event) => ({ ...event, at: new Date().toISOString() }));
  await open();
  await waitFor(() => expect(said.join(' ')).toMatch(/The answer is ready\.$/));
  expect(said.join(' ')).toBe('Working on it. image.detect is done. The answer is ready.');
});

it('an error is told at once, and shown with its advice', async () => {
  server.runs = [run];
  const events = numbered([created, { type: 'run.failed', elapsedMs: 5, error: failure }]);
  server.events = events.map((event) => ({ ...event, at: new Date().toISOString() }));
  await open();
  expect(await screen.findByTestId('advice')).toHaveTextContent('Maybe give it more time.');
  expect(screen.getByTestId('alert')).toHaveTextContent('This did not work: No answer in 5 s.');
});

it('the transcript is a log that is busy while an answer is made, and silent', async () => {
  server.runs = [run];
  server.events = story.slice(0, 3);
  await open();
  const log = screen.getByRole('log', { name: 'Conversation' });
  expect(log).toHaveAttribute('aria-busy', 'true');
  expect(log).toHaveAttribute('aria-live', 'off');
});

it('a session that is gone says so', async () => {
  vi.stubGlobal('fetch', async () =>
    problem(404, 'not_found', 'There is no session s1.\nMaybe it was deleted.'),
  );
  await open();
  expect(await screen.findByText('There is no session s1.')).toBeVisible();
  expect(screen.getByText('Maybe it was deleted.')).toBeVisible();
});

it('a run whose events are refused can be tried again', async () => {
  server.runs = [run];
  let refuse = true;
  const before = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!url.endsWith('/events')) return before(url, init);
    return refuse ? problem(404, 'not_found', 'No events.') : eventStream(story);
  });
  await open();
  expect(await screen.findByText('No events.')).toBeVisible();
  refuse = false;
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(await screen.findByText('A bike and a dog.')).toBeVisible();
});
