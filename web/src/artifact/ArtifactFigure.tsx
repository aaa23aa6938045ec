import type { ReactNode } from 'react';
import type { Artifact } from '../api/types';
import { addArtifact } from '../composer/store';
import { useFormat, useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { BoxesView } from './BoxesView';
import { LabelsView } from './LabelsView';
import { AudioView, VideoView } from './MediaView';
import { downloadOf, isPicture, nameOf } from './name';
import { PictureView } from './PictureView';
import { ProvenanceLine } from './ProvenanceLine';
import { TableView } from './TableView';
import { EmbeddingView, TextView } from './TextView';

/** An artifact shown as what it is, with its name, how it was made, and what can be done with it. */
export function ArtifactFigure({ artifact, name }: { artifact: Artifact; name?: string }) {
  const t = useT();
  const shown = name ? { ...artifact, label: name } : artifact;
  const title = nameOf(shown, t);
  const file = downloadOf(shown);
  return (
    <figure
      className="artifact"
      data-testid="artifact"
      data-modality={artifact.modality}
      data-artifact-id={artifact.id}
    >
      {contentOf(shown)}
      <figcaption>
        <div className="artifact-head">
          <Icon name={artifact.modality} className={`modality-${artifact.modality}`} />
          <span className="artifact-name">{title}</span>
          <button
            type="button"
            className="quiet-button"
            aria-label={t('artifact.useAsInput', { name: title })}
            title={t('artifact.useAsInput', { name: title })}
            onClick={() => addArtifact({ ...artifact, label: title })}
          >
            <Icon name="reuse" />
          </button>
          <a
            className="quiet-button"
            aria-label={t('artifact.download', { name: title })}
            title={t('artifact.download', { name: title })}
            href={file.href}
            download={file.download}
          >
            <Icon name="download" />
          </a>
        </div>
        <ProvenanceLine artifact={artifact} />
      </figcaption>
    </figure>
  );
}

function contentOf(artifact: Artifact): ReactNode {
  if (isPicture(artifact)) return <PictureView artifact={artifact} />;
  switch (artifact.modality) {
    case 'AUDIO':
      return <AudioView artifact={artifact} />;
    case 'VIDEO':
      return <VideoView artifact={artifact} />;
    case 'BOXES':
      return <BoxesView artifact={artifact} />;
    case 'LABELS':
      return <LabelsView artifact={artifact} />;
    case 'TABLE':
      return <TableView artifact={artifact} />;
    case 'EMBEDDING':
      return <EmbeddingView artifact={artifact} />;
    case 'TEXT':
      return <TextView artifact={artifact} />;
    default:
      return <Unshown artifact={artifact} />;
  }
}

function Unshown({ artifact }: { artifact: Artifact }) {
  const format = useFormat();
  return (
    <p className="muted">
      {artifact.mediaType} · {format.bytes(artifact.bytes)}
    </p>
  );
}
