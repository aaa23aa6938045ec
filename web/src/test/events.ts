import type { RunEvent } from '../api/events';
import type { Artifact, Plan, Provenance } from '../api/types';
import { type RunView, viewOf } from '../run/view';

export const AT = '2026-01-02T03:04:05.000Z';

export const photo: Artifact = {
  id: 'a1',
  modality: 'IMAGE',
  mediaType: 'image/png',
  bytes: 41_000,
  label: 'bakery.png',
  width: 960,
  height: 640,
};

export const boxes: Artifact = {
  id: 'b1',
  modality: 'BOXES',
  mediaType: 'application/json',
  bytes: 400,
  label: 'objects',
};

export const provenance: Provenance = {
  artifactId: 'b1',
  runId: 'r1',
  taskId: 't1',
  tool: 'image.detect',
  toolVersion: '1',
  binding: 'local:ssd',
  parameters: {},
  seed: 7,
  inputs: ['a1'],
  madeAt: AT,
};

export const plan: Plan = {
  tasks: [
    { id: 't1', tool: 'image.detect', inputs: { picture: { artifact: 'a1' }, threshold: 0.4 } },
    { id: 't2', tool: 'image.read', inputs: { picture: { artifact: 'a1' } } },
    {
      id: 't3',
      tool: 'text.speak',
      inputs: { text: { task: 't2', port: 'text', inferred: true } },
      after: ['t1'],
    },
  ],
  deliverables: [{ task: 't1', port: 'boxes' }],
};

type Body = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'seq' | 'runId' | 'at'> : never) : never;

/** Numbers events from 1, or from another start. */
export function numbered(bodies: Body[], from = 1): RunEvent[] {
  return bodies.map((body, i) => ({ ...body, seq: from + i, runId: 'r1', at: AT }) as RunEvent);
}

export const created: Body = {
  type: 'run.created',
  sessionId: 's1',
  text: 'What is this?',
  attachments: [photo],
};
export const accepted: Body = { type: 'plan.accepted', plan };
export const failure = {
  code: 'timed_out',
  message: 'No answer in 5 s.\nMaybe give it more time.',
  retriable: true,
};

export function started(taskId: string, attempt = 1): Body {
  const tool = plan.tasks.find((task) => task.id === taskId)?.tool ?? taskId;
  return {
    type: 'task.started',
    taskId,
    attempt,
    tool,
    binding: `local:${attempt}`,
    reason: 'the only one',
    inputs: {},
  };
}

export function fresh(): RunView {
  return viewOf({ id: 'r1', sessionId: 's1', text: '', attachments: [], state: 'RUNNING', createdAt: AT });
}
