import { artifactUrl } from '../api/client';
import { splitAdvice } from '../api/problem';
import { useFormat, useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import type { Pending } from './pending';
import { removeFile, retryUpload } from './uploads';

/** A file of the next message: what it is, how far its upload is, and a way to take it out. */
export function FileTile({ file }: { file: Pending }) {
  const t = useT();
  const format = useFormat();
  const { name, state, problem } = file;
  const what = problem && (problem.body.code === 'unreachable' ? t('problem.unreachable') : problem.message);
  return (
    <li className="file-tile" data-testid="attachment" data-state={state}>
      <Preview file={file} />
      <div className="file-words">
        <span className="file-name">{name}</span>
        {state === 'failed' ? (
          <span className="task-bad" role="alert">
            {splitAdvice(what ?? '').what}
          </span>
        ) : (
          <span className="muted">{format.bytes(file.bytes)}</span>
        )}
        {state === 'uploading' && (
          <progress
            className="progress"
            max={1}
            value={file.progress}
            aria-label={t('upload.progress', { name })}
          />
        )}
      </div>
      {state === 'failed' && file.file && (
        <IconButton icon="retry" label={t('upload.retry', { name })} onClick={() => retryUpload(file.id)} />
      )}
      <IconButton icon="close" label={t('upload.remove', { name })} onClick={() => removeFile(file.id)} />
    </li>
  );
}

function Preview({ file }: { file: Pending }) {
  const known = file.preview ?? (file.artifact ? artifactUrl(file.artifact.id) : undefined);
  const source = file.state === 'failed' ? undefined : known;
  if (source && file.modality === 'IMAGE') return <img className="file-preview" src={source} alt="" />;
  if (source && file.modality === 'AUDIO') {
    // biome-ignore lint/a11y/useMediaCaption: the person's own recording, heard before it is sent.
    return <audio controls preload="metadata" src={source} aria-label={file.name} />;
  }
  if (source && file.modality === 'VIDEO') {
    // biome-ignore lint/a11y/useMediaCaption: the person's own film, seen before it is sent.
    return <video className="file-preview" preload="metadata" src={source} aria-label={file.name} />;
  }
  return (
    <span className="file-preview">
      <Icon name={file.modality} className={`modality-${file.modality}`} />
    </span>
  );
}
