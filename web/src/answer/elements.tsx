import { createElement, Fragment, type ReactNode } from 'react';
import { CodeBlock } from './CodeBlock';
import { Embed, EmbedLink } from './Embed';
import { artifactIdOf } from './markdown';

/** Turns a purified tree into React elements. There is no innerHTML anywhere in the page. */
export function elementsOf(parent: ParentNode): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: a parsed tree does not change.
  return Array.from(parent.childNodes, (node, i) => <Fragment key={i}>{elementOf(node)}</Fragment>);
}

function elementOf(node: ChildNode): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const tag = node.tagName.toLowerCase();
  switch (tag) {
    case 'img': {
      const id = node.dataset.artifact;
      return id ? <Embed id={id} label={node.getAttribute('alt') ?? ''} /> : null;
    }
    case 'a':
      return linkOf(node);
    case 'pre':
      return <CodeBlock text={node.textContent ?? ''} language={languageOf(node)} />;
    case 'p':
      // An artifact is a figure, which a paragraph cannot hold.
      return node.querySelector('img') ? <div>{elementsOf(node)}</div> : <p>{elementsOf(node)}</p>;
    case 'table':
      return (
        <div className="scroll-x">
          <table className="data-table">{elementsOf(node)}</table>
        </div>
      );
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      // The page has its own h1 and h2; an answer's headings go below them.
      return createElement(`h${Math.min(6, Number(tag[1]) + 2)}`, null, ...elementsOf(node));
    case 'ol':
      return <ol start={Number(node.getAttribute('start') ?? 1)}>{elementsOf(node)}</ol>;
    case 'br':
    case 'hr':
      return createElement(tag);
    default:
      return createElement(tag, null, ...elementsOf(node));
  }
}

function linkOf(node: HTMLElement): ReactNode {
  const href = node.getAttribute('href') ?? '';
  const artifact = artifactIdOf(href);
  if (artifact) return <EmbedLink id={artifact}>{elementsOf(node)}</EmbedLink>;
  if (!href) return elementsOf(node);
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {elementsOf(node)}
    </a>
  );
}

function languageOf(pre: HTMLElement): string | undefined {
  return /language-([\w+#-]+)/.exec(pre.querySelector('code')?.className ?? '')?.[1];
}
