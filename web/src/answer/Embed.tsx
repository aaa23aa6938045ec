import type { ReactNode } from 'react';
import { ArtifactFigure } from '../artifact/ArtifactFigure';
import { downloadOf } from '../artifact/name';
import { useKnownArtifact } from './useKnownArtifact';

/** An artifact in the middle of an answer. */
export function Embed({ id, label }: { id: string; label: string }) {
  const artifact = useKnownArtifact(id);
  if (!artifact) return <span className="muted">{label}</span>;
  return <ArtifactFigure artifact={artifact} name={label || undefined} />;
}

/** A link to an artifact; it is shown below the answer, so here it can be fetched. */
export function EmbedLink({ id, children }: { id: string; children: ReactNode }) {
  const artifact = useKnownArtifact(id);
  if (!artifact) return <span>{children}</span>;
  return <a {...downloadOf(artifact)}>{children}</a>;
}
