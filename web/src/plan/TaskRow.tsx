import { useId, useState } from 'react';
import { Thumb } from '../artifact/Thumb';
import { useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { Icon } from '../ui/Icon';
import { Elapsed } from './Elapsed';
import type { PlanNode } from './model';
import { ProgressBar } from './ProgressBar';
import { StateBadge } from './StateBadge';
import { TaskDetails } from './TaskDetails';
import { TaskNote } from './TaskNote';

interface Props {
  node: PlanNode;
  view: RunView;
  toolOf: (taskId: string) => string;
}

/** One task of the plan. The row tells its state; opened, it tells everything known of it. */
export function TaskRow({ node, view, toolOf }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const details = useId();
  const { task } = node;
  const attempts = task.attempts.length;
  const thumbs = node.outputs.flatMap((output) => output.artifacts).flatMap((id) => view.artifacts[id] ?? []);
  return (
    <li className="task" data-testid="task" data-task={task.id} data-tool={task.tool} data-state={task.state}>
      <button
        type="button"
        className="task-row"
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => setOpen(!open)}
      >
        <StateBadge state={task.state} />
        <span className="task-tool">{task.tool}</span>
        {attempts > 1 && (
          <span className="chip" data-testid="attempt">
            {t('plan.attempt', { number: attempts })}
          </span>
        )}
        <span className="task-thumbs">
          {thumbs.slice(0, 3).map((artifact) => (
            <Thumb key={artifact.id} artifact={artifact} />
          ))}
        </span>
        <Elapsed task={task} />
        <Icon name="chevron" className="task-chevron" />
      </button>
      <TaskNote node={node} toolOf={toolOf} />
      <ProgressBar task={task} />
      {open && <TaskDetails id={details} node={node} view={view} toolOf={toolOf} />}
    </li>
  );
}
