import type { Problem } from '../api/problem';
import type { Artifact, Modality } from '../api/types';

/** A file on its way into the next message. */
export interface Pending {
  id: string;
  name: string;
  bytes: number;
  modality: Modality;
  state: 'uploading' | 'ready' | 'failed';
  progress: number;
  file?: File;
  /** A blob: address to show the file before, and after, the server has it. */
  preview?: string;
  artifact?: Artifact;
  problem?: Problem;
}

const KINDS: [RegExp, Modality][] = [
  [/^image\//, 'IMAGE'],
  [/^audio\//, 'AUDIO'],
  [/^video\//, 'VIDEO'],
  [/csv|spreadsheet/, 'TABLE'],
];

/** A guess for the thumbnail's sake; the server looks at the bytes and decides. */
export function modalityOf(mediaType: string): Modality {
  return KINDS.find(([kind]) => kind.test(mediaType))?.[1] ?? 'TEXT';
}

export function pendingOf(artifact: Artifact): Pending {
  return {
    id: artifact.id,
    name: artifact.label ?? artifact.id.slice(0, 8),
    bytes: artifact.bytes,
    modality: artifact.modality,
    state: 'ready',
    progress: 1,
    artifact,
  };
}
