import { useState } from 'react';
import { artifactUrl } from '../api/client';
import type { Artifact } from '../api/types';
import { useFormat, useT } from '../i18n/useI18n';
import { BoxesTable } from './BoxesTable';
import { hueOf } from './hue';
import { Loading } from './Loading';
import { useSourcePicture } from './RunContext';
import { type Boxes, boxesOf } from './structured';

/** Boxes over the picture they were found in, and the same as a table. */
export function BoxesView({ artifact }: { artifact: Artifact }) {
  return (
    <Loading id={artifact.id} parse={boxesOf}>
      {(boxes) => <Found id={artifact.id} boxes={boxes} />}
    </Loading>
  );
}

function Found({ id, boxes }: { id: string; boxes: Boxes }) {
  const t = useT();
  const picture = useSourcePicture(id);
  const [marked, setMarked] = useState<number>();
  if (boxes.boxes.length === 0) return <p>{t('boxes.none')}</p>;
  return (
    <div className="boxes">
      {picture && <Overlay pictureId={picture.id} boxes={boxes} marked={marked} />}
      <BoxesTable boxes={boxes.boxes} onMark={setMarked} />
    </div>
  );
}

function Overlay({ pictureId, boxes, marked }: { pictureId: string; boxes: Boxes; marked?: number }) {
  const t = useT();
  const format = useFormat();
  const { width, height } = boxes;
  const labels = format.list(boxes.boxes.map((box) => box.label));
  const text = Math.max(width, height) / 38;
  return (
    <div
      className="boxes-picture"
      role="img"
      aria-label={t('boxes.picture', { count: boxes.boxes.length, labels })}
      data-testid="boxes-picture"
    >
      <img src={artifactUrl(pictureId)} alt="" width={width} height={height} />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {boxes.boxes.map((box, i) => {
          const words = `${box.label} ${format.percent(box.score)}`;
          const tagWidth = (words.length * 0.54 + 0.8) * text;
          const tagX = Math.max(0, Math.min(box.x, width - tagWidth));
          const inside = box.y < text * 1.5;
          const tagY = inside ? box.y : box.y - text * 1.5;
          return (
            <g
              key={`${box.label}-${box.x}-${box.y}-${box.width}`}
              className={`box hue-${hueOf(box.label)}`}
              data-faded={marked !== undefined && marked !== i}
            >
              <rect
                className="box-line"
                x={box.x}
                y={box.y}
                width={box.width}
                height={box.height}
                rx={text / 4}
              />
              <rect
                className="box-tag"
                x={tagX}
                y={tagY}
                width={tagWidth}
                height={text * 1.5}
                rx={text / 4}
              />
              <text x={tagX + text * 0.4} y={tagY + text * 1.08} fontSize={text}>
                {words}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
