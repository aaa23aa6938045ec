import type { ReactNode } from 'react';
import { type Problem, splitAdvice } from '../api/problem';
import { useT } from '../i18n/useI18n';
import { copyText } from './copy';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface Props {
  problem: Problem;
  title?: string;
  onRetry?: () => void;
  onDismiss?: () => void;
}

/** The one way in which the page shows that a call failed: what, the advice, the request's id, a way on. */
export function ProblemNote({ problem, title, onRetry, onDismiss }: Props) {
  const t = useT();
  const { requestId, code } = problem.body;
  const { what, advice } =
    code === 'unreachable'
      ? { what: t('problem.unreachable'), advice: t('problem.unreachableAdvice') }
      : splitAdvice(problem.message);
  return (
    <Note title={title} what={what} advice={advice} code={code}>
      {requestId && (
        <button
          type="button"
          className="quiet-button"
          title={t('problem.copyId')}
          onClick={() => void copyText(requestId)}
        >
          {t('problem.requestId', { id: requestId })} <Icon name="copy" />
        </button>
      )}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('problem.retry')}
        </button>
      )}
      {onDismiss && <IconButton icon="close" label={t('problem.dismiss')} onClick={onDismiss} />}
    </Note>
  );
}

interface NoteProps {
  title?: string;
  what: string;
  advice?: string;
  code?: string;
  children?: ReactNode;
}

export function Note({ title, what, advice, code, children }: NoteProps) {
  return (
    <div className="problem" data-testid="problem" data-code={code}>
      <Icon name="alert" />
      <div className="problem-words">
        {title && <p className="problem-title">{title}</p>}
        <p>{what}</p>
        {advice && (
          <p className="problem-advice" data-testid="advice">
            {advice}
          </p>
        )}
      </div>
      {children && <div className="problem-ways">{children}</div>}
    </div>
  );
}
