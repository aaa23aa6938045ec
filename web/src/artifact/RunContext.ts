import { createContext, useContext } from 'react';
import type { Artifact } from '../api/types';
import { type Making, makingOf } from '../plan/model';
import type { RunView } from '../run/view';

/** The run whose artifacts are being shown. */
export const RunContext = createContext<RunView | undefined>(undefined);

export function useRunArtifact(id: string): Artifact | undefined {
  return useContext(RunContext)?.artifacts[id];
}

export function useMaking(id: string): Making | undefined {
  const view = useContext(RunContext);
  return view && makingOf(view, id);
}

/** The picture that boxes or a mask speak of: the first picture that went into making them. */
export function useSourcePicture(id: string): Artifact | undefined {
  const view = useContext(RunContext);
  const inputs = view?.provenance[id]?.inputs ?? [];
  return inputs.map((input) => view?.artifacts[input]).find((input) => input?.modality === 'IMAGE');
}
