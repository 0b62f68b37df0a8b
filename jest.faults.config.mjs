// npm run test:faults: servers that are killed, stopped and cut off while they are at work, and hostile payloads in numbers.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patience } from './infra/jest/patience.mjs';
import common from './jest.config.mjs';

if (!process.env.FAULT_TABLE) {
  process.env.FAULT_TABLE = join(mkdtempSync(join(tmpdir(), 'stadtlage-faults-')), 'table');
  writeFileSync(process.env.FAULT_TABLE, '');
}
process.env.FUZZ_COUNT ??= '100000';

const [libs, e2e] = common.projects;

export default {
  rootDir: import.meta.dirname,
  maxWorkers: 2,
  testTimeout: 150_000 * patience,
  reporters: ['default', '<rootDir>/infra/jest/fault-table-reporter.mjs', '<rootDir>/infra/jest/not-run-reporter.mjs'],
  projects: [
    {
      ...e2e,
      // Each starts from nothing, or from what it sends itself.
      globalSetup: undefined,
      globalTeardown: undefined,
      displayName: 'faults',
      testMatch: ['<rootDir>/apps/e2e/src/faults/*.fault.spec.ts'],
      testPathIgnorePatterns: [],
    },
    { ...libs, displayName: 'fuzz', testMatch: ['<rootDir>/libs/sensors/src/codecs/fuzz.spec.ts'] },
  ],
};
