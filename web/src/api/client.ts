import { problemOf, unreachable } from './problem';
import type { Artifact, Mode, Session, SessionWithRuns, ToolCatalogue } from './types';

export const API = '/api/v1';

export function artifactUrl(id: string): string {
  return `${API}/artifacts/${encodeURIComponent(id)}`;
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(API + path, init);
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    throw unreachable();
  }
  if (answer.ok) return answer;
  throw problemOf(answer.status, answer.headers.get('content-type'), await answer.text().catch(() => ''));
}

async function read<T>(path: string, init?: RequestInit): Promise<T> {
  return (await call(path, init)).json() as Promise<T>;
}

function json(method: string, body: unknown, headers?: Record<string, string>): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

export interface RunRequest {
  text: string;
  attachments?: string[];
  sessionId?: string;
  mode?: Mode;
}

export const api = {
  /** The key makes a repeated send harmless: the server answers with the run of the first. */
  createRun: (request: RunRequest, idempotencyKey: string) =>
    read<{ runId: string; sessionId: string }>(
      '/runs',
      json('POST', request, { 'idempotency-key': idempotencyKey }),
    ),
  cancelRun: (id: string) => call(`/runs/${encodeURIComponent(id)}/cancel`, { method: 'POST' }),
  sessions: (query: string, signal?: AbortSignal) =>
    read<{ sessions: Session[] }>(
      `/sessions?limit=200${query ? `&query=${encodeURIComponent(query)}` : ''}`,
      {
        signal,
      },
    ),
  session: (id: string, signal?: AbortSignal) =>
    read<SessionWithRuns>(`/sessions/${encodeURIComponent(id)}`, { signal }),
  renameSession: (id: string, title: string) =>
    read<Session>(`/sessions/${encodeURIComponent(id)}`, json('PATCH', { title })),
  /** Outlives the page, so that a deletion waiting for its undo time is not lost when the tab closes. */
  deleteSession: (id: string) =>
    call(`/sessions/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive: true }),
  tools: () => read<ToolCatalogue>('/tools'),
  artifactMeta: (id: string) => read<{ artifact: Artifact }>(`/artifacts/${encodeURIComponent(id)}/meta`),
  artifactText: async (id: string) => (await call(`/artifacts/${encodeURIComponent(id)}`)).text(),
};
