import { useState } from 'react';
import type { Artifact } from '../api/types';
import { useT } from '../i18n/useI18n';
import { Loading } from './Loading';
import { valuesOf } from './structured';

const SHOWN = 1200;

/** Text as it is, without Markdown: what a tool wrote is shown, not interpreted. */
export function TextView({ artifact }: { artifact: Artifact }) {
  return (
    <Loading id={artifact.id} parse={(text) => text}>
      {(text) => <Words text={text} />}
    </Loading>
  );
}

function Words({ text }: { text: string }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const cut = !all && text.length > SHOWN;
  return (
    <>
      <blockquote className="artifact-text" data-testid="text">
        {cut ? `${text.slice(0, SHOWN)}…` : text}
      </blockquote>
      {cut && (
        <button type="button" className="quiet-button" onClick={() => setAll(true)}>
          {t('artifact.showAll')}
        </button>
      )}
    </>
  );
}

export function EmbeddingView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  return (
    <Loading id={artifact.id} parse={valuesOf}>
      {(values) => (
        <p className="muted">
          {t('artifact.values', { count: values.length })}:{' '}
          {values
            .slice(0, 4)
            .map((v) => v.toFixed(3))
            .join(', ')}
          …
        </p>
      )}
    </Loading>
  );
}
