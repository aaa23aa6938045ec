import { createParser } from 'eventsource-parser';
import { API } from './client';
import { endsRun, type RunEvent } from './events';
import { Problem, problemOf } from './problem';
import { pause } from './wait';

export type LinkState = 'connecting' | 'open' | 'waiting' | 'closed';

export interface FollowOptions {
  runId: string;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
  onLink?: (state: LinkState) => void;
  /** Told once per connection: the server's clock minus ours, from the Date header. */
  onClock?: (offsetMs: number) => void;
  /** Two heartbeats without a byte mean that the line is dead, whatever the socket says. */
  stallMs?: number;
  fetch?: typeof fetch;
}

const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows a run from its first event to its last, over as many connections as that takes.
 * Resolves after the run's last event or when the signal aborts; rejects when the server refuses the stream.
 */
export async function follow(options: FollowOptions): Promise<void> {
  const cursor = { seq: 0, ended: false, retryMs: 2000 };
  let failures = 0;
  while (!options.signal.aborted) {
    const before = cursor.seq;
    options.onLink?.('connecting');
    try {
      await readOnce(options, cursor);
    } catch (error) {
      if (options.signal.aborted) break;
      if (error instanceof Problem && !error.body.retriable) throw error;
    }
    if (cursor.ended) break;
    failures = cursor.seq > before ? 0 : failures + 1;
    options.onLink?.('waiting');
    await pause(Math.min(cursor.retryMs * 2 ** Math.min(failures, 4), LONGEST_PAUSE_MS), options.signal);
  }
  options.onLink?.('closed');
}

interface Cursor {
  seq: number;
  ended: boolean;
  retryMs: number;
}

async function readOnce(options: FollowOptions, cursor: Cursor): Promise<void> {
  const line = new AbortController();
  const giveUp = () => line.abort();
  options.signal.addEventListener('abort', giveUp);
  const stallMs = options.stallMs ?? 30_000;
  let stall = setTimeout(giveUp, stallMs);
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (cursor.seq > 0) headers['last-event-id'] = String(cursor.seq);
    const url = `${API}/runs/${encodeURIComponent(options.runId)}/events`;
    const answer = await (options.fetch ?? fetch)(url, { headers, signal: line.signal, cache: 'no-store' });
    if (!answer.ok || !answer.body) {
      throw problemOf(answer.status, answer.headers.get('content-type'), await answer.text());
    }
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(date)) options.onClock?.(date + 500 - Date.now());
    options.onLink?.('open');
    const parser = parserOf(options, cursor);
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    while (!cursor.ended) {
      const { done, value } = await reader.read();
      if (done) {
        // A line end of CR alone is only known for one when something follows it.
        parser.feed('\n');
        break;
      }
      clearTimeout(stall);
      stall = setTimeout(giveUp, stallMs);
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(stall);
    options.signal.removeEventListener('abort', giveUp);
    line.abort();
  }
}

function parserOf(options: FollowOptions, cursor: Cursor) {
  return createParser({
    onRetry: (ms) => {
      cursor.retryMs = ms;
    },
    onEvent: (message) => {
      const event = parse(message.data);
      // The state keeps what came early; the cursor stands before a hole, so that a reconnect asks for it again.
      if (!event || cursor.ended) return;
      if (event.seq === cursor.seq + 1) cursor.seq = event.seq;
      else if (event.seq > cursor.seq) throw new Gap();
      options.onEvent(event);
      cursor.ended = endsRun(event) && event.seq === cursor.seq;
    },
  });
}

/** An event is missing: the connection is dropped and resumed after the last good one. */
class Gap extends Error {}

function parse(data: string): RunEvent | undefined {
  try {
    const event = JSON.parse(data) as RunEvent;
    return typeof event?.seq === 'number' && typeof event.type === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}
