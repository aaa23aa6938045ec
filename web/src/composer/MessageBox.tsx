import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useChat } from '../chat/store';
import { useT } from '../i18n/useI18n';
import { fill, setText, useComposer } from './store';
import { addFiles } from './uploads';

interface Props {
  onSend: () => void;
  onStop: () => void;
}

/** The box that grows with its text. Enter sends, Shift+Enter breaks the line, Up in an empty box brings the last message. */
export function MessageBox({ onSend, onStop }: Props) {
  const t = useT();
  const ref = useRef<HTMLTextAreaElement>(null);
  const text = useComposer((composer) => composer.text);
  const sending = useComposer((composer) => composer.sending !== undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    // On a touch screen this would open the keyboard over the page.
    if (window.matchMedia?.('(pointer: fine)').matches) ref.current?.focus();
  }, []);

  useEscape(onStop);

  const keyed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'ArrowUp' && text === '' && useComposer.getState().files.length === 0) {
      const { order, runs } = useChat.getState();
      const last = runs[order.at(-1) ?? ''];
      if (last) fill(last.text, last.attachments);
    }
  };

  const pasted = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  };

  return (
    <textarea
      id="message"
      ref={ref}
      rows={1}
      value={text}
      readOnly={sending}
      aria-label={t('composer.label')}
      aria-describedby="composer-hint"
      placeholder={t('composer.placeholder')}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={keyed}
      onPaste={pasted}
    />
  );
}

/** Escape stops from anywhere on the page, unless a window is open that it closes. */
function useEscape(onStop: () => void) {
  const stop = useRef(onStop);
  stop.current = onStop;
  useEffect(() => {
    const keyed = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) {
        stop.current();
      }
    };
    document.addEventListener('keydown', keyed);
    return () => document.removeEventListener('keydown', keyed);
  }, []);
}
