import type { ReactNode } from 'react';
import type { Port, Tool } from '../api/types';
import { useT } from '../i18n/useI18n';

/** The ports of a tool by name, with their rules. */
export function PortTable({
  tool,
  children,
}: {
  tool: Pick<Tool, 'inputs' | 'outputs'>;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <dl className="tool-facts">
      <dt>{t('tools.takes')}</dt>
      <dd>
        <Ports ports={tool.inputs} />
      </dd>
      <dt>{t('tools.gives')}</dt>
      <dd>
        <Ports ports={tool.outputs} />
      </dd>
      {children}
    </dl>
  );
}

function Ports({ ports }: { ports: Port[] }) {
  const t = useT();
  if (ports.length === 0) return <span className="muted">{t('tools.nothing')}</span>;
  return (
    <ul>
      {ports.map((port) => (
        <li key={port.name}>
          <code>{port.name}</code> <span>{t(`modality.${port.modality}`)}</span>
          {port.cardinality !== 'ONE' && (
            <span className="muted">
              {' '}
              {t(port.cardinality === 'MANY' || port.cardinality === 'ANY' ? 'tools.many' : 'tools.optional')}
            </span>
          )}
          {rulesOf(port) && <span className="muted"> {rulesOf(port)}</span>}
        </li>
      ))}
    </ul>
  );
}

function rulesOf(port: Port): string {
  const rules = [];
  if (port.choices?.length) rules.push(port.choices.join(' | '));
  if (port.min !== undefined || port.max !== undefined) rules.push(`${port.min ?? ''}–${port.max ?? ''}`);
  if (port.default !== undefined) rules.push(`= ${port.default}`);
  return rules.join(', ');
}
