import { memo, useMemo } from 'react';
import { splitBlocks } from './blocks';
import { elementsOf } from './elements';
import { renderMarkdown } from './markdown';

/** An answer in Markdown. Finished blocks keep their elements while the tail grows. */
export function AnswerText({ text }: { text: string }) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className="answer-text" data-testid="answer">
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end.
        <Block key={i} text={block} />
      ))}
    </div>
  );
}

const Block = memo(function Block({ text }: { text: string }) {
  return <>{elementsOf(renderMarkdown(text))}</>;
});
