import { useT } from '../i18n/useI18n';
import { taskOf } from '../run/reduceTask';
import type { RunView } from '../run/view';
import type { PlanModel } from './model';
import { TaskRow } from './TaskRow';

/** The plan as a list: the view for narrow windows, keyboards and screen readers, equal in content to any other. */
export function PlanList({ model, view }: { model: PlanModel; view: RunView }) {
  const t = useT();
  const toolOf = (taskId: string) => taskOf(view, taskId).tool;
  return (
    <ol className="tasks" aria-label={t('plan.title')}>
      {model.nodes.map((node) => (
        <TaskRow key={node.task.id} node={node} view={view} toolOf={toolOf} />
      ))}
    </ol>
  );
}
