import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Session } from '../api/types';
import { type FakeServer, fakeServer } from '../test/server';
import { ToastStack } from '../ui/ToastStack';
import { useToasts } from '../ui/toasts';
import { groupByDay } from './groups';
import { SessionList } from './SessionList';
import { useSessions } from './store';

let server: FakeServer;
const session = (id: string, title: string, updatedAt = new Date().toISOString()): Session => ({
  id,
  title,
  createdAt: updatedAt,
  updatedAt,
});

beforeEach(() => {
  server = fakeServer();
  server.sessions = [session('s1', 'The bakery'), session('s2', 'A tune')];
  useSessions.setState({ sessions: [], query: '', loaded: false });
  useToasts.setState({ toasts: [] });
  render(
    <>
      <SessionList current="s2" />
      <ToastStack />
    </>,
  );
});

it('lists conversations and marks the one that is open', async () => {
  expect(await screen.findByRole('link', { name: 'The bakery' })).toHaveAttribute('href', '#/s/s1');
  expect(screen.getByRole('link', { name: 'A tune' })).toHaveAttribute('aria-current', 'page');
});

it('asks the server when searching', async () => {
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search conversations' }), 'x&y');
  await waitFor(() => expect(server.asked.at(-1)?.path).toBe('/sessions?limit=200&query=x%26y'));
});

it('renames at once and tells the server', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Rename “A tune”' }));
  const field = screen.getByRole('textbox', { name: 'New title' });
  await userEvent.clear(field);
  await userEvent.type(field, 'A song{Enter}');
  expect(screen.getByRole('link', { name: 'A song' })).toBeVisible();
  expect(server.asked.at(-1)).toMatchObject({
    method: 'PATCH',
    path: '/sessions/s2',
    body: { title: 'A song' },
  });
});

it('leaves the title as it was on Escape', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Rename “A tune”' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'New title' }), ' x{Escape}');
  expect(screen.getByRole('link', { name: 'A tune' })).toBeVisible();
  expect(server.asked.some((call) => call.method === 'PATCH')).toBe(false);
});

it('deletes only when the time for undo is over', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Delete “A tune”' }));
  expect(screen.queryByRole('link', { name: 'A tune' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: 'A tune' })).toBeVisible();
  expect(server.asked.some((call) => call.method === 'DELETE')).toBe(false);
});

it('tells the server of a deletion when the page is left before', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Delete “A tune”' }));
  window.dispatchEvent(new Event('pagehide'));
  expect(server.asked.some((call) => call.method === 'DELETE' && call.path === '/sessions/s2')).toBe(true);
});

it('groups by the day of the last use', () => {
  const now = new Date(2026, 0, 10, 12).getTime();
  const at = (day: number, hour: number) => session(`${day}`, '', new Date(2026, 0, day, hour).toISOString());
  const groups = groupByDay([at(10, 9), at(9, 23), at(9, 0), at(8, 23)], now);
  expect(groups.map((group) => [group.key, group.sessions.length])).toEqual([
    ['sessions.today', 1],
    ['sessions.yesterday', 2],
    ['sessions.earlier', 1],
  ]);
});
