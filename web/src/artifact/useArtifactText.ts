import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';

/** Artifacts never change, so one that was read is never asked for again. */
const read = new Map<string, Promise<string>>();

function textOf(id: string): Promise<string> {
  const known = read.get(id);
  if (known) return known;
  const asked = api.artifactText(id);
  asked.catch(() => read.delete(id));
  read.set(id, asked);
  return asked;
}

export type Loaded =
  | { state: 'loading' }
  | { state: 'ready'; text: string }
  | { state: 'failed'; problem: Problem };

export function useArtifactText(id: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  useEffect(() => {
    let here = true;
    setLoaded({ state: 'loading' });
    textOf(id).then(
      (text) => here && setLoaded({ state: 'ready', text }),
      (error) => here && setLoaded({ state: 'failed', problem: asProblem(error) }),
    );
    return () => {
      here = false;
    };
  }, [id]);
  return loaded;
}
