import { Report } from '@stadtlage/imports';
import { fileOf, tablesOf } from '@stadtlage/imports/testing';
import { readFileSync } from 'node:fs';
import { rolloutProjects } from './import-rollout-projects.js';
import { COLUMNS, columnOf, evidences, fundings, outcomes, statuses } from './import-rollout-projects-words.js';

const guide = readFileSync(new URL('../../../docs/imports.md', import.meta.url), 'utf8');
const { tables, sample } = tablesOf(guide, 'Columns of rollout-projects');
const LISTS = { status: statuses, funding: fundings, demand_outcome: outcomes, evidence: evidences };

describe('what the guide to imports says of rollout projects', () => {
  it('names all columns, each with the German name that reports use', () => {
    const [columns] = tables;
    expect(columns!.map(([name, german]) => [name, german])).toEqual(
      Object.entries(COLUMNS).map(([name, { de }]) => [name, de[0]]),
    );
    for (const [name, german] of columns!) expect(columnOf(german!)).toBe(name);
  });

  it('names all codes, each with a German word that is taken for it', () => {
    const values = tables[1]!;
    for (const [column, list] of Object.entries(LISTS)) {
      const rows = values.filter(([name]) => name === column);
      expect(rows.map(([, code]) => code)).toEqual(list.codes);
      for (const [, code, german] of rows) expect(list.codeOf(german!)).toBe(code);
    }
    expect(new Set(values.map(([column]) => column))).toEqual(new Set(Object.keys(LISTS)));
  });

  it('has a sample in which nothing is wrong', async () => {
    const report = new Report();
    const rows = [];
    for await (const row of rolloutProjects.read(fileOf('sample.csv', sample), report)) rows.push(row);
    expect(report.findings).toEqual([]);
    expect(rows).toHaveLength(2);
  });
});
