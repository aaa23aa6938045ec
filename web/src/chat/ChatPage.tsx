import { Composer } from '../composer/Composer';
import { useT } from '../i18n/useI18n';
import { ProblemNote } from '../ui/ProblemNote';
import { reloadSession } from './session';
import { useChat } from './store';
import { Transcript } from './Transcript';
import { Welcome } from './Welcome';

export function ChatPage() {
  const t = useT();
  const { sessionId, loading, problem, order } = useChat();
  const empty = order.length === 0 && !loading && !problem;
  return (
    <div className="chat" data-empty={empty}>
      {problem && (
        <div className="column">
          <ProblemNote problem={problem} onRetry={() => void reloadSession()} />
        </div>
      )}
      {loading && <p className="column muted">{t('run.loading')}</p>}
      {empty ? <Welcome /> : <Transcript key={sessionId} />}
      <Composer key={`composer-${sessionId ?? 'new'}`} />
    </div>
  );
}
