import { readFileSync } from 'node:fs';
import { patience } from './infra/jest/patience.mjs';

const swc = JSON.parse(readFileSync(new URL('infra/build/swc.json', import.meta.url), 'utf8'));

const common = {
  rootDir: import.meta.dirname,
  transform: { '\\.ts$': ['@swc/jest', swc] },
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/infra/jest/resolver.cjs',
  setupFilesAfterEnv: ['<rootDir>/infra/jest/patience.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/data', '/dist/'],
};

/** Unit and integration tests lie beside the code and read the sources; the specs of apps/e2e drive the built programs. */
export default {
  maxWorkers: 2,
  globalSetup: '<rootDir>/infra/jest/start-test-server.mjs',
  globalTeardown: '<rootDir>/infra/jest/stop-test-server.mjs',
  testTimeout: 30_000 * patience,
  reporters: [
    'default',
    [
      '<rootDir>/infra/jest/not-run-reporter.mjs',
      {
        apart: ['what Stadtlage stores when servers are killed, stopped and cut off (5 minutes): npm run test:faults'],
      },
    ],
  ],
  projects: [
    {
      ...common,
      displayName: 'libs',
      testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/apps/e2e/'],
      moduleNameMapper: {
        '^@stadtlage/(database|imports|places)/testing$': '<rootDir>/libs/$1/src/testing.ts',
        '^@stadtlage/(database|datasets|operators|imports|places|coverage|rollout|sensors|agenda)$':
          '<rootDir>/libs/$1/src/index.ts',
        '^@stadtlage/server$': '<rootDir>/apps/server/src/index.ts',
      },
    },
    {
      ...common,
      displayName: 'e2e',
      globalSetup: '<rootDir>/infra/jest/prepare-city.mjs',
      globalTeardown: '<rootDir>/infra/jest/remove-city.mjs',
      testMatch: ['<rootDir>/apps/e2e/src/**/*.spec.ts'],
      // jest.faults.config.mjs
      testPathIgnorePatterns: ['\\.fault\\.spec\\.ts$'],
    },
  ],
};
