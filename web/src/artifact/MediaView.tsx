import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import { useT } from '../i18n/useI18n';
import { nameOf } from './name';

export function AudioView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useMediaCaption: sound made here has its words beside it, as the answer or an input.
    <audio
      controls
      preload="metadata"
      src={artifactUrl(artifact.id)}
      aria-label={nameOf(artifact, t)}
      data-testid="audio"
    />
  );
}

export function VideoView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useMediaCaption: a captions track is shown where a tool has made one.
    <video
      controls
      playsInline
      preload="metadata"
      src={artifactUrl(artifact.id)}
      width={artifact.width}
      height={artifact.height}
      aria-label={nameOf(artifact, t)}
      data-testid="video"
    />
  );
}
