import { useSyncExternalStore } from 'react';

export type Route = { page: 'chat'; sessionId?: string } | { page: 'tools' };

/** The place in the page is in the hash, so that any file server can serve it and a reload comes back to it. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '');
  if (path === 'tools') return { page: 'tools' };
  const session = /^s\/([^/]+)$/.exec(path)?.[1];
  return session ? { page: 'chat', sessionId: decodeURIComponent(session) } : { page: 'chat' };
}

export function hrefOf(route: Route): string {
  if (route.page === 'tools') return '#/tools';
  return route.sessionId ? `#/s/${encodeURIComponent(route.sessionId)}` : '#/';
}

export function go(route: Route): void {
  window.location.hash = hrefOf(route);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
