/** The structured artifacts of docs/wire-format.md, read with distrust: a wrong shape gives undefined. */

export interface Box {
  label: string;
  score: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Boxes {
  width: number;
  height: number;
  boxes: Box[];
}

export interface Label {
  label: string;
  score: number;
}

export interface Table {
  columns: string[];
  rows: unknown[][];
}

type Json = Record<string, unknown>;

function objectOf(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function isBox(value: unknown): value is Box {
  const box = value as Box;
  return typeof box?.label === 'string' && [box.x, box.y, box.width, box.height].every(isNumber);
}

export function boxesOf(text: string): Boxes | undefined {
  const value = objectOf(text);
  if (!value || !isNumber(value.width) || !isNumber(value.height) || !Array.isArray(value.boxes))
    return undefined;
  return { width: value.width, height: value.height, boxes: value.boxes.filter(isBox) };
}

export function labelsOf(text: string): Label[] | undefined {
  const labels = objectOf(text)?.labels;
  if (!Array.isArray(labels)) return undefined;
  return labels.filter((each): each is Label => typeof each?.label === 'string' && isNumber(each.score));
}

export function tableOf(text: string): Table | undefined {
  const value = objectOf(text);
  if (!Array.isArray(value?.columns) || !Array.isArray(value.rows)) return undefined;
  return { columns: value.columns.map(String), rows: value.rows.filter(Array.isArray) };
}

export function valuesOf(text: string): number[] | undefined {
  const values = objectOf(text)?.values;
  return Array.isArray(values) ? values.filter(isNumber) : undefined;
}
