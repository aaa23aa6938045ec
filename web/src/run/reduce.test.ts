import { describe, expect, it } from 'vitest';
import {
  accepted,
  boxes,
  created,
  failure,
  fresh,
  numbered,
  photo,
  plan,
  provenance,
  started,
} from '../test/events';
import { reduce, reduceAll } from './reduce';
import { viewOf } from './view';

const viewAfter = (...bodies: Parameters<typeof numbered>[0]) => reduceAll(fresh(), numbered(bodies));

describe('each event', () => {
  it('run.created brings the request', () => {
    const view = viewAfter(created);
    expect(view).toMatchObject({ text: 'What is this?', sessionId: 's1', state: 'RUNNING', seq: 1 });
    expect(view.artifacts.a1).toEqual(photo);
  });

  it('plan.proposed and plan.accepted bring the plan', () => {
    const findings = [{ code: 'inferred', pointer: '/tasks/2', message: 'chosen by type' }];
    const proposed = viewAfter(created, { type: 'plan.proposed', plan, planner: 'search', findings });
    expect(proposed).toMatchObject({ plan, planner: 'search', findings, accepted: false });
    expect(viewAfter(created, accepted).accepted).toBe(true);
  });

  it('task.started and task.progress tell of the attempt', () => {
    const view = viewAfter(created, accepted, started('t1'), {
      type: 'task.progress',
      taskId: 't1',
      attempt: 1,
      done: 2,
      total: 4,
      message: 'looking',
    });
    expect(view.tasks.t1).toMatchObject({ state: 'RUNNING', tool: 'image.detect' });
    expect(view.tasks.t1?.attempts).toEqual([
      expect.objectContaining({
        number: 1,
        binding: 'local:1',
        progress: { done: 2, total: 4, message: 'looking' },
      }),
    ]);
  });

  it('task.retrying keeps the failed attempt and says when the next begins', () => {
    const retrying = {
      type: 'task.retrying',
      taskId: 't1',
      attempt: 2,
      delayMs: 1500,
      error: failure,
    } as const;
    const view = viewAfter(created, accepted, started('t1'), retrying);
    expect(view.tasks.t1).toMatchObject({ state: 'RETRYING', retryAt: '2026-01-02T03:04:06.500Z' });
    const again = reduceAll(view, numbered([started('t1', 2)], 5));
    expect(again.tasks.t1?.state).toBe('RUNNING');
    expect(again.tasks.t1?.attempts.map((attempt) => attempt.error?.code)).toEqual(['timed_out', undefined]);
  });

  it('artifact.created shows the output before the task ends', () => {
    const made = {
      type: 'artifact.created',
      taskId: 't1',
      port: 'boxes',
      artifact: boxes,
      provenance,
    } as const;
    const view = viewAfter(created, accepted, started('t1'), made);
    expect(view.tasks.t1?.outputs).toEqual({ boxes: ['b1'] });
    expect(view.artifacts.b1).toEqual(boxes);
    expect(view.provenance.b1?.seed).toBe(7);
  });

  it('task.succeeded ends the task with its outputs', () => {
    const view = viewAfter(created, accepted, started('t1'), {
      type: 'task.succeeded',
      taskId: 't1',
      elapsedMs: 900,
      outputs: { boxes: ['b1'] },
      cached: true,
    });
    expect(view.tasks.t1).toMatchObject({
      state: 'SUCCEEDED',
      elapsedMs: 900,
      outputs: { boxes: ['b1'] },
      cached: true,
    });
  });

  it('task.failed, task.skipped and task.cancelled are three different ends', () => {
    const view = viewAfter(
      created,
      accepted,
      started('t1'),
      { type: 'task.failed', taskId: 't2', elapsedMs: 5, error: failure },
      { type: 'task.skipped', taskId: 't3', cause: 't2', message: 'needs the text' },
      { type: 'task.cancelled', taskId: 't1', elapsedMs: 7 },
    );
    expect(view.tasks.t2).toMatchObject({ state: 'FAILED', error: failure, tool: 'image.read' });
    expect(view.tasks.t3).toMatchObject({ state: 'SKIPPED', skipped: { cause: 't2' }, tool: 'text.speak' });
    expect(view.tasks.t1).toMatchObject({ state: 'CANCELLED', elapsedMs: 7 });
  });

  it('answer.delta grows the answer and answer.completed replaces it', () => {
    const grown = viewAfter(
      created,
      { type: 'answer.delta', text: 'A b' },
      { type: 'answer.delta', text: 'ike.' },
    );
    expect(grown.answer).toEqual({ text: 'A bike.', complete: false, artifacts: [] });
    const whole = reduceAll(
      grown,
      numbered([{ type: 'answer.completed', text: 'A bike.', artifacts: ['b1'] }], 4),
    );
    expect(whole.answer).toEqual({ text: 'A bike.', complete: true, artifacts: ['b1'] });
  });

  it('usage adds up', () => {
    const view = viewAfter(
      created,
      { type: 'usage', tokensIn: 10, costUsd: 0.5 },
      { type: 'usage', tokensIn: 5, tokensOut: 2 },
    );
    expect(view.usage).toEqual({ tokensIn: 15, tokensOut: 2, seconds: 0, costUsd: 0.5 });
  });

  it('the last event ends the run', () => {
    expect(viewAfter(created, { type: 'run.completed', elapsedMs: 5 })).toMatchObject({
      state: 'COMPLETED',
      elapsedMs: 5,
    });
    expect(viewAfter(created, { type: 'run.cancelled', elapsedMs: 6 }).state).toBe('CANCELLED');
    expect(viewAfter(created, { type: 'run.failed', elapsedMs: 7, error: failure })).toMatchObject({
      state: 'FAILED',
      error: failure,
    });
    const crash = { ...failure, code: 'interrupted' };
    expect(viewAfter(created, { type: 'run.failed', elapsedMs: 7, error: crash }).state).toBe('INTERRUPTED');
  });

  it('an event of a kind not known here is counted and changes nothing else', () => {
    const strange = { ...numbered([created])[0], seq: 2, type: 'task.dreamt' } as never;
    const view = reduce(viewAfter(created), strange);
    expect(view).toEqual({ ...viewAfter(created), seq: 2 });
  });
});

describe('order', () => {
  const story = numbered([
    created,
    accepted,
    started('t1'),
    { type: 'answer.delta', text: 'one ' },
    { type: 'answer.delta', text: 'two ' },
    { type: 'answer.delta', text: 'three' },
    { type: 'run.completed', elapsedMs: 9 },
  ]);
  const told = reduceAll(fresh(), story);

  it('an event that was applied changes nothing, not even the identity', () => {
    for (const event of story) expect(reduce(told, event)).toBe(told);
  });

  it('an early event waits for the missing one', () => {
    const [first, second, third] = story as [never, never, never];
    const waiting = reduceAll(fresh(), [first, third]);
    expect(waiting.seq).toBe(1);
    expect(waiting.tasks.t1).toBeUndefined();
    const filled = reduce(waiting, second);
    expect(filled.seq).toBe(3);
    expect(filled.tasks.t1?.state).toBe('RUNNING');
    expect(filled.early).toEqual({});
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('any order with doubles tells the same story (seed %i)', (seed) => {
    expect(reduceAll(fresh(), shuffled([...story, ...story], seed))).toEqual(told);
  });
});

describe('a run that was loaded as finished', () => {
  it('keeps its answer while its events are replayed', () => {
    const summary = { id: 'r1', sessionId: 's1', text: 'What is this?', attachments: [], createdAt: '' };
    const view = viewOf({ ...summary, state: 'COMPLETED', answer: 'A bike.' });
    const replayed = reduceAll(
      view,
      numbered([created, accepted, { type: 'answer.delta', text: 'A bike.' }]),
    );
    expect(replayed.answer.text).toBe('A bike.');
    expect(replayed.state).toBe('COMPLETED');
  });

  it('a live one starts from its events alone', () => {
    const summary = { id: 'r1', sessionId: 's1', text: '', attachments: [], createdAt: '' };
    const view = viewOf({ ...summary, state: 'RUNNING', answer: 'A b' });
    expect(reduceAll(view, numbered([created, { type: 'answer.delta', text: 'A b' }])).answer.text).toBe(
      'A b',
    );
  });
});

function shuffled<T>(items: T[], seed: number): T[] {
  const mixed = [...items];
  let state = seed * 7919;
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
