import type { PlanInput, Provenance } from '../api/types';
import { taskOf } from '../run/reduceTask';
import type { RunView, TaskView } from '../run/view';

/** The plan as nodes and edges, free of any way to draw it: the list reads it now, a graph can beside it. */
export interface PlanModel {
  nodes: PlanNode[];
  edges: PlanEdge[];
  done: number;
}

export interface PlanNode {
  task: TaskView;
  inputs: NodeInput[];
  outputs: NodeOutput[];
  /** Tasks that must end before this one can start, and have not. */
  waitsFor: string[];
  delivers: boolean;
}

export interface NodeInput {
  port: string;
  sources: InputSource[];
}

export type InputSource =
  | { kind: 'literal'; text: string }
  | { kind: 'artifact'; id: string }
  | { kind: 'task'; task: string; port: string; inferred: boolean; artifacts: string[] };

export interface NodeOutput {
  port: string;
  artifacts: string[];
}

export interface PlanEdge {
  from: string;
  to: string;
  port?: string;
  artifacts: string[];
}

const SETTLED = new Set(['SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED']);

export function settled(task: TaskView): boolean {
  return SETTLED.has(task.state);
}

export function planModel(view: RunView): PlanModel {
  const planned = view.plan?.tasks.map((task) => task.id) ?? [];
  const extra = Object.keys(view.tasks).filter((id) => !planned.includes(id));
  const tasks = [...planned, ...extra].map((id) => taskOf(view, id));
  const deliverers = new Set(view.plan?.deliverables?.map((deliverable) => deliverable.task));
  const nodes = tasks.map((task) => nodeOf(view, task, deliverers.has(task.id)));
  return { nodes, edges: nodes.flatMap(edgesTo), done: tasks.filter(settled).length };
}

function nodeOf(view: RunView, task: TaskView, delivers: boolean): PlanNode {
  const inputs = Object.entries(task.inputs).map(([port, input]) => ({
    port,
    sources: sourcesOf(view, input),
  }));
  const outputs = Object.entries(task.outputs).map(([port, artifacts]) => ({ port, artifacts }));
  const needed = new Set([...task.after, ...inputs.flatMap((input) => input.sources.flatMap(taskOfSource))]);
  const waitsFor =
    task.state === 'PENDING' ? [...needed].filter((id) => taskOf(view, id).state !== 'SUCCEEDED') : [];
  return { task, inputs, outputs, waitsFor, delivers };
}

function sourcesOf(view: RunView, input: PlanInput): InputSource[] {
  if (Array.isArray(input)) return input.flatMap((each) => sourcesOf(view, each));
  if (typeof input !== 'object') return [{ kind: 'literal', text: String(input) }];
  if ('artifact' in input) return [{ kind: 'artifact', id: input.artifact }];
  const artifacts = taskOf(view, input.task).outputs[input.port] ?? [];
  return [{ kind: 'task', task: input.task, port: input.port, inferred: input.inferred ?? false, artifacts }];
}

function taskOfSource(source: InputSource): string[] {
  return source.kind === 'task' ? [source.task] : [];
}

function edgesTo(node: PlanNode): PlanEdge[] {
  const typed = node.inputs.flatMap((input) =>
    input.sources.flatMap((source) =>
      source.kind === 'task'
        ? [{ from: source.task, to: node.task.id, port: source.port, artifacts: source.artifacts }]
        : [],
    ),
  );
  const ordering = node.task.after.map((from) => ({ from, to: node.task.id, artifacts: [] }));
  return [...typed, ...ordering];
}

/** The share done of the attempt under way, when the tool tells it. */
export function fractionOf(task: TaskView): number | undefined {
  const progress = task.attempts.at(-1)?.progress;
  if (progress?.done === undefined || !progress.total) return undefined;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}

export interface Making {
  provenance: Provenance;
  elapsedMs?: number;
  cached: boolean;
}

/** How an artifact was made, when a task of this run made it. */
export function makingOf(view: RunView, artifactId: string): Making | undefined {
  const provenance = view.provenance[artifactId];
  if (!provenance) return undefined;
  const task = view.tasks[provenance.taskId];
  return { provenance, elapsedMs: task?.elapsedMs, cached: task?.cached ?? false };
}
