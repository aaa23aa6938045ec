import { useT } from '../i18n/useI18n';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Icon } from '../ui/Icon';
import { RunArticle } from './RunArticle';
import { liveRun, useChat } from './store';
import { useStickToEnd } from './useStickToEnd';

/** The conversation. It is a log that is not read out as it grows: the status region tells what matters, once. */
export function Transcript() {
  const t = useT();
  const order = useChat((chat) => chat.order);
  const runs = useChat((chat) => chat.runs);
  const live = useChat((chat) => liveRun(chat) !== undefined);
  const { ref, atEnd, toEnd } = useStickToEnd(order.at(-1));
  return (
    <>
      <div
        className="transcript"
        ref={ref}
        role="log"
        aria-live="off"
        aria-busy={live}
        aria-label={t('run.transcript')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log is scrolled by keys.
        tabIndex={0}
        data-testid="transcript"
      >
        <div className="column">
          <h1 className="visually-hidden">{t('run.transcript')}</h1>
          {order.map((id) => {
            const view = runs[id];
            return (
              view && (
                <ErrorBoundary key={id}>
                  <RunArticle view={view} latest={id === order.at(-1)} />
                </ErrorBoundary>
              )
            );
          })}
        </div>
      </div>
      {!atEnd && (
        <div className="to-end">
          <button type="button" onClick={toEnd}>
            <Icon name="down" />
            {t('run.toEnd')}
          </button>
        </div>
      )}
    </>
  );
}
