import { splitAdvice } from '../api/problem';
import { useChat } from '../chat/store';
import { useFormat, useT } from '../i18n/useI18n';
import { useNow } from '../ui/useNow';
import type { PlanNode } from './model';

/** The line under a task's name: what it is doing, waiting for, or what became of it. */
export function TaskNote({ node, toolOf }: { node: PlanNode; toolOf: (taskId: string) => string }) {
  const t = useT();
  const format = useFormat();
  const { task } = node;
  const attempt = task.attempts.at(-1);
  switch (task.state) {
    case 'PENDING': {
      if (node.waitsFor.length === 0) return null;
      const tools = format.list([...new Set(node.waitsFor.map(toolOf))]);
      return <p className="task-note">{t('plan.waitsFor', { tools })}</p>;
    }
    case 'RUNNING':
      return <p className="task-note">{attempt?.progress?.message ?? attempt?.binding}</p>;
    case 'RETRYING':
      return <RetryNote retryAt={task.retryAt} error={attempt?.error?.message} />;
    case 'SUCCEEDED':
      return <p className="task-note">{task.cached ? t('plan.cached') : attempt?.binding}</p>;
    case 'FAILED':
      return <Failure message={task.error?.message ?? ''} />;
    case 'SKIPPED':
      return (
        <p className="task-note">{t('plan.skippedBecause', { tool: toolOf(task.skipped?.cause ?? '') })}</p>
      );
    default:
      return null;
  }
}

function RetryNote({ retryAt, error }: { retryAt?: string; error?: string }) {
  const t = useT();
  const format = useFormat();
  const offset = useChat((chat) => chat.clockOffsetMs);
  const now = useNow(true);
  const left = Math.max(0, Date.parse(retryAt ?? '') - now - offset) || 0;
  return (
    <p className="task-note">
      {splitAdvice(error ?? '').what} {t('plan.retryIn', { time: format.duration(left) })}
    </p>
  );
}

function Failure({ message }: { message: string }) {
  const { what, advice } = splitAdvice(message);
  return (
    <div className="task-note">
      <p className="task-bad" data-testid="task-error">
        {what}
      </p>
      {advice && <p data-testid="advice">{advice}</p>}
    </div>
  );
}
