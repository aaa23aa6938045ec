import { asProblem, Problem } from '../api/problem';
import { upload } from '../api/upload';
import { currentT } from '../i18n/useI18n';
import { announce } from '../ui/announce';
import { modalityOf, type Pending } from './pending';
import { setFiles, useComposer } from './store';

const running = new Map<string, { stop: AbortController; done: Promise<void> }>();
let last = 0;

/** Adds files of any kind and uploads each at once. */
export function addFiles(files: Iterable<File>): void {
  for (const file of files) {
    last += 1;
    const modality = modalityOf(file.type);
    const pending: Pending = {
      id: `file-${last}`,
      name: nameOf(file, modality),
      bytes: file.size,
      modality,
      state: 'uploading',
      progress: 0,
      file,
      preview: URL.createObjectURL(file),
    };
    setFiles((others) => [...others, pending]);
    start(pending.id, file);
    announce([currentT()('say.attached', { name: pending.name })]);
  }
}

export function removeFile(id: string): void {
  running.get(id)?.stop.abort();
  running.delete(id);
  const preview = useComposer.getState().files.find((file) => file.id === id)?.preview;
  if (preview) URL.revokeObjectURL(preview);
  setFiles((files) => files.filter((file) => file.id !== id));
}

export function retryUpload(id: string): void {
  const file = useComposer.getState().files.find((each) => each.id === id)?.file;
  if (!file) return;
  patch(id, { state: 'uploading', progress: 0, problem: undefined });
  start(id, file);
}

/** Resolves when no upload is under way; true when all went well. */
export async function uploadsDone(): Promise<boolean> {
  await Promise.all([...running.values()].map((each) => each.done));
  return useComposer.getState().files.every((file) => file.state === 'ready');
}

function start(id: string, file: File): void {
  if (file.size === 0) {
    const title = currentT()('upload.empty', { name: file.name });
    patch(id, {
      state: 'failed',
      problem: new Problem({ title, status: 0, code: 'empty_file', retriable: false }),
    });
    return;
  }
  const stop = new AbortController();
  const done = upload(file, (progress) => patch(id, { progress }), stop.signal)
    .then((artifact) =>
      patch(id, { state: 'ready', progress: 1, artifact, modality: artifact.modality, problem: undefined }),
    )
    .catch((error) => {
      if (!stop.signal.aborted) patch(id, { state: 'failed', problem: asProblem(error) });
    })
    .finally(() => running.delete(id));
  running.set(id, { stop, done });
}

function patch(id: string, change: Partial<Pending>): void {
  setFiles((files) => files.map((file) => (file.id === id ? { ...file, ...change } : file)));
}

/** Pasted pictures all have the same name, which says nothing. */
function nameOf(file: File, modality: Pending['modality']): string {
  if (file.name && file.name !== 'image.png') return file.name;
  const t = currentT();
  return t('upload.pasted', { kind: t(`modality.${modality}`) });
}
