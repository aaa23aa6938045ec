import { type FormEvent, useRef, useState } from 'react';
import { stopRun } from '../chat/session';
import { liveRun, useChat } from '../chat/store';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { ProblemNote } from '../ui/ProblemNote';
import { DropZone } from './DropZone';
import { FileTray } from './FileTray';
import { MessageBox } from './MessageBox';
import { ModeSwitch } from './ModeSwitch';
import { send } from './send';
import { useComposer } from './store';
import { addFiles } from './uploads';

/** Where a message is written: files, words, send, stop. */
export function Composer() {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const { text, files, sending, problem } = useComposer();
  const live = useChat((chat) => liveRun(chat)?.id);
  const stopping = useChat((chat) => (live ? chat.stopping[live] : false));
  /** The live run that a send had to wait for. */
  const [eager, setEager] = useState<string>();
  const nothing = text.trim() === '' && files.length === 0;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setEager(live);
    if (!live) void send();
  };
  return (
    <form className="composer column" aria-label={t('composer.label')} onSubmit={submit}>
      {problem && (
        <ProblemNote
          problem={problem}
          onRetry={() => void send()}
          onDismiss={() => useComposer.setState({ problem: undefined })}
        />
      )}
      <div className="composer-box">
        <FileTray />
        <MessageBox onSend={submit} onStop={() => void stopRun()} />
        <div className="composer-bar">
          <IconButton icon="clip" label={t('composer.attach')} onClick={() => picker.current?.click()} />
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            data-testid="file-input"
            onChange={(event) => {
              addFiles(event.target.files ?? []);
              event.target.value = '';
            }}
          />
          <ModeSwitch />
          <Hint busy={live !== undefined && eager === live} />
          {live ? (
            <button type="button" className="stop-button" disabled={stopping} onClick={() => void stopRun()}>
              <Icon name="stop" />
              {t(stopping ? 'composer.stopping' : 'composer.stop')}
            </button>
          ) : (
            <IconButton
              icon="send"
              type="submit"
              className="send-button"
              label={t('composer.send')}
              disabled={nothing || sending !== undefined}
            />
          )}
        </div>
      </div>
      <DropZone />
    </form>
  );
}

function Hint({ busy }: { busy: boolean }) {
  const t = useT();
  const sending = useComposer((composer) => composer.sending);
  const waits = useComposer((composer) => composer.files.some((file) => file.state === 'uploading'));
  if (busy) return <p className="hint hint-now">{t('composer.busy')}</p>;
  if (sending === 'uploads' && waits)
    return <p className="hint hint-now">{t('composer.sendsAfterUpload')}</p>;
  if (sending === 'line') return <p className="hint hint-now">{t('composer.sendsOnline')}</p>;
  if (sending) return <p className="hint hint-now">{t('composer.sending')}</p>;
  return (
    <p className="hint" id="composer-hint">
      {t('composer.hint')}
    </p>
  );
}
