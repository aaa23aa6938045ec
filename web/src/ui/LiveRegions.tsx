import { useAnnouncer } from './announce';

/** The page's two live regions. They are always there, because a region that comes with its text is not read. */
export function LiveRegions() {
  const { polite, urgent } = useAnnouncer();
  return (
    <div className="visually-hidden">
      <div role="status" aria-live="polite" data-testid="status">
        {polite}
      </div>
      <div role="alert" aria-live="assertive" data-testid="alert">
        {urgent}
      </div>
    </div>
  );
}
