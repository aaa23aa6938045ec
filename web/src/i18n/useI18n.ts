import { useMemo } from 'react';
import { create } from 'zustand';
import { type Language, useSettings } from '../app/settings';
import { en } from './en';
import { formatter } from './format';
import { type Catalogue, type Translate, translator } from './translate';

const useCatalogues = create<Partial<Record<Language, Catalogue>>>(() => ({ en }));

/** Brings the catalogue of a language; the page shows English until it is there. */
export async function loadLanguage(language: Language): Promise<void> {
  if (useCatalogues.getState()[language]) return;
  const { de } = await import('./de');
  useCatalogues.setState({ de });
}

export function useT(): Translate {
  const { catalogue, language } = useCurrent();
  return useMemo(() => translator(catalogue, language), [catalogue, language]);
}

export function useFormat() {
  const { language } = useCurrent();
  return useMemo(() => formatter(language), [language]);
}

/** For code outside components. */
export function currentT(): Translate {
  const { catalogue, language } = pick(useSettings.getState().language, useCatalogues.getState());
  return translator(catalogue, language);
}

function useCurrent() {
  const language = useSettings((settings) => settings.language);
  const catalogues = useCatalogues();
  return pick(language, catalogues);
}

function pick(wanted: Language, catalogues: Partial<Record<Language, Catalogue>>) {
  const catalogue = catalogues[wanted];
  return catalogue
    ? { catalogue, language: wanted }
    : { catalogue: en as Catalogue, language: 'en' as Language };
}
