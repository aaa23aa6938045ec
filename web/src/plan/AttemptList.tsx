import { useT } from '../i18n/useI18n';
import type { AttemptView } from '../run/view';

/** Every attempt, not the last one only. */
export function AttemptList({ attempts }: { attempts: AttemptView[] }) {
  const t = useT();
  return (
    <ol className="attempts">
      {attempts.map((attempt) => (
        <li key={attempt.number}>
          {t('plan.attempt', { number: attempt.number })}
          {attempt.binding && <code>{attempt.binding}</code>}
          {attempt.error && <span className="task-bad">{attempt.error.message}</span>}
        </li>
      ))}
    </ol>
  );
}
