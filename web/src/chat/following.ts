import { endsRun, type RunEvent } from '../api/events';
import { follow } from '../api/follow';
import { asProblem } from '../api/problem';
import { currentT } from '../i18n/useI18n';
import { announcementOf } from '../run/announce';
import { reduce } from '../run/reduce';
import { refreshSessions } from '../sessions/store';
import { announce } from '../ui/announce';
import { useChat } from './store';

const followed = new Map<string, AbortController>();
let waiting: RunEvent[] = [];
let scheduled = false;

/** Events older than this when they arrive are history: shown, but not announced. */
const NEWS_MS = 5000;

/** Follows a run from its first event. A second call for the same run does nothing. */
export function startFollowing(runId: string): void {
  if (followed.has(runId)) return;
  const stop = new AbortController();
  followed.set(runId, stop);
  follow({
    runId,
    signal: stop.signal,
    onEvent: enqueue,
    onLink: (link) => {
      if (!stop.signal.aborted) useChat.setState(({ links }) => ({ links: { ...links, [runId]: link } }));
    },
    onClock: (clockOffsetMs) => useChat.setState({ clockOffsetMs }),
  }).catch((error) => {
    if (stop.signal.aborted) return;
    followed.delete(runId);
    useChat.setState(({ refused }) => ({ refused: { ...refused, [runId]: asProblem(error) } }));
  });
}

export function followAgain(runId: string): void {
  useChat.setState(({ refused }) => {
    const { [runId]: _, ...others } = refused;
    return { refused: others };
  });
  startFollowing(runId);
}

/** Leaves all streams. The runs go on at the server. */
export function stopFollowing(): void {
  for (const stop of followed.values()) stop.abort();
  followed.clear();
  waiting = [];
}

function enqueue(event: RunEvent): void {
  waiting.push(event);
  if (scheduled) return;
  scheduled = true;
  // A hidden page gets no animation frames, yet its title and status should be right when it is seen again.
  if (document.hidden) setTimeout(flush, 100);
  else requestAnimationFrame(flush);
}

/** Applies all that arrived since the last frame as one change. */
function flush(): void {
  scheduled = false;
  const events = waiting;
  waiting = [];
  const { runs, clockOffsetMs } = useChat.getState();
  const next = { ...runs };
  const polite: string[] = [];
  const urgent: string[] = [];
  const t = currentT();
  for (const event of events) {
    const view = next[event.runId];
    if (!view) continue;
    const after = reduce(view, event);
    next[event.runId] = after;
    if (after === view || Date.now() + clockOffsetMs - Date.parse(event.at) > NEWS_MS) continue;
    // The server may have named the session by now.
    if (endsRun(event)) void refreshSessions();
    const said = announcementOf(event, after);
    if (said) (said.urgent ? urgent : polite).push(t(said.key, said.params));
  }
  useChat.setState({ runs: next });
  announce(polite);
  announce(urgent, true);
}
