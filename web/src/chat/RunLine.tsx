import { useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { ProblemNote } from '../ui/ProblemNote';
import { followAgain } from './following';
import { useChat } from './store';

/** What a live run is doing when no task says it, and how its line is. */
export function RunLine({ view }: { view: RunView }) {
  const t = useT();
  const link = useChat((chat) => chat.links[view.id]);
  const refused = useChat((chat) => chat.refused[view.id]);
  const stopping = useChat((chat) => chat.stopping[view.id]);
  if (refused) {
    return <ProblemNote title={t('run.noEvents')} problem={refused} onRetry={() => followAgain(view.id)} />;
  }
  if (view.state !== 'RUNNING') return null;
  const doing = doingOf(view);
  return (
    <p className="run-line" data-testid="run-line">
      {link === 'waiting' ? (
        t('run.reconnecting')
      ) : stopping ? (
        t('composer.stopping')
      ) : doing ? (
        <>
          <Voices />
          {t(doing)}
        </>
      ) : null}
    </p>
  );
}

function doingOf(view: RunView) {
  if (!view.plan) return 'run.planning' as const;
  const open = Object.values(view.tasks).some(
    (task) => task.state === 'RUNNING' || task.state === 'RETRYING',
  );
  const all = view.plan.tasks.every((task) => {
    const state = view.tasks[task.id]?.state;
    return state !== undefined && state !== 'RUNNING' && state !== 'RETRYING';
  });
  return !open && all && !view.answer.complete ? ('run.answering' as const) : undefined;
}

/** Four bars that move as voices do; still for those who ask for less motion. */
function Voices() {
  return (
    <span className="voices" aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}
