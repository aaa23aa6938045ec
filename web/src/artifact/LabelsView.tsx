import type { Artifact } from '../api/types';
import { useFormat, useT } from '../i18n/useI18n';
import { Loading } from './Loading';
import { labelsOf } from './structured';

const SHOWN = 8;

export function LabelsView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  const format = useFormat();
  return (
    <Loading id={artifact.id} parse={labelsOf}>
      {(labels) => (
        <ul className="bars" aria-label={t('labels.list')}>
          {labels.slice(0, SHOWN).map(({ label, score }) => (
            <li key={label}>
              <span>{label}</span>
              <meter min={0} max={1} value={score} aria-label={label} />
              <span className="number">{format.percent(score)}</span>
            </li>
          ))}
        </ul>
      )}
    </Loading>
  );
}
