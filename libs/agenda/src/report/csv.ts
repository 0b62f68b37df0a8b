import { csvOf } from '@stadtlage/datasets';
import type { Report } from './report.js';

const COLUMNS = ['as_of', 'field', 'goal', 'measure', 'what', 'name', 'day', 'value', 'unit', 'status'];

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** All figures, targets, milestones, money and staff of a report: one row for each. */
export async function toCsv(report: Report): Promise<string> {
  let written = '';
  for await (const lines of csvOf(COLUMNS, [rowsOf(report)])) written += lines;
  return written;
}

function rowsOf({ asOf, fields }: Report): Row[] {
  return fields.flatMap((field) => [
    ...(field.others ?? []).map(({ indicator, unit, figure }): Row => ({
      ...{ as_of: asOf, field: field.id, what: 'figure', name: indicator },
      ...{ day: figure?.day, value: figure?.value, unit },
    })),
    ...field.goals.flatMap((goal) => {
      const place = { as_of: asOf, field: field.id, goal: goal.id };
      const targets = goal.targets.flatMap(({ indicator, unit, figure, corrected, date, value, status }): Row[] => [
        { ...place, what: 'figure', name: indicator, day: figure?.day, value: figure?.value, unit, status },
        ...(corrected === null
          ? []
          : [{ ...place, what: 'figure, corrected', name: indicator, day: figure?.day, value: corrected, unit }]),
        { ...place, what: goal.isDemo ? 'target, example' : 'target', name: indicator, day: date, value, unit },
      ]);
      const measures = goal.measures.flatMap(
        ({ id, isDemo, state, milestones, budget, staff, funding, applications = [] }): Row[] => [
          { ...place, measure: id, what: isDemo ? 'measure, example' : 'measure', status: state },
          ...milestones.map(({ id: name, due, done }) => ({
            ...{ ...place, measure: id, what: 'milestone', name, day: due },
            status: done ? `done ${done}` : due < asOf ? 'overdue' : 'open',
          })),
          ...budget.flatMap(({ year, ...sums }) =>
            Object.entries(sums).map(([name, value]) => ({
              ...{ ...place, measure: id, what: `budget ${name}`, day: String(year), value, unit: 'EUR' },
            })),
          ),
          ...staff.flatMap(({ year, ...sums }) =>
            Object.entries(sums).map(([name, value]) => ({
              ...{ ...place, measure: id, what: `staff ${name}`, day: String(year), value, unit: 'FTE' },
            })),
          ),
          ...[
            ...funding.map(({ programme, ...one }) => ({ ...one, kind: 'funding', name: programme, isDemo: false })),
            ...applications.map((one) => ({ ...one, kind: 'application', name: one.id })),
          ].flatMap(({ kind, name, state: status, isDemo: isExample, applied, granted, drawn }) =>
            Object.entries({ applied, granted, drawn })
              .filter(([, value]) => value !== undefined)
              .map(([what, value]) => ({
                ...{ ...place, measure: id, what: `${kind} ${what}${isExample ? ', example' : ''}` },
                ...{ name, value, unit: 'EUR', status },
              })),
          ),
        ],
      );
      return [...targets, ...measures];
    }),
  ]);
}
