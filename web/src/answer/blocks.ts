/**
 * Splits Markdown at the blank lines between its blocks, so that a growing answer is parsed again at its tail only.
 * Fences, and lists with blank lines between their items, stay whole.
 */
export function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence: string | undefined;
  let blank = false;
  const close = () => {
    if (block.length > 0) blocks.push(block.join('\n'));
    block = [];
  };
  for (const line of text.split('\n')) {
    if (fence === undefined && blank && line.trim() !== '' && !continues(block, line)) close();
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    blank = line.trim() === '';
    if (!blank || block.length > 0) block.push(line);
  }
  close();
  return blocks.map((each) => each.replace(/\n+$/, '')).filter((each) => each !== '');
}

const ITEM = /^ {0,3}([-*+]|\d{1,9}[.)])(\s|$)/;

/** True when the line after a blank one still belongs to the list before it. */
function continues(block: string[], line: string): boolean {
  const first = block[0];
  return first !== undefined && ITEM.test(first) && (ITEM.test(line) || /^\s{2,}/.test(line));
}
