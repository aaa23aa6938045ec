import { describe, expect, it } from 'vitest';
import { embeddedIn, renderMarkdown } from './markdown';

/** What must never be in a page, whatever a model writes. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)></svg>',
  '<iframe src="https://example.org"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](https://example.org/pixel.png?secret=1)',
  '![x"onerror="alert(1)](artifact:abc)',
  '![x](artifact:abc"onerror="alert(1))',
  '[x](https://example.org "title\\" onclick=\\"alert(1)")',
  '<style>body{display:none}</style>',
  '<form action="https://example.org"><input name=q></form>',
  '<object data="https://example.org"></object><embed src="https://example.org">',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '```html"onclick="alert(1)\n<script>alert(1)</script>\n```',
  '<base href="https://example.org"><link rel=stylesheet href="https://example.org/x.css">',
];

function htmlOf(text: string): HTMLElement {
  const root = document.createElement('div');
  root.append(renderMarkdown(text));
  return root;
}

describe('hostile text', () => {
  it.each(HOSTILE)('is inert: %s', (text) => {
    const root = htmlOf(text);
    expect(root.querySelector('script,style,iframe,svg,object,embed,form,input,base,link,math')).toBeNull();
    for (const element of root.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^(on|style|src)/);
        if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|artifact:)/);
      }
    }
  });
});

it('raw HTML is words, before anything is purified', () => {
  expect(htmlOf('a <b>b</b> <script>c</script>').textContent?.trim()).toBe('a <b>b</b> <script>c</script>');
});

describe('an answer', () => {
  it('keeps its marks, lists, tables and code', () => {
    const root = htmlOf('**a** *b* `c`\n\n2. x\n3. y\n\n| h |\n| - |\n| v |\n\n```java\nint i;\n```');
    expect(root.querySelector('strong')?.textContent).toBe('a');
    expect(root.querySelector('ol')?.getAttribute('start')).toBe('2');
    expect(root.querySelector('td')?.textContent).toBe('v');
    expect(root.querySelector('code[class="language-java"]')?.textContent).toBe('int i;\n');
  });

  it('marks the place of an artifact', () => {
    const image = htmlOf('![the sound](artifact:abc123)').querySelector('img');
    expect(image?.dataset.artifact).toBe('abc123');
    expect(image?.getAttribute('alt')).toBe('the sound');
  });

  it('names the host of a picture from elsewhere instead of loading it', () => {
    const root = htmlOf('![cat](https://example.org/cat.png)');
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent?.trim()).toBe('cat (example.org)');
  });

  it('tells which artifacts it shows in place', () => {
    expect([...embeddedIn('![a](artifact:x1) and [b](artifact:x2)')]).toEqual(['x1']);
  });
});
