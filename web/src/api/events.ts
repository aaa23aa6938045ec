import type { Artifact, Finding, Literal, Plan, PlanTask, Provenance, WireError } from './types';

interface Envelope<T extends string> {
  seq: number;
  type: T;
  runId: string;
  at: string;
}

interface OfTask<T extends string> extends Envelope<T> {
  taskId: string;
}

export interface RunCreated extends Envelope<'run.created'> {
  sessionId: string;
  parentRunId?: string;
  mode?: string;
  text: string;
  attachments: Artifact[];
}

export interface PlanProposed extends Envelope<'plan.proposed'> {
  plan: Plan;
  planner: string;
  findings?: Finding[];
}

export interface PlanAccepted extends Envelope<'plan.accepted'> {
  plan: Plan;
}

/** The planner has written this task and goes on; it may start before the plan is whole. */
export interface TaskPlanned extends OfTask<'task.planned'> {
  task: PlanTask;
}

export interface TaskStarted extends OfTask<'task.started'> {
  attempt: number;
  tool: string;
  binding: string;
  reason?: string;
  inputs: Record<string, Literal[] | Literal>;
}

export interface TaskProgress extends OfTask<'task.progress'> {
  attempt: number;
  done?: number;
  total?: number;
  message?: string;
}

export interface TaskRetrying extends OfTask<'task.retrying'> {
  attempt: number;
  delayMs: number;
  error: WireError;
}

export interface ArtifactCreated extends OfTask<'artifact.created'> {
  port: string;
  artifact: Artifact;
  provenance?: Provenance;
}

export interface TaskSucceeded extends OfTask<'task.succeeded'> {
  elapsedMs: number;
  outputs: Record<string, string[]>;
  cached?: boolean;
}

export interface TaskFailed extends OfTask<'task.failed'> {
  elapsedMs: number;
  error: WireError;
}

export interface TaskSkipped extends OfTask<'task.skipped'> {
  cause: string;
  message: string;
}

export interface TaskCancelled extends OfTask<'task.cancelled'> {
  elapsedMs?: number;
}

export interface AnswerDelta extends Envelope<'answer.delta'> {
  text: string;
}

export interface AnswerCompleted extends Envelope<'answer.completed'> {
  text: string;
  artifacts?: string[];
}

export interface Usage extends Envelope<'usage'> {
  taskId?: string;
  tokensIn?: number;
  tokensOut?: number;
  seconds?: number;
  costUsd?: number;
  bytes?: number;
}

export interface RunCompleted extends Envelope<'run.completed'> {
  elapsedMs: number;
}

export interface RunCancelled extends Envelope<'run.cancelled'> {
  elapsedMs: number;
}

export interface RunFailed extends Envelope<'run.failed'> {
  elapsedMs?: number;
  error: WireError;
}

export type RunEvent =
  | RunCreated
  | PlanProposed
  | PlanAccepted
  | TaskPlanned
  | TaskStarted
  | TaskProgress
  | TaskRetrying
  | ArtifactCreated
  | TaskSucceeded
  | TaskFailed
  | TaskSkipped
  | TaskCancelled
  | AnswerDelta
  | AnswerCompleted
  | Usage
  | RunCompleted
  | RunCancelled
  | RunFailed;

export function endsRun(event: RunEvent): boolean {
  return event.type === 'run.completed' || event.type === 'run.cancelled' || event.type === 'run.failed';
}
