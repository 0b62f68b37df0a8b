// Tables of what is recorded for a field of action beside its goals: applications for no measure, and the concept for the town hall.
import { table, text, type Block } from './blocks.js';
import type { ReportedApplication, ReportedConceptItem } from './report.js';
import type { Said } from './said.js';

export function applicationTable(applications: ReportedApplication[], said: Said): Block[] {
  const { words, number, language, example } = said;
  const sum = (value: number | undefined) => (value === undefined ? '' : number.format(value));
  return table(
    words.unattached,
    [words.applicationFor, words.state, words.amountApplied, words.amountGranted, words.amountDrawn],
    applications.map(({ title, programme, isDemo, state, applied, granted, drawn }) => [
      `${title[language]} (${programme[language]})${example(isDemo)}`,
      words.applicationState[state],
      ...[applied, granted, drawn].map(sum),
    ]),
    [2, 3, 4],
  );
}

export function conceptTable(items: ReportedConceptItem[], asOf: string, said: Said): Block[] {
  const { words, day, language, marked } = said;
  const titles = new Map(items.map(({ id, title }) => [id, title[language]]));
  const stateOf = ({ state, due, done }: ReportedConceptItem) => {
    const isPending = state === 'open' || state === 'running';
    return [
      words.conceptState[state],
      ...(done ? [words.doneOn(day(done))] : []),
      ...(isPending && due ? [due < asOf ? words.overdueSince(day(due)) : words.dueOn(day(due))] : []),
    ].join(', ');
  };
  const explained = items.filter((item) => item.text);
  return [
    ...table(
      words.concept,
      [words.conceptItem, words.type, words.state, words.office, words.paper, words.dependsOn],
      items.map((item) => [
        marked(item.title, item.isDemo),
        words.conceptType[item.type],
        stateOf(item),
        item.office ?? '',
        item.paper ?? '',
        item.dependsOn.map((id) => titles.get(id) ?? id).join('; '),
      ]),
    ),
    ...explained.map((item) => text(`${marked(item.title, item.isDemo)}: ${item.text![language]}`)),
  ];
}
