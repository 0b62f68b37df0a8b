// What a report says of itself, as rows: how figures are computed, whose data it is, what is not known, and what differs from other reports.
import type { Block } from './blocks.js';
import { exampleOf, type Row } from './csv-row.js';
import type { Difference } from './difference.js';
import type { DocumentOptions } from './document.js';
import { figuresOf } from './figure-differences.js';
import { gapsOf } from './gaps.js';
import type { Report } from './report.js';
import { saidIn, type Said } from './said.js';
import { correctionTable, differenceTable, sidesOf } from './tables-of-differences.js';

export function aboutRows(report: Report, { language, cityName }: DocumentOptions): Row[] {
  const said = saidIn(language);
  const { words } = said;
  return [
    ...figuresOf(report).flatMap(({ id: name, method, sources }) => [
      { what: 'figure, method', name, text: method[language] },
      { what: 'figure, datasets', name, text: sources.join(' ') },
    ]),
    ...(report.sources ?? []).flatMap(({ dataset, name, date, importedOn, licence, isDemo }) => {
      const row = { ...exampleOf(isDemo), name: dataset };
      return [
        { ...row, what: 'source', day: date, text: name ?? words.city(cityName) },
        ...(importedOn ? [{ ...row, what: 'source, taken over', day: importedOn }] : []),
        ...(licence ? [{ ...row, what: 'source, licence', text: licence }] : []),
      ];
    }),
    ...gapsOf(report).flatMap(({ what, titles }) =>
      titles.map((title) => ({ what: `missing, ${MISSING[what]}`, text: title[language] })),
    ),
    ...textRows('differences', differenceTable(report, said)),
    ...differenceRows('difference', report.since?.differences ?? [], said),
    ...textRows('corrections', correctionTable(report, said)),
    ...differenceRows('correction', report.corrects?.differences ?? [], said),
  ];
}

const MISSING = { noFigure: 'figure', noTargets: 'target', noMeasuresOf: 'measure', noMoney: 'money' };

/** With which report it is compared, and in what. */
const textRows = (what: string, blocks: Block[]): Row[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? [{ what, text: block.text }] : []));

const differenceRows = (what: string, found: Difference[], said: Said): Row[] =>
  found.map((one) => {
    const { before, now } = sidesOf(one, said);
    const value = typeof one.to === 'number' ? one.to : null;
    const name = one.title[said.language];
    return { what: `${what}, ${one.what}`, name, value, unit: one.unit ?? null, before, text: now };
  });
