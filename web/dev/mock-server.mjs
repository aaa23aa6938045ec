// A server for working on the page without the real one: docs/wire-format.md over a scripted run, kept in memory.
// It also serves dist/, with the policy that the real server sends. Usage: node dev/mock-server.mjs [port]
import { createServer } from 'node:http';
import { sendProblem } from './mock/answers.mjs';
import { routes } from './mock/routes.mjs';
import { serveStatic } from './mock/static.mjs';

const CSP =
  "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export function startMock(port = 0) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    response.setHeader('content-security-policy', CSP);
    response.setHeader('x-content-type-options', 'nosniff');
    if (!url.pathname.startsWith('/api/v1/')) return serveStatic(url.pathname, response);
    try {
      for (const [method, pattern, handle] of routes) {
        const found = pattern.exec(url.pathname.slice('/api/v1'.length));
        const matches = method === request.method || (request.method === 'HEAD' && method === 'GET');
        if (found && matches) return await handle({ request, response, url, ids: found.slice(1) });
      }
      sendProblem(response, 404, 'not_found', `No call ${request.method} ${url.pathname}.`);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) sendProblem(response, 500, 'internal', String(error));
    }
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const server = await startMock(Number(process.argv[2] ?? 8080));
  console.log(`mock server on http://localhost:${server.address().port}`);
}
