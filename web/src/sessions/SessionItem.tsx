import { type FormEvent, useState } from 'react';
import type { Session } from '../api/types';
import { hrefOf } from '../app/route';
import { useT } from '../i18n/useI18n';
import { IconButton } from '../ui/IconButton';
import { deleteSession, renameSession } from './store';

export function SessionItem({ session, current }: { session: Session; current: boolean }) {
  const t = useT();
  const [renaming, setRenaming] = useState(false);
  const title = session.title || t('sessions.untitled');
  if (renaming) return <RenameForm session={session} onDone={() => setRenaming(false)} />;
  return (
    <li className="session" data-testid="session" data-session={session.id}>
      <a href={hrefOf({ page: 'chat', sessionId: session.id })} aria-current={current ? 'page' : undefined}>
        {title}
      </a>
      <IconButton icon="pencil" label={t('sessions.rename', { title })} onClick={() => setRenaming(true)} />
      <IconButton icon="bin" label={t('sessions.delete', { title })} onClick={() => deleteSession(session)} />
    </li>
  );
}

function RenameForm({ session, onDone }: { session: Session; onDone: () => void }) {
  const t = useT();
  const [title, setTitle] = useState(session.title);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = title.trim();
    if (wanted && wanted !== session.title) void renameSession(session, wanted);
    onDone();
  };
  return (
    <li className="session">
      <form onSubmit={submit}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the person asked to write here.
          autoFocus
          aria-label={t('sessions.renameField')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onBlur={() => submit()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            onDone();
          }}
        />
      </form>
    </li>
  );
}
