import { memo, useEffect, useRef } from 'react';
import { AnswerText } from '../answer/AnswerText';
import { resultsOf } from '../answer/results';
import { ArtifactFigure } from '../artifact/ArtifactFigure';
import { RunContext } from '../artifact/RunContext';
import { useT } from '../i18n/useI18n';
import { PlanPanel } from '../plan/PlanPanel';
import type { RunView } from '../run/view';
import { startFollowing } from './following';
import { RequestBubble } from './RequestBubble';
import { RunEnd } from './RunEnd';
import { RunLine } from './RunLine';

/** One request and all that came of it. */
export const RunArticle = memo(function RunArticle({ view, latest }: { view: RunView; latest: boolean }) {
  const t = useT();
  const ref = useReplayWhenSeen(view);
  const results = resultsOf(view);
  return (
    <RunContext value={view}>
      <article className="run" ref={ref} data-testid="run" data-run={view.id} data-state={view.state}>
        <RequestBubble view={view} />
        <section className="reply">
          <h2 className="visually-hidden">{t('run.polyphony')}</h2>
          <PlanPanel view={view} latest={latest} />
          <AnswerText text={view.answer.text} />
          {results.length > 0 && (
            <div className="results">
              {results.map((artifact) => (
                <ArtifactFigure key={artifact.id} artifact={artifact} />
              ))}
            </div>
          )}
          <RunLine view={view} />
          <RunEnd view={view} />
        </section>
      </article>
    </RunContext>
  );
});

/** A finished run's events are read when it comes near the window; a long session loads no more than is looked at. */
function useReplayWhenSeen(view: RunView) {
  const ref = useRef<HTMLElement>(null);
  const wanted = view.state !== 'RUNNING' && view.seq === 0;
  useEffect(() => {
    const article = ref.current;
    if (!wanted || !article) return;
    if (typeof IntersectionObserver === 'undefined') return startFollowing(view.id);
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && startFollowing(view.id),
      { rootMargin: '600px' },
    );
    observer.observe(article);
    return () => observer.disconnect();
  }, [wanted, view.id]);
  return ref;
}
