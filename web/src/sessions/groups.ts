import type { Session } from '../api/types';

type DayKey = 'sessions.today' | 'sessions.yesterday' | 'sessions.earlier';

export interface Group {
  key: DayKey;
  sessions: Session[];
}

/** Splits sessions by the day they were last used, keeping their order. */
export function groupByDay(sessions: Session[], now: number): Group[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const yesterday = new Date(today - 1).setHours(0, 0, 0, 0);
  const keyOf = (session: Session): DayKey => {
    const at = Date.parse(session.updatedAt);
    if (at >= today) return 'sessions.today';
    return at >= yesterday ? 'sessions.yesterday' : 'sessions.earlier';
  };
  const keys: DayKey[] = ['sessions.today', 'sessions.yesterday', 'sessions.earlier'];
  return keys
    .map((key) => ({ key, sessions: sessions.filter((session) => keyOf(session) === key) }))
    .filter((group) => group.sessions.length > 0);
}
