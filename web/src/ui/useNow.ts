import { useEffect, useState } from 'react';

/** Returns the time, anew ten times a second while `ticking`. */
export function useNow(ticking: boolean, everyMs = 100): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [ticking, everyMs]);
  return now;
}
