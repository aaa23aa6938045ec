import type { RunEvent } from '../api/events';
import type {
  Artifact,
  Finding,
  Literal,
  Plan,
  PlanInput,
  Provenance,
  Run,
  RunState,
  WireError,
} from '../api/types';

export type TaskState = 'PENDING' | 'RUNNING' | 'RETRYING' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CANCELLED';

export interface Progress {
  done?: number;
  total?: number;
  message?: string;
}

export interface AttemptView {
  number: number;
  binding?: string;
  reason?: string;
  startedAt?: string;
  inputs?: Record<string, Literal | Literal[]>;
  progress?: Progress;
  /** Why this attempt ended without a result. */
  error?: WireError;
}

export interface TaskView {
  id: string;
  tool: string;
  inputs: Record<string, PlanInput>;
  after: string[];
  state: TaskState;
  attempts: AttemptView[];
  retryAt?: string;
  elapsedMs?: number;
  outputs: Record<string, string[]>;
  cached: boolean;
  error?: WireError;
  skipped?: { cause: string; message: string };
}

export interface UsageTotals {
  tokensIn: number;
  tokensOut: number;
  seconds: number;
  costUsd: number;
}

/** All that the page shows of a run. Made from its events alone, by `reduce`. */
export interface RunView {
  id: string;
  sessionId: string;
  parentRunId?: string;
  mode?: string;
  text: string;
  attachments: Artifact[];
  state: RunState;
  createdAt: string;
  elapsedMs?: number;
  planner?: string;
  findings: Finding[];
  plan?: Plan;
  accepted: boolean;
  tasks: Record<string, TaskView>;
  artifacts: Record<string, Artifact>;
  provenance: Record<string, Provenance>;
  answer: { text: string; complete: boolean; artifacts: string[] };
  usage?: UsageTotals;
  error?: WireError;
  /** The last event applied; events up to it are ignored. */
  seq: number;
  /** Events that came before one that is still missing. */
  early: Record<number, RunEvent>;
}

/** Starts the view of a run from its summary. A live run's answer comes from its events alone. */
export function viewOf(run: Run): RunView {
  const finished = run.state !== 'RUNNING';
  return {
    id: run.id,
    sessionId: run.sessionId,
    parentRunId: run.parentRunId,
    mode: run.mode,
    text: run.text,
    attachments: run.attachments ?? [],
    state: run.state,
    createdAt: run.createdAt,
    elapsedMs: run.elapsedMs,
    findings: [],
    accepted: false,
    tasks: {},
    artifacts: byId(run.attachments ?? []),
    provenance: {},
    answer: { text: finished ? (run.answer ?? '') : '', complete: finished && !!run.answer, artifacts: [] },
    seq: 0,
    early: {},
  };
}

export function byId(artifacts: Artifact[]): Record<string, Artifact> {
  return Object.fromEntries(artifacts.map((artifact) => [artifact.id, artifact]));
}
