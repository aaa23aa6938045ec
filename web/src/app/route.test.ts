import { expect, it } from 'vitest';
import { hrefOf, parseRoute } from './route';

it.each([
  ['', { page: 'chat' }],
  ['#/', { page: 'chat' }],
  ['#/s/abc-1', { page: 'chat', sessionId: 'abc-1' }],
  ['#/tools', { page: 'tools' }],
  ['#/else/where', { page: 'chat' }],
])('%s is a place', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

it('a place has an address that leads back to it', () => {
  const route = { page: 'chat', sessionId: 'a/b c' } as const;
  expect(parseRoute(hrefOf(route))).toEqual(route);
});
