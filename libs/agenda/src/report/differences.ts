import type { LocalizedText } from '@stadtlage/datasets';
import { conceptDifferences } from './concept-differences.js';
import { AMOUNTS, both, cameOrWent, changed, partOf, type Difference } from './difference.js';
import { districtDifferences, figureDifferences } from './figure-differences.js';
import { goalDifferences, statusDifferences, type PlacedGoal } from './goal-differences.js';
import { applicationDifferences, measureDifferences, type PlacedMeasure } from './measure-differences.js';
import { networkDifferences } from './network-differences.js';
import type { Report, ReportedApplication } from './report.js';
import { yearsOf, type YearSum } from './years.js';

type Content = Pick<Report, 'fields' | 'years'>;

/**
 * What differs between two reports: goals and measures that came, went, moved or are recorded otherwise, with targets, milestones, risks,
 * funding and applications; figures, also of districts, and what was stated of them; where targets stand; mobile networks; money and staff by
 * year, of all together and of each measure; applications for no measure, and the concept for the town hall. What the report before did not have yet is not compared.
 */
export function differencesOf(before: Content, now: Content): Difference[] {
  const [oldGoals, goals] = [placedGoals(before), placedGoals(now)];
  const [oldMeasures, measures] = [oldGoals.flatMap(placedMeasures), goals.flatMap(placedMeasures)];
  const titles = new Map([...oldMeasures, ...measures].map(({ id, title }) => [id, title]));
  return [
    ...cameOrWent('goal', oldGoals, goals),
    ...cameOrWent('measure', oldMeasures, measures),
    ...both(oldGoals, goals).flatMap(([old, present]) => goalDifferences(old, present)),
    ...figureDifferences(before, now),
    ...both(oldGoals, goals).flatMap(([old, present]) => statusDifferences(old, present)),
    ...districtDifferences(before, now),
    ...networkDifferences(before, now),
    ...both(oldMeasures, measures).flatMap(([old, present]) => measureDifferences(old, present, titles)),
    ...unattachedDifferences(before, now, [...oldMeasures, ...measures]),
    ...conceptDifferences(before, now),
    ...moneyDifferences(before.years, now.years, (year) => ({ de: year, en: year })),
    ...both(oldMeasures, measures).flatMap(([old, present]) =>
      moneyDifferences(yearsOf([old]), yearsOf([present]), (year) => partOf(present, { de: year, en: year })),
    ),
  ];
}

const placedGoals = ({ fields }: Content) =>
  fields.flatMap(({ id, title, goals }) => goals.map((goal): PlacedGoal => ({ ...goal, of: { id, title } })));
const placedMeasures = ({ id, title, measures }: PlacedGoal) =>
  measures.map((measure): PlacedMeasure => ({ ...measure, of: { id, title } }));

/** Applications for no measure; those that are for one in either report are told with that. */
function unattachedDifferences(before: Content, now: Content, measures: PlacedMeasure[]): Difference[] {
  const attached = new Set(measures.flatMap(({ applications = [] }) => applications.map(({ id }) => id)));
  const [old, present] = [before, now].map(({ fields }) =>
    fields
      .find(({ applications }) => applications)
      ?.applications!.filter(({ id }: ReportedApplication) => !attached.has(id)),
  );
  return applicationDifferences(old, present);
}

function moneyDifferences(before: YearSum[], now: YearSum[], titleOf: (year: string) => LocalizedText): Difference[] {
  const years = [...new Set([...before, ...now].map(({ year }) => year))].sort((a, b) => a - b);
  return years.flatMap((of) => {
    const [was, is] = [before, now].map((sums) => sums.find(({ year }) => year === of));
    return AMOUNTS.flatMap((what) => changed(what, titleOf(String(of)), was?.[what] ?? null, is?.[what] ?? null));
  });
}
