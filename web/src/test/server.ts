import { vi } from 'vitest';
import type { RunEvent } from '../api/events';
import type { Artifact, Run, Session, ToolCatalogue } from '../api/types';

/** A server in memory for tests of the page: what it was asked, and what it will answer. */
export interface FakeServer {
  asked: { method: string; path: string; body: unknown; headers: Headers }[];
  sessions: Session[];
  runs: Run[];
  events: RunEvent[];
  tools: ToolCatalogue;
  /** Answers of POST /runs, in turn; without one it makes a run. */
  answers: (() => Response)[];
}

export function fakeServer(): FakeServer {
  const server: FakeServer = {
    asked: [],
    sessions: [],
    runs: [],
    events: [],
    tools: { tools: [], absent: [] },
    answers: [],
  };
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const path = url.replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    server.asked.push({ method, path, body, headers: new Headers(init?.headers) });
    return answer(server, method, path);
  });
  return server;
}

function answer(server: FakeServer, method: string, path: string): Response {
  if (path.endsWith('/events')) return eventStream(server.events);
  if (path === '/tools') return Response.json(server.tools);
  if (path.startsWith('/sessions?')) return Response.json({ sessions: server.sessions });
  if (path.startsWith('/sessions/') && method === 'GET') {
    return Response.json({ id: 's1', title: '', createdAt: '', updatedAt: '', runs: server.runs });
  }
  if (path === '/runs') {
    return server.answers.shift()?.() ?? Response.json({ runId: 'r1', sessionId: 's1' }, { status: 202 });
  }
  if (method === 'DELETE') return new Response(null, { status: 204 });
  return Response.json({}, { status: 202 });
}

export function eventStream(events: RunEvent[]): Response {
  const text = events.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return new Response(`retry: 60000\n\n${text}`, { headers: { 'content-type': 'text/event-stream' } });
}

export function problem(status: number, code: string, detail: string): Response {
  return new Response(
    JSON.stringify({ title: code, status, code, detail, retriable: false, requestId: 'q7' }),
    {
      status,
      headers: { 'content-type': 'application/problem+json' },
    },
  );
}

type Outcome = { status: number; body: unknown } | 'no line';

/** Answers uploads, which do not go by fetch, with the given outcomes in turn. */
export function fakeUploads(...outcomes: Outcome[]): void {
  class FakeRequest {
    upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } =
      {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    status = 0;
    responseText = '';
    open(): void {}
    getResponseHeader(): string {
      return 'application/json';
    }
    abort(): void {
      this.onabort?.();
    }
    send(): void {
      const outcome = outcomes.shift();
      setTimeout(() => {
        this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
        if (outcome === 'no line' || !outcome) return this.onerror?.();
        this.status = outcome.status;
        this.responseText = JSON.stringify(outcome.body);
        this.onload?.();
      }, 5);
    }
  }
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
}

export function uploaded(artifact: Artifact): Outcome {
  return { status: 201, body: { artifacts: [artifact] } };
}
