import { create } from 'zustand';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import type { AbsentTool, Tool } from '../api/types';

interface Tools {
  tools: Tool[];
  absent: AbsentTool[];
  modes: string[];
  state: 'new' | 'loading' | 'loaded' | 'failed';
  problem?: Problem;
}

export const useTools = create<Tools>(() => ({ tools: [], absent: [], modes: [], state: 'new' }));

export async function loadTools(): Promise<void> {
  if (useTools.getState().state === 'loading') return;
  useTools.setState({ state: 'loading', problem: undefined });
  try {
    const { tools, absent, modes } = await api.tools();
    useTools.setState({ tools, absent: absent ?? [], modes: modes ?? [], state: 'loaded' });
  } catch (error) {
    useTools.setState({ state: 'failed', problem: asProblem(error) });
  }
}

/** True when each word of the query is in what a person reads of the tool. */
export function fits(tool: Pick<Tool, 'name' | 'does' | 'inputs' | 'outputs'>, query: string): boolean {
  const ports = [...tool.inputs, ...tool.outputs].map((port) => `${port.name} ${port.modality}`);
  const text = [tool.name, tool.does, ...ports].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export interface Example {
  text: string;
  tool: Tool;
}

/** Picks examples of as many different kinds of tool as there are, for the empty page. */
export function pickExamples(tools: Tool[], count: number): Example[] {
  const kinds = new Map<string, Example[]>();
  for (const tool of tools) {
    // What only a program can use is no first thing to ask for.
    if (tool.outputs[0]?.modality === 'EMBEDDING') continue;
    const kind = `${tool.inputs[0]?.modality}>${tool.outputs[0]?.modality}`;
    for (const text of tool.examples ?? []) kinds.set(kind, [...(kinds.get(kind) ?? []), { text, tool }]);
  }
  const queues = [...kinds.values()];
  const picked: Example[] = [];
  for (let round = 0; picked.length < count && queues.some((queue) => queue.length > round); round++) {
    for (const queue of queues) {
      const example = queue[round];
      if (example && picked.length < count) picked.push(example);
    }
  }
  return picked;
}
