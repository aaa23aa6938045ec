import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { isPicture, nameOf } from './name';

/** An artifact as a small tile: a picture as itself, anything else as the sign of its kind. */
export function Thumb({ artifact }: { artifact: Artifact }) {
  const t = useT();
  const name = nameOf(artifact, t);
  const kind = t(`modality.${artifact.modality}`);
  const title = name === kind ? kind : `${kind}: ${name}`;
  return (
    <span className="thumb" title={title} role="img" aria-label={title}>
      {isPicture(artifact) ? (
        <img src={artifactUrl(artifact.id)} alt="" loading="lazy" />
      ) : (
        <Icon name={artifact.modality} className={`modality-${artifact.modality}`} />
      )}
    </span>
  );
}
