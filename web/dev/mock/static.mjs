import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const root = new URL('../../dist/', import.meta.url).pathname;

export async function serveStatic(path, response) {
  const file = join(root, normalize(path === '/' ? '/index.html' : path));
  try {
    if (!file.startsWith(root)) throw new Error('outside');
    const bytes = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
