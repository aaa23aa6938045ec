import type { Modality, Port, Tool } from '../api/types';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';

/** What a tool takes and gives, by kind: "Picture → Boxes". */
export function Signature({ tool }: { tool: Pick<Tool, 'inputs' | 'outputs'> }) {
  return (
    <span className="signature">
      <Kinds ports={tool.inputs} />
      <span aria-hidden="true">→</span>
      <Kinds ports={tool.outputs} />
    </span>
  );
}

function Kinds({ ports }: { ports: Port[] }) {
  const t = useT();
  const needed = ports.filter((port) => port.cardinality !== 'OPTIONAL' && port.cardinality !== 'ANY');
  const kinds = [...new Set((needed.length ? needed : ports).map((port): Modality => port.modality))];
  if (kinds.length === 0) return <span>{t('tools.nothing')}</span>;
  return kinds.map((kind) => (
    <span key={kind} className={`kind modality-${kind}`}>
      <Icon name={kind} />
      {t(`modality.${kind}`)}
    </span>
  ));
}
