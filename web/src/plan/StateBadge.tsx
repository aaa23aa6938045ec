import { useT } from '../i18n/useI18n';
import type { TaskState } from '../run/view';
import { Icon } from '../ui/Icon';

/** A task's state as a sign and a word; the colour only repeats them. */
export function StateBadge({ state }: { state: TaskState }) {
  const t = useT();
  return (
    <span className={`state state-${state}`} data-testid="task-state">
      <Icon name={state} />
      {t(`state.${state}`)}
    </span>
  );
}
