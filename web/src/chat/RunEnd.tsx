import { copyableText } from '../answer/copyable';
import { splitAdvice } from '../api/problem';
import { send } from '../composer/send';
import { fill } from '../composer/store';
import { useFormat, useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { Note } from '../ui/ProblemNote';

/** The end of a run: its error if it has one, its time, and what can be done next. */
export function RunEnd({ view }: { view: RunView }) {
  const t = useT();
  if (view.state === 'RUNNING') return null;
  const again = () => {
    fill(view.text, view.attachments);
    void send();
  };
  return (
    <>
      {view.error && (
        <Note
          title={t(view.state === 'INTERRUPTED' ? 'run.interrupted' : 'run.failed')}
          {...splitAdvice(view.error.message)}
          code={view.error.code}
        />
      )}
      <footer className="run-end">
        {view.answer.text && (
          <CopyButton
            label={t('run.copy')}
            text={() => copyableText(view.answer.text, window.location.origin)}
          />
        )}
        <button type="button" className="quiet-button" onClick={again}>
          <Icon name="retry" />
          {t('run.again')}
        </button>
        <Totals view={view} />
      </footer>
    </>
  );
}

function Totals({ view }: { view: RunView }) {
  const t = useT();
  const format = useFormat();
  const tokens = (view.usage?.tokensIn ?? 0) + (view.usage?.tokensOut ?? 0);
  const time = view.elapsedMs === undefined ? undefined : format.duration(view.elapsedMs);
  return (
    <span className="run-totals" data-testid="run-totals">
      {view.state === 'COMPLETED' && time && <span>{t('run.doneAfter', { time })}</span>}
      {view.state === 'CANCELLED' && <span>{time ? t('run.stoppedAfter', { time }) : t('run.stopped')}</span>}
      {tokens > 0 && <span>{t('run.tokens', { count: tokens })}</span>}
      {!!view.usage?.costUsd && <span>{format.money(view.usage.costUsd)}</span>}
    </span>
  );
}
