// The report as one HTML page that needs nothing else: it can be mailed, printed and kept. What comes from a file is escaped.
import { escapeHtml } from '@stadtlage/datasets';
import { type Change, type Difference, MOST_SHOWN } from './difference.js';
import { differenceTitle } from './difference-titles.js';
import { detectedIn, factIn } from './facts.js';
import type { Language } from './phrases.js';
import type { ImportReport, ReportedFinding, Tier } from './report-document.js';

const WORDS = {
  title: { de: 'Importbericht', en: 'Import report' },
  imported: { de: 'Importiert', en: 'Imported' },
  checked: { de: 'Geprüft, nichts gespeichert', en: 'Checked, nothing stored' },
  refused: { de: 'Abgelehnt, nichts geändert', en: 'Refused, nothing changed' },
  run: { de: 'Lauf', en: 'Run' },
  dataset: { de: 'Datensatz', en: 'Dataset' },
  day: { de: 'Die Daten beschreiben den', en: 'The data describes' },
  unknown: { de: 'nicht angegeben', en: 'not stated' },
  rows: { de: 'Zeilen', en: 'Rows' },
  read: { de: 'gelesen', en: 'read' },
  added: { de: 'neu', en: 'added' },
  changed: { de: 'geändert', en: 'changed' },
  removed: { de: 'entfallen', en: 'removed' },
  gone: { de: 'entfallen', en: 'gone' },
  rejected: { de: 'fehlerhaft', en: 'rejected' },
  detected: { de: 'Erkannt', en: 'Detected' },
  conformance: { de: 'Fehler: die Datei wird abgelehnt', en: 'Conformance: the file is refused' },
  quality: { de: 'Qualität: übernommen, aber bitte prüfen', en: 'Quality: taken, but please check' },
  information: { de: 'Hinweise', en: 'Information' },
  row: { de: 'Zeile', en: 'Row' },
  path: { de: 'Spalte oder Pfad', en: 'Column or path' },
  value: { de: 'Wert', en: 'Value' },
  problem: { de: 'Befund', en: 'Finding' },
  fix: { de: 'Abhilfe', en: 'Fix' },
  more: { de: 'weitere', en: 'more' },
  nothing: { de: 'Keine Befunde.', en: 'No findings.' },
  difference: { de: 'Unterschied zum Bestand', en: 'Difference to what is stored' },
  none: { de: 'leer', en: 'empty' },
} satisfies Record<string, Record<Language, string>>;
type Word = keyof typeof WORDS;

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; border-top: 2px solid #1a1a1a; padding-top: .75rem; margin-top: 2.5rem; overflow-wrap: anywhere }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem }
table { border-collapse: collapse; width: 100%; table-layout: auto } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #bbb; overflow-wrap: break-word } th, td.path { white-space: nowrap } td.value { overflow-wrap: anywhere; min-width: 6rem }
thead { display: table-header-group } tr { break-inside: avoid } td.number { white-space: nowrap; font-variant-numeric: tabular-nums }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem } dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
h3.conformance { color: #8a0f0f } h3.quality { color: #6b4a00 }
@media print { body { margin: 0; max-width: none; font-size: 10pt } h2 { break-before: auto } h3 { break-after: avoid } }`;

/**
 * @param languages of labels and findings, side by side
 */
export function reportPage(reports: ImportReport[], languages: Language[] = ['de', 'en']): string {
  const say = (word: Word) =>
    languages.map((language) => `<span lang="${language}">${WORDS[word][language]}</span>`).join(' / ');
  const number = (value: number) => value.toLocaleString(languages[0] === 'de' ? 'de-DE' : 'en');
  const title = languages.map((language) => WORDS.title[language]).join(' / ');
  const page = { languages, say, number };
  return `<!DOCTYPE html>
<html lang="${languages[0]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${escape(
    reports
      .map(({ file }) => file)
      .join(', ')
      .slice(0, 200),
  )}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${say('title')}</h1>
${reports.map((report) => section(report, page)).join('\n')}
</body>
</html>
`;
}

interface Page {
  languages: Language[];
  say(word: Word): string;
  number(value: number): string;
}

function section(report: ImportReport, page: Page): string {
  const { say, number } = page;
  const { rows } = report;
  const counted = (['read', 'added', 'changed', 'removed', 'rejected'] as const)
    .map((word) => `${number(rows[word])} ${say(word)}`)
    .join(', ');
  const facts = [
    [say('dataset'), escape(report.dataset)],
    [say('run'), number(report.run)],
    [say('day'), report.dataDate ? escape(report.dataDate) : say('unknown')],
    [say('rows'), counted],
    ['SHA-256', escape(report.sha256)],
  ];
  const language = page.languages.includes('en') ? 'en' : 'de';
  const detected = Object.entries(report.detected).map(([fact, value]) => [
    escape(factIn(language, fact)),
    escape(detectedIn(language, fact, value)),
  ]);
  return `<section>
<h2>${escape(report.file)}: ${say(report.state)}</h2>
${list(facts)}
${detected.length ? `<h3>${say('detected')}</h3>\n${list(detected)}` : ''}
${(['conformance', 'quality', 'information'] as const).map((tier) => findings(report, tier, page)).join('')}
${report.findings.length ? '' : `<p>${say('nothing')}</p>`}
${(report.difference ?? []).map((difference) => differences(difference, page)).join('\n')}
</section>`;
}

const list = (facts: string[][]) =>
  `<dl>${facts.map(([fact, value]) => `<dt>${fact}</dt><dd>${value}</dd>`).join('\n')}</dl>`;

function findings(report: ImportReport, tier: Tier, { languages, say, number }: Page): string {
  const count = report.counts[tier];
  if (!count) return '';
  const kept = report.findings.filter((finding) => finding.tier === tier);
  const head = (['row', 'path', 'value', 'problem', 'fix'] as const).map((word) => `<th scope="col">${say(word)}</th>`);
  const more = count - kept.length;
  return `<h3 class="${tier}">${say(tier)} (${number(count)})</h3>
<table><thead><tr>${head.join('')}</tr></thead><tbody>
${kept.map((finding) => findingRow(finding, languages)).join('\n')}
</tbody></table>
${more > 0 ? `<p>… ${number(more)} ${say('more')}</p>` : ''}`;
}

function findingRow({ row, path, value, ...said }: ReportedFinding, languages: Language[]): string {
  const inBoth = (texts: Record<Language, string | null>) =>
    languages.map((language) => `<span lang="${language}">${escape(texts[language] ?? '')}</span>`).join('<br>');
  const cells = [inBoth({ de: said.problemDe, en: said.problem }), inBoth({ de: said.fixDe, en: said.fix })];
  const where = `<td class="path">${escape(path ?? '')}</td><td class="value">${escape(value ?? '')}</td>`;
  return `<tr><td class="number">${row ?? ''}</td>${where}${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function differences({ dataset, ...kinds }: Difference, { say, number, languages }: Page): string {
  const title = languages.map((language) => differenceTitle(dataset, language));
  const rows = (['added', 'changed', 'gone'] as const).flatMap((kind) => {
    const { count, rows } = kinds[kind];
    const shown = rows.slice(0, MOST_SHOWN);
    const lines = shown.map(
      (change) => `<tr><td>${say(kind)}</td><td>${escape(change.what)}</td><td>${fields(change, say)}</td></tr>`,
    );
    const more = count - shown.length;
    return more > 0
      ? [...lines, `<tr><td>${say(kind)}</td><td>… ${number(more)} ${say('more')}</td><td></td></tr>`]
      : lines;
  });
  const counts = (['added', 'changed', 'gone'] as const)
    .map((kind) => `${number(kinds[kind].count)} ${say(kind)}`)
    .join(', ');
  return `<h3>${say('difference')}: ${escape([...new Set(title)].join(' / '))} (${counts})</h3>
<table><tbody>${rows.join('\n')}</tbody></table>`;
}

function fields({ fields: changes }: Change, say: Page['say']): string {
  const text = (value: string | null) => (value === null ? say('none') : escape(value));
  return changes.map(({ field, old, new: now }) => `${escape(field)}: ${text(old)} → ${text(now)}`).join('<br>');
}

/** Control characters have no place in a page. */
function escape(text: string): string {
  return escapeHtml(text.replace(/\p{Cc}+/gu, ' '));
}
