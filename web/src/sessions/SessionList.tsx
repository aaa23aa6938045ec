import { useEffect } from 'react';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { ProblemNote } from '../ui/ProblemNote';
import { groupByDay } from './groups';
import { SessionItem } from './SessionItem';
import { refreshSessions, searchSessions, useSessions } from './store';

/** All conversations, newest first, with a search over them. */
export function SessionList({ current }: { current?: string }) {
  const t = useT();
  const { sessions, query, loaded, problem } = useSessions();
  useEffect(() => void refreshSessions(), []);
  return (
    <nav className="sessions" aria-label={t('sessions.title')}>
      <label className="search">
        <Icon name="search" />
        <span className="visually-hidden">{t('sessions.search')}</span>
        <input
          type="search"
          value={query}
          placeholder={t('sessions.search')}
          onChange={(event) => searchSessions(event.target.value)}
        />
      </label>
      {problem && (
        <ProblemNote
          title={t('sessions.loadFailed')}
          problem={problem}
          onRetry={() => void refreshSessions()}
        />
      )}
      {loaded && !problem && sessions.length === 0 && (
        <p className="muted sessions-none">
          {query ? t('sessions.noneFound', { query }) : t('sessions.none')}
        </p>
      )}
      {groupByDay(sessions, Date.now()).map((group) => (
        <section key={group.key}>
          <h2>{t(group.key)}</h2>
          <ul>
            {group.sessions.map((session) => (
              <SessionItem key={session.id} session={session} current={session.id === current} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
