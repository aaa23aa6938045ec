import { useId, useMemo, useState } from 'react';
import { useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { Icon } from '../ui/Icon';
import { planModel } from './model';
import { PlanList } from './PlanList';

/** A run's plan, open while it matters. The place where a graph can stand beside the list. */
export function PlanPanel({ view, latest }: { view: RunView; latest: boolean }) {
  const t = useT();
  const model = useMemo(() => planModel(view), [view]);
  const [chosen, setChosen] = useState<boolean>();
  const body = useId();
  const open = chosen ?? latest;
  if (model.nodes.length === 0) return null;
  const total = model.nodes.length;
  const live = view.state === 'RUNNING' && model.done < total;
  return (
    <section className="plan" data-testid="plan">
      <button
        type="button"
        className="plan-head"
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={() => setChosen(!open)}
      >
        <span className="plan-title">{t('plan.title')}</span>
        <span className="plan-count">
          {live ? t('plan.progress', { done: model.done, total }) : t('plan.steps', { count: total })}
        </span>
        <span className="plan-beads" aria-hidden="true">
          {model.nodes.map(({ task }) => (
            <span key={task.id} className={`bead bead-${task.state}`} />
          ))}
        </span>
        <Icon name="chevron" className="task-chevron" />
      </button>
      {open && (
        <div id={body}>
          <PlanList model={model} view={view} />
          <Findings view={view} />
        </div>
      )}
    </section>
  );
}

function Findings({ view }: { view: RunView }) {
  const t = useT();
  const chosen = view.findings.find((finding) => finding.code === 'MODE');
  const others = view.findings.filter((finding) => finding !== chosen);
  return (
    <div className="plan-foot">
      {view.planner && <p>{t('plan.by', { planner: view.planner })}</p>}
      {chosen && <p data-testid="mode-reason">{chosen.message}</p>}
      {others.length > 0 && (
        <details>
          <summary>{t('plan.findings')}</summary>
          <ul>
            {others.map((finding) => (
              <li key={`${finding.code}${finding.pointer}`}>{finding.message}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
