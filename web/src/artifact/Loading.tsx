import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useT } from '../i18n/useI18n';
import { ProblemNote } from '../ui/ProblemNote';
import { useArtifactText } from './useArtifactText';

interface Props<T> {
  id: string;
  parse: (text: string) => T | undefined;
  children: (value: T) => ReactNode;
}

/** Reads an artifact's text, and shows it once it is there and has the right shape. */
export function Loading<T>({ id, parse, children }: Props<T>) {
  const t = useT();
  const loaded = useArtifactText(id);
  if (loaded.state === 'loading') return <p className="muted">{t('artifact.loading')}</p>;
  if (loaded.state === 'failed') return <ProblemNote problem={loaded.problem} />;
  const value = parse(loaded.text);
  if (value !== undefined) return children(value);
  const broken = { title: t('artifact.failed'), status: 0, code: 'wrong_shape', retriable: false };
  return <ProblemNote problem={new Problem(broken)} />;
}
