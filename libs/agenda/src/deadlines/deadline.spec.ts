import { checkContent, type ContentOf } from '../kinds/index.js';
import type { AgendaRecord } from '../records/store.js';
import { deadlinesOf, KINDS_WITH_DEADLINES, openOn, type Deadline } from './deadline.js';

type Dated = (typeof KINDS_WITH_DEADLINES)[number];

const text = (de: string) => ({ de, en: `${de} in English` });
const recordedAt = new Date('2026-01-01T00:00:00Z');

function record<K extends Dated>(kind: K, id: string, said: object): AgendaRecord<ContentOf<K>> {
  const { content, faults } = checkContent(kind, said);
  expect(faults).toBeUndefined();
  return { id, version: 1, content: content!, reason: null, recordedAt };
}
const goal = (id: string, ...targets: [indicator: string, date: string][]) =>
  record('goal', id, {
    ...{ field: 'fibre', title: text('Ziel'), office: 'Stabsstelle' },
    targets: targets.map(([indicator, date]) => ({ indicator, date, value: 80 })),
  });
const measure = (id: string, state: string, ...milestones: [due: string, done?: string][]) =>
  record('measure', id, {
    ...{ goal: 'goal', title: text('Maßnahme'), state },
    milestones: milestones.map(([due, done], i) => ({
      id: `m${i}`,
      title: text('Beginn'),
      due,
      ...(done && { done }),
    })),
  });
const item = (id: string, state: string, due?: string) =>
  record('concept-item', id, { type: 'milestone', title: text('Netz abgenommen'), state, ...(due && { due }) });
const system = (id: string, renewalDue?: string) =>
  record('system', id, { type: 'network', title: text('Netz'), demo: true, ...(renewalDue && { renewalDue }) });
const programme = (id: string, screening: string, deadline?: string) =>
  record('programme', id, { title: text('Programm'), screening, funder: 'Land', ...(deadline && { deadline }) });

const all = (records: Partial<Parameters<typeof deadlinesOf>[0]>): Deadline[] =>
  deadlinesOf(
    { goal: [goal('goal')], measure: [], 'concept-item': [], system: [], programme: [], ...records },
    new Map([['fibre-residential', text('Anschlüsse')]]),
  );

describe('the deadlines of an agenda', () => {
  it('are the days that records name, of whatever kind, the earliest first', () => {
    const found = all({
      goal: [goal('goal', ['fibre-residential', '2026-06-30'], ['gone', '2026-06-30'])],
      measure: [measure('dig', 'running', ['2026-05-01', '2026-05-02'], ['2026-02-01'])],
      'concept-item': [item('net', 'open', '2026-04-01'), item('some-day', 'open')],
      system: [system('lan', '2026-03-01'), system('new')],
      programme: [programme('giga', 'suitable', '2026-01-31'), programme('always', 'suitable')],
    });
    expect(found.map(({ what, id, field, due, done }) => [what, id, field, due, done])).toEqual([
      ['applications', 'programme-giga', 'funding', '2026-01-31', null],
      ['milestone', 'milestone-dig-m1', 'fibre', '2026-02-01', null],
      ['renewal', 'system-lan', 'administration', '2026-03-01', null],
      ['concept-item', 'concept-item-net', 'town-hall', '2026-04-01', null],
      ['milestone', 'milestone-dig-m0', 'fibre', '2026-05-01', '2026-05-02'],
      ['target', 'target-goal-fibre-residential-2026-06-30', 'fibre', '2026-06-30', null],
    ]);
    expect(found.find(({ what }) => what === 'target')).toMatchObject({
      ...{ kind: 'goal', record: 'goal', title: text('Anschlüsse'), partOf: text('Ziel'), office: 'Stabsstelle' },
      ...{ isDemo: false, recordedAt, target: { value: 80 } },
    });
    expect(found.find(({ what }) => what === 'renewal')).toMatchObject({ kind: 'system', record: 'lan', isDemo: true });
    expect(found.find(({ what }) => what === 'applications')!.office).toBe('Land');
  });

  it('are still to be kept where nothing is done, dropped, ended or unsuitable', () => {
    const day = '2026-03-01';
    const pending = all({
      measure: ['idea', 'planned', 'running', 'done', 'stopped'].map((state) =>
        measure(state, state, [day], [day, day]),
      ),
      'concept-item': ['open', 'running', 'done', 'dropped'].map((state) => item(state, state, day)),
      programme: ['open', 'suitable', 'unsuitable'].map((screening) => programme(screening, screening, day)),
    }).filter(({ isPending }) => isPending);
    expect(pending.map(({ kind, record: of }) => `${kind}/${of}`).sort()).toEqual([
      ...['concept-item/open', 'concept-item/running', 'measure/planned', 'measure/running'],
      ...['programme/open', 'programme/suitable'],
    ]);
  });

  it('are open also after their day, but for applications, and for targets that are reached', () => {
    const one = (what: Deadline['what'], due: string, isPending = true) => ({ what, due, isPending });
    const today = '2026-06-30';
    const deadlines = [
      one('applications', '2026-06-29'),
      one('applications', '2026-06-30'),
      one('milestone', '2020-01-01'),
      one('milestone', '2020-01-01', false),
      one('target', '2025-01-01'),
      one('target', '2030-01-01'),
    ];
    const open = openOn(today, deadlines, ({ due }) => due === '2030-01-01');
    expect(open).toEqual([deadlines[1], deadlines[2], deadlines[4]]);
  });
});
