import { useEffect } from 'react';
import { useT } from '../i18n/useI18n';
import { SessionList } from '../sessions/SessionList';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Brand } from './Brand';
import { hrefOf, type Route } from './route';
import { SettingsPanel } from './SettingsPanel';

interface Props {
  route: Route;
  open: boolean;
  onClose: () => void;
}

/** Beside the conversation on wide windows; over it, when opened, on narrow ones. */
export function Sidebar({ route, open, onClose }: Props) {
  const t = useT();
  useEffect(() => {
    if (!open) return;
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', keyed, true);
    return () => document.removeEventListener('keydown', keyed, true);
  }, [open, onClose]);
  return (
    <>
      {open && <button type="button" className="scrim" aria-label={t('app.closeMenu')} onClick={onClose} />}
      <aside className="sidebar" data-open={open} aria-label={t('app.menu')}>
        <div className="sidebar-head">
          <a className="brand" href="#/">
            <Brand />
            <span className="brand-name">{t('app.name')}</span>
          </a>
          <IconButton icon="close" className="sidebar-close" label={t('app.closeMenu')} onClick={onClose} />
        </div>
        <a className="new-chat" href={hrefOf({ page: 'chat' })} onClick={onClose}>
          <Icon name="plus" />
          {t('nav.new')}
        </a>
        <SessionList current={route.page === 'chat' ? route.sessionId : undefined} />
        <div className="sidebar-foot">
          <a
            className="nav-link"
            href={hrefOf({ page: 'tools' })}
            aria-current={route.page === 'tools' ? 'page' : undefined}
          >
            <Icon name="tools" />
            {t('nav.tools')}
          </a>
          <SettingsPanel />
        </div>
      </aside>
    </>
  );
}
