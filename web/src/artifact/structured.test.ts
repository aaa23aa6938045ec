import { describe, expect, it } from 'vitest';
import { boxesOf, labelsOf, tableOf, valuesOf } from './structured';

const box = { label: 'dog', score: 0.9, x: 1, y: 2, width: 3, height: 4 };

describe('structured artifacts', () => {
  it('are read in the shapes of the wire format', () => {
    expect(boxesOf(JSON.stringify({ width: 10, height: 20, boxes: [box] }))?.boxes).toEqual([box]);
    expect(labelsOf('{"labels":[{"label":"x","score":0.5}]}')).toEqual([{ label: 'x', score: 0.5 }]);
    expect(tableOf('{"columns":["a"],"rows":[[1],[null]]}')).toEqual({ columns: ['a'], rows: [[1], [null]] });
    expect(valuesOf('{"values":[0.1,0.2]}')).toEqual([0.1, 0.2]);
  });

  it.each(['', 'null', '[]', '{', '{"boxes":{}}', '{"width":"1","height":1,"boxes":[]}'])(
    'refuse %s',
    (text) => {
      expect(boxesOf(text)).toBeUndefined();
      expect(labelsOf(text)).toBeUndefined();
      expect(tableOf(text)).toBeUndefined();
      expect(valuesOf(text)).toBeUndefined();
    },
  );

  it('leave out single members of a wrong shape', () => {
    const text = JSON.stringify({
      width: 10,
      height: 20,
      boxes: [box, { label: 'x' }, null, { ...box, x: '1' }],
    });
    expect(boxesOf(text)?.boxes).toEqual([box]);
  });
});
