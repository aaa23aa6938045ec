import { useT } from '../i18n/useI18n';
import { CopyButton } from '../ui/CopyButton';

export function CodeBlock({ text, language }: { text: string; language?: string }) {
  const t = useT();
  return (
    <div className="code-block">
      <div className="code-bar">
        <span>{language ?? t('code.region')}</span>
        <CopyButton label={t('code.copy')} text={() => text} short />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code wider than the column is scrolled by keys. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
