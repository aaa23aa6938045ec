import { useEffect } from 'react';
import { fill } from '../composer/store';
import { useT } from '../i18n/useI18n';
import { Signature } from '../tools/Signature';
import { loadTools, pickExamples, useTools } from '../tools/store';

const EXAMPLES = 4;

/** The empty page: what can be asked, by what the tools here can do. */
export function Welcome() {
  const t = useT();
  const { tools, state } = useTools();
  useEffect(() => {
    if (state === 'new') void loadTools();
  }, [state]);
  const examples = pickExamples(tools, EXAMPLES);
  const take = (text: string) => {
    fill(text);
    document.getElementById('message')?.focus();
  };
  return (
    <div className="welcome column">
      <Motif />
      <h1>{t('empty.title')}</h1>
      <p className="welcome-lead">{t('empty.lead')}</p>
      {examples.length > 0 && (
        <section aria-label={t('empty.examples')}>
          <ul className="examples">
            {examples.map(({ text, tool }) => (
              <li key={text}>
                <button type="button" className="example" onClick={() => take(text)}>
                  <span>{text}</span>
                  <Signature tool={tool} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Many voices become one line. */
function Motif() {
  return (
    <svg className="motif" viewBox="0 0 240 72" aria-hidden="true" focusable="false">
      <path className="modality-TEXT" d="M2 8C70 8 90 36 150 36" />
      <path className="modality-IMAGE" d="M2 27C60 27 96 36 150 36" />
      <path className="modality-AUDIO" d="M2 46C60 46 96 36 150 36" />
      <path className="modality-VIDEO" d="M2 65C70 65 90 36 150 36" />
      <path className="motif-one" d="M150 36H228" />
      <circle cx="231" cy="36" r="5" />
    </svg>
  );
}
