import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { applySettings, useSettings } from './app/settings';
import { loadLanguage } from './i18n/useI18n';
import { ErrorBoundary } from './ui/ErrorBoundary';
import './styles/index.css';

applySettings();
void loadLanguage(useSettings.getState().language);
useSettings.subscribe(({ language }) => void loadLanguage(language));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ErrorBoundary>
      <App />
    </ErrorBoundary>,
  );
}
