import { useT } from '../i18n/useI18n';
import { LANGUAGES, type Language, type Theme, useSettings } from './settings';

const THEMES: Theme[] = ['system', 'light', 'dark'];

export function SettingsPanel() {
  const t = useT();
  const { theme, language, setTheme, setLanguage } = useSettings();
  return (
    <fieldset className="settings">
      <legend className="visually-hidden">{t('nav.settings')}</legend>
      <label>
        <span>{t('settings.theme')}</span>
        <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          {THEMES.map((each) => (
            <option key={each} value={each}>
              {t(`settings.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('settings.language')}</span>
        <select value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
