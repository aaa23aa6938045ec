export const HUES = 8;

/** The same label has the same hue wherever it is shown. */
export function hueOf(label: string): number {
  let hash = 7;
  for (const letter of label) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return hash % HUES;
}
