let requests = 0;

export function sendJson(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function sendProblem(response, status, code, detail) {
  requests += 1;
  const body = { type: `about:blank#${code}`, title: code, status, detail, code };
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ ...body, retriable: status >= 500, requestId: `req-${1000 + requests}` }));
}

export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function jsonOf(request) {
  const text = (await bodyOf(request)).toString('utf8');
  return text ? JSON.parse(text) : {};
}

/** The file parts of a multipart body. */
export function filesOf(body, contentType) {
  const mark = Buffer.from(`--${/boundary="?([^";]+)/.exec(contentType)?.[1]}`);
  const files = [];
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = body.subarray(at + mark.length + 2, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString('utf8');
    const name = /filename="([^"]*)"/.exec(head)?.[1];
    const mediaType = /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
    if (name !== undefined) files.push({ name, mediaType, bytes: part.subarray(split + 4) });
    at = next;
  }
  return files;
}
