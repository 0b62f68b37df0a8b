import { checkContent, KINDS } from '@stadtlage/agenda';
import { demoRecords } from './agenda-records.js';
import type { Facility } from './facilities.js';

const facility = (id: string, kind: Facility['kind']) => ({ id, kind, name: id }) as Facility;
const records = demoRecords(
  { facilities: [facility('library', 'library'), facility('hall', 'administration')], sensors: [] },
  new Date('2026-11-30'),
);

test('the demo records are all that planners would be asked for today, and marked as examples', () => {
  for (const { id: kind, section } of KINDS)
    for (const { id, ...content } of records[section] ?? [])
      expect([id, checkContent(kind, content).faults, content.demo]).toEqual([id, undefined, true]);
});

test('the demo targets say where they began, by whom that is stated, and what is to be on the way', () => {
  const targets = records.goals!.flatMap(({ targets }) => targets);
  for (const { baseline, path } of targets)
    expect([baseline?.source, path.length]).toEqual([expect.stringMatching(/^Beispiel/), 1]);
  const indicators = targets.map(({ indicator }) => indicator);
  expect(indicators).toEqual(expect.arrayContaining(['fibre-commercial', 'addresses-with-5g']));
});

test('the demo records show what records may say: keys, links, offices, papers, and courses for each group', () => {
  const { onlineServices, conceptItems, useCases, courses, programmes } = records;
  expect(new Set(onlineServices!.map(({ maturity }) => maturity))).toEqual(new Set([0, 1, 2, 3, 4, undefined]));
  expect(onlineServices!.filter(({ leika }) => leika).length).toBeGreaterThan(2);
  expect([...conceptItems!, ...useCases!].filter(({ office }) => !office)).toEqual([]);
  expect(conceptItems!.find(({ type }) => type === 'decision')!.paper).toMatch(/^Beispielvorlage/);
  const groups = new Set(courses!.map(({ targetGroup }) => targetGroup));
  expect([groups.has('newcomers'), groups.has('businesses')]).toEqual([true, true]);
  const links = [...onlineServices!.filter(({ maturity = 0 }) => maturity >= 2), ...courses!, ...programmes!];
  for (const { link } of links) expect(link).toMatch(/^https:\/\/www\.example\.org\//);
});
