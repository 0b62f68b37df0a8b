import { both, cameOrWent, changed, partOf, type Difference, type Named } from './difference.js';
import { goalsOf } from './gaps.js';
import type { ReportedInDistricts } from './districts.js';
import type { Report, ReportedIndicator } from './report.js';

type Content = Pick<Report, 'fields'>;

/** All figures of a report, each once: of targets and, unless it is of before there were these, of no target. */
export const figuresOf = (content: Content): (ReportedIndicator & Named)[] => {
  const all: ReportedIndicator[] = [
    ...goalsOf(content).flatMap(({ targets }) => targets),
    ...content.fields.flatMap(({ others = [] }) => others),
  ];
  const once = new Map(all.map((one) => [one.indicator, one]));
  return [...once].map(([id, one]) => ({ ...one, id }));
};

export const hasOthers = ({ fields }: Content) => fields.every(({ others }) => others);

/** What figures are, and what others have stated of them; whether there is a target for them does not matter. */
export function figureDifferences(before: Content, now: Content): Difference[] {
  const [old, present] = [figuresOf(before), figuresOf(now)];
  return [
    ...(hasOthers(before) ? cameOrWent('indicator', old, present) : []),
    ...both(old, present).flatMap(([was, is]) => [
      ...changed('figure', is.title, was.figure?.value ?? null, is.figure?.value ?? null, is.unit),
      // Where the report before did not have it, nobody can tell what has changed.
      ...(was.stated === undefined ? [] : changed('stated', is.title, was.stated, is.stated ?? null, is.unit)),
    ]),
  ];
}

/** Figures in districts, as far as the paper prints them: where there is nothing to count, it has none. */
export function districtDifferences(before: Content, now: Content): Difference[] {
  return both(before.fields, now.fields).flatMap(([old, present]) => {
    if (!old.districts) return [];
    const [was, is] = [printed(old.districts), printed(present.districts ?? [])];
    return [
      ...cameOrWent('districts', was, is),
      ...both(was, is).flatMap(([of, to]) =>
        [...new Map([...to.values, ...of.values]).keys()].flatMap((name) =>
          changed(
            'figure',
            partOf(to, { de: name, en: name }),
            of.values.get(name) ?? null,
            to.values.get(name) ?? null,
            to.unit,
          ),
        ),
      ),
    ];
  });
}

/** Each indicator with its values by the names of districts. */
const printed = (all: ReportedInDistricts[]) =>
  all
    .map(({ indicator, title, unit, figures }) => ({
      ...{ id: indicator, title, unit },
      values: new Map(figures.filter(({ total }) => total > 0).map(({ name, value }) => [name, value])),
    }))
    .filter(({ values }) => values.size);
