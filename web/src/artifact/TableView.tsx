import { useState } from 'react';
import type { Artifact } from '../api/types';
import { useT } from '../i18n/useI18n';
import { Loading } from './Loading';
import { nameOf } from './name';
import { type Table, tableOf } from './structured';

const SHOWN = 50;

export function TableView({ artifact }: { artifact: Artifact }) {
  const t = useT();
  return (
    <Loading id={artifact.id} parse={tableOf}>
      {(table) => <Rows table={table} name={nameOf(artifact, t)} />}
    </Loading>
  );
}

function Rows({ table, name }: { table: Table; name: string }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : table.rows.slice(0, SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the column is scrolled by keys. */}
      <section className="scroll-x" aria-label={t('table.caption', { name })} tabIndex={0}>
        <table className="data-table">
          <caption>{t('artifact.rows', { count: table.rows.length })}</caption>
          <thead>
            <tr>
              {table.columns.map((column, j) => (
                <th key={column} scope="col" className={numeric(table, j) ? 'number' : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move.
              <tr key={i}>
                {table.columns.map((column, j) => (
                  <td key={column} className={typeof row[j] === 'number' ? 'number' : undefined}>
                    {row[j] === null || row[j] === undefined ? '' : String(row[j])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < table.rows.length && (
        <button type="button" className="quiet-button" onClick={() => setAll(true)}>
          {t('artifact.showAll')}
        </button>
      )}
    </>
  );
}

function numeric(table: Table, column: number): boolean {
  return table.rows.length > 0 && table.rows.every((row) => typeof row[column] === 'number');
}
