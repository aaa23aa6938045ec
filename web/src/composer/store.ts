import { create } from 'zustand';
import type { Problem } from '../api/problem';
import type { Artifact } from '../api/types';
import { keep, kept } from '../app/storage';
import { type Pending, pendingOf } from './pending';

export type Sending = 'uploads' | 'line' | 'request';

export interface Composer {
  /** Whose draft this is: a session, or the one to come. */
  sessionId?: string;
  text: string;
  files: Pending[];
  sending?: Sending;
  problem?: Problem;
  /** One per draft, so that a send repeated after a lost answer makes no second run. */
  sendKey?: string;
}

interface Draft {
  text: string;
  artifacts: Artifact[];
}

export const useComposer = create<Composer>(() => read(undefined));

function keyOf(sessionId: string | undefined): string {
  return `polyphony.draft.${sessionId ?? 'new'}`;
}

function read(sessionId: string | undefined): Pick<Composer, 'text' | 'files'> {
  const draft = kept<Draft>(keyOf(sessionId));
  return { text: draft?.text ?? '', files: (draft?.artifacts ?? []).map(pendingOf) };
}

/** Keeps the draft where a reload finds it: the words, and the files that the server has. */
useComposer.subscribe(({ sessionId, text, files }, before) => {
  if (before.sessionId !== sessionId || (before.text === text && before.files === files)) return;
  const artifacts = files.flatMap((file) => (file.artifact ? [{ ...file.artifact, label: file.name }] : []));
  keep(keyOf(sessionId), text || artifacts.length ? { text, artifacts } : undefined);
});

/** Changes to the draft of another session. */
export function openDraft(sessionId: string | undefined): void {
  useComposer.setState({
    sessionId,
    ...read(sessionId),
    sending: undefined,
    problem: undefined,
    sendKey: undefined,
  });
}

export function setText(text: string): void {
  useComposer.setState({ text, sendKey: undefined, problem: undefined });
}

export function setFiles(change: (files: Pending[]) => Pending[]): void {
  useComposer.setState(({ files }) => ({ files: change(files), sendKey: undefined }));
}

/** Empties the draft after it was sent; the next one belongs to the session that answered. */
export function sent(sessionId: string): void {
  const before = useComposer.getState();
  for (const file of before.files) if (file.preview) URL.revokeObjectURL(file.preview);
  keep(keyOf(before.sessionId), undefined);
  openDraft(sessionId);
}

/** Fills the draft from an earlier message. */
export function fill(text: string, artifacts: Artifact[] = []): void {
  useComposer.setState({ text, files: artifacts.map(pendingOf), sendKey: undefined, problem: undefined });
}

export function addArtifact(artifact: Artifact): void {
  setFiles((files) =>
    files.some((file) => file.artifact?.id === artifact.id) ? files : [...files, pendingOf(artifact)],
  );
}
