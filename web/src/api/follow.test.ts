import { describe, expect, it, vi } from 'vitest';
import { created, numbered } from '../test/events';
import type { RunEvent } from './events';
import { follow } from './follow';
import { Problem } from './problem';

const story = numbered([
  created,
  { type: 'answer.delta', text: 'grün ' },
  { type: 'answer.delta', text: 'und 🚲' },
  { type: 'run.completed', elapsedMs: 3 },
]);

type Chunk = string | Uint8Array;

function answer(chunks: Chunk[], signal?: AbortSignal, hang = false): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      if (!hang) return controller.close();
      signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

const frame = (event: RunEvent, end = '\n') =>
  [`id: ${event.seq}`, `event: ${event.type}`, `data: ${JSON.stringify(event)}`, '', ''].join(end);

/** Gives the answers one after another, and remembers what was asked. */
function server(...answers: ((signal?: AbortSignal) => Response)[]) {
  const asked: (string | null)[] = [];
  const fetch = vi.fn(async (_url: unknown, init?: RequestInit) => {
    asked.push(new Headers(init?.headers).get('last-event-id'));
    const next = answers[Math.min(asked.length - 1, answers.length - 1)];
    if (!next) throw new TypeError('no line');
    return next(init?.signal ?? undefined);
  });
  return { fetch: fetch as unknown as typeof globalThis.fetch, asked };
}

async function followed(fetch: typeof globalThis.fetch, stallMs?: number) {
  const events: RunEvent[] = [];
  const signal = new AbortController().signal;
  await follow({ runId: 'r1', signal, fetch, stallMs, onEvent: (event) => events.push(event) });
  return events;
}

describe('the event stream', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('is read with %s line ends', async (_name, end) => {
    const { fetch } = server(() => answer(story.map((event) => frame(event, end))));
    expect(await followed(fetch)).toEqual(story);
  });

  it('is read past a byte order mark, comments, retry and an id alone', async () => {
    const text = `\uFEFFretry: 10\n\n: beat\n\nid: 0\n\n${story.map((event) => frame(event)).join(': beat\n\n')}`;
    expect(await followed(server(() => answer([text])).fetch)).toEqual(story);
  });

  it('joins several data lines', async () => {
    const pretty = JSON.stringify(story[0], null, 1).replaceAll('\n', '\ndata: ');
    const rest = story.slice(1).map((event) => frame(event));
    expect(await followed(server(() => answer([`data: ${pretty}\n\n`, ...rest])).fetch)).toEqual(story);
  });

  it('survives a letter cut between two chunks', async () => {
    const bytes = new TextEncoder().encode(story.map((event) => frame(event)).join(''));
    const chunks = Array.from(bytes, (_, i) => bytes.slice(i, i + 1));
    expect(await followed(server(() => answer(chunks)).fetch)).toEqual(story);
  });

  it('skips what is no event', async () => {
    const chunks = ['data: {"hello":1}\n\n', 'data: not json\n\n', ...story.map((event) => frame(event))];
    expect(await followed(server(() => answer(chunks)).fetch)).toEqual(story);
  });
});

describe('a line that breaks', () => {
  const fast = 'retry: 1\n\n';
  const all = () => answer([fast, ...story.map((event) => frame(event))]);
  const rest = (from: number) => () =>
    answer(story.filter((event) => event.seq > from).map((event) => frame(event)));

  it('is taken up after the last event', async () => {
    const cut = () => answer([fast, ...story.slice(0, 2).map((event) => frame(event))]);
    const { fetch, asked } = server(cut, rest(2));
    expect(await followed(fetch)).toEqual(story);
    expect(asked).toEqual([null, '2']);
  });

  it('is dropped when nothing comes, without any error', async () => {
    const silent = (signal?: AbortSignal) => answer([fast, frame(story[0] as RunEvent)], signal, true);
    const { fetch, asked } = server(silent, rest(1));
    expect(await followed(fetch, 30)).toEqual(story);
    expect(asked).toEqual([null, '1']);
  });

  it('is resumed before a missing event, which is not shown out of turn', async () => {
    const holed = () => answer([fast, frame(story[0] as RunEvent), frame(story[2] as RunEvent)]);
    const { fetch, asked } = server(holed, rest(1));
    expect(await followed(fetch)).toEqual(story);
    expect(asked).toEqual([null, '1']);
  });

  it('is tried again after a network error and a 503', async () => {
    vi.useFakeTimers();
    const down = () => {
      throw new TypeError('failed to fetch');
    };
    const busy = () => new Response('', { status: 503 });
    const { fetch, asked } = server(down, busy, all);
    const done = followed(fetch);
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(await done).toEqual(story);
    expect(asked).toHaveLength(3);
  });

  it('is given up when the server refuses it', async () => {
    const problem = {
      title: 'not found',
      status: 404,
      code: 'not_found',
      detail: 'There is no run r1.',
      retriable: false,
    };
    const refused = () =>
      new Response(JSON.stringify(problem), {
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      });
    const error = await followed(server(refused).fetch).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).body).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('is left without a word when the reader goes', async () => {
    const stop = new AbortController();
    const { fetch } = server((signal) => answer([frame(story[0] as RunEvent)], signal, true));
    const events: RunEvent[] = [];
    const done = follow({
      runId: 'r1',
      signal: stop.signal,
      fetch,
      onEvent: (event) => {
        events.push(event);
        stop.abort();
      },
    });
    await done;
    expect(events).toHaveLength(1);
  });
});
