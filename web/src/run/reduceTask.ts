import type { RunEvent } from '../api/events';
import type { AttemptView, RunView, TaskView } from './view';

type TaskEvent = Extract<RunEvent, { taskId: string }>;

/** Applies an event about one task. A task that the plan did not name is made on the way: events win. */
export function applyTaskEvent(view: RunView, event: TaskEvent): RunView {
  const task = taskOf(view, event.taskId);
  switch (event.type) {
    case 'task.planned': {
      const { tool, inputs, after } = event.task;
      return put(view, { ...task, tool, inputs, after: after ?? [] });
    }
    case 'task.started':
      return put(view, {
        ...task,
        tool: event.tool,
        state: 'RUNNING',
        retryAt: undefined,
        attempts: attempted(task, event.attempt, {
          binding: event.binding,
          reason: event.reason,
          startedAt: event.at,
          inputs: event.inputs,
        }),
      });
    case 'task.progress': {
      const { done, total, message } = event;
      return put(view, {
        ...task,
        attempts: attempted(task, event.attempt, { progress: { done, total, message } }),
      });
    }
    case 'task.retrying':
      return put(view, {
        ...task,
        state: 'RETRYING',
        retryAt: new Date(Date.parse(event.at) + event.delayMs).toISOString(),
        attempts: attempted(task, event.attempt - 1, { error: event.error }),
      });
    case 'artifact.created':
      return {
        ...put(view, { ...task, outputs: withOutput(task, event.port, event.artifact.id) }),
        artifacts: { ...view.artifacts, [event.artifact.id]: event.artifact },
        provenance: event.provenance
          ? { ...view.provenance, [event.artifact.id]: event.provenance }
          : view.provenance,
      };
    case 'task.succeeded':
      return put(view, {
        ...task,
        state: 'SUCCEEDED',
        elapsedMs: event.elapsedMs,
        outputs: event.outputs ?? task.outputs,
        cached: event.cached ?? false,
      });
    case 'task.failed':
      return put(view, {
        ...task,
        state: 'FAILED',
        elapsedMs: event.elapsedMs,
        error: event.error,
        attempts: failedLast(task, event.error),
      });
    case 'task.skipped':
      return put(view, {
        ...task,
        state: 'SKIPPED',
        skipped: { cause: event.cause, message: event.message },
      });
    case 'task.cancelled':
      return put(view, { ...task, state: 'CANCELLED', elapsedMs: event.elapsedMs });
    default:
      return view;
  }
}

/** Returns the task as the events have made it so far, or as the plan has it before its first event. */
export function taskOf(view: RunView, id: string): TaskView {
  const planned = view.plan?.tasks.find((task) => task.id === id);
  return (
    view.tasks[id] ?? {
      id,
      tool: planned?.tool ?? id,
      inputs: planned?.inputs ?? {},
      after: planned?.after ?? [],
      state: 'PENDING',
      attempts: [],
      outputs: {},
      cached: false,
    }
  );
}

function put(view: RunView, task: TaskView): RunView {
  return { ...view, tasks: { ...view.tasks, [task.id]: task } };
}

function attempted(task: TaskView, number: number, change: Partial<AttemptView>): AttemptView[] {
  const known = task.attempts.some((attempt) => attempt.number === number);
  if (!known) return [...task.attempts, { number, ...change }].sort((a, b) => a.number - b.number);
  return task.attempts.map((attempt) => (attempt.number === number ? { ...attempt, ...change } : attempt));
}

function failedLast(task: TaskView, error: AttemptView['error']): AttemptView[] {
  return task.attempts.map((attempt, i) =>
    i === task.attempts.length - 1 ? { ...attempt, error } : attempt,
  );
}

function withOutput(task: TaskView, port: string, id: string): Record<string, string[]> {
  const at = task.outputs[port] ?? [];
  return at.includes(id) ? task.outputs : { ...task.outputs, [port]: [...at, id] };
}
