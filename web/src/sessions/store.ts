import { create } from 'zustand';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import type { Session } from '../api/types';
import { go } from '../app/route';
import { useChat } from '../chat/store';
import { currentT } from '../i18n/useI18n';
import { dismiss, toast } from '../ui/toasts';

interface Sessions {
  sessions: Session[];
  query: string;
  loaded: boolean;
  problem?: Problem;
}

export const useSessions = create<Sessions>(() => ({ sessions: [], query: '', loaded: false }));

const UNDO_MS = 7000;
const leaving = new Map<string, { timer: number; toast: number }>();
let asked: AbortController | undefined;

export async function refreshSessions(): Promise<void> {
  asked?.abort();
  const stop = new AbortController();
  asked = stop;
  try {
    const { sessions } = await api.sessions(useSessions.getState().query, stop.signal);
    if (stop.signal.aborted) return;
    useSessions.setState({
      sessions: sessions.filter((session) => !leaving.has(session.id)),
      loaded: true,
      problem: undefined,
    });
  } catch (error) {
    if (!stop.signal.aborted) useSessions.setState({ problem: asProblem(error), loaded: true });
  }
}

export function searchSessions(query: string): void {
  useSessions.setState({ query });
  void refreshSessions();
}

export async function renameSession(session: Session, title: string): Promise<void> {
  const rename = (to: string) =>
    useSessions.setState(({ sessions }) => ({
      sessions: sessions.map((each) => (each.id === session.id ? { ...each, title: to } : each)),
    }));
  rename(title);
  try {
    await api.renameSession(session.id, title);
  } catch (error) {
    rename(session.title);
    toast({ problem: asProblem(error) });
  }
}

/** Takes the session off the list at once; the server hears of it when the time for undo is over. */
export function deleteSession(session: Session): void {
  const t = currentT();
  useSessions.setState(({ sessions }) => ({ sessions: sessions.filter((each) => each.id !== session.id) }));
  const note = toast({
    text: t('sessions.deleted', { title: session.title || t('sessions.untitled') }),
    action: { label: t('sessions.undo'), run: () => undo(session.id) },
  });
  leaving.set(session.id, { timer: window.setTimeout(() => finish(session.id), UNDO_MS), toast: note });
  if (useChat.getState().sessionId === session.id) go({ page: 'chat' });
}

function undo(id: string): void {
  const entry = leaving.get(id);
  if (!entry) return;
  clearTimeout(entry.timer);
  leaving.delete(id);
  dismiss(entry.toast);
  void refreshSessions();
}

function finish(id: string): void {
  const entry = leaving.get(id);
  if (!entry) return;
  clearTimeout(entry.timer);
  dismiss(entry.toast);
  api
    .deleteSession(id)
    .catch((error) => toast({ problem: asProblem(error) }))
    .finally(() => {
      leaving.delete(id);
      void refreshSessions();
    });
}

window.addEventListener('pagehide', () => {
  for (const id of leaving.keys()) finish(id);
});
