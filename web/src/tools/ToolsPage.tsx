import { useEffect, useState } from 'react';
import { hrefOf } from '../app/route';
import { useChat } from '../chat/store';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { ProblemNote } from '../ui/ProblemNote';
import { fits, loadTools, useTools } from './store';
import { AbsentCard, ToolCard } from './ToolCard';

/** What plans are made of here, and what is missing. */
export function ToolsPage() {
  const t = useT();
  const [query, setQuery] = useState('');
  const { tools, absent, state, problem } = useTools();
  const sessionId = useChat((chat) => chat.sessionId);
  useEffect(() => void loadTools(), []);
  const found = tools.filter((tool) => fits(tool, query));
  const missing = absent.filter((tool) => fits(tool, query));
  return (
    <div className="tools-page">
      <div className="column column-wide">
        <a className="quiet-button back" href={hrefOf({ page: 'chat', sessionId })}>
          <Icon name="back" />
          {t('tools.back')}
        </a>
        <h1>{t('tools.title')}</h1>
        <p className="tools-lead">{t('tools.lead')}</p>
        <label className="search">
          <Icon name="search" />
          <span className="visually-hidden">{t('tools.search')}</span>
          <input
            id="tools-search"
            type="search"
            value={query}
            placeholder={t('tools.search')}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        {problem && (
          <ProblemNote title={t('tools.loadFailed')} problem={problem} onRetry={() => void loadTools()} />
        )}
        {state === 'loaded' && (
          <p className="muted" role="status">
            {found.length + missing.length > 0
              ? t('tools.count', { count: found.length })
              : t('tools.none', { query })}
          </p>
        )}
        <ul className="tool-cards">
          {found.map((tool) => (
            <ToolCard key={tool.name} tool={tool} />
          ))}
        </ul>
        {missing.length > 0 && (
          <section>
            <h2>{t('tools.absent')}</h2>
            <p className="tools-lead">{t('tools.absentLead')}</p>
            <ul className="tool-cards">
              {missing.map((tool) => (
                <AbsentCard key={tool.name} tool={tool} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
