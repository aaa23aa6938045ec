import { create } from 'zustand';

/** What the two status regions say. Nothing else on the page is a live region. */
export const useAnnouncer = create<{ polite: string; urgent: string }>(() => ({ polite: '', urgent: '' }));

/** Says the messages as one change of the region. */
export function announce(messages: string[], urgent = false): void {
  if (messages.length === 0) return;
  const text = messages.join(' ');
  useAnnouncer.setState((said) => {
    const channel = urgent ? 'urgent' : 'polite';
    // The same words twice are no change for a screen reader, so a no-break space tells them apart.
    return { [channel]: said[channel] === text ? `${text}\u00a0` : text };
  });
}
