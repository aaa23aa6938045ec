// Fails when what the page loads first weighs more than its budget. Sizes are gzip.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 170;
const dist = new URL('../dist/', import.meta.url);
const weigh = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1000;

const html = readFileSync(new URL('index.html', dist), 'utf8');
const inline = /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i.exec(html);
const first = new Set([
  'index.html',
  ...[...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((m) => m[1]),
]);
const lazy = readdirSync(new URL('assets/', dist))
  .map((name) => `assets/${name}`)
  .filter((path) => !first.has(path));

let total = 0;
for (const path of first) {
  const kb = weigh(path);
  total += kb;
  console.log(`first  ${kb.toFixed(1).padStart(7)} kB  ${path}`);
}
for (const path of lazy) console.log(`lazy   ${weigh(path).toFixed(1).padStart(7)} kB  ${path}`);
console.log(`total  ${total.toFixed(1).padStart(7)} kB of ${BUDGET_KB} kB at first load`);
if (inline) console.error(`index.html holds what the page's policy forbids: ${inline[0]}`);
process.exit(total > BUDGET_KB || inline ? 1 : 0);
