import { useState } from 'react';
import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import { useT } from '../i18n/useI18n';
import { Lightbox } from './Lightbox';
import { nameOf } from './name';

/** A picture that opens in a lightbox. Its measures are given, so that nothing jumps when it arrives. */
export function PictureView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const name = nameOf(artifact, t);
  return (
    <>
      <button
        type="button"
        className="picture"
        aria-label={t('artifact.enlarge', { name })}
        onClick={() => setOpen(true)}
      >
        <img
          src={artifactUrl(artifact.id)}
          alt={name}
          width={artifact.width}
          height={artifact.height}
          loading="lazy"
          decoding="async"
        />
      </button>
      {open && <Lightbox artifact={artifact} onClose={() => setOpen(false)} />}
    </>
  );
}
