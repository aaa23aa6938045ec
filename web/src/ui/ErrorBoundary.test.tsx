import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary';

function Broken(): never {
  throw new Error('no such shape');
}

it('a fault in one part is shown there, and the rest stays', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <>
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>
      <p>the rest</p>
    </>,
  );
  expect(screen.getByTestId('problem')).toHaveTextContent('no such shape');
  expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
  expect(screen.getByText('the rest')).toBeVisible();
});
