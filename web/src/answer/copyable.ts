import { artifactUrl } from '../api/client';

/** The answer as it is copied: its own words only, with addresses that work outside the page. */
export function copyableText(text: string, origin: string): string {
  return text.replace(
    /\]\(artifact:([0-9a-zA-Z_-]+)\)/g,
    (_, id: string) => `](${origin}${artifactUrl(id)})`,
  );
}
