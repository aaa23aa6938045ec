import type { Artifact } from '../api/types';
import type { RunView } from '../run/view';
import { embeddedIn } from './markdown';

/** The artifacts to show under the answer: what it names or delivers, less what its text shows already. */
export function resultsOf(view: RunView): Artifact[] {
  if (view.state === 'RUNNING' && !view.answer.complete) return [];
  const named = view.answer.artifacts.length > 0 ? view.answer.artifacts : delivered(view);
  const shown = embeddedIn(view.answer.text);
  const given = new Set(view.attachments.map((artifact) => artifact.id));
  return [...new Set(named)]
    .filter((id) => !shown.has(id) && !given.has(id))
    .flatMap((id) => view.artifacts[id] ?? [])
    .filter((artifact) => artifact.modality !== 'TEXT' || view.answer.text === '');
}

function delivered(view: RunView): string[] {
  return (view.plan?.deliverables ?? []).flatMap(({ task, port }) => view.tasks[task]?.outputs[port] ?? []);
}
