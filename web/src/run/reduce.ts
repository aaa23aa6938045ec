import type { RunEvent } from '../api/events';
import { applyTaskEvent } from './reduceTask';
import { byId, type RunView, type UsageTotals } from './view';

/**
 * Applies one event. Events are applied once and in order: one that was applied before changes nothing,
 * and one that comes early waits for those before it.
 */
export function reduce(view: RunView, event: RunEvent): RunView {
  if (event.seq <= view.seq) return view;
  if (event.seq > view.seq + 1) {
    return event.seq in view.early ? view : { ...view, early: { ...view.early, [event.seq]: event } };
  }
  let next = applied(view, event);
  for (let waiting = next.early[next.seq + 1]; waiting; waiting = next.early[next.seq + 1]) {
    const { [waiting.seq]: _, ...early } = next.early;
    next = applied({ ...next, early }, waiting);
  }
  return next;
}

export function reduceAll(view: RunView, events: RunEvent[]): RunView {
  return events.reduce(reduce, view);
}

function applied(view: RunView, event: RunEvent): RunView {
  return { ...apply(view, event), seq: event.seq };
}

function apply(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'run.created':
      return created(view, event);
    case 'plan.proposed':
      return { ...view, plan: event.plan, planner: event.planner, findings: event.findings ?? [] };
    case 'plan.accepted':
      return { ...view, plan: event.plan, accepted: true };
    case 'answer.delta':
      if (view.answer.complete) return view;
      return { ...view, answer: { ...view.answer, text: view.answer.text + event.text } };
    case 'answer.completed':
      return { ...view, answer: { text: event.text, complete: true, artifacts: event.artifacts ?? [] } };
    case 'usage':
      return { ...view, usage: plus(view.usage, event) };
    case 'run.completed':
      return { ...view, state: 'COMPLETED', elapsedMs: event.elapsedMs };
    case 'run.cancelled':
      return { ...view, state: 'CANCELLED', elapsedMs: event.elapsedMs };
    case 'run.failed':
      return {
        ...view,
        state: event.error.code === 'interrupted' ? 'INTERRUPTED' : 'FAILED',
        elapsedMs: event.elapsedMs,
        error: event.error,
      };
    default:
      return 'taskId' in event ? applyTaskEvent(view, event) : view;
  }
}

function created(view: RunView, event: Extract<RunEvent, { type: 'run.created' }>): RunView {
  return {
    ...view,
    sessionId: event.sessionId,
    parentRunId: event.parentRunId,
    mode: event.mode,
    text: event.text,
    attachments: event.attachments ?? [],
    createdAt: event.at,
    artifacts: { ...view.artifacts, ...byId(event.attachments ?? []) },
  };
}

function plus(total: UsageTotals | undefined, event: Extract<RunEvent, { type: 'usage' }>): UsageTotals {
  return {
    tokensIn: (total?.tokensIn ?? 0) + (event.tokensIn ?? 0),
    tokensOut: (total?.tokensOut ?? 0) + (event.tokensOut ?? 0),
    seconds: (total?.seconds ?? 0) + (event.seconds ?? 0),
    costUsd: (total?.costUsd ?? 0) + (event.costUsd ?? 0),
  };
}
