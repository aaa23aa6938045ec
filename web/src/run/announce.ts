import type { RunEvent } from '../api/events';
import type { MessageKey, Params } from '../i18n/translate';
import type { RunView } from './view';

export interface Announcement {
  key: MessageKey;
  params?: Params;
  urgent: boolean;
}

/** What a screen reader is told of an event: the start, the end of each task, the answer once, errors. Never a token. */
export function announcementOf(event: RunEvent, view: RunView): Announcement | undefined {
  const tool = 'taskId' in event && event.taskId ? (view.tasks[event.taskId]?.tool ?? event.taskId) : '';
  switch (event.type) {
    case 'run.created':
      return { key: 'say.started', urgent: false };
    case 'task.succeeded':
      return { key: 'say.taskDone', params: { tool }, urgent: false };
    case 'task.failed':
      return { key: 'say.taskFailed', params: { tool }, urgent: true };
    case 'task.skipped':
      return { key: 'say.taskSkipped', params: { tool }, urgent: false };
    case 'answer.completed':
      return { key: 'say.answered', urgent: false };
    case 'run.cancelled':
      return { key: 'say.stopped', urgent: false };
    case 'run.failed':
      return { key: 'say.failed', params: { message: event.error.message }, urgent: true };
    default:
      return undefined;
  }
}
