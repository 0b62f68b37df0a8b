import type { CellFigure } from './answer.js';
import { html, outside, type Html } from '../frame/html.js';
import { cards, cell, day } from '../frame/table.js';
import { groupedBy, origin, type Setting } from './tables.js';
import { CELL_WORDS } from './words-cells.js';
import { percentIn, speedIn, wordFor } from './words.js';

/** What sources say about the cell around the address: a row for each series of speed classes of one source. */
export function cellFigures(figures: CellFigure[], setting: Setting): Html {
  const { words, language } = setting;
  const cellWords = CELL_WORDS[language];
  if (figures.length === 0) return html`<p>${cellWords.none}</p>`;
  const classes = [...new Set(figures.map(({ minDownMbit }) => minDownMbit))].sort((a, b) => a - b);
  const titles = classes.map((mbit) => (mbit === 0 ? cellWords.noSpeed : cellWords.atLeast(speedIn(words, mbit))));
  return html`<p>${cellWords.hint(figures[0]!.cellId)}</p>
    ${cards(
      cellWords.caption,
      [
        words.provider,
        words.technologyTitle,
        words.useTitle,
        ...titles,
        words.levelTitle,
        words.evidence,
        words.since,
        words.source,
      ],
      html`<tbody>
        ${groupedBy(figures, seriesOf).map((series) => row(series, classes, titles, setting))}
      </tbody>`,
    )}`;
}

const seriesOf = ({ provider, technology, use, connectionLevel, evidence, validFrom, source }: CellFigure) =>
  JSON.stringify([provider?.id, technology, use, connectionLevel, evidence, validFrom, source]);

function row(series: CellFigure[], classes: number[], titles: string[], setting: Setting): Html {
  const { words, language } = setting;
  const cellWords = CELL_WORDS[language];
  const { provider, technology, use, connectionLevel, evidence, validFrom, source } = series[0]!;
  const shares = classes.map((mbit) => {
    const figure = series.find(({ minDownMbit }) => minDownMbit === mbit);
    if (!figure) return words.unknown;
    return figure.share === null ? cellWords.served : percentIn(words, figure.share);
  });
  return html`<tr>
    <th scope="row">${provider ? outside(provider.website, provider.name) : cellWords.everyone}</th>
    ${cell(words.technologyTitle, wordFor({ ...words.technology, ...cellWords.technology }, technology))}
    ${cell(words.useTitle, wordFor(cellWords.use, use))} ${shares.map((share, i) => cell(titles[i]!, share))}
    ${cell(words.levelTitle, connectionLevel ? wordFor(words.level, connectionLevel) : words.unknown)}
    ${cell(words.evidence, wordFor(words.evidenceClass, evidence))} ${cell(words.since, day(validFrom, words))}
    ${cell(words.source, origin(source, setting))}
  </tr>`;
}
