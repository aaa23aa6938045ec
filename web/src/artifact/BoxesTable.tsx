import { useFormat, useT } from '../i18n/useI18n';
import { hueOf } from './hue';
import type { Box } from './structured';

interface Props {
  boxes: Box[];
  onMark: (index: number | undefined) => void;
}

/** The boxes in words. Pointing at a row makes its box stand out in the picture. */
export function BoxesTable({ boxes, onMark }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <table className="data-table" onPointerLeave={() => onMark(undefined)}>
      <caption>{t('boxes.found', { count: boxes.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('boxes.label')}</th>
          <th scope="col" className="number">
            {t('boxes.score')}
          </th>
          <th scope="col" className="wide-only">
            {t('boxes.place')}
          </th>
        </tr>
      </thead>
      <tbody>
        {boxes.map((box, i) => (
          <tr key={`${box.label}-${box.x}-${box.y}-${box.width}`} onPointerEnter={() => onMark(i)}>
            <th scope="row">
              <span className={`swatch hue-${hueOf(box.label)}`} />
              {box.label}
            </th>
            <td className="number">{format.percent(box.score)}</td>
            <td className="wide-only muted">
              {t('boxes.at', {
                x: Math.round(box.x),
                y: Math.round(box.y),
                width: Math.round(box.width),
                height: Math.round(box.height),
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
