import { create } from 'zustand';
import type { Mode } from '../api/types';
import { keep, kept } from './storage';

export type Theme = 'system' | 'light' | 'dark';
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

interface Settings {
  theme: Theme;
  language: Language;
  /** How requests are answered; the server's own choice if nobody chose. */
  mode?: Mode;
  setTheme: (theme: Theme) => void;
  setLanguage: (language: Language) => void;
  setMode: (mode: Mode) => void;
}

const KEY = 'polyphony.settings';

function initial(): Pick<Settings, 'theme' | 'language' | 'mode'> {
  const saved = kept<{ theme?: Theme; language?: Language; mode?: Mode }>(KEY) ?? {};
  const preferred = navigator.language?.startsWith('de') ? 'de' : 'en';
  return { theme: saved.theme ?? 'system', language: saved.language ?? preferred, mode: saved.mode };
}

export const useSettings = create<Settings>((set) => ({
  ...initial(),
  setTheme: (theme) => set({ theme }),
  setLanguage: (language) => set({ language }),
  setMode: (mode) => set({ mode }),
}));

/** Keeps the settings and puts them on the page's root element. */
export function applySettings(): void {
  const apply = ({ theme, language, mode }: Settings) => {
    keep(KEY, { theme, language, mode });
    const root = document.documentElement;
    root.lang = language;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  apply(useSettings.getState());
  useSettings.subscribe(apply);
}
