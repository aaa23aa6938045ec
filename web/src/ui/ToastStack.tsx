import { useEffect } from 'react';
import { useT } from '../i18n/useI18n';
import { IconButton } from './IconButton';
import { ProblemNote } from './ProblemNote';
import { dismiss, type Toast, useToasts } from './toasts';

const SHOWN_MS = 8000;

export function ToastStack() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts">
      {toasts.map((each) => (
        <ToastCard key={each.id} toast={each} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useT();
  const { id, text, problem, action } = toast;
  useEffect(() => {
    if (problem) return;
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, problem]);
  if (problem) return <ProblemNote problem={problem} onDismiss={() => dismiss(id)} />;
  return (
    <div className="toast" role="status">
      <p>{text}</p>
      {action && (
        <button type="button" className="button" onClick={action.run}>
          {action.label}
        </button>
      )}
      <IconButton icon="close" label={t('problem.dismiss')} onClick={() => dismiss(id)} />
    </div>
  );
}
