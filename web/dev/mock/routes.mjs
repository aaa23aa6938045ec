import { bodyOf, filesOf, jsonOf, sendJson, sendProblem } from './answers.mjs';
import { artifact, keepArtifact, sendBytes } from './artifacts.mjs';
import { newSession, runs, sessions, startRun, stream, summary } from './runs.mjs';
import { catalogue } from './tools.mjs';

const cut = new Set();

export const routes = [
  ['POST', /^\/artifacts$/, upload],
  [
    'GET',
    /^\/artifacts\/(\w+)$/,
    needs(artifact, 'artifact', ({ request, response }, held) => sendBytes(request, response, held)),
  ],
  [
    'GET',
    /^\/artifacts\/(\w+)\/meta$/,
    needs(artifact, 'artifact', ({ response }, held) => sendJson(response, 200, { artifact: held.artifact })),
  ],
  ['POST', /^\/runs$/, createRun],
  [
    'GET',
    /^\/runs\/([\w-]+)$/,
    needs(
      (id) => runs.get(id),
      'run',
      ({ response }, run) => sendJson(response, 200, run.summary),
    ),
  ],
  ['GET', /^\/runs\/([\w-]+)\/events$/, needs((id) => runs.get(id), 'run', events)],
  ['POST', /^\/runs\/([\w-]+)\/cancel$/, needs((id) => runs.get(id), 'run', cancel)],
  [
    'POST',
    /^\/sessions$/,
    async ({ request, response }) =>
      sendJson(response, 201, summary(newSession((await jsonOf(request)).title))),
  ],
  ['GET', /^\/sessions$/, listSessions],
  ['GET', /^\/sessions\/([\w-]+)$/, needs((id) => sessions.get(id), 'session', showSession)],
  ['PATCH', /^\/sessions\/([\w-]+)$/, needs((id) => sessions.get(id), 'session', rename)],
  ['DELETE', /^\/sessions\/([\w-]+)$/, remove],
  ['GET', /^\/tools$/, ({ response }) => sendJson(response, 200, catalogue)],
];

function needs(find, kind, handle) {
  return (call) => {
    const found = find(call.ids[0]);
    if (found) return handle(call, found);
    sendProblem(
      call.response,
      404,
      'not_found',
      `There is no ${kind} ${call.ids[0]}.\nMaybe it was deleted.`,
    );
  };
}

async function upload({ request, response }) {
  const files = filesOf(await bodyOf(request), request.headers['content-type'] ?? '');
  if (files.some((file) => file.name.startsWith('too-large'))) {
    return sendProblem(
      response,
      413,
      'invalid_request',
      'The file has 90 MB; at most 64 MB are taken.\nMaybe make it smaller.',
    );
  }
  const artifacts = files.map((file) => keepArtifact(file.bytes, file.mediaType, { label: file.name }));
  sendJson(response, 201, { artifacts });
}

async function createRun({ request, response }) {
  const { text = '', attachments = [], sessionId } = await jsonOf(request);
  const given = attachments.map((id) => artifact(id)?.artifact).filter(Boolean);
  const run = startRun({ text, attachments: given, sessionId }, request.headers['idempotency-key']);
  if (!run)
    return sendProblem(
      response,
      409,
      'run_live',
      'This session has a live run.\nMaybe stop it or wait for its answer.',
    );
  const { id, sessionId: made } = run.summary;
  sendJson(response, 202, { runId: id, sessionId: made }, { location: `/api/v1/runs/${id}` });
}

/** A request with the word "drop" loses its line once, after five events. */
function events({ request, response }, run) {
  const drops = /\bdrop\b/.test(run.summary.text) && !cut.has(run.summary.id);
  cut.add(run.summary.id);
  stream(run, Number(request.headers['last-event-id'] ?? 0), response, drops ? 5 : undefined);
}

function cancel({ response }, run) {
  run.cancelled = true;
  response.writeHead(202).end();
}

function listSessions({ response, url }) {
  const query = (url.searchParams.get('query') ?? '').toLowerCase();
  const found = [...sessions.values()].filter((session) => session.title.toLowerCase().includes(query));
  found.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  sendJson(response, 200, { sessions: found.map(summary) });
}

function showSession({ response }, session) {
  sendJson(response, 200, { ...summary(session), runs: session.runIds.map((id) => runs.get(id).summary) });
}

async function rename({ request, response }, session) {
  session.title = (await jsonOf(request)).title;
  sendJson(response, 200, summary(session));
}

function remove({ response, ids }) {
  sessions.delete(ids[0]);
  response.writeHead(204).end();
}
