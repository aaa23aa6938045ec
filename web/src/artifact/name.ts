import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import type { Translate } from '../i18n/translate';

const ENDINGS: Record<string, string> = {
  'text/plain': 'txt',
  'text/markdown': 'md',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'application/json': 'json',
};

export function nameOf(artifact: Artifact, t: Translate): string {
  return artifact.label || t(`modality.${artifact.modality}`);
}

/** The name of the file that a download makes. */
export function fileNameOf(artifact: Artifact): string {
  const ending = ENDINGS[artifact.mediaType.split(';')[0] ?? ''];
  const base = (artifact.label || `${artifact.modality.toLowerCase()}-${artifact.id.slice(0, 8)}`)
    .replace(/[\\/:*?"<>|]+/g, ' ')
    .trim();
  return ending && !base.toLowerCase().endsWith(`.${ending}`) ? `${base}.${ending}` : base;
}

export function downloadOf(artifact: Artifact): { href: string; download: string } {
  return { href: artifactUrl(artifact.id), download: fileNameOf(artifact) };
}

/** SVG too: inside an img element it cannot run anything. */
export function isPicture(artifact: Artifact): boolean {
  return artifact.mediaType.startsWith('image/');
}
