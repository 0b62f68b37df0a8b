import { Report } from '@stadtlage/imports';
import { fileOf, tablesOf } from '@stadtlage/imports/testing';
import { readFileSync } from 'node:fs';
import { EvidenceClass } from './evidence.js';
import { readEvidence, readLevel, readTechnology, readUse } from './import-delivery-values.js';
import { fixedAvailability, NAMES } from './import-fixed-availability.js';

const guide = readFileSync(new URL('../../../docs/imports.md', import.meta.url), 'utf8');
const { tables, sample } = tablesOf(guide, 'Columns of fixed-availability');
const VALUES = {
  technologie: {
    read: readTechnology,
    values: ['ftth', 'fttb', 'fttc', 'hfc', 'dsl', 'fixed_wireless', 'satellite', 'other'],
  },
  anschlussstufe: { read: readLevel, values: ['passed', 'prepared', 'connected', 'activated'] },
  nutzung: { read: readUse, values: ['residential', 'commercial', 'any'] },
  nachweis: {
    read: readEvidence,
    values: Object.values(EvidenceClass)
      .filter((evidence) => evidence !== EvidenceClass.RESIDENT_REPORT)
      .sort(),
  },
};

describe('what the guide to imports says of deliveries by address', () => {
  it('names all columns', () => {
    const named = tables[0]!.flatMap(([names]) => names!.split(', '));
    // Only files of the FCC number their providers.
    const known = Object.entries(NAMES).filter(([field]) => field !== 'providerId');
    expect([...named].sort()).toEqual(known.map(([, names]) => names[0]!).sort());
  });

  it('names all values, each with a German word that is taken for it', () => {
    const rows = tables[1]!;
    for (const [column, { read, values }] of Object.entries(VALUES)) {
      const found = rows.filter(([name]) => name === column);
      expect(found.map(([, value]) => value).sort()).toEqual([...values].sort());
      for (const [, value, german] of found) expect([read(value!), read(german!)]).toEqual([value, value]);
    }
    expect(new Set(rows.map(([column]) => column))).toEqual(new Set(Object.keys(VALUES)));
  });

  it('has a sample of a delivery in which nothing is wrong', async () => {
    const report = new Report();
    const rows = [];
    for await (const row of fixedAvailability.read(fileOf('sample.csv', sample), report)) rows.push(row);
    expect(report.counts).toMatchObject({ error: 0, quality: 0 });
    expect(report.dataDate).toBe('2024-06-30');
    expect(rows).toHaveLength(2);
  });
});
