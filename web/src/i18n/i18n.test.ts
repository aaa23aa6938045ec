import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { formatter } from './format';
import { type Message, translator } from './translate';

const places = (message: Message) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].filter((place) => place !== '{count}').sort();

describe('the catalogues', () => {
  it('have the same messages with the same places', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(en))
      expect(places(de[key as keyof typeof en]), key).toEqual(places(message));
  });

  it('hold no message that the page does not use', () => {
    const sources = filesUnder('src').filter(
      (path) => /\.tsx?$/.test(path) && !/i18n\/(en|de)\.ts|\.test\./.test(path),
    );
    const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
    const made = /^(state|modality|settings\.(system|light|dark))/;
    const unused = Object.keys(en).filter((key) => !made.test(key) && !code.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });
});

describe('a message', () => {
  it('has its places filled and its plural chosen', () => {
    const t = translator(en, 'en');
    expect(t('plan.progress', { done: 1, total: 1200 })).toBe('1 of 1,200 steps');
    expect(t('plan.steps', { count: 1 })).toBe('1 step');
    expect(t('plan.steps', { count: 2 })).toBe('2 steps');
    expect(translator(de, 'de').call(null, 'plan.steps', { count: 2 })).toBe('2 Schritte');
  });

  it('does not read marks in what it is given', () => {
    expect(translator(en, 'en')('say.taskDone', { tool: '{tool} $& x' })).toBe('{tool} $& x is done.');
  });
});

describe('numbers', () => {
  const english = formatter('en');
  it.each([
    [0, '0ms'],
    [864, '864ms'],
    [1449, '1.4s'],
    [59_940, '59.9s'],
    [59_990, '1m 0s'],
    [61_000, '1m 1s'],
  ])('%i ms are %s', (ms, text) => expect(english.duration(ms)).toBe(text));

  it.each([
    [429, '429 bytes'],
    [1500, '1.5 kB'],
    [41_234, '41 kB'],
    [3_200_000, '3.2 MB'],
  ])('%i bytes are %s', (bytes, text) => expect(english.bytes(bytes)).toBe(text));

  it('are written as the language does', () => {
    expect(formatter('de').duration(1449)).toMatch(/^1,4/);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
