import { useChat } from '../chat/store';
import { useFormat } from '../i18n/useI18n';
import type { TaskView } from '../run/view';
import { useNow } from '../ui/useNow';

/** How long a task took, or has been running until now by the server's clock. */
export function Elapsed({ task }: { task: TaskView }) {
  const format = useFormat();
  const offset = useChat((chat) => chat.clockOffsetMs);
  const live = task.state === 'RUNNING' || task.state === 'RETRYING';
  const now = useNow(live);
  const startedAt = task.attempts.find((attempt) => attempt.startedAt)?.startedAt;
  if (task.state === 'SKIPPED' || !startedAt) return <span className="elapsed" />;
  if (!live && task.elapsedMs === undefined) return <span className="elapsed" />;
  const ms = live ? now + offset - Date.parse(startedAt) : (task.elapsedMs ?? 0);
  return (
    <span className="elapsed" data-testid="elapsed">
      {format.duration(Math.max(0, ms))}
    </span>
  );
}
