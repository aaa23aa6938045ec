import { create } from 'zustand';
import type { Problem } from '../api/problem';

export interface Toast {
  id: number;
  text?: string;
  problem?: Problem;
  action?: { label: string; run: () => void };
}

let last = 0;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

export function toast(content: Omit<Toast, 'id'>): number {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...content, id }] }));
  return id;
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}
