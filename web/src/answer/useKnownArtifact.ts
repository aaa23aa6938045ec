import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Artifact } from '../api/types';
import { useRunArtifact } from '../artifact/RunContext';

/** Returns an artifact of this run, or asks the server about one that an answer took from elsewhere. */
export function useKnownArtifact(id: string): Artifact | undefined {
  const own = useRunArtifact(id);
  const [asked, setAsked] = useState<Artifact>();
  const unknown = own === undefined;
  useEffect(() => {
    if (!unknown) return;
    let here = true;
    // While a run is replayed, the event that names the artifact is most often on its way.
    const timer = setTimeout(() => {
      api.artifactMeta(id).then(
        (meta) => here && setAsked(meta.artifact),
        () => undefined,
      );
    }, 400);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [id, unknown]);
  return own ?? asked;
}
