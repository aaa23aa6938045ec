/** The shapes of docs/wire-format.md. Unknown members are ignored; members are only ever added. */

export type Modality =
  | 'TEXT'
  | 'IMAGE'
  | 'AUDIO'
  | 'VIDEO'
  | 'BOXES'
  | 'MASK'
  | 'LABELS'
  | 'EMBEDDING'
  | 'TABLE';

export interface Artifact {
  id: string;
  modality: Modality;
  mediaType: string;
  bytes: number;
  label?: string;
  width?: number;
  height?: number;
  durationMs?: number;
  sampleRateHz?: number;
  channels?: number;
  framesPerSecond?: number;
}

export type Literal = string | number | boolean;

export interface Provenance {
  artifactId: string;
  runId: string;
  taskId: string;
  tool: string;
  toolVersion: string;
  binding: string;
  parameters: Record<string, Literal>;
  seed?: number;
  inputs: string[];
  madeAt: string;
}

export interface ArtifactInput {
  artifact: string;
}

export interface TaskInput {
  task: string;
  port: string;
  inferred?: boolean;
}

export type PlanInput = Literal | ArtifactInput | TaskInput | PlanInput[];

export interface PlanTask {
  id: string;
  tool: string;
  inputs: Record<string, PlanInput>;
  after?: string[];
}

export interface Plan {
  tasks: PlanTask[];
  deliverables: { task: string; port: string }[];
  answer?: string;
}

export interface Finding {
  code: string;
  pointer: string;
  message: string;
}

export interface WireError {
  code: string;
  message: string;
  retriable: boolean;
}

export type RunState = 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED';

export interface Run {
  id: string;
  sessionId: string;
  parentRunId?: string;
  mode?: string;
  text: string;
  attachments: Artifact[];
  state: RunState;
  createdAt: string;
  elapsedMs?: number;
  answer?: string;
}

export interface Session {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
}

export interface SessionWithRuns extends Session {
  runs: Run[];
}

export interface Port {
  name: string;
  modality: Modality;
  cardinality: 'ONE' | 'OPTIONAL' | 'MANY' | 'ANY';
  description?: string;
  choices?: string[];
  min?: number;
  max?: number;
  default?: Literal;
}

export interface ToolBinding {
  id: string;
  local: boolean;
  model?: string;
}

export interface Tool {
  name: string;
  does: string;
  inputs: Port[];
  outputs: Port[];
  examples: string[];
  version: string;
  licence: string;
  pure: boolean;
  local: boolean;
  bindings: ToolBinding[];
}

export interface AbsentTool {
  name: string;
  does: string;
  inputs: Port[];
  outputs: Port[];
  remedy: string;
}

export interface ToolCatalogue {
  tools: Tool[];
  absent: AbsentTool[];
  /** What `mode` of a request may be; the first one is meant if it is absent. */
  modes?: string[];
}

/** How a request is answered: by a plan of tools, by one any-to-any model, or as it needs. */
export type Mode = 'tools' | 'end-to-end' | 'auto';
