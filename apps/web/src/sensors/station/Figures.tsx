import { useState } from 'react';
import { useText } from '../../i18n/text.js';
import { csvOf, isGap, rowsOf, type Figure } from './rows.js';
import type { Drawn } from './History.js';
import { MOMENTS } from './moments.js';
import type { Aligned } from './series.js';
import { dayOf } from './zone.js';
import type { Window } from './window.js';
import { useWords } from './words.js';

const ROWS = 50;

interface FiguresProps {
  drawn: Drawn[];
  aligned: Aligned;
  window: Window;
  property: string;
  unit: string | null;
  caption: string;
}

/** What the chart shows as a table, a page of rows after the other, and as a file. */
export function Figures({ drawn, aligned, window, property, unit, caption }: FiguresProps) {
  const { lang, format } = useText();
  const words = useWords();
  const [most, setMost] = useState(ROWS);
  const rows = rowsOf(aligned);
  const shownRows = rows.slice(0, most);
  const one = drawn.length === 1;
  const columns = (['low', 'mean', 'high'] as const).map((of) => [of, words[of]] as const);
  const span = drawn.length * (one ? 3 : 1);
  return (
    <>
      <details className="figures">
        <summary>{words.table}</summary>
        {/* A table that is wider than the page is scrolled by keys, too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="scroll" role="region" aria-label={words.table} tabIndex={0}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                {one
                  ? columns.map(([of, label]) => (
                      <th key={of} scope="col">
                        {label}
                      </th>
                    ))
                  : drawn.map(({ id, name }) => (
                      <th key={id} scope="col">
                        {name}
                      </th>
                    ))}
              </tr>
            </thead>
            <tbody>
              {shownRows.map((row) => (
                <tr key={row.time}>
                  <th scope="row">{MOMENTS[lang].bucket(row.time, window)}</th>
                  {isGap(row) ? (
                    <td className="none" colSpan={span}>
                      {words.noValuesThere}
                    </td>
                  ) : one ? (
                    columns.map(([of]) => <td key={of}>{format.quantity(row.figures[0]![of], unit)}</td>)
                  ) : (
                    row.figures.map((figure, i) => (
                      <td key={drawn[i]!.id}>{figure && <Spread figure={figure} unit={unit} />}</td>
                    ))
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="muted small">{words.rows(format.number(shownRows.length), format.number(rows.length))}</p>
        {rows.length > most && (
          <button
            type="button"
            className="kern-btn kern-btn--secondary kern-btn--x-small"
            onClick={() => setMost(most + 2 * ROWS)}
          >
            <span className="kern-label">{words.moreRows}</span>
          </button>
        )}
      </details>
      <button
        type="button"
        className="text-button"
        onClick={() =>
          save(
            `${drawn[0]?.id ?? property}-${property}-${dayOf(window.to - 1)}.csv`,
            csvOf(drawn, property, unit, rows),
          )
        }
      >
        {words.csv}
      </button>
    </>
  );
}

function Spread({ figure, unit }: { figure: Figure; unit: string | null }) {
  const { format } = useText();
  return (
    <>
      {format.quantity(figure.mean, unit)}{' '}
      <span className="muted">
        ({format.quantity(figure.low, null)}–{format.quantity(figure.high, null)})
      </span>
    </>
  );
}

function save(name: string, text: string): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[^\w.-]+/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
