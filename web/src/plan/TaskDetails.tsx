import type { ReactNode } from 'react';
import { useFormat, useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { AttemptList } from './AttemptList';
import type { PlanNode } from './model';
import { PortList } from './PortList';

interface Props {
  id: string;
  node: PlanNode;
  view: RunView;
  toolOf: (taskId: string) => string;
}

export function TaskDetails({ id, node, view, toolOf }: Props) {
  const t = useT();
  const format = useFormat();
  const { task } = node;
  const last = task.attempts.at(-1);
  const started = task.attempts.find((attempt) => attempt.startedAt)?.startedAt;
  return (
    <div className="task-details" id={id} data-testid="task-details">
      <dl>
        <Fact name={t('task.inputs')}>
          <PortList node={node} view={view} toolOf={toolOf} />
        </Fact>
        <Fact name={t('task.outputs')}>
          <PortList node={node} view={view} toolOf={toolOf} outputs />
        </Fact>
        {last?.binding && (
          <Fact name={t('task.binding')}>
            <code>{last.binding}</code>
          </Fact>
        )}
        {last?.reason && <Fact name={t('task.reason')}>{last.reason}</Fact>}
        {task.after.length > 0 && <Fact name={t('plan.after')}>{format.list(task.after.map(toolOf))}</Fact>}
        {started && <Fact name={t('task.started')}>{format.clock(started)}</Fact>}
        {task.elapsedMs !== undefined && <Fact name={t('task.time')}>{format.duration(task.elapsedMs)}</Fact>}
        {task.attempts.length > 1 && (
          <Fact name={t('task.attempts')}>
            <AttemptList attempts={task.attempts} />
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
