import type { Artifact } from '../api/types';
import { downloadOf, nameOf } from '../artifact/name';
import { Thumb } from '../artifact/Thumb';
import { useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { type InputSource, type PlanNode, settled } from './model';

interface Props {
  node: PlanNode;
  view: RunView;
  toolOf: (taskId: string) => string;
  outputs?: boolean;
}

/** What goes into a task, or comes out of it, port by port. */
export function PortList({ node, view, toolOf, outputs }: Props) {
  const t = useT();
  const ports = outputs
    ? node.outputs.map(({ port, artifacts }) => ({ port, sources: artifacts.map(artifactSource) }))
    : node.inputs;
  if (ports.length === 0)
    return (
      <span className="muted">{t(outputs && !settled(node.task) ? 'task.noOutputs' : 'task.none')}</span>
    );
  return (
    <ul className="ports">
      {ports.map(({ port, sources }) => (
        <li key={port}>
          <code>{port}</code>
          {sources.map((source) => (
            <Source key={JSON.stringify(source)} source={source} view={view} toolOf={toolOf} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function artifactSource(id: string): InputSource {
  return { kind: 'artifact', id };
}

function Source({ source, view, toolOf }: { source: InputSource; view: RunView; toolOf: Props['toolOf'] }) {
  const t = useT();
  if (source.kind === 'literal') return <q>{source.text}</q>;
  if (source.kind === 'artifact') return <ArtifactChip artifact={view.artifacts[source.id]} id={source.id} />;
  return (
    <>
      <span className="muted">
        {t('task.from', { tool: toolOf(source.task) })}
        {source.inferred && ` (${t('task.inferred')})`}
      </span>
      {source.artifacts.map((id) => (
        <ArtifactChip key={id} artifact={view.artifacts[id]} id={id} />
      ))}
    </>
  );
}

function ArtifactChip({ artifact, id }: { artifact?: Artifact; id: string }) {
  const t = useT();
  if (!artifact) return <code>{id.slice(0, 8)}</code>;
  return (
    <a className="artifact-chip" {...downloadOf(artifact)}>
      <Thumb artifact={artifact} />
      {nameOf(artifact, t)}
    </a>
  );
}
