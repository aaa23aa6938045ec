import { useEffect, useState } from 'react';
import { ChatPage } from '../chat/ChatPage';
import { openSession } from '../chat/session';
import { useT } from '../i18n/useI18n';
import { useSessions } from '../sessions/store';
import { ToolsPage } from '../tools/ToolsPage';
import { IconButton } from '../ui/IconButton';
import { LiveRegions } from '../ui/LiveRegions';
import { ToastStack } from '../ui/ToastStack';
import { useOnline } from '../ui/useOnline';
import { useRoute } from './route';
import { Sidebar } from './Sidebar';

export function App() {
  const t = useT();
  const route = useRoute();
  const online = useOnline();
  const [menu, setMenu] = useState(false);
  const sessionId = route.page === 'chat' ? route.sessionId : undefined;
  useEffect(() => {
    if (route.page === 'chat') void openSession(sessionId);
  }, [route.page, sessionId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another place closes the menu.
  useEffect(() => setMenu(false), [route.page, sessionId]);
  const title = useSessions(({ sessions }) => sessions.find((each) => each.id === sessionId)?.title);
  useEffect(() => {
    document.title = title ? `${title} · ${t('app.name')}` : t('app.name');
  }, [title, t]);
  const target = route.page === 'tools' ? 'tools-search' : 'message';
  return (
    <>
      <a
        className="skip-link"
        href={`#${target}`}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById(target)?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <div className="shell">
        <Sidebar route={route} open={menu} onClose={() => setMenu(false)} />
        <main className="main">
          <header className="topbar">
            <IconButton
              icon="menu"
              label={t('app.menu')}
              aria-expanded={menu}
              onClick={() => setMenu(true)}
            />
            <span className="brand-name">{t('app.name')}</span>
          </header>
          {!online && (
            <p className="offline" role="status">
              {t('problem.offline')}
            </p>
          )}
          {route.page === 'tools' ? <ToolsPage /> : <ChatPage />}
        </main>
      </div>
      <ToastStack />
      <LiveRegions />
    </>
  );
}
