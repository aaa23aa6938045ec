import { useEffect, useState } from 'react';
import { useT } from '../i18n/useI18n';
import { copyText } from './copy';
import { Icon } from './Icon';
import { toast } from './toasts';

export function CopyButton({ label, text, short }: { label: string; text: () => string; short?: boolean }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    if (await copyText(text())) setCopied(true);
    else toast({ text: t('run.copyFailed') });
  };
  const name = copied ? t('run.copied') : label;
  return (
    <button
      type="button"
      className="quiet-button"
      aria-label={short ? name : undefined}
      title={name}
      onClick={copy}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      {!short && name}
    </button>
  );
}
