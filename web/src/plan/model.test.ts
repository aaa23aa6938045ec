import { describe, expect, it } from 'vitest';
import { reduceAll } from '../run/reduce';
import { accepted, boxes, created, fresh, numbered, provenance, started } from '../test/events';
import { fractionOf, makingOf, planModel } from './model';

const viewAfter = (...bodies: Parameters<typeof numbered>[0]) =>
  reduceAll(fresh(), numbered([created, accepted, ...bodies]));
const text = (id: string) => ({ ...boxes, id, modality: 'TEXT' as const });

describe('the plan', () => {
  it('has a node for each task in the order of the plan', () => {
    const { nodes, done } = planModel(viewAfter(started('t2')));
    expect(nodes.map((node) => [node.task.tool, node.task.state])).toEqual([
      ['image.detect', 'PENDING'],
      ['image.read', 'RUNNING'],
      ['text.speak', 'PENDING'],
    ]);
    expect(done).toBe(0);
  });

  it('has an edge for each input from a task and each task to run after', () => {
    expect(planModel(viewAfter()).edges).toEqual([
      { from: 't2', to: 't3', port: 'text', artifacts: [] },
      { from: 't1', to: 't3', artifacts: [] },
    ]);
  });

  it('puts what a task made on the edge to the task that takes it', () => {
    const view = viewAfter(started('t2'), {
      type: 'artifact.created',
      taskId: 't2',
      port: 'text',
      artifact: text('x1'),
    });
    expect(planModel(view).edges[0]?.artifacts).toEqual(['x1']);
  });

  it('says what a task still waits for', () => {
    const waits = (view: ReturnType<typeof viewAfter>) => planModel(view).nodes[2]?.waitsFor;
    expect(waits(viewAfter())).toEqual(['t1', 't2']);
    expect(waits(viewAfter({ type: 'task.succeeded', taskId: 't1', elapsedMs: 1, outputs: {} }))).toEqual([
      't2',
    ]);
  });

  it('tells literals, artifacts and outputs of tasks apart', () => {
    const { nodes } = planModel(viewAfter());
    expect(nodes[0]?.inputs).toEqual([
      { port: 'picture', sources: [{ kind: 'artifact', id: 'a1' }] },
      { port: 'threshold', sources: [{ kind: 'literal', text: '0.4' }] },
    ]);
    expect(nodes[2]?.inputs[0]?.sources[0]).toMatchObject({ kind: 'task', task: 't2', inferred: true });
  });

  it('knows which tasks deliver', () => {
    expect(planModel(viewAfter()).nodes.map((node) => node.delivers)).toEqual([true, false, false]);
  });
});

describe('progress', () => {
  it.each([
    [1, 4, 0.25],
    [9, 4, 1],
    [undefined, 4, undefined],
    [1, 0, undefined],
  ])('%s of %s is %s', (done, total, fraction) => {
    const view = viewAfter(started('t1'), { type: 'task.progress', taskId: 't1', attempt: 1, done, total });
    expect(fractionOf(view.tasks.t1 as never)).toBe(fraction);
  });
});

it('tells how an artifact was made', () => {
  const view = viewAfter(
    { type: 'artifact.created', taskId: 't1', port: 'boxes', artifact: boxes, provenance },
    { type: 'task.succeeded', taskId: 't1', elapsedMs: 900, outputs: { boxes: ['b1'] } },
  );
  expect(makingOf(view, 'b1')).toEqual({ provenance, elapsedMs: 900, cached: false });
  expect(makingOf(view, 'a1')).toBeUndefined();
});
