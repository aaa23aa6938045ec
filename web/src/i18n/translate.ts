import type { en } from './en';

export type MessageKey = keyof typeof en;
export type Params = Record<string, string | number>;
export type Message = string | { one: string; other: string };
export type Catalogue = Record<MessageKey, Message>;
export type Translate = (key: MessageKey, params?: Params) => string;

/** Returns the message with its `{name}` places filled; `count` picks the plural form and is written as a number. */
export function translator(catalogue: Catalogue, language: string): Translate {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, params = {}) => {
    const message = catalogue[key];
    const form =
      typeof message === 'string'
        ? message
        : message[plural.select(Number(params.count ?? 0)) === 'one' ? 'one' : 'other'];
    return form.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = params[name];
      if (value === undefined) return place;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}
