import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { openDraft } from '../composer/store';
import { viewOf } from '../run/view';
import { toast } from '../ui/toasts';
import { startFollowing, stopFollowing } from './following';
import { emptyChat, liveRun, useChat } from './store';

let loading: AbortController | undefined;

/** Shows a session, or an empty page without one. The session that is already shown stays as it is. */
export async function openSession(sessionId: string | undefined): Promise<void> {
  const chat = useChat.getState();
  if (chat.sessionId === sessionId && !chat.problem) return;
  loading?.abort();
  stopFollowing();
  openDraft(sessionId);
  useChat.setState({ ...emptyChat, sessionId, loading: sessionId !== undefined });
  if (sessionId) await load(sessionId);
}

export async function reloadSession(): Promise<void> {
  const { sessionId } = useChat.getState();
  useChat.setState({ problem: undefined, loading: true });
  if (sessionId) await load(sessionId);
}

async function load(sessionId: string): Promise<void> {
  const stop = new AbortController();
  loading = stop;
  try {
    const session = await api.session(sessionId, stop.signal);
    if (stop.signal.aborted) return;
    const views = session.runs.map(viewOf);
    useChat.setState({
      loading: false,
      order: views.map((view) => view.id),
      runs: Object.fromEntries(views.map((view) => [view.id, view])),
    });
    for (const view of views) if (view.state === 'RUNNING') startFollowing(view.id);
  } catch (error) {
    if (!stop.signal.aborted) useChat.setState({ loading: false, problem: asProblem(error) });
  }
}

/** Asks the server to stop the live run. The run's own events tell when it has. */
export async function stopRun(): Promise<void> {
  const run = liveRun(useChat.getState());
  if (!run || useChat.getState().stopping[run.id]) return;
  const mark = (on: boolean) =>
    useChat.setState(({ stopping }) => ({ stopping: { ...stopping, [run.id]: on } }));
  mark(true);
  try {
    await api.cancelRun(run.id);
  } catch (error) {
    mark(false);
    toast({ problem: asProblem(error) });
  }
}
