import type { Artifact } from '../api/types';
import { AudioView, VideoView } from '../artifact/MediaView';
import { downloadOf, isPicture, nameOf } from '../artifact/name';
import { PictureView } from '../artifact/PictureView';
import { useT } from '../i18n/useI18n';
import type { RunView } from '../run/view';
import { Icon } from '../ui/Icon';

/** What the person asked, with what they added. */
export function RequestBubble({ view }: { view: RunView }) {
  const t = useT();
  return (
    <section className="request" data-testid="request">
      <h2 className="visually-hidden">{t('run.you')}</h2>
      {view.attachments.length > 0 && (
        <div className="request-files">
          {view.attachments.map((artifact) => (
            <Given key={artifact.id} artifact={artifact} />
          ))}
        </div>
      )}
      {view.text && <p className="request-text">{view.text}</p>}
    </section>
  );
}

function Given({ artifact }: { artifact: Artifact }) {
  const t = useT();
  if (isPicture(artifact)) return <PictureView artifact={artifact} />;
  if (artifact.modality === 'AUDIO') return <AudioView artifact={artifact} />;
  if (artifact.modality === 'VIDEO') return <VideoView artifact={artifact} />;
  return (
    <a className="artifact-chip" {...downloadOf(artifact)}>
      <Icon name={artifact.modality} className={`modality-${artifact.modality}`} />
      {nameOf(artifact, t)}
    </a>
  );
}
