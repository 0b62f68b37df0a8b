import type { AddressAnswer, Contradiction, Mobile, Provenance, Provider, Statement } from './answer.js';
import { html, outside, type Html } from '../frame/html.js';
import { cards, cell, day } from '../frame/table.js';
import { DAY_WORDS } from './words-day.js';
import { REPORT_WORDS } from './words-report.js';
import { dayIn, dayOf, speedIn, wordFor, type Language, type Words } from './words.js';

/** What the parts of a page share. */
export interface Setting {
  words: Words;
  language: Language;
  /** The day that is described, YYYY-MM-DD, where the city is. */
  today: string;
  /** Whether that day is over. */
  isPast?: boolean;
  timeZone: string;
}

/** Who says so, and of which day that is. */
export function origin({ source, dataDate, importedAt }: Provenance, { words, timeZone }: Setting): string {
  const day = dataDate
    ? words.dataOf(dayIn(words, dataDate))
    : words.takenOver(dayIn(words, dayOf(importedAt, timeZone)));
  return `${source}, ${day}`;
}

export function fixedTable(statements: Statement[], setting: Setting): Html {
  const { words, language, today, isPast } = setting;
  const groups = groupedBy(statements, ({ provider }) => provider.id);
  return cards(
    isPast ? DAY_WORDS[language].fixedCaption(dayIn(words, today)) : words.fixedCaption,
    [words.provider, ...statementTitles(words)],
    groups.map(
      (group) =>
        html`<tbody>
          ${group.map(
            (statement, i) =>
              html`<tr>
                ${i === 0 && rowGroup(statement.provider, group.length)} ${statementCells(statement, setting)}
              </tr>`,
          )}
        </tbody>`,
    ),
  );
}

/** Each pair beside each other, never one figure made of both. */
export function contradictions({ fixed, contradictions: pairs }: AddressAnswer['coverage'], setting: Setting): Html {
  const { words } = setting;
  if (pairs.length === 0) return html`${fixed.length > 1 ? html`<p>${words.noContradictions}</p>` : null}`;
  return html`<h3>${words.contradictions}</h3>
    <p>${words.contradictionsHint}</p>
    ${pairs.map((pair) => contradictionTable(pair, setting))}`;
}

function contradictionTable(contradiction: Contradiction, setting: Setting): Html {
  const { provider, technology, differs, preferred, other, report } = contradiction;
  const { words, language, timeZone } = setting;
  const reportWords = REPORT_WORDS[language];
  const subjects = { ...words.differs, AVAILABILITY: reportWords.availability };
  const what = differs.map((code) => wordFor(subjects, code)).join(words.and);
  const titles = [words.source, ...statementTitles(words).slice(0, -1)];
  const statements = other ? [preferred, other] : [preferred];
  const refuted = !other && report && reportWords.refuted(dayIn(words, dayOf(report.receivedAt, timeZone)));
  return cards(
    words.contradictionCaption(provider.name, wordFor(words.technology, technology), what),
    titles,
    html`<tbody>
      ${statements.map(
        (statement) =>
          html`<tr>
            <th scope="row">${origin(statement.source, setting)}</th>
            ${statementCells(statement, setting, false)}
          </tr>`,
      )}
      ${
        refuted &&
        html`<tr>
          <th scope="row" colspan="${titles.length}">${refuted}</th>
        </tr>`
      }
    </tbody>`,
  );
}

export function mobileTable(networks: Mobile[], setting: Setting): Html {
  const { words } = setting;
  const groups = groupedBy(networks, ({ operator }) => operator.id);
  return cards(
    words.mobileCaption,
    [words.operator, words.technologyTitle, words.network, words.evidence, words.since, words.source],
    groups.map(
      (group) =>
        html`<tbody>
          ${group.map(
            (network, i) =>
              html`<tr>
                ${i === 0 && rowGroup(network.operator, group.length)}
                ${cell(words.technologyTitle, wordFor(words.generation, network.technology))}
                ${cell(words.network, network.roaming ? words.roaming : words.own)}
                ${cell(words.evidence, wordFor(words.evidenceClass, network.evidence))}
                ${cell(words.since, day(network.validFrom, words))}
                ${cell(words.source, origin(network.source, setting))}
              </tr>`,
          )}
        </tbody>`,
    ),
  );
}

const statementTitles = (words: Words) => [
  words.technologyTitle,
  words.useTitle,
  words.levelTitle,
  words.down,
  words.up,
  words.evidence,
  words.since,
  words.source,
];

function statementCells(statement: Statement, setting: Setting, withSource = true): Html {
  const { words, language } = setting;
  const { definition, connectionLevel } = statement;
  const speed = (mbit: number | null) => (mbit === null ? words.unknown : speedIn(words, mbit));
  const level = html`${connectionLevel ? wordFor(words.level, connectionLevel) : words.unknown}<br />
    <small>${outside(definition.url, definition.text[language])}</small>`;
  return html`${cell(words.technologyTitle, wordFor(words.technology, statement.technology))}
  ${cell(words.useTitle, wordFor(words.use, statement.use))} ${cell(words.levelTitle, level)}
  ${cell(words.down, speed(statement.maxDownMbit))} ${cell(words.up, speed(statement.maxUpMbit))}
  ${cell(words.evidence, wordFor(words.evidenceClass, statement.evidence))}
  ${cell(words.since, day(statement.validFrom, words))}
  ${withSource && cell(words.source, origin(statement.source, setting))}`;
}

const rowGroup = ({ name, website }: Provider, rows: number): Html =>
  html`<th scope="rowgroup" rowspan="${rows}">${outside(website, name)}</th>`;

/** Groups in the order in which they first occur. */
export function groupedBy<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
