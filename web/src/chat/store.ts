import { create } from 'zustand';
import type { LinkState } from '../api/follow';
import type { Problem } from '../api/problem';
import type { RunView } from '../run/view';

export interface Chat {
  sessionId?: string;
  loading: boolean;
  /** Why the session could not be loaded. */
  problem?: Problem;
  order: string[];
  runs: Record<string, RunView>;
  links: Record<string, LinkState>;
  /** Runs whose events the server would not give. */
  refused: Record<string, Problem>;
  stopping: Record<string, boolean>;
  /** The server's clock minus ours. */
  clockOffsetMs: number;
}

export const emptyChat: Chat = {
  sessionId: undefined,
  loading: false,
  problem: undefined,
  order: [],
  runs: {},
  links: {},
  refused: {},
  stopping: {},
  clockOffsetMs: 0,
};

export const useChat = create<Chat>(() => emptyChat);

export function putRun(view: RunView): void {
  useChat.setState(({ runs, order }) => ({
    runs: { ...runs, [view.id]: view },
    order: order.includes(view.id) ? order : [...order, view.id],
  }));
}

/** Returns the session's run that is still being answered. */
export function liveRun(chat: Chat): RunView | undefined {
  const id = chat.order.findLast((each) => chat.runs[each]?.state === 'RUNNING');
  return id ? chat.runs[id] : undefined;
}
