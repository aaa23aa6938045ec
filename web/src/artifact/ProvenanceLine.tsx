import type { Artifact } from '../api/types';
import type { Format } from '../i18n/format';
import { useFormat, useT } from '../i18n/useI18n';
import { useMaking } from './RunContext';

/** One line under an artifact: the tool and binding that made it, its measures, the time, the seed. */
export function ProvenanceLine({ artifact }: { artifact: Artifact }) {
  const t = useT();
  const format = useFormat();
  const making = useMaking(artifact.id);
  const facts = measuresOf(artifact, format);
  if (making?.cached) facts.push(t('artifact.cached'));
  else if (making?.elapsedMs !== undefined)
    facts.push(t('artifact.made', { time: format.duration(making.elapsedMs) }));
  const seed = making?.provenance.seed;
  if (seed !== undefined) facts.push(t('artifact.seed', { seed: String(seed) }));
  return (
    <p className="provenance" data-testid="provenance">
      {making && (
        <>
          <code>{making.provenance.tool}</code> <span>{making.provenance.binding}</span>
        </>
      )}
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

export function measuresOf(artifact: Artifact, format: Format): string[] {
  const { width, height, durationMs } = artifact;
  const measures: string[] = [];
  if (width && height) measures.push(`${width} × ${height}`);
  if (durationMs) measures.push(format.duration(durationMs));
  return [...measures, format.bytes(artifact.bytes)];
}
