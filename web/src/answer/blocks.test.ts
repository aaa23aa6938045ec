import { expect, it } from 'vitest';
import { splitBlocks } from './blocks';

it('parts blocks at blank lines', () => {
  expect(splitBlocks('a\nb\n\n\nc\n')).toEqual(['a\nb', 'c']);
});

it('keeps a fence whole, closed or still growing', () => {
  const fence = '```java\nint a;\n\nint b;\n```';
  expect(splitBlocks(`x\n\n${fence}\n\ny`)).toEqual(['x', fence, 'y']);
  expect(splitBlocks('```\na\n\nb')).toEqual(['```\na\n\nb']);
});

it('ends a fence only at a mark as long as its own', () => {
  const fence = '````\n```\n\n```\n````';
  expect(splitBlocks(`${fence}\n\nx`)).toEqual([fence, 'x']);
});

it('keeps a list with blank lines between its items whole', () => {
  expect(splitBlocks('1. a\n\n2. b\n\n   more of b\n\nend')).toEqual(['1. a\n\n2. b\n\n   more of b', 'end']);
});

it('only ever changes the last block while text grows', () => {
  const text = 'one\n\n- a\n\n- b\n\n```\nx\n\ny\n```\n\ntwo\n\nthree';
  let before: string[] = [];
  for (let end = 1; end <= text.length; end++) {
    const now = splitBlocks(text.slice(0, end));
    const settled = before.slice(0, -1);
    expect(now.slice(0, settled.length)).toEqual(settled);
    before = now;
  }
});
