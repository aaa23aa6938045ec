import type { AbsentTool, Tool } from '../api/types';
import { go } from '../app/route';
import { useChat } from '../chat/store';
import { fill } from '../composer/store';
import { useT } from '../i18n/useI18n';
import { PortTable } from './PortTable';
import { Signature } from './Signature';

export function ToolCard({ tool }: { tool: Tool }) {
  const t = useT();
  const examples = tool.examples ?? [];
  const attempt = (example: string) => {
    fill(example);
    go({ page: 'chat', sessionId: useChat.getState().sessionId });
  };
  return (
    <li className="tool-card" data-testid="tool" data-tool={tool.name}>
      <div className="tool-head">
        <h2>{tool.name}</h2>
        <Signature tool={tool} />
      </div>
      <p>{tool.does}</p>
      <PortTable tool={tool}>
        <dt>{t('tools.runsOn')}</dt>
        <dd>
          <ul>
            {(tool.bindings ?? []).map((binding) => (
              <li key={binding.id}>
                <code>{binding.model ?? binding.id}</code>{' '}
                <span className="chip">{t(binding.local ? 'tools.local' : 'tools.remote')}</span>
              </li>
            ))}
          </ul>
        </dd>
      </PortTable>
      {examples.length > 0 && (
        <ul className="tool-examples" aria-label={t('empty.examples')}>
          {examples.slice(0, 3).map((example) => (
            <li key={example}>
              <button
                type="button"
                className="chip-button"
                aria-label={t('tools.try', { example })}
                onClick={() => attempt(example)}
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="provenance">
        <span>{t('tools.version', { version: tool.version })}</span>
        <span>{t('tools.licence', { licence: tool.licence })}</span>
      </p>
    </li>
  );
}

export function AbsentCard({ tool }: { tool: AbsentTool }) {
  const t = useT();
  return (
    <li className="tool-card tool-absent" data-testid="absent-tool" data-tool={tool.name}>
      <div className="tool-head">
        <h3>{tool.name}</h3>
        <Signature tool={tool} />
      </div>
      <p>{tool.does}</p>
      <p className="remedy">
        <strong>{t('tools.remedy')}:</strong> {tool.remedy}
      </p>
    </li>
  );
}
