import { describe, expect, it } from 'vitest';
import { asProblem, problemOf, splitAdvice } from './problem';

describe('problemOf', () => {
  it('reads problem+json with its request id', () => {
    const text = JSON.stringify({
      title: 'live',
      detail: 'A run is live.',
      code: 'run_live',
      retriable: false,
      requestId: 'q1',
    });
    const { body, message } = problemOf(409, 'application/problem+json', text);
    expect(body).toMatchObject({ status: 409, code: 'run_live', requestId: 'q1' });
    expect(message).toBe('A run is live.');
  });

  it.each([
    [502, 'text/html', '<h1>Bad gateway</h1>', true],
    [404, 'application/json', '{broken', false],
  ])('makes do with the status of %i', (status, type, text, retriable) => {
    expect(problemOf(status, type, text).body).toMatchObject({ code: `http_${status}`, retriable });
  });
});

describe('asProblem', () => {
  it('takes a failed fetch for an unreachable server', () => {
    expect(asProblem(new TypeError('Failed to fetch')).body.code).toBe('unreachable');
  });

  it('keeps a problem as it is', () => {
    const problem = problemOf(500, null, '');
    expect(asProblem(problem)).toBe(problem);
  });
});

describe('splitAdvice', () => {
  it('parts what is wrong from the advice', () => {
    expect(splitAdvice('x is 3.\nMaybe use 2.')).toEqual({ what: 'x is 3.', advice: 'Maybe use 2.' });
  });

  it('leaves a message without advice whole', () => {
    expect(splitAdvice('It maybe broke.')).toEqual({ what: 'It maybe broke.' });
  });
});
