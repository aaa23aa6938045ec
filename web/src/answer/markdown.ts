import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** What answers may hold. Raw HTML is off; addresses are limited to the web, mail, and our own artifacts. */
const SAFE_LINK = /^(https?:|mailto:|artifact:[0-9a-zA-Z_-]+$)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false });
markdown.validateLink = (url) => SAFE_LINK.test(url.trim());

// An artifact becomes an element that the page replaces; a picture from elsewhere is never loaded, only linked to.
markdown.renderer.rules.image = (tokens, i) => {
  const token = tokens[i];
  const source = String(token?.attrGet('src') ?? '');
  const label = markdown.utils.escapeHtml(token?.content ?? '');
  const artifact = artifactIdOf(source);
  if (artifact) return `<img data-artifact="${artifact}" alt="${label}">`;
  const host = markdown.utils.escapeHtml(hostOf(source));
  return `<a href="${markdown.utils.escapeHtml(source)}">${label || host}</a> (${host})`;
};

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'code', 'pre', 'blockquote'],
  ...['ul', 'ol', 'li', 'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** Returns the Markdown as a tree of harmless elements: rendered without HTML, then purified as a second wall. */
export function renderMarkdown(text: string): DocumentFragment {
  return DOMPurify.sanitize(markdown.render(text), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href', 'alt', 'title', 'start', 'class', 'data-artifact'],
    ALLOW_DATA_ATTR: false,
    // These hold no address, so the rule for addresses does not apply to them.
    ADD_URI_SAFE_ATTR: ['data-artifact', 'start'],
    ALLOWED_URI_REGEXP: SAFE_LINK,
  });
}

export function artifactIdOf(address: string): string | undefined {
  return /^artifact:([0-9a-zA-Z_-]+)$/.exec(address)?.[1];
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** The ids of artifacts that the text shows in place, not those it only links to. */
export function embeddedIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/!\[[^\]]*\]\(artifact:([0-9a-zA-Z_-]+)\)/g)].map((found) => found[1] ?? ''),
  );
}
