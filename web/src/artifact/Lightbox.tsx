import { useState } from 'react';
import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import { useFormat, useT } from '../i18n/useI18n';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { downloadOf, nameOf } from './name';

export function Lightbox({ artifact, onClose }: { artifact: Artifact; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const [actual, setActual] = useState(false);
  const name = nameOf(artifact, t);
  return (
    <Dialog label={name} className="lightbox" onClose={onClose}>
      <div className="lightbox-bar">
        <p>
          {name}
          {artifact.width && (
            <span className="muted">
              {' '}
              {artifact.width} × {artifact.height} · {format.bytes(artifact.bytes)}
            </span>
          )}
        </p>
        <button
          type="button"
          className="quiet-button"
          aria-pressed={actual}
          onClick={() => setActual(!actual)}
        >
          <Icon name="zoom" />
          {t('artifact.actualSize')}
        </button>
        <a className="quiet-button" {...downloadOf(artifact)}>
          <Icon name="download" />
          {t('artifact.downloadShort')}
        </a>
        <IconButton icon="close" label={t('artifact.close')} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture larger than the window is scrolled by keys. */}
      <section className="lightbox-stage" data-actual={actual} tabIndex={0} aria-label={name}>
        <img src={artifactUrl(artifact.id)} alt={name} />
      </section>
    </Dialog>
  );
}
