import { Component, type ReactNode } from 'react';
import { currentT } from '../i18n/useI18n';
import { Note } from './ProblemNote';

interface State {
  error?: Error;
}

/** Keeps a fault in one part of the page from taking the rest with it, and says that it happened. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const t = currentT();
    return (
      <Note title={t('problem.page')} what={error.message} advice={t('problem.pageAdvice')} code="page_error">
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t('problem.reload')}
        </button>
      </Note>
    );
  }
}
