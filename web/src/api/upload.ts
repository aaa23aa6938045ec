import { API } from './client';
import { Problem, problemOf, unreachable } from './problem';
import type { Artifact } from './types';

/** Uploads one file. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function upload(
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Artifact> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', `${API}/artifacts`);
    request.responseType = 'text';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status < 200 || request.status > 299) {
        reject(problemOf(request.status, request.getResponseHeader('content-type'), request.responseText));
        return;
      }
      const artifact = firstArtifact(request.responseText);
      if (artifact) resolve(artifact);
      else
        reject(
          new Problem({
            title: 'empty answer',
            status: request.status,
            code: 'no_artifact',
            retriable: true,
          }),
        );
    };
    if (signal.aborted) {
      reject(new DOMException('aborted', 'AbortError'));
      return;
    }
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function firstArtifact(text: string): Artifact | undefined {
  try {
    return (JSON.parse(text) as { artifacts?: Artifact[] }).artifacts?.[0];
  } catch {
    return undefined;
  }
}
