import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stopFollowing } from '../chat/following';
import { emptyChat, putRun, useChat } from '../chat/store';
import { fresh, photo } from '../test/events';
import { type FakeServer, fakeServer, fakeUploads, problem, uploaded } from '../test/server';
import { Composer } from './Composer';
import { openDraft } from './store';

let server: FakeServer;

beforeEach(() => {
  stopFollowing();
  server = fakeServer();
  useChat.setState(emptyChat);
  openDraft(undefined);
  render(<Composer />);
});

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const sent = () => server.asked.filter((call) => call.path === '/runs');
const file = (name: string, type: string, text = 'x') => new File([text], name, { type });
const pick = (...files: File[]) => userEvent.upload(screen.getByTestId('file-input'), files);

describe('keys', () => {
  it('Enter sends and empties the box; Shift+Enter breaks the line', async () => {
    await userEvent.type(box(), 'one{Shift>}{Enter}{/Shift}two{Enter}');
    await waitFor(() => expect(box().value).toBe(''));
    expect(sent()[0]?.body).toEqual({ text: 'one\ntwo', attachments: [] });
    expect(window.location.hash).toBe('#/s/s1');
  });

  it('Enter that ends a word of an input method does not send', async () => {
    await userEvent.type(box(), 'nihon');
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
    expect(sent()).toEqual([]);
  });

  it('an empty box sends nothing', async () => {
    await userEvent.type(box(), '   {Enter}');
    expect(sent()).toEqual([]);
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  it('Up in an empty box brings the last message back, with its files', async () => {
    putRun({ ...fresh(), state: 'COMPLETED', text: 'What is this?', attachments: [photo] });
    await userEvent.type(box(), '{ArrowUp}');
    expect(box().value).toBe('What is this?');
    expect(screen.getByTestId('attachment')).toHaveTextContent('bakery.png');
  });
});

describe('while an answer is being made', () => {
  beforeEach(() => putRun({ ...fresh(), id: 'r9' }));

  it('Escape stops it at the server', async () => {
    await userEvent.type(box(), '{Escape}');
    expect(server.asked.at(-1)).toMatchObject({ method: 'POST', path: '/runs/r9/cancel' });
    expect(screen.getByRole('button', { name: 'Stopping…' })).toBeDisabled();
  });

  it('a message is kept, and the page says why', async () => {
    await userEvent.type(box(), 'next{Enter}');
    expect(sent()).toEqual([]);
    expect(box().value).toBe('next');
    expect(screen.getByText(/still being made/)).toBeVisible();
  });
});

describe('files', () => {
  it('of several kinds are uploaded each by itself, and sent without words', async () => {
    const sound = {
      ...photo,
      id: 'w1',
      modality: 'AUDIO' as const,
      mediaType: 'audio/wav',
      label: 'hello.wav',
    };
    fakeUploads(uploaded(photo), uploaded(sound));
    await pick(file('bakery.png', 'image/png'), file('hello.wav', 'audio/wav'));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(sent()[0]?.body).toEqual({ text: '', attachments: ['a1', 'w1'] }));
  });

  it('Enter during an upload sends when it is done', async () => {
    fakeUploads(uploaded(photo));
    await pick(file('bakery.png', 'image/png'));
    await userEvent.type(box(), 'look{Enter}');
    await waitFor(() => expect(sent()[0]?.body).toEqual({ text: 'look', attachments: ['a1'] }));
  });

  it('that were refused say why, hold the message back, and can be tried again', async () => {
    fakeUploads(
      { status: 413, body: { code: 'invalid_request', detail: 'Too large.\nMaybe cut it.' } },
      uploaded(photo),
    );
    await pick(file('bakery.png', 'image/png'));
    await userEvent.type(box(), 'look{Enter}');
    expect(await screen.findByText('Too large.')).toBeVisible();
    expect(sent()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again to upload bakery.png' }));
    await waitFor(() => expect(screen.getByTestId('attachment')).toHaveAttribute('data-state', 'ready'));
  });

  it('can be taken out again', async () => {
    fakeUploads(uploaded(photo));
    await pick(file('bakery.png', 'image/png'));
    await userEvent.click(screen.getByRole('button', { name: 'Remove bakery.png' }));
    expect(screen.queryByTestId('attachment')).toBeNull();
  });

  it('can be pasted and dropped', async () => {
    fakeUploads(uploaded(photo), uploaded({ ...photo, id: 'a2' }));
    fireEvent.paste(box(), { clipboardData: { files: [file('image.png', 'image/png')] } });
    const dataTransfer = { types: ['Files'], files: [file('b.png', 'image/png')] };
    fireEvent.dragOver(document, { dataTransfer });
    expect(screen.getByText('Drop files to add them')).toBeVisible();
    fireEvent.drop(document, { dataTransfer });
    await waitFor(() => expect(screen.getAllByTestId('attachment')).toHaveLength(2));
    expect(screen.getByText('pasted Picture')).toBeVisible();
  });

  it('without a byte are refused before any upload', async () => {
    fakeUploads();
    await pick(file('nothing.wav', 'audio/wav', ''));
    expect(await screen.findByText('“nothing.wav” is empty.')).toBeVisible();
  });
});

describe('a send that fails', () => {
  it('keeps the draft, shows the problem with its request id, and repeats with the same key', async () => {
    server.answers.push(() =>
      problem(409, 'run_live', 'This session has a live run.\nMaybe wait for its answer.'),
    );
    await userEvent.type(box(), 'hello{Enter}');
    expect(await screen.findByText('This session has a live run.')).toBeVisible();
    expect(screen.getByTestId('advice')).toHaveTextContent('Maybe wait for its answer.');
    expect(screen.getByRole('button', { name: /Request q7/ })).toBeVisible();
    expect(box().value).toBe('hello');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    const [first, second] = sent().map((call) => call.headers.get('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
  });

  it('waits for the line when the browser is offline', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await userEvent.type(box(), 'later{Enter}');
    expect(await screen.findByText(/sent when the line is back/)).toBeVisible();
    expect(sent()).toEqual([]);
    online.mockReturnValue(true);
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(sent()).toHaveLength(1));
  });
});

describe('a draft', () => {
  it('is there again after a reload, and belongs to its session', async () => {
    fakeUploads(uploaded(photo));
    await pick(file('bakery.png', 'image/png'));
    await userEvent.type(box(), 'half a thought');
    await waitFor(() => expect(screen.getByTestId('attachment')).toHaveAttribute('data-state', 'ready'));
    openDraft('s2');
    await waitFor(() => expect(box().value).toBe(''));
    openDraft(undefined);
    await waitFor(() => expect(box().value).toBe('half a thought'));
    expect(screen.getByTestId('attachment')).toHaveTextContent('bakery.png');
  });
});
