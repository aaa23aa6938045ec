import { useT } from '../i18n/useI18n';
import type { TaskView } from '../run/view';
import { fractionOf } from './model';

/** The progress of a running task; without numbers from the tool it only shows that work goes on. */
export function ProgressBar({ task }: { task: TaskView }) {
  const t = useT();
  if (task.state !== 'RUNNING') return null;
  const fraction = fractionOf(task);
  return (
    <progress
      className="progress"
      aria-label={t('task.progress', { tool: task.tool })}
      max={1}
      value={fraction}
      data-testid="progress"
    />
  );
}
