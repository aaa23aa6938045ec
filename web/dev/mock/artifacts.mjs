import { createHash } from 'node:crypto';

const KINDS = { image: 'IMAGE', audio: 'AUDIO', video: 'VIDEO' };
const held = new Map();

/** Keeps bytes by their hash, and tells what they are. */
export function keepArtifact(bytes, mediaType, more = {}) {
  const id = createHash('sha256').update(bytes).digest('hex');
  const modality = KINDS[mediaType.split('/')[0]] ?? 'TEXT';
  const artifact = { id, modality, mediaType, bytes: bytes.length, ...measure(bytes, mediaType), ...more };
  held.set(id, { bytes, artifact });
  return artifact;
}

export function keepJson(modality, value, label) {
  return keepArtifact(Buffer.from(JSON.stringify(value)), 'application/json', { modality, label });
}

export function artifact(id) {
  return held.get(id);
}

function measure(bytes, mediaType) {
  if (mediaType === 'image/png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return {};
}

/** Sends the bytes, or the part of them that was asked for: players need that to seek. */
export function sendBytes(request, response, { bytes, artifact: meta }) {
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  const to = range?.[2] ? Number(range[2]) : bytes.length - 1;
  response.writeHead(range ? 206 : 200, {
    'content-type': meta.mediaType,
    'content-length': to - from + 1,
    'accept-ranges': 'bytes',
    etag: `"${meta.id}"`,
    'cache-control': 'public, max-age=31536000, immutable',
    ...(range && { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(from, to + 1));
}
