import { useCallback, useEffect, useRef, useState } from 'react';

const NEAR_PX = 80;

/** Keeps a scrolled element at its end while it grows, unless the person has scrolled up to read. */
export function useStickToEnd(latest: string | undefined) {
  const ref = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    const element = ref.current;
    if (element) element.scrollTop = element.scrollHeight;
    sticks.current = true;
  }, []);

  useEffect(() => {
    if (latest) toEnd();
  }, [latest, toEnd]);

  useEffect(() => {
    const element = ref.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    let top = element.scrollTop;
    const scrolled = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      // Growth moves the end away but never the place upwards; only a person does that.
      if (near || element.scrollTop < top) sticks.current = near;
      top = element.scrollTop;
      setAtEnd(sticks.current);
    };
    const grown = () => {
      if (sticks.current) element.scrollTop = element.scrollHeight;
      else scrolled();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    if (typeof ResizeObserver === 'undefined') return () => element.removeEventListener('scroll', scrolled);
    const observer = new ResizeObserver(grown);
    observer.observe(content);
    return () => {
      element.removeEventListener('scroll', scrolled);
      observer.disconnect();
    };
  }, []);

  return { ref, atEnd, toEnd };
}
