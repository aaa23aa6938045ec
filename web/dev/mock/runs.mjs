import { randomUUID } from 'node:crypto';
import { scriptFor } from './scripts.mjs';

const SPEED = Number(process.env.MOCK_SPEED ?? 1);

export const sessions = new Map();
export const runs = new Map();
const byKey = new Map();

export function newSession(title = '') {
  const now = new Date().toISOString();
  const session = { id: randomUUID(), title, createdAt: now, updatedAt: now, runIds: [] };
  sessions.set(session.id, session);
  return session;
}

export function summary(session) {
  const { runIds: _, ...rest } = session;
  return rest;
}

export function startRun({ text, attachments, sessionId }, key) {
  if (key && byKey.has(key)) return byKey.get(key);
  const session = sessions.get(sessionId) ?? newSession(text.slice(0, 60) || attachments[0]?.label || '');
  if (session.runIds.some((id) => runs.get(id).summary.state === 'RUNNING')) return undefined;
  session.updatedAt = new Date().toISOString();
  const run = {
    summary: {
      id: randomUUID(),
      sessionId: session.id,
      mode: 'tools',
      text,
      attachments,
      state: 'RUNNING',
      createdAt: new Date().toISOString(),
    },
    events: [],
    readers: new Set(),
    cancelled: false,
  };
  runs.set(run.summary.id, run);
  session.runIds.push(run.summary.id);
  if (key) byKey.set(key, run);
  void play(run);
  return run;
}

async function play(run) {
  const started = Date.now();
  const open = new Map();
  const emit = (type, members = {}) => {
    const event = {
      seq: run.events.length + 1,
      type,
      runId: run.summary.id,
      at: new Date().toISOString(),
      ...members,
    };
    run.events.push(event);
    if (type === 'task.started') open.set(event.taskId, Date.now());
    if (/^task\.(succeeded|failed)$/.test(type)) {
      event.elapsedMs = Date.now() - (open.get(event.taskId) ?? Date.now());
      open.delete(event.taskId);
    }
    if (type === 'answer.completed') run.summary.answer = event.text;
    for (const reader of run.readers) reader(event);
  };
  const end = (type, state, members = {}) => {
    run.summary.state = state;
    run.summary.elapsedMs = Date.now() - started;
    emit(type, { elapsedMs: run.summary.elapsedMs, ...members });
  };
  const { text, attachments, sessionId } = run.summary;
  emit('run.created', { sessionId, mode: 'tools', text, attachments });
  for await (const step of scriptFor(run.summary, emit)) {
    if (typeof step === 'number') await new Promise((resolve) => setTimeout(resolve, step / SPEED));
    else return end('run.failed', 'FAILED', { error: step });
    if (run.cancelled) {
      for (const [taskId, at] of open) emit('task.cancelled', { taskId, elapsedMs: Date.now() - at });
      const plan = run.events.find((event) => event.type === 'plan.accepted')?.plan;
      const ended = new Set(
        run.events.filter((event) => /^task\.(succ|fail|skip|canc)/.test(event.type)).map((e) => e.taskId),
      );
      for (const task of plan?.tasks ?? [])
        if (!ended.has(task.id)) emit('task.cancelled', { taskId: task.id, elapsedMs: 0 });
      return end('run.cancelled', 'CANCELLED');
    }
  }
  end('run.completed', 'COMPLETED');
}

/** Replays from a number on, then goes on live; ends after the run's last event. */
export function stream(run, from, response, cutAfter) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 300\n\n');
  let left = cutAfter;
  const write = (event) => {
    if (event.seq <= from) return;
    if (left !== undefined && left-- <= 0) return response.destroy();
    response.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (/^run\.(completed|failed|cancelled)$/.test(event.type)) response.end();
  };
  run.readers.add(write);
  const beat = setInterval(() => response.write(': beat\n\n'), 10_000);
  response.on('close', () => {
    clearInterval(beat);
    run.readers.delete(write);
  });
  for (const event of [...run.events]) write(event);
}
